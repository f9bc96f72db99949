"""A catalogue as gettext reads it, made of its .po file.

How a language tells 1st, 2nd and 4th apart, and one thing from several, is CLDR's: its rules are
put into the compiled header, so that nobody writes them by hand and reading a catalogue needs no
Babel. A catalogue that must tell more ordinals apart than CLDR does says how in its own header,
`X-Ordinal` and `X-Ordinal-Categories`. The table is written here and not by Babel because Babel
puts its own version and a date into it, which would make the same phrases give other bytes.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from string import Formatter
from struct import pack

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po
from babel.plural import PluralRule, to_gettext

from calendar_gen.entries.catalogues import stamp

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
MAGIC = 0x950412DE


class BadCatalogueError(ValueError):
    """A sentence on what is wrong with a .po file, and where."""


def compiled(source: bytes, tag: str, path: str) -> bytes:
    """The .mo file for the text of a .po file (GNU gettext manual, "The Format of GNU MO Files").

    `tag` is the language (BCP 47), `path` names the file in BadCatalogueError, which is raised for
    a text that cannot be read and for a translation whose fields are not those of its phrase.
    """
    locale = _locale(tag, path)
    catalogue = _read(source, locale, path)
    _check_fields(catalogue, path)
    pairs = dict(_pair(message) for message in catalogue if message.id and message.string)
    headers = dict(_headers(locale)) | dict(_own_ordinals(source.decode()))
    headers["X-Made-Of"] = stamp(source)
    pairs[""] = "".join(f"{key}: {value}\n" for key, value in headers.items())
    rows = [(key.encode(), text.encode()) for key, text in pairs.items()]
    return _table(sorted(rows))


def _locale(tag: str, path: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise BadCatalogueError(
            f'{path}: CLDR has no language "{tag}"; name the file by a tag that it has, such as '
            "uk.po or pt-BR.po"
        ) from error


def _read(source: bytes, locale: Locale, path: str) -> Catalog:
    try:
        return read_po(BytesIO(source), locale=locale, abort_invalid=True)
    except PoFileError as error:
        raise BadCatalogueError(f"{path}:{error.lineno}: {error}") from error
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise BadCatalogueError(f"{path}:{line}: this is not UTF-8") from error
    except LookupError as error:
        raise BadCatalogueError(f"{path}: {error}; write the file in UTF-8") from error


def _check_fields(catalogue: Catalog, path: str) -> None:
    """Refuse what could not be filled in, such as `{day}` of a phrase that has only `{date}`."""
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        texts = (message.string,) if isinstance(message.string, str) else message.string or ()
        may = {name for text in ids for name in _fields(text)}
        may |= {_NUMBER_OF[name] for name in may & _NUMBER_OF.keys()}
        if (message.context or "").startswith("ordinal"):
            may.add("n")
        for text in texts:
            try:
                unknown = sorted({*_fields(text)} - may)
            except ValueError as error:
                wrong.append(f'{path}:{message.lineno}: "{text}": {error}')
                continue
            wrong += [
                f'{path}:{message.lineno}: "{ids[0]}" has no {{{name}}}, which "{text}" wants'
                for name in unknown
            ]
    if wrong:
        raise BadCatalogueError("\n".join(wrong))


_NUMBER_OF = {"month": "m", "month2": "m2"}
"""Where a phrase has the name of a month, a language may write its number."""


def _fields(text: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(text) if name is not None)


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
