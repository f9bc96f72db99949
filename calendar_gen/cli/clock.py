"""The clock, and days as people give them on the command line.

Only the command line and the server ask the time.
"""

import datetime

import click

from calendar_gen import edtf


def today() -> int:
    """Today's day number by the clock of this machine."""
    return datetime.datetime.now().astimezone().date().toordinal()


def time_of_day() -> str:
    """The time by the clock of this machine, as in 14:05:09."""
    return f"{datetime.datetime.now().astimezone():%H:%M:%S}"


def read_day(text: str, now: int, option: str, *, last: bool = False) -> int:
    """The day that a text means, with `now` for today.

    `2025-05-06`, `2025-05`, `2025`, `44 BCE`, `today`, `in 3 weeks` and `3 weeks ago` are
    understood; a month or year means its first day, or its last one if `last`. Raises a usage error
    with a sentence.
    """
    written = text.strip()
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(written.casefold())
    if near is not None:
        return now + near
    try:
        date = edtf.parse(written)
    except edtf.EdtfError as error:
        year = _year_of_era(written)
        if year is not None:
            return edtf.day(year, 12, 31) if last else edtf.day(year, 1, 1)
        why = "it is not written in digits" if any(map(str.isalpha, written)) else str(error)
        return _said(written, now, option, why)
    day = date.latest if last else date.earliest
    if day is None or date.precision in ("interval", "set"):
        raise _unclear(text, option, "it is not one day, month or year")
    return day


def _said(text: str, now: int, option: str, why: str) -> int:
    if not text.startswith("in ") and not text.endswith(" ago"):
        raise _unclear(text, option, why)
    import re

    import arrow

    spelt = re.sub(r"\b1 (?=day|week|month|year)", "a ", text)  # arrow knows "in a day" only
    try:
        moved = arrow.get(datetime.date.fromordinal(now)).dehumanize(spelt)
    except (ValueError, OverflowError) as error:
        raise _unclear(text, option, "only days, weeks, months and years can be counted") from error
    return moved.date().toordinal()


def _unclear(text: str, option: str, why: str) -> click.BadParameter:
    from calendar_gen.familiar_dates import meant

    date = meant(text)
    hint = 'write 2025-05-06, 2025-05, 2025, "44 BCE", today or "in 3 weeks"'
    if date is not None:
        hint = f'did you mean "{date}"?'
    return click.BadParameter(
        f'no day can be read from "{text}" ({why}); {hint}', param_hint=option
    )


_ERA = r"(?:(AD|CE) ?)?([0-9]{1,4})(?: ?(BCE?|AD|CE))?"


def _year_of_era(text: str) -> int | None:
    """The astronomical year of `44 BCE`, `800 CE` or `AD 800`; None if it is no year of an era."""
    import re

    found = re.fullmatch(_ERA, text, re.IGNORECASE)
    if found is None or bool(found[1]) == bool(found[3]) or int(found[2]) == 0:
        return None
    year = int(found[2])
    return 1 - year if (found[3] or "").upper().startswith("B") else year


def read_year(text: str, option: str) -> int:
    """The astronomical year that is meant: `2027`, `-0043`, `44 BCE`; a usage error with a sentence
    if none.
    """
    import re

    written = text.strip()
    of_era = _year_of_era(written)
    if of_era is not None:
        return of_era
    if not re.fullmatch(r"-?[0-9]{1,4}", written):
        raise click.BadParameter(
            f'"{text}" is not a year; write 2027, or "44 BCE"', param_hint=option
        )
    return int(written)
