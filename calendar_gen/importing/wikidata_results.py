"""Rows of Wikidata queries: which column holds what, and a draft for each item and day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from calendar_gen.importing import wikidata_times
from calendar_gen.importing.days import NOWHERE, NoDay
from calendar_gen.importing.draft import Day, Draft, Findings, Settings, Source, shown
from calendar_gen.importing.ids import titles_in_order
from calendar_gen.importing.phrases import Happening
from calendar_gen.importing.tables import LONGEST_TITLE, is_web_address, language
from calendar_gen.importing.wikidata_entities import page, titled
from calendar_gen.importing.wikidata_times import MONTH, YEAR
from calendar_gen.importing.yaml_text import tidy
from calendar_gen.problems import Place

_ITEM = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[1-9][0-9]{0,14})")
_TIME = re.compile(wikidata_times.TIME)
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TIMES = {"dateTime": None, "date": None, "gYearMonth": MONTH, "gYear": YEAR}
"""Datatypes of times, each with the precision that it says by itself."""
_HAPPENINGS: Mapping[str, Happening] = {
    "birth": "birth",
    "born": "birth",
    "dob": "birth",
    "death": "death",
    "died": "death",
    "dod": "death",
    "inception": "founding",
    "found": "founding",
    "dissol": "end-of-being",
    "abolish": "end-of-being",
    "start": "beginning",
    "begin": "beginning",
    "end": "end",
}
"""What the name of a column of times says of them."""


class _Cell(NamedTuple):
    value: str
    language: str | None
    is_time: bool
    precision: int | None = None


class _Row(NamedTuple):
    """The cells of a row by column, and the columns of times in which it holds none."""

    at: Place
    cells: Mapping[str, _Cell]
    unknown: tuple[str, ...]

    def find(self, *words: str) -> str | None:
        """The value of the first column whose name holds one of the words."""
        return next(
            (c.value for key, c in self.cells.items() if any(w in key.lower() for w in words)), None
        )


def of_rows(
    rows: Sequence[tuple[Place, Any]], settings: Settings, findings: Findings
) -> list[Draft]:
    """A draft for each item and time; rows that differ in their labels only make one."""
    made: dict[tuple[object, ...], Draft] = {}
    for row in _rows(rows, findings):
        for key, draft in _of_row(row, settings, findings):
            before = made.get(key)
            if before is None:
                made[key] = draft
                continue
            _tell_of_labels(before, draft, findings)
            titles = {**draft.titles, **before.titles}
            made[key] = before._replace(titles=titles, note={**draft.note, **before.note})
    return list(made.values())


def _tell_of_labels(before: Draft, draft: Draft, findings: Findings) -> None:
    """Tells of labels that are left out, as the item has another for the same day."""
    for tag, title in draft.titles.items():
        first = before.titles.get(tag, title)
        if title != first:
            told = f"{shown(title)} is left out: line {before.at.line} has the same item and day"
            findings.part(draft.at, f"{told}, as {shown(first)}")


def item_of(row: Any) -> str | None:
    """The id of the item that a row is about; None if it names none."""
    return _item(_row(NOWHERE, row, frozenset())) if isinstance(row, dict) else None


def _rows(rows: Sequence[tuple[Place, Any]], findings: Findings) -> Iterator[_Row]:
    times = {
        str(key)
        for _, row in rows
        if isinstance(row, dict)
        for key, value in row.items()
        if (cell := _cell(value)) is not None and cell.is_time
    }
    for at, row in rows:
        if isinstance(row, dict):
            yield _row(at, row, times)
        else:
            findings.entry(at, "the row is no object")


def _row(at: Place, row: Mapping[Any, Any], times: AbstractSet[str]) -> _Row:
    cells = {str(key): _cell(value) for key, value in row.items()}
    held = {key: cell for key, cell in cells.items() if cell is not None}
    lacking = (key for key in cells if key in times)
    return _Row(at, held, tuple(key for key in lacking if key not in held or not held[key].is_time))


def _cell(binding: Any) -> _Cell | None:
    """What a binding holds; None for a blank node, which is how an unknown value is given."""
    if isinstance(binding, str):
        return _Cell(binding, None, _TIME.fullmatch(binding) is not None)
    if not isinstance(binding, dict) or not isinstance(binding.get("value"), str):
        return None
    value, tag = binding["value"], binding.get("xml:lang")
    unknown = binding.get("type") == "bnode" or "/.well-known/genid/" in value
    if unknown:
        return None
    language = tag if isinstance(tag, str) else None
    datatype = binding.get("datatype", "")
    kind = datatype.removeprefix(_XSD) if isinstance(datatype, str) else ""
    if kind not in _TIMES:
        # STR(?date), and what other programs write, is a time without its type.
        plain = kind in ("", "string") and language is None and binding.get("type") != "uri"
        return _Cell(value, language, plain and _TIME.fullmatch(value) is not None)
    precision = _TIMES[kind]
    rest = "" if precision is None else "-01" if precision == MONTH else "-01-01"
    return _Cell(value + rest, language, True, precision)


def _of_row(
    row: _Row, settings: Settings, findings: Findings
) -> Iterator[tuple[tuple[object, ...], Draft]]:
    item = _item(row)
    labels = _labels(row, settings)
    times = [key for key, cell in row.cells.items() if cell.is_time]
    name = shown(next(iter(labels.values()), item or "the row"))
    if not labels or not (times or row.unknown):
        what = "time" if labels else "label"
        hint = _TIMES_HINT if labels else "let the query select ?itemLabel"
        findings.entry(row.at, f"{name} has no {what}", hint)
        return
    for column in row.unknown:
        told, meant = _no_time(row.cells.get(column))
        findings.entry(row.at, f"{name}, {shown(column)}: {told}", meant)
    for column in times:
        try:
            day = _day(row, column, name, len(times) == 1, findings)
        except NoDay as no_day:
            findings.entry(row.at, f"{name}, {shown(column)}: {no_day.message}", no_day.hint)
            continue
        label = titles_in_order(labels.items())[0]
        happening = _happening(column)
        draft = _draft(row, label, titled(labels, happening), day, settings)
        draft = draft._replace(happening=happening)
        subject = item or tuple(sorted(labels.items()))
        yield (subject, column, day.of), draft


_TIMES_HINT = "times are written as in 1945-05-09T00:00:00Z"


def _no_time(cell: _Cell | None) -> tuple[str, str | None]:
    """What is said of a column of times that holds none: a blank node, in plain lists by its name,
    stands for an unknown value.
    """
    if cell is None or re.fullmatch("t[0-9]+", cell.value):
        return "it is not known", None
    return f'"{shown(cell.value)}" is not a time value', _TIMES_HINT


def _item(row: _Row) -> str | None:
    """The item of a row: the column "item", else the first that names one."""
    found = {
        key: match[1]
        for key, cell in row.cells.items()
        if "calendar" not in key.lower() and (match := _ITEM.fullmatch(cell.value))
    }
    return found.get("item") or next(iter(found.values()), None)


def _happening(column: str) -> Happening | None:
    return next((what for word, what in _HAPPENINGS.items() if word in column.lower()), None)


def _labels(row: _Row, settings: Settings) -> dict[str, str]:
    """Labels by language; that of the item itself comes before those of other columns.

    The service gives an item's id for a label that it does not find.
    """
    found: dict[str, str] = {}
    named = [key for key in row.cells if re.search(r"(?i)label|title|name", key)]
    for key in sorted(named, key=lambda key: not key.lower().startswith("item")):
        cell = row.cells[key]
        label = tidy(cell.value)
        suffix = re.search(r"_([a-z]{2,3})$", key)
        tag, _ = language(cell.language or (suffix[1] if suffix else settings.language))
        if tag is None or not label or re.fullmatch(r"Q[0-9]+", label):
            continue
        if len(label) <= LONGEST_TITLE:
            found.setdefault(tag, label)
    return found


def _day(row: _Row, column: str, name: str, alone: bool, findings: Findings) -> Day:
    """The day of a column of times, by the precision and calendar beside it.

    With several columns of times, a precision must bear the name of its own.
    """
    words = ("precision",) if alone else (f"{column}precision".lower(),)
    precision = row.cells[column].precision or _whole(row.find(*words))
    calendar = row.find("calendar") if alone else row.find(f"{column}calendar".lower())
    read = wikidata_times.of_result(
        row.cells[column].value,
        precision,
        None if calendar is None else wikidata_times.model(calendar),
    )
    day = wikidata_times.event(read)
    if precision is None:
        told = f"{name}, {shown(column)}: its precision is not in the results; taken for a day"
        findings.choice(row.at, told)
    return day


def _whole(text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,2}", text):
        raise NoDay(f'the precision "{shown(text)}" is not a number')
    return int(text)


def _draft(row: _Row, label: str, titles: Mapping[str, str], day: Day, settings: Settings) -> Draft:
    item = _item(row)
    url = row.find("article", "sitelink", "url", "website")
    article = Source(url=url) if url is not None and is_web_address(url) else None
    return Draft(
        row.at,
        titles,
        day,
        known_as=None if item is None else f"wikidata {item}",
        place=_text(row.find("placelabel", "locationlabel")),
        note=_note(row, settings),
        page=article if item is None else page(item, label),
    )


def _note(row: _Row, settings: Settings) -> dict[str, str]:
    """The description of a row, by its language."""
    cell = next((c for key, c in row.cells.items() if "description" in key.lower()), None)
    if cell is None or not tidy(cell.value):
        return {}
    tag, _ = language(cell.language or settings.language)
    return {} if tag is None else {tag: tidy(cell.value)}


def _text(value: str | None) -> str | None:
    return None if value is None else tidy(value) or None
