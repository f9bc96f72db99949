"""Importing: text of other programs to the text of a rule file, for a person to review.

Pure: bytes in, text and findings out. What a file says is taken over exactly or not at all, and
what is not is named with its line. The text that comes out has no error that `check` would find.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple, cast

from calendar_gen.importing.draft import (
    Draft,
    Findings,
    ImportResult,
    Settings,
    Source,
    shown,
    with_defaults,
)

__all__ = [
    "FORMATS",
    "Findings",
    "ImportResult",
    "InputFile",
    "Settings",
    "Source",
    "import_files",
]

_Reader = Callable[[str, Settings, Findings], list[Draft]]

FORMATS: Mapping[str, str] = {
    "csv": "tables",
    "vcard": "vcards",
    "ics": "ics_events",
    "wikidata": "wikidata",
}
"""Name of a format to the module that reads it."""


class InputFile(NamedTuple):
    """A file by the name that its findings bear, with its bytes: one more than may be, at most."""

    name: str
    content: bytes


def import_files(
    files: Sequence[InputFile],
    settings: Settings,
    *,
    format: str | None = None,
    encoding: str | None = None,
) -> ImportResult:
    """The rules that files give, all in one text, and what of them could not be taken over.

    `format` is a key of FORMATS; without it each file's name and beginning tell. `encoding` is one
    that Python knows. Findings are in order of files and lines.
    """
    drafts: list[Draft] = []
    found = []
    for file in files:
        findings = Findings(file.name)
        drafts += _drafts(file, format, encoding, settings, findings)
        found += sorted(findings.found, key=lambda finding: finding.place)
    if not drafts:
        return ImportResult("", 0, tuple(found))
    from calendar_gen.importing.writing import rule_file

    text = rule_file([file.name for file in files], drafts, settings.source)
    return ImportResult(text, len(drafts), tuple(found))


def _drafts(
    file: InputFile,
    format: str | None,
    encoding: str | None,
    settings: Settings,
    findings: Findings,
) -> list[Draft]:
    from calendar_gen.importing.input_text import decoded, format_of

    text = decoded(file.content, encoding, findings)
    if text is None:
        return []
    if not text.strip():
        findings.entry(findings.place(1), "the file is empty")
        return []
    _tell_controls(text, findings)
    module = FORMATS[format or format_of(file.name, text)]
    read = cast("_Reader", import_module(f"calendar_gen.importing.{module}").drafts)
    drafts = read(text, settings, findings)
    for draft in drafts:
        for decided in draft.day.comments:
            findings.choice(draft.at, f'"{shown(next(iter(draft.titles.values())))}": {decided}')
    return [with_defaults(draft, settings) for draft in drafts]


_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _tell_controls(text: str, findings: Findings) -> None:
    """Control characters, which no rule file may hold, become blanks."""
    found = _CONTROLS.search(text)
    if found is not None:
        count = len(_CONTROLS.findall(text))
        at = findings.place(text.count("\n", 0, found.start()) + 1)
        findings.part(at, f"{count} control characters are left out, the first of them here")
