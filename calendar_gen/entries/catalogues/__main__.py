"""Compile every catalogue: `python -m calendar_gen.entries.catalogues` after a .po file was edited.

How a language tells 1st, 2nd and 4th apart, and one thing from several, is CLDR's: its rules are
put into the compiled header, so that nobody writes them by hand and reading a catalogue needs no
Babel. The file is written here and not by Babel because Babel puts its own version and a date into
it, which would make the same phrases give other bytes.
"""

from collections.abc import Iterator
from pathlib import Path
from struct import pack

from babel import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.plural import to_gettext

FOLDER = Path(__file__).parent
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
MAGIC = 0x950412DE


def compiled(source: Path) -> bytes:
    """The .mo file for a .po file (GNU gettext manual, "The Format of GNU MO Files")."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.stem, abort_invalid=True)
    locale = Locale.parse(source.stem, sep="-")
    pairs = dict(_pair(message) for message in catalogue if message.id and message.string)
    pairs[""] = "".join(f"{key}: {value}\n" for key, value in _headers(locale))
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
    yield "Plural-Forms", to_gettext(locale.plural_form)
    yield "X-Ordinal", to_gettext(ordinal).partition("plural=")[2].rstrip("; ")
    yield "X-Ordinal-Categories", " ".join(c for c in CATEGORIES if c in {*ordinal.tags, "other"})


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
