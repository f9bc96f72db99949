"""Compile every catalogue: `python -m calendar_gen.entries.catalogues` after a .po file was edited.

How a language tells 1st, 2nd and 4th apart, and one thing from several, is CLDR's: its rules are
put into the compiled header, so that nobody writes them by hand and reading a catalogue needs no
Babel. A catalogue that must tell more ordinals apart than CLDR does says how in its own header,
`X-Ordinal` and `X-Ordinal-Categories`. The file is written here and not by Babel because Babel puts
its own version and a date into it, which would make the same phrases give other bytes.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from struct import pack

from babel import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.plural import PluralRule, to_gettext

FOLDER = Path(__file__).parent
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
MAGIC = 0x950412DE


def compiled(source: Path) -> bytes:
    """The .mo file for a .po file (GNU gettext manual, "The Format of GNU MO Files")."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.stem, abort_invalid=True)
    locale = Locale.parse(source.stem, sep="-")
    pairs = dict(_pair(message) for message in catalogue if message.id and message.string)
    headers = dict(_headers(locale)) | dict(_own_ordinals(source.read_text(encoding="utf-8")))
    pairs[""] = "".join(f"{key}: {value}\n" for key, value in headers.items())
    rows = [(key.encode(), text.encode()) for key, text in pairs.items()]
    return _table(sorted(rows))


def _pair(message: Message) -> tuple[str, str]:
    key = message.id if isinstance(message.id, str) else "\0".join(message.id)
    text = message.string if isinstance(message.string, str) else "\0".join(message.string or ())
    return (f"{message.context}\4{key}" if message.context else key), text


def _headers(locale: Locale) -> Iterator[tuple[str, str]]:
    ordinal = locale.ordinal_form
    yield "Content-Type", "text/plain; charset=UTF-8"
    yield "Language", str(locale)
    yield "Plural-Forms", _rule(locale.plural_form)
    yield "X-Ordinal", _rule(ordinal).partition("plural=")[2].rstrip("; ")
    yield "X-Ordinal-Categories", " ".join(c for c in CATEGORIES if c in {*ordinal.tags, "other"})


def _rule(rule: PluralRule) -> str:
    """CLDR's rule in gettext's words, which have no `e`, the exponent of numbers such as 1c6: whole
    numbers that are written out have none.
    """
    return re.sub(r"\be\b", "0", to_gettext(rule))


def _own_ordinals(text: str) -> list[tuple[str, str]]:
    """Headers that Babel does not keep."""
    return re.findall(r'^"(X-Ordinal(?:-Categories)?): (.*)\\n"$', text, re.MULTILINE)


def _table(rows: list[tuple[bytes, bytes]]) -> bytes:
    keys_at, texts_at = 28, 28 + 8 * len(rows)
    at = texts_at + 8 * len(rows)
    index, body = b"", b""
    for column in (0, 1):
        for row in rows:
            index += pack("<2I", len(row[column]), at + len(body))
            body += row[column] + b"\0"
    return pack("<7I", MAGIC, 0, len(rows), keys_at, texts_at, 0, at) + index + body


def main() -> None:
    """Write the .mo file beside each .po file."""
    for source in sorted(FOLDER.glob("*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))


if __name__ == "__main__":
    main()
