"""Phrases in each language: `<language>.po` for people, and the `.mo` made from it.

To add a language: copy `ru.po` and translate it. A language without a `.mo`, or with one that was
made of another text, is compiled whenever it is asked for, which takes Babel and a fifth of a
second; `python -m calendar_gen.entries.catalogues` saves that time.
"""

from zlib import crc32


def stamp(source: bytes) -> str:
    """What a compiled catalogue says of the text that it was made of."""
    return f"{crc32(source):08x}"
