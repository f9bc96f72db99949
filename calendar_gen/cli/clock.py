"""The clock, and days as people give them on the command line.

Only the command line and the server ask the time.
"""

import datetime

import click

from calendar_gen import edtf


def today() -> int:
    """Today's day number by the clock of this machine."""
    return datetime.datetime.now().astimezone().date().toordinal()


def read_day(text: str, now: int, option: str, *, last: bool = False) -> int:
    """The day that a text means, with `now` for today.

    `2025-05-06`, `2025-05`, `2025`, `today`, `in 3 weeks` and `3 weeks ago` are understood; a month
    or year means its first day, or its last one if `last`. Raises a usage error with a sentence.
    """
    written = text.strip()
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(written.casefold())
    if near is not None:
        return now + near
    try:
        date = edtf.parse(written)
    except edtf.EdtfError as error:
        return _said(written, now, option, str(error))
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
    return click.BadParameter(
        f'no day can be read from "{text}" ({why}); '
        'write 2025-05-06, 2025-05, today or "in 3 weeks"',
        param_hint=option,
    )
