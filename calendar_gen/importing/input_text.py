"""From the bytes of a file to text, and what kind of file it is."""

import re

from calendar_gen.importing.draft import Findings
from calendar_gen.limits import limit, raising, written

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".vcf": "vcard",
    ".vcard": "vcard",
    ".ics": "ics",
    ".ical": "ics",
    ".json": "wikidata",
}


def decoded(content: bytes, encoding: str | None, findings: Findings) -> str | None:
    """The text of a file in the encoding named (as Python knows it); without one in UTF-8 or
    UTF-16, or else in Windows-1252, with a finding.

    None with a finding if the file is too large or no text.
    """
    start = findings.place(1)
    if len(content) > limit("file"):
        message = f"the file has more than {written(limit('file'))} bytes"
        findings.entry(start, message, raising("file"))
        return None
    if encoding is not None:
        try:
            return content.decode(encoding)
        except UnicodeError:
            findings.entry(start, f"the file holds bytes that are no text in {encoding}")
            return None
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in content or content.startswith(_UTF_16):
            findings.entry(start, "the file holds bytes that are no text")
            return None
        line = content.count(b"\n", 0, error.start) + 1
    findings.choice(
        findings.place(line),
        "the file is not in UTF-8 and was read as Windows-1252",
        "look at the letters with accents, or save it as UTF-8",
    )
    return content.decode("cp1252", "replace")


def format_of(name: str, text: str) -> str:
    """The format that the ending of a file's name means, else that its text begins like."""
    ending = re.search(r"\.[a-z]+$", name.lower())
    if ending is not None and ending[0] in _ENDINGS:
        return _ENDINGS[ending[0]]
    start = text.lstrip()[:40].upper()
    if start.startswith("BEGIN:VCARD"):
        return "vcard"
    if start.startswith("BEGIN:VCALENDAR"):
        return "ics"
    return "wikidata" if start.startswith(("{", "[")) else "csv"
