"""Records in CSV files: which files the rules name, their rows, and the visits that these are."""

import os
import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from calendar_gen.edtf import Edtf, civil, iso
from calendar_gen.problems import Place
from calendar_gen.record import Claim, Coverage, Visit
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.drafts import Draft
from calendar_gen.rulebook.files import MissingInput, RuleFile, Stamps, file_beside, unchanged
from calendar_gen.rulebook.kinds import record
from calendar_gen.rulebook.kinds.lists import COVERS, CSV, ROWS_OCCASIONS, ROWS_SOURCE
from calendar_gen.rulebook.ranks import rank_of
from calendar_gen.rulebook.reading import Reading, Values
from calendar_gen.rulebook.visit_rows import VisitRow, visit_rows
from calendar_gen.rules import Source


class Lists(NamedTuple):
    """The rows of all files; `drafts` are the entries of rule files by the file that each names.

    `sound` are those whose files can be read to the last row: of others absence says nothing.
    """

    rows: tuple[VisitRow, ...]
    drafts: Mapping[str, Draft]
    sound: Mapping[str, Draft]


def lists_of(
    drafts: Iterable[Draft],
    given: Iterable[RuleFile],
    trees: Collection[str],
    stamps: Stamps,
    reading: Reading,
) -> Lists:
    """What the `records` of rule files name, and what is given besides, each file once.

    `stamps` gets how those that are named stood before they were read. Raises MissingInput, once
    all are read, for one that changed meanwhile: half a list says of the rest that it never was.
    """
    files: dict[str, RuleFile] = {}
    named: dict[str, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: draft.values.at):
        path, at = draft.values.get(CSV), draft.values.place(CSV)
        if path is None:
            continue
        try:
            file = file_beside(at.file, path, trees, stamps)
        except MissingInput as missing:
            reading.error(at, "record-file", str(missing), "records lie beside the rules, or below")
            continue
        real = os.path.realpath(file.name)
        if real in files:
            other = named[files[real].name].values.place(CSV)
            message = f'the record "{path}" is read twice'
            reading.error(at, "repeated-record", message, f"the first is at {other}")
            continue
        files[real], named[file.name] = file, draft
    unchanged(stamps)
    for file in given:
        files.setdefault(os.path.realpath(file.name), file)
    rows, problems = visit_rows(*sorted(files.values()))
    reading.problems += problems
    reading.failures += sum(problem.severity == "error" for problem in problems)
    broken = {problem.place.file for problem in problems if problem.severity == "error"}
    sound = {name: draft for name, draft in named.items() if name not in broken}
    return Lists(rows, named, sound)


def declare(lists: Lists, context: Context) -> Lists:
    """Declares the ids of the rows as those of visits; a row whose id is taken is left out."""
    declared = context.declared
    others = [declared[key] for key in ("commemoration", "pattern", "gate")]
    rows = []
    for row in lists.rows:
        id = _id(row)
        first = next((ids[id] for ids in (declared["visit"], *others) if id in ids), None)
        if first is not None:
            message = f'the id "{id}" stands twice in the rulebook'
            context.reading.error(row.at, "repeated-id", message, f"the first is at {first}")
            continue
        declared["visit"][id] = row.at
        rows.append(row if row.id == id else row._replace(id=id))
    return lists._replace(rows=tuple(rows))


_IDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _id(row: VisitRow) -> str:
    """The id of a row in the letters of ids."""
    return row.id if _IDS.fullmatch(row.id) else _words(row.id) or _words(f"row {row.at.line}")


def _words(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def visits_of(lists: Lists, context: Context) -> list[Visit]:
    """Every row as a visit; the sources that the rows name are added to those of the context."""
    sources = _Sources(lists, context)
    visits = []
    for row in lists.rows:
        source = sources.of(row)
        if source is not None:
            visits.append(_visit(row, source))
    sources.report()
    return visits


def coverage_of(values: Values, lists: Lists) -> list[Coverage]:
    """What one file makes complete; one of which rows are left out makes nothing so."""
    if not any(draft.values.at == values.at for draft in lists.sound.values()):
        return []
    source, occasions = values.get(ROWS_SOURCE), values.get(ROWS_OCCASIONS)
    made = [record.coverage(entry) for entry in values.get(COVERS) or ()]
    return [
        each._replace(occasions=each.occasions or occasions is True, source=each.source or source)
        for each in made
    ]


class _Sources:
    """The sources of rows: ids of the rulebook's, or words, of which each makes one."""

    def __init__(self, lists: Lists, context: Context) -> None:
        self.lists, self.context = lists, context
        self.made: dict[str, str] = {}
        self.nameless: dict[str, list[Place]] = {}

    def of(self, row: VisitRow) -> str | None:
        """The id of a row's source; None if it has none."""
        if row.source:
            return self.made.get(row.source) or self._make(row.source, row.at)
        draft = self.lists.drafts.get(row.at.file)
        named = None if draft is None else draft.values.get(ROWS_SOURCE)
        if named is not None:
            return named if named in self.context.sources else None
        self.nameless.setdefault(row.at.file, []).append(row.at)
        return None if draft is not None else self._make(row.at.file.rpartition("/")[2], row.at)

    def _make(self, text: str, at: Place) -> str:
        sources = self.context.sources
        id = text if text in sources else _words(text) or "record"
        if id not in sources:
            url = text if text.startswith(("https://", "http://")) else None
            sources[id] = Source(id, None if url else text, None, url, None, at)
        self.made[text] = id
        return id

    def report(self) -> None:
        """Says of each file how many of its rows name no source: what nobody can check."""
        for name, places in sorted(self.nameless.items()):
            listed = name in self.lists.drafts
            rows = "the row names no source"
            if len(places) > 1:
                rows = f"{len(places):,} rows name no source; this is the first"
            hint = 'add a column "source"' + (', or "source" beside "csv"' if listed else "")
            if listed:
                self.context.reading.error(places[0], "no-source", rows, hint)
            else:
                self.context.reading.remark("warning", places[0], "no-source", rows, hint)


_KINDS = {kind: kind for kind in record.KINDS if kind != "meeting"} | {
    "private_informal": "private"
}


def _visit(row: VisitRow, source: str) -> Visit:
    return Visit(
        row.id,
        (row.guest,),
        row.host,
        row.person or None,
        _rank(row.office),
        _KINDS.get(row.kind),
        (),
        (),
        None,
        row.occasion,
        _claims(row, source),
        row.at,
        listed=True,
    )


_rank = lru_cache(maxsize=None)(rank_of)


def _claims(row: VisitRow, source: str) -> tuple[Claim, ...]:
    """That it took place, known from its first day; its end is not used before that day comes."""
    if row.precision != "day":
        return (_claim(row, source, _coarse(row), row.first, None),)
    start = _day(row.first)
    if row.first == row.last:
        return (_claim(row, source, start, row.first, None),)
    end = _day(row.last)
    text = f"{start.text}/{end.text}"
    whole = Edtf(text, row.first, row.last, "interval", "exact", (start, end))
    return (
        _claim(row, source, start, row.first, row.last),
        _claim(row, source, whole, row.last, None),
    )


def _claim(row: VisitRow, source: str, date: Edtf, known: int, withdrawn: int | None) -> Claim:
    place = row.place or None
    return Claim(
        date,
        "occurred",
        source,
        known,
        withdrawn,
        "in person",
        None,
        place,
        None,
        False,
        None,
        row.at,
    )


def _day(day: int) -> Edtf:
    return Edtf(iso(day), day, day, "day", "exact")


def _coarse(row: VisitRow) -> Edtf:
    """The months or years in which it lies, one or from one to another."""
    from calendar_gen.edtf import parse

    ends = [civil(row.first), civil(row.last)]
    texts = [f"{y:04d}" if row.precision == "year" else f"{y:04d}-{m:02d}" for y, m, _ in ends]
    return parse(texts[0] if texts[0] == texts[1] else "/".join(texts))
