"""Weekdays that texts name beside a date: where they do not agree, one of the two is a slip."""

import re
from collections.abc import Iterator, Mapping

from calendar_gen.edtf import day, iso
from calendar_gen.problems import Place, Problem
from calendar_gen.rules import Commemoration, Rulebook, VisitPattern

_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAY = rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)}),? "
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DAY, _YEAR = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", r"(?P<year>[0-9]{4})\b"
_DATES = (
    re.compile(rf"{_WEEKDAY}(?:the )?{_DAY} (?:of )?{_MONTH},? {_YEAR}"),
    re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}"),
)
REFORM = 1583
"""From this year on a date without a calendar is taken to be Gregorian."""


def weekdays_named(rulebook: Rulebook) -> Iterator[Problem]:
    """A warning for each weekday that an English text gives a date which has another one."""
    for at, text in _texts(rulebook):
        for pattern in _DATES:
            for found in pattern.finditer(text):
                problem = _problem(at, found[0], found.groupdict())
                if problem is not None:
                    yield problem


def _problem(at: Place, said: str, parts: Mapping[str, str]) -> Problem | None:
    year, month = int(parts["year"]), _MONTHS.index(parts["month"]) + 1
    if year < REFORM:
        return None
    number = day(year, month, 1) + int(parts["day"]) - 1
    weekday = _WEEKDAYS[number % 7]
    if weekday == parts["weekday"]:
        return None
    message = f'"{said}": {iso(number)} is a {weekday}'
    hint = "look it up: the weekday or the date is wrong"
    return Problem(at, "warning", "weekday", message, hint)


def _texts(rulebook: Rulebook) -> Iterator[tuple[Place, str]]:
    """Every text in which a date may be named, and where it stands."""
    for source in rulebook.sources.values():
        yield source.at, source.title or ""
    rules: list[Commemoration | VisitPattern] = [*rulebook.commemorations.values()]
    rules += rulebook.patterns.values()
    for rule in rules:
        yield rule.at, (rule.note or {}).get("en", "")
        for departure in rule.exceptions:
            yield departure.at, departure.because or ""
    for visit in rulebook.visits:
        for claim in visit.claims:
            yield claim.at, claim.because or ""
            yield claim.at, claim.note or ""
