"""Content lines, the shape that vCard and iCalendar files share (RFC 6350 3.2, 3.3; RFC 5545 3.1).

icalendar reads them too, but forgets in which line it was; a person who is to repair a file needs
that. So reading is our own, and icalendar checks it in the tests.
"""

import quopri
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from calendar_gen.importing.draft import Findings, shown

_NAME = re.compile(r"(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)(?:=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*))?')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
LONGEST_VALUE = 100_000


class Line(NamedTuple):
    """One content line: the number of its first physical line, and its parts.

    `name`, and the names of `parameters`, are in capitals; a vCard 2.1 parameter without a name is
    among them as one of TYPE or ENCODING. `value` is as written, with its escapes.
    """

    number: int
    group: str
    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text: its escapes resolved (RFC 6350 3.4, RFC 5545 3.3.11)."""
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)

    @property
    def texts(self) -> list[str]:
        """The value as a list of texts, parted at commas that are not escaped."""
        parts = re.split(r"(?<!\\),", self.value)
        return [self._replace(value=part).text for part in parts if part.strip()]


def content_lines(text: str, findings: Findings) -> Iterator[Line]:
    """All content lines of a text, unfolded; what is none is a finding."""
    for number, unfolded in _unfolded(text):
        if not unfolded.strip():
            continue
        line = _line(number, unfolded)
        if line is None:
            findings.part(
                findings.place(number),
                f'"{shown(unfolded)}" is no line of such a file (NAME:value)',
            )
        elif len(line.value) > LONGEST_VALUE and line.name not in ("PHOTO", "LOGO", "SOUND", "KEY"):
            findings.part(findings.place(number), f"{line.name} is too long to be read")
        else:
            yield line


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines with the number of their first, continued ones joined.

    A line goes on in the next one if that begins with a blank, or, in quoted-printable, if it ends
    with "=" (vCard 2.1).
    """
    parts: list[str] = []
    start = 1
    soft = False
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if parts and soft:
            parts[-1] = parts[-1][:-1]
            parts.append(raw)
        elif parts and raw[:1] in (" ", "\t"):
            parts.append(raw[1:])
        else:
            if parts:
                yield start, "".join(parts)
            parts, start = [raw], number
        soft = raw.endswith("=") and "QUOTED-PRINTABLE" in parts[0].partition(":")[0].upper()
    if parts:
        yield start, "".join(parts)


def _line(number: int, text: str) -> Line | None:
    name = _NAME.match(text)
    if name is None:
        return None
    at = name.end()
    parameters: dict[str, str] = {}
    while (found := _PARAMETER.match(text, at)) is not None:
        key, value = found[1].upper(), found[2]
        if value is None:
            key, value = ("ENCODING" if key in _ENCODINGS else "TYPE"), key
        parameters[key] = value.replace('"', "")
        at = found.end()
    if text[at : at + 1] != ":":
        return None
    value = text[at + 1 :]
    if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = _from_quoted_printable(value, parameters.get("CHARSET", "utf-8"))
    return Line(number, name[1] or "", name[2].upper(), parameters, value)


_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT")


_CHARSET = re.compile(
    r"(utf-?8|us-ascii|iso-?8859-\d+|windows-\d+|cp\d+|koi8-[ru]|gb\w+|big5|shift_?jis|euc-\w+)",
    re.IGNORECASE,
)


def _from_quoted_printable(value: str, charset: str) -> str:
    """The text of a quoted-printable value (RFC 2045 6.7), in UTF-8 where nothing else is known."""
    raw = quopri.decodestring(value.encode("utf-8"))
    try:
        return raw.decode(charset if _CHARSET.fullmatch(charset) else "utf-8")
    except (UnicodeError, LookupError):
        return raw.decode("utf-8", "replace")
