"""The values that calendar systems speak in.

A day number is a Rata Die: 1 is 1 January of the year 1, proleptic Gregorian, the same as
``datetime.date.toordinal()``; it goes on below 1. Years are astronomical where a system has a
year 0, that is in the Gregorian and Julian systems (0 is 1 BCE, -43 is 44 BCE).
"""

from __future__ import annotations

from typing import Literal

from calendar_gen.named import NamedTuple

Certainty = Literal["exact", "computed", "provisional", "estimate"]
"""How far a day can be relied on, from best to worst.

exact: by rule or by a published table, nothing can change it. computed: by an astronomical
definition that was evaluated with a margin. provisional: published, and open to revision.
estimate: by a substitute rule, or too close to midnight to tell.
"""

CERTAINTIES: tuple[Certainty, ...] = ("exact", "computed", "provisional", "estimate")


class OutOfRange(ValueError):  # noqa: N818 - it reads as what happened
    """A year or a day that a calendar system does not support; the message names its range."""


class MonthName(NamedTuple):
    """A month as authors write it: English CLDR name first, then other spellings in use."""

    number: int
    name: str
    aliases: tuple[str, ...] = ()
    leap: bool = False


class MonthStart(NamedTuple):
    """The first day of one month."""

    day: int
    year: int
    month: int
    leap: bool


class MonthLength(NamedTuple):
    """One month of a year and how many days it has."""

    month: int
    leap: bool
    length: int


class CalendarDate(NamedTuple):
    """A date within one calendar system."""

    year: int
    month: int
    leap: bool
    day: int
