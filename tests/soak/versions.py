"""Rules that change, version by version, and by plain arithmetic what any feed of a version holds:
not a line of it is that of the package.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import NamedTuple

DAY = date(2025, 5, 6)
YEARS = range(2024, 2036)
DOMAIN = "example.org"
LANGUAGES = ("en", "ru")
HOSTS = ("CN", "FR", "RU", "US")
CATEGORIES = ("bridges", "harvests", "schools")
MARKER = "marker"
POOL = 24
"""Rules that come and go; those that always stay give every feed an event ahead."""

_HEAD = """\
calendar-gen: 1
title: Days that change
sources:
  gazette: {publisher: Gazette, published: 1999-01-01, title: The days}
commemorations:
"""
_WORDS = ("opening", "first", "great", "quiet", "northern", "old", "new", "common")
_RUSSIAN = ("открытие", "первый", "большой", "тихий", "северный", "старый", "новый", "общий")


class Rule(NamedTuple):
    """A day remembered every year."""

    titles: Mapping[str, str]
    of: date
    host: str
    category: str

    def line(self, id: str) -> str:
        """The rule as it stands in a file."""
        titles = ", ".join(f'{tag}: "{text}"' for tag, text in self.titles.items())
        return (
            f"  - {{id: {id}, title: {{{titles}}}, of: {self.of}, host: {self.host}, "
            f"categories: [{self.category}], sources: [gazette]}}\n"
        )


class Version(NamedTuple):
    """The rules at one time, by id; the title of one of them tells the number of the version."""

    number: int
    rules: Mapping[str, Rule]

    def text(self) -> str:
        """The rule file."""
        return _HEAD + "".join(rule.line(id) for id, rule in sorted(self.rules.items()))


class Filter(NamedTuple):
    """What is asked of a feed, as in an address; what is empty takes all."""

    language: str = "en"
    hosts: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
    first: date | None = None
    years: int | None = None


class Event(NamedTuple):
    """What a subscriber sees of an event: its day, and its title with the number."""

    day: date
    title: str
    number: int


def first_version(random: Random) -> Version:
    """Rules to begin with."""
    rules = {MARKER: _marker(0)}
    for host in HOSTS:
        for category in CATEGORIES:
            rules[f"stays-{host.lower()}-{category}"] = _rule(random, 0, host, category)
    for number in range(POOL // 2):
        rules[f"day-{number}"] = _rule(random, 0)
    return Version(0, rules)


def changed(before: Version, random: Random) -> Version:
    """The next version: some titles and days are others, a rule is gone or has come."""
    number = before.number + 1
    rules = dict(before.rules)
    moving = [id for id in sorted(rules) if id.startswith("day-")]
    for id in random.sample(moving, min(3, len(moving))):
        rule = rules[id]
        match random.randrange(4):
            case 0:
                rules[id] = rule._replace(titles=_titles(random, number))
            case 1:
                rules[id] = rule._replace(of=_day(random))
            case 2:
                rules[id] = _rule(random, number)
            case _:
                del rules[id]
    absent = [f"day-{n}" for n in range(POOL) if f"day-{n}" not in rules]
    for id in random.sample(absent, min(random.randrange(3), len(absent))):
        rules[id] = _rule(random, number)
    rules[MARKER] = _marker(number)
    return Version(number, rules)


def broken(text: str, random: Random) -> bytes:
    """A rule file that no reader may take for a whole one."""
    match random.randrange(4):
        case 0:
            return f"{text}  - {{id: half-a-rule, title: ".encode()
        case 1:
            return text.replace("host: RU", "hots: RU").encode()
        case 2:
            return text.encode() + b"  - {id: bytes, title: \xff\xfe, of: 1945-05-09}\n"
        case _:
            return text.replace("of: 2020-05-09", "of: 2020-02-30").encode()


def events(version: Version, wanted: Filter) -> dict[str, Event]:
    """What a feed holds, by UID."""
    return dict(_events(version, wanted))


def _events(version: Version, wanted: Filter) -> Iterator[tuple[str, Event]]:
    first, last = _period(wanted)
    for id, rule in version.rules.items():
        if (
            (wanted.hosts and rule.host not in wanted.hosts)
            or (wanted.categories and rule.category not in wanted.categories)
            or (wanted.rules and id not in wanted.rules)
        ):
            continue
        for year in YEARS:
            day, number = rule.of.replace(year=year), year - rule.of.year
            if first <= day <= last and (not wanted.marks or number in wanted.marks):
                yield (
                    f"{id}.{year}@{DOMAIN}",
                    Event(day, rule.titles[wanted.language], number),
                )


def _period(wanted: Filter) -> tuple[date, date]:
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    end = last
    if wanted.years is not None and wanted.first is not None:
        end = date.fromordinal(
            wanted.first.replace(year=wanted.first.year + wanted.years).toordinal() - 1
        )
    elif wanted.years is not None:
        end = date(DAY.year + wanted.years, 12, 31)
    return max(first, wanted.first or first), min(last, end)


def _marker(number: int) -> Rule:
    return Rule(
        {"en": f"Version {number}", "ru": f"Версия {number}"}, date(2020, 5, 9), "RU", MARKER
    )


def _rule(random: Random, number: int, host: str = "", category: str = "") -> Rule:
    return Rule(
        _titles(random, number),
        _day(random),
        host or random.choice(HOSTS),
        category or random.choice(CATEGORIES),
    )


def _titles(random: Random, number: int) -> dict[str, str]:
    place, which = random.randrange(1000), random.randrange(len(_WORDS))
    return {
        "en": f"The {_WORDS[which]} day of {place} in {number}",
        "ru": f"День {place}: {_RUSSIAN[which]} в {number}",
    }


def _day(random: Random) -> date:
    """A day of a year long ago that every year has."""
    return date(random.randrange(1900, 2000), random.randrange(1, 13), random.randrange(1, 29))
