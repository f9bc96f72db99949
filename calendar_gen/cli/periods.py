"""The days that a digest is asked for."""

import re
from typing import TYPE_CHECKING

import click

from calendar_gen.cli.clock import read_year
from calendar_gen.cli.options import known_on, times

if TYPE_CHECKING:
    from calendar_gen.rendering.digest import Period

_MONTH = re.compile(r"(-?[0-9]{4,6})-(0[1-9]|1[0-2])")
_WEEK = re.compile(r"(-?[0-9]{4,6})-?W([0-9]{2})", re.IGNORECASE)

Options = tuple[str | None, str | None, str | None, str | None, int | None]
"""--as-of, --today, --from, --to and --days as they were typed."""


def asked_period(text: str | None, options: Options) -> tuple[int, "Period"]:
    """The as-of day, and the days that PERIOD or the options mean; a usage error if unclear."""
    from calendar_gen.rendering.digest.periods import Period

    as_of, today, start, end, days = options
    others = (start, end, days) != (None, None, None)
    if text is None and not others:
        raise click.UsageError(
            "which days? Write 2027, 2027-05 or 2027-W19, or give --days, --from or --to"
        )
    if text is None:
        asked = times(*options)
        return asked.as_of, Period("days", asked.first, asked.last)
    if others:
        raise click.UsageError("PERIOD says which days; leave out --from, --to and --days")
    return known_on(as_of, today), _period(text.strip())


def _period(text: str) -> "Period":
    from calendar_gen.rendering.digest.periods import (
        month_period,
        week_period,
        weeks_in,
        year_period,
    )

    month = _MONTH.fullmatch(text)
    if month is not None:
        return month_period(int(month[1]), int(month[2]))
    week = _WEEK.fullmatch(text)
    if week is None:
        return year_period(_year(text))
    found = week_period(int(week[1]), int(week[2]))
    if found is None:
        raise click.BadParameter(
            f"{week[1]} has the weeks W01 to W{weeks_in(int(week[1]))}", param_hint="PERIOD"
        )
    return found


def _year(text: str) -> int:
    try:
        return read_year(text, "PERIOD")
    except click.BadParameter as error:
        raise click.BadParameter(
            f'no days can be read from "{text}"; write 2027, "44 BCE", 2027-05 or 2027-W19',
            param_hint="PERIOD",
        ) from error
