"""Tables as text (RFC 4180, and what spreadsheets make of it): a row each for a commemoration."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from calendar_gen.importing import days
from calendar_gen.importing.days import NoDay
from calendar_gen.importing.draft import Draft, Findings, Settings, Source, shown
from calendar_gen.importing.yaml_text import tidy
from calendar_gen.problems import Place, did_you_mean

_COLUMNS = {
    "title": ("title", "name", "summary", "event"),
    "date": ("date", "day", "of", "on"),
    "id": ("id",),
    "host": ("host", "country"),
    "place": ("place", "location", "city"),
    "categories": ("categories", "category", "tags"),
    "url": ("url", "link"),
    "note": ("note", "notes", "description"),
}
_ROLES = {word: role for role, words in _COLUMNS.items() for word in words}
_TAGGED = re.compile(r"(?i:title|name)[:@_. -] ?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){0,2})")
_DELIMITERS = ",;\t|"
LONGEST_TITLE = 1000


class _Row(NamedTuple):
    at: Place
    cells: Mapping[str, str]

    def cell(self, role: str) -> str:
        return self.cells.get(role, "")


def drafts(text: str, settings: Settings, findings: Findings) -> list[Draft]:
    """A draft for every row that has a title and a day."""
    made = []
    for row in _rows(text, settings, findings):
        draft = _draft(row, settings, findings)
        if draft is not None:
            made.append(draft)
    return made


def _rows(text: str, settings: Settings, findings: Findings) -> Iterator[_Row]:
    """Rows below the line of headings, by what their columns are."""
    records = _records(text, findings)
    line, headings = next(records, (1, []))
    roles = _roles(headings, findings.place(line), settings, findings)
    titled = any(role.startswith("title:") for role in roles if role)
    if not titled or "date" not in roles:
        lacking = "names" if not titled else "days"
        findings.entry(
            findings.place(line),
            f"the first line names no column of {lacking}",
            'it must hold "name" and "date"; others may be id, name:ru, host, place, category, '
            "url, note",
        )
        return
    for number, cells in records:
        at = findings.place(number)
        more = [shown(cell) for cell in cells[len(roles) :] if cell.strip()]
        if more:
            findings.part(at, f"beyond the last column stands {', '.join(more)}")
        held = zip(roles, map(tidy, cells), strict=False)
        yield _Row(at, {role: cell for role, cell in held if role and cell})


def _records(text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Records with the line they begin in, without empty ones; a broken one is a finding."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            findings.entry(findings.place(start), f"the row cannot be read: {error}")
        else:
            if any(cell.strip() for cell in cells):
                yield start, cells
        start = reader.line_num + 1


def _delimiter(text: str) -> str:
    """The sign that parts most cells of the line of headings; a comma if none does."""
    lines = io.StringIO(text, newline="")
    headings = re.sub(r'"[^"]*"', "", next(filter(str.strip, lines), ""))
    return max(_DELIMITERS, key=headings.count)


def _roles(
    headings: list[str], at: Place, settings: Settings, findings: Findings
) -> list[str | None]:
    """What each column is; `title:ru` for a title by language; None for one not taken over."""
    roles: list[str | None] = []
    for heading in headings:
        role = _role(heading, at, settings, findings)
        if role is not None and role in roles:
            findings.part(at, f'the column "{shown(heading)}" says what another one says')
            role = None
        roles.append(role)
    return roles


def _role(heading: str, at: Place, settings: Settings, findings: Findings) -> str | None:
    word = tidy(heading)
    role = _ROLES.get(word.lower())
    if role is not None:
        return f"title:{settings.language}" if role == "title" else role
    tagged = _TAGGED.fullmatch(word)
    if tagged is not None:
        tag = _language(tagged[1], at, findings)
        return None if tag is None else f"title:{tag}"
    if word:
        hint = did_you_mean(word, _ROLES, most=0)
        findings.part(at, f'the column "{shown(word)}" is not taken over', hint)
    return None


def _language(written: str, at: Place, findings: Findings) -> str | None:
    tag, why = language(written)
    if tag is None:
        findings.part(at, f"a column of names is not taken over: {why}")
    return tag


def language(written: str) -> tuple[str | None, str]:
    """The canonical tag of a language and "", or None and why it is none."""
    from calendar_gen.rulebook.languages import language_tag
    from calendar_gen.rulebook.nodes import Scalar
    from calendar_gen.rulebook.reading import Reading

    reading = Reading()
    tag = language_tag(Scalar(written.replace("_", "-"), Place("", 1, 1), "", ""), reading)
    return tag, "; ".join(problem.message for problem in reading.problems)


def _draft(row: _Row, settings: Settings, findings: Findings) -> Draft | None:
    titles = {role[6:]: cell for role, cell in row.cells.items() if role.startswith("title:")}
    too_long = [tag for tag, title in titles.items() if len(title) > LONGEST_TITLE]
    if not titles or too_long:
        why = f"its name has more than {LONGEST_TITLE} characters" if too_long else "it has no name"
        findings.entry(row.at, f"the row is left out: {why}")
        return None
    name = shown(next(iter(titles.values())))
    if not row.cell("date"):
        findings.entry(row.at, f'"{name}" has no day')
        return None
    try:
        day = days.read(row.cell("date"))
    except NoDay as no_day:
        findings.entry(row.at, f'"{name}": {no_day.message}', no_day.hint)
        return None
    return Draft(
        row.at,
        titles,
        day,
        wish=row.cell("id") or None,
        host=_host(row, findings),
        place=row.cell("place") or None,
        categories=tuple(
            filter(None, (tidy(c) for c in re.split("[,;|]", row.cell("categories"))))
        ),
        note={settings.language: row.cell("note")} if row.cell("note") else {},
        page=_page(row, findings),
    )


def _host(row: _Row, findings: Findings) -> str | None:
    from calendar_gen.parties import is_party_code

    written = row.cell("host")
    if not written:
        return None
    if is_party_code(written.upper()):
        return written.upper()
    findings.part(
        row.at, f'the host "{shown(written)}" is no code of a state', "write one as in RU or GB-SCT"
    )
    return None


def _page(row: _Row, findings: Findings) -> Source | None:
    written = row.cell("url")
    if is_web_address(written):
        return Source(url=written)
    if written:
        findings.part(row.at, f'"{shown(written)}" is not a web address')
    return None


def is_web_address(text: str) -> bool:
    """Whether a text can be the `url` of a source."""
    return re.fullmatch(r"https?://[^\s/?#@]+\.?[^\s]*", text) is not None and len(text) <= 2000
