"""What reads dates: EDTF as coarse as the field allows, and nothing that is no date."""

import re
from collections.abc import Callable, Iterable

from calendar_gen import edtf
from calendar_gen.edtf import Edtf
from calendar_gen.problems import Place, shortened
from calendar_gen.rulebook import shapes
from calendar_gen.rulebook.nodes import Scalar
from calendar_gen.rulebook.readers import from_text
from calendar_gen.rulebook.reading import Reader, Reading, Schema
from calendar_gen.rules import Period


def _edtf(node: Scalar, reading: Reading, *, spans: bool = False) -> Edtf | None:
    try:
        return edtf.parse(node.text)
    except edtf.EdtfError as error:
        message = f'"{shortened(node.text)}" is not a date: {error.message}'
        span = _spanned(node.text) if spans else None
        hint = f'did you mean "{span}"?' if span else _nearest(node.text)
        reading.error(node.place(error.offset), "date", message, hint)
        return None


def _spanned(text: str) -> str | None:
    """The interval that is meant by two dates with a hyphen, dots or a word between them."""
    found = re.fullmatch(_TWO_DATES, text.strip())
    meant = None if found is None else f"{found[1]}/{found[2]}"
    return meant if meant and _is_date(meant) else None


_TWO_DATES = (
    r"(?:from |between )?([0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)"
    r"(?:\s*[-–—]\s*|\s*\.\.\s*|\s*/\s*|\s+(?:to|until|till|and)\s+)"
    r"([0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)"
)


def _is_date(text: str) -> bool:
    try:
        edtf.parse(text)
    except edtf.EdtfError:
        return False
    return True


def _nearest(text: str) -> str | None:
    if text.strip().casefold() in ("now", "ongoing", "open", "present", "today"):
        return "what has no end is written without one: leave the field out, or write 1990/.."
    from calendar_gen.familiar_dates import readings
    from calendar_gen.sentences import parse_origin

    dates = " or ".join(f'"{date}"' for date in readings(text))
    if dates:
        return f"did you mean {dates}?"
    day, _ = parse_origin(text, _NOWHERE)
    if day is not None:
        first, last = edtf.iso(day.earliest), edtf.iso(day.latest)
        if first == last:
            return f'did you mean "{first}"?'
        return f"write a Gregorian year or day: {day.text} is {first} to {last}"
    if text.isdecimal() and len(text) != 4:
        return "years end at 9999" if len(text) > 4 else f'did you mean "{text.zfill(4)}"?'
    return None if text[:4].isdecimal() or text.startswith(("-", "[")) else _EXAMPLE


_NOWHERE = Place("", 1, 1)
_EXAMPLE = "write 2025-05-09, or 2025-05 or 2025 if no more is known"


def _schema(pattern: str) -> Schema:
    return {"type": ["string", "integer"], "pattern": pattern, **shapes.YEARS}


_DATE_SCHEMA = _schema(shapes.DATE)
DATE: Reader[Edtf] = from_text("a date such as 2025-05-09, 2025-05 or 2025", _edtf, _DATE_SCHEMA)


def _ended(node: Scalar, reading: Reading) -> Edtf | None:
    date = _edtf(node, reading)
    if date is None or date.latest is not None:
        return date
    message = f'"{shortened(node.text)}" has no last day, so nobody knows since when it was public'
    start = next((part.text for part in date.parts if part.earliest is not None), None)
    hint = f'did you mean "{start}"?' if start else _EXAMPLE
    reading.error(node.at, "date", message, hint)
    return None


DATE_THAT_ENDS: Reader[Edtf] = from_text(
    "a date such as 2025-05-09, 2025-05 or 2025", _ended, _schema(shapes.DATE_THAT_ENDS)
)


def _only(allowed: Iterable[str], what: str) -> Callable[[Scalar, Reading], Edtf | None]:
    """Takes a date of those precisions, without a qualifier."""
    precisions = tuple(allowed)

    def take(node: Scalar, reading: Reading) -> Edtf | None:
        date = _edtf(node, reading, spans="interval" in precisions)
        if date is None:
            return None
        if date.precision in precisions and date.certainty == "exact":
            return date
        reading.error(node.at, "date", f'"{shortened(node.text)}" is not {what}')
        return None

    return take


SIMPLE_DATE: Reader[Edtf] = from_text(
    "a year, a month or a day",
    _only(("year", "month", "day"), "a year, a month or a day"),
    _schema(shapes.SIMPLE_DATE),
)


def _day(node: Scalar, reading: Reading) -> int | None:
    date = _only(("day",), "a day such as 2025-05-09")(node, reading)
    return None if date is None else date.earliest


DAY: Reader[int] = from_text(
    "a day such as 2025-05-09", _day, {"type": "string", "pattern": shapes.DAY}
)


def _days(node: Scalar, reading: Reading) -> tuple[int, int] | None:
    date = _only(("day", "interval"), "a day, or days such as 2026-04-03/2026-04-19")(node, reading)
    if date is None:
        return None
    if (
        date.earliest is None
        or date.latest is None
        or any(p.precision != "day" for p in date.parts)
    ):
        message = f'"{shortened(node.text)}" does not give its first and last day'
        reading.error(node.at, "date", message)
        return None
    return date.earliest, date.latest


DAYS: Reader[tuple[int, int]] = from_text(
    "a day such as 2025-05-09, or days such as 2026-04-03/2026-04-19",
    _days,
    {"type": "string", "pattern": shapes.DAYS},
)


def _period(node: Scalar, reading: Reading) -> Period | None:
    date = _only(("year", "month", "day", "interval"), "a time such as 1991-12-18/..")(
        node, reading
    )
    if date is None:
        return None
    unknown_start = date.earliest is None and not date.open_start
    unknown_end = date.latest is None and not date.open_end
    if unknown_start or unknown_end:
        message = f'"{node.text}" does not say how long it is in force'
        reading.error(node.at, "date", message, 'write ".." for an open end')
        return None
    return Period(date.earliest, date.latest)


PERIOD: Reader[Period] = from_text(
    "a time such as 1991-12-18/.. or 1938-06-08/1988-05-22", _period, _schema(shapes.PERIOD)
)
