"""Visits from CSV: one row a visit, as lists of official visits are published.

Columns: `date_start`, `date_end`, `precision` (day, month, year), `visitor_country`,
`host_country` (ISO 3166-1, withdrawn codes too, XK and XH), `visitor_name`, `visitor_office`,
`place`, `occasion`, `source`, `kind`, `source_id`. The first, the fourth and the fifth must be
there, the others may be; columns of other names are let alone. `NA` is Namibia and no gap.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from calendar_gen.parties import STATES, WITHDRAWN
from calendar_gen.problems import Place, Problem, did_you_mean, in_order, shortened
from calendar_gen.rulebook.csv_table import CsvTable
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.references import USUAL_SLIPS
from calendar_gen.rulebook.text import text_of

NEEDED = ("date_start", "visitor_country", "host_country")
COLUMNS = (
    "date_start",
    "date_end",
    "precision",
    "visitor_country",
    "visitor_name",
    "visitor_office",
    "host_country",
    "place",
    "occasion",
    "source",
    "kind",
    "source_id",
)
PRECISIONS = ("day", "month", "year")
KINDS = frozenset(
    {"state", "official", "working", "private", "multilateral", "funeral", "transit"}
    | {
        "official_working",
        "private_informal",
        "stop_private",
        "bilateral",
        "commemoration",
        "other",
    }
)
"""Kinds of visits that lists name: those of the record, and words that say no more of a visit."""

_PARTIES = STATES | WITHDRAWN.keys()
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class VisitRow(NamedTuple):
    """One row: `first` and `last` are days, both in; at precision `month` or `year` the stay lies
    somewhere between them. Empty cells are empty texts.
    """

    id: str
    guest: str
    host: str
    first: int
    last: int
    precision: str
    person: str
    office: str
    place: str
    occasion: str
    source: str
    kind: str
    at: Place


def visit_rows(*files: RuleFile) -> tuple[tuple[VisitRow, ...], tuple[Problem, ...]]:
    """The rows of CSV files (RFC 4180, UTF-8), in their order, and all that is wrong with them.

    A row with an error is left out; a file whose columns are wrong has no rows. Rows without a
    `source_id` are named by all files together.
    """
    rows: list[_Written] = []
    problems: list[Problem] = []
    for file in files:
        found, wrong = _rows_of(file)
        rows += found
        problems += wrong
    return _with_ids(rows), in_order(problems)


_Written = tuple[VisitRow, Sequence[str]]


def _rows_of(file: RuleFile) -> tuple[list[_Written], list[Problem]]:
    """The rows of one file with their cells."""
    text, problems = text_of(file)
    if text is None:
        return [], problems
    problems = [problem for problem in problems if problem.severity != "note"]
    table = CsvTable(file.name, text)
    found: list[_Written] = []
    columns: Mapping[str, int] | None = None
    width = 0
    try:
        for line, cells in table:
            if columns is None:
                columns, wrong = _columns(cells, table)
                problems += wrong
                if any(problem.severity == "error" for problem in wrong):
                    return [], problems
                width = len(cells)
            elif cells:
                row = _row(_Cells(columns, cells, line, width, table, problems))
                if row is not None:
                    found.append((row, cells))
    except csv.Error as error:
        at = Place(file.name, table.line, 1)
        problems.append(Problem(at, "error", "csv", f"the row cannot be read: {error}"))
    if columns is not None and "kind" in columns:
        problems += _unknown_kinds(found, table, columns["kind"])
    if columns is None and not problems:
        message = "the file is empty; its first line names the columns"
        problems.append(Problem(Place(file.name, 1, 1), "error", "missing-column", message))
    return found, problems


def _unknown_kinds(rows: Sequence[_Written], table: CsvTable, column: int) -> Iterator[Problem]:
    """A warning for each word that is no kind of visit: such rows are taken for visits of none."""
    lines: dict[str, list[int]] = {}
    for row, _ in rows:
        if row.kind and row.kind not in KINDS:
            lines.setdefault(row.kind, []).append(row.at.line)
    for kind, those in lines.items():
        more = "" if len(those) == 1 else f", in {len(those):,} rows; this is the first"
        message = f'"{shortened(kind)}" is no kind of visit and is left out{more}'
        hint = did_you_mean(kind, KINDS, most=len(KINDS))
        yield Problem(table.place(those[0], column), "warning", "kind", message, hint)


class _Cells(NamedTuple):
    """A row being read; what is wrong with it goes to `problems`."""

    columns: Mapping[str, int]
    cells: Sequence[str]
    line: int
    width: int
    table: CsvTable
    problems: list[Problem]

    def text(self, name: str) -> str:
        """What stands in a column, without spaces around it; nothing if there is no such column."""
        column = self.columns.get(name)
        return "" if column is None else self.cells[column].strip()

    def wrong(self, name: str | None, code: str, message: str, hint: str | None = None) -> None:
        """Note a problem at a column, or at the row's beginning."""
        column = 0 if name is None else self.columns[name]
        at = self.table.place(self.line, column)
        self.problems.append(Problem(at, "error", code, message, hint))


def _columns(cells: Sequence[str], table: CsvTable) -> tuple[Mapping[str, int], list[Problem]]:
    names = [cell.strip() for cell in cells]
    problems = []
    at = Place(table.name, 1, 1)
    other = _other_separator(names)
    if other is not None:
        message = f"cells are parted by a comma, and here by {other}"
        problems.append(Problem(at, "error", "separator", message, "write it as CSV with commas"))
        return {}, problems
    for name in NEEDED:
        if name not in names:
            hint = _written_otherwise(name, [n for n in names if n not in COLUMNS])
            message = f'there is no column "{name}"'
            problems.append(Problem(at, "error", "missing-column", message, hint))
    for column, name in enumerate(names):
        if name in COLUMNS and name in names[:column]:
            message = f'there are two columns "{name}"'
            at = table.place(1, column)
            problems.append(Problem(at, "error", "repeated-column", message))
    for column, name in enumerate(names):
        meant = _in_columns(name)
        if meant is not None and meant not in NEEDED:
            message = f'the column "{shortened(name)}" is not read'
            hint = f'did you mean "{meant}"?'
            at = table.place(1, column)
            problems.append(Problem(at, "warning", "unread-column", message, hint))
    return {name: column for column, name in enumerate(names)}, problems


_SEPARATORS = {";": 'a semicolon, ";"', "\t": "a tab", "|": 'a bar, "|"'}


def _other_separator(names: Sequence[str]) -> str | None:
    """What parts the columns that must be there, if they all stand in one cell."""
    if len(names) != 1:  # none in an empty line
        return None
    for sign, called in _SEPARATORS.items():
        parts = {part.strip().strip('"').casefold() for part in names[0].split(sign)}
        if set(NEEDED) <= parts:
            return called
    return None


def _written_otherwise(name: str, others: Sequence[str]) -> str | None:
    """A column that may be meant by the name: in other letters, else the nearest one."""
    same = next((other for other in others if _in_columns(other) == name), None)
    if same is None:
        return did_you_mean(name, others, most=0)
    return f'"{shortened(same)}" is written otherwise; write it as {name}'


def _in_columns(name: str) -> str | None:
    """The column that a name would be in small letters, with low lines for blanks and hyphens."""
    small = name.casefold().replace(" ", "_").replace("-", "_")
    return small if small in COLUMNS and name not in COLUMNS else None


def _row(row: _Cells) -> VisitRow | None:
    if len(row.cells) != row.width:
        message = f"the row has {len(row.cells)} cells, the first line {row.width}"
        row.wrong(None, "row-length", message)
        return None
    before = len(row.problems)
    guest, host = _party(row, "visitor_country"), _party(row, "host_country")
    if guest == host and guest in _PARTIES:
        row.wrong("host_country", "guest-is-host", f"{host} cannot be both guest and host")
    precision = _precision(row)
    first, last = _span(row, precision)
    if len(row.problems) > before:
        return None
    return VisitRow(
        row.text("source_id"),
        guest,
        host,
        first,
        last,
        precision,
        row.text("visitor_name"),
        row.text("visitor_office"),
        row.text("place"),
        row.text("occasion"),
        row.text("source"),
        row.text("kind"),
        Place(row.table.name, row.line, 1),
    )


def _party(row: _Cells, name: str) -> str:
    code = row.text(name)
    if code not in _PARTIES:
        said = f'"{shortened(code)}" is no country' if code else f"{name} is empty"
        usual = USUAL_SLIPS.get(code.upper(), code.upper())
        hint = f'did you mean "{usual}"?' if usual in _PARTIES else None
        row.wrong(name, "unknown-country", said, hint or "write an ISO 3166-1 code such as RU")
    return code


def _precision(row: _Cells) -> str:
    precision = row.text("precision") or "day"
    if precision not in PRECISIONS:
        hint = did_you_mean(precision, PRECISIONS)
        row.wrong("precision", "precision", f'no precision "{shortened(precision)}"', hint)
    return precision


def _span(row: _Cells, precision: str) -> tuple[int, int]:
    first = _day(row, "date_start", 0)
    last = _day(row, "date_end", 1) if row.text("date_end") else _last_of(row, precision, first)
    if first is None or last is None:
        return 0, 0
    if last < first:
        message = (
            f"the visit ends ({row.text('date_end')}) before it starts ({row.text('date_start')})"
        )
        row.wrong("date_end", "reversed-span", message)
    return first, last


def _last_of(row: _Cells, precision: str, first: int | None) -> int | None:
    """The last day that a start without an end can mean."""
    from calendar_gen.edtf import civil, day, month_length

    written = row.text("date_start")
    if first is None or (precision == "day" and _DAY.fullmatch(written)):
        return first
    year, month, _ = civil(first)
    if precision == "year" or "-" not in written[1:]:
        return day(year, 12, 31)
    return day(year, month, month_length(year, month))


def _day(row: _Cells, name: str, end: int) -> int | None:
    """The first (`end` 0) or the last (1) day of a date; None, with a problem, if it is none."""
    from calendar_gen.edtf import EdtfError, parse

    text = row.text(name)
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text).toordinal()
        except ValueError:
            pass
    try:
        found = parse(text)
    except EdtfError as error:
        wrong = f'"{shortened(text)}" is no date: {error.message}'
        said = f"{name} is empty" if not text else wrong
        row.wrong(name, "date", said, "write 2025-05-09, or 2025-05 or 2025 if no more is known")
        return None
    day = (found.earliest, found.latest)[end]
    if day is None or found.certainty != "exact" or found.parts:
        row.wrong(name, "date", f'"{shortened(text)}" is no single date', "write it as 2025-05-09")
        return None
    return day


def _with_ids(rows: Sequence[_Written]) -> tuple[VisitRow, ...]:
    """Rows without an id get `guest-host-start`; the second of a day `-2`, in order of bytes."""
    from calendar_gen.edtf import iso

    nameless: dict[str, list[int]] = {}
    for place, (row, _) in enumerate(rows):
        if not row.id:
            base = f"{row.guest}-{row.host}-{iso(row.first)}".lower()
            nameless.setdefault(base, []).append(place)
    ids: dict[int, str] = {}
    for base, places in nameless.items():
        in_bytes: Callable[[int], bytes] = lambda place: ",".join(rows[place][1]).encode()  # noqa: E731
        for number, place in enumerate(sorted(places, key=in_bytes), 1):
            ids[place] = base if number == 1 else f"{base}-{number}"
    return tuple(
        row if row.id else row._replace(id=ids[place]) for place, (row, _) in enumerate(rows)
    )
