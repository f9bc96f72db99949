"""Authors who correct, move, add, rename and remove for a year, and an account of what is true."""

from random import Random
from typing import NamedTuple

from calendar_gen.edtf import civil, day, iso

START = day(2025, 4, 1)
BACK, AHEAD = 1, 5
KEPT = 90
"""Days for which what is gone stays in a feed, cancelled."""

HEAD = """\
calendar-gen: 1
title: A year
sources:
  gazette: {publisher: Gazette, published: 1999-01-01, title: Days}

commemorations:
"""
EXCHANGE = """
reciprocal_visits:
  - id: exchange
    title: {en: Exchange, ru: Обмен}
    pattern: paired
    every: 5
    since: 2015
    legs:
      - {guest: CN, host: RU, at: parade, window: 3 days before .. 1 day after}
      - {guest: RU, host: CN, at: harvest, window: 9 days before .. 1 day after}
    sources: [gazette]
"""
KNOWN: dict[int, tuple[str, str, str]] = {
    2: ("cn-ru.2025", "2025-05-07/2025-05-10", "announced"),
    4: ("cn-ru.2025", "2025-05-07/2025-05-10", "confirmed"),
    6: ("cn-ru.2025", "2025-05-07/2025-05-10", "occurred"),
    12: ("ru-cn.2025", "2025-08-28/2025-09-02", "announced"),
    15: ("ru-cn.2025", "2025-08-30/2025-09-01", "confirmed"),
    17: ("ru-cn.2025", "2025-09-01/2025-09-02", "confirmed"),
    23: ("ru-cn.2025", "2025-09-01/2025-09-02", "occurred"),
    30: ("ru-cn.2030", "2030-09-01/2030-09-03", "announced"),
    34: ("ru-cn.2030", "2030-09-01/2030-09-03", "cancelled"),
}
"""Build to what becomes known in it: leg and year, days, status."""


class Rule(NamedTuple):
    """A commemoration of each year; `first` is the id under which it was made."""

    first: str
    id: str
    titles: tuple[str, str]
    month: int
    day: int
    place: str = "Capital"

    def yaml(self) -> str:
        """As an author writes it."""
        former = f"\n    formerly: {self.first}" if self.id != self.first else ""
        host = "CN" if self.first == "harvest" else "RU"
        return f"""\
  - id: {self.id}{former}
    title: {{en: {self.titles[0]}, ru: {self.titles[1]}}}
    of: 1945-{self.month:02d}-{self.day:02d}
    host: {host}
    place: {self.place}
    sources: [gazette]
"""


class Truth(NamedTuple):
    """What a subscriber should see of a UID: English and Russian title, first day, the day after
    the last, and whether it is cancelled.
    """

    titles: tuple[str, str]
    first: str
    end: str
    cancelled: bool = False


class World:
    """Rules and record as they are, and what was true and is no more, with the day it ended."""

    def __init__(self) -> None:
        self.random = Random(20250401)
        self.as_of = START
        self.rules = {
            "parade": Rule("parade", "parade", ("Parade", "Парад"), 5, 9),
            "harvest": Rule("harvest", "harvest", ("Harvest", "Урожай"), 9, 3),
        }
        self.claims: dict[str, list[tuple[str, str, int]]] = {}
        self.gone: dict[str, tuple[int, Truth]] = {}
        self.removed: list[Rule] = []
        self.touched: tuple[set[str], set[str]] = set(), set()
        self.before = START

    @property
    def years(self) -> tuple[int, int]:
        """The years that a site covers."""
        year = civil(self.as_of)[0]
        return year - BACK, year + AHEAD

    def text(self) -> str:
        """The rule file."""
        rules = "".join(rule.yaml() for rule in self.rules.values())
        visits = "".join(self._visit(key) for key in self.claims)
        return HEAD + rules + EXCHANGE + (f"\nvisits:\n{visits}" if visits else "")

    def _visit(self, key: str) -> str:
        leg, year = key.split(".")
        guest, host = leg.upper().split("-")
        told = "".join(
            f"      - {{date: {when}, status: {status}, known: {iso(known)}, source: gazette}}\n"
            for when, status, known in self.claims[key]
        )
        return (
            f"  - id: visit-{leg}-{year}\n    guest: {guest}\n    host: {host}\n    kind: state\n"
            f"    fulfils: exchange.{year}.{leg}\n    claims:\n{told}"
        )

    # --- what is true

    def truth(self) -> dict[str, Truth]:
        """What a subscriber should see, by UID."""
        found = self._anniversaries() | self._visits()
        for uid, (since, last) in self.gone.items():
            if self.as_of < since + KEPT and int(last.first[:4]) >= self.years[0]:
                found[uid] = last._replace(cancelled=True)
            else:
                found.pop(uid, None)
        return found

    def _anniversaries(self) -> dict[str, Truth]:
        return {
            f"{rule.first}.{year}": Truth(rule.titles, *_one_day(day(year, rule.month, rule.day)))
            for rule in self.rules.values()
            for year in range(self.years[0], self.years[1] + 1)
        }

    def _visits(self) -> dict[str, Truth]:
        found = {}
        for year in (2025, 2030):
            span = _days(f"{year}-05-06/{year}-05-10")
            found[f"exchange.{year}.cn-ru"] = Truth(EXCHANGED, *self._known(f"cn-ru.{year}", span))
            if f"ru-cn.{year}" in self.claims:
                days = self._known(f"ru-cn.{year}", span)
                found[f"exchange.{year}.ru-cn"] = Truth(EXCHANGED, *days)
            else:
                found |= _edges(year)
        return found

    def _known(self, key: str, otherwise: tuple[str, str]) -> tuple[str, str]:
        return _days(self.claims[key][-1][0]) if key in self.claims else otherwise

    def may_change(self, language: int) -> set[str]:
        """The rules whose events may be other than in the build before.

        At the turn of a year new days come into sight and likelihoods move; when a cancelled visit
        leaves, the one that named it as its sibling does so no more.
        """
        allowed = set(self.touched[language])
        if civil(self.before)[0] != civil(self.as_of)[0]:
            allowed |= {*self.rules, "exchange"}
        for uid, (since, _) in self.gone.items():
            if self.before < since + KEPT <= self.as_of:
                allowed |= {"exchange"} & {uid.partition(".")[0]}
        return allowed

    # --- what authors do

    def step(self, number: int) -> None:
        """Some days pass, and authors do something; `touched` are the rules whose events it changes
        in English and in Russian.
        """
        self.before = self.as_of
        self.as_of += self.random.randint(5, 9)
        self.touched = set(), set()
        if number in KNOWN:
            self._becomes_known(*KNOWN[number])
        else:
            acts = (self._add, self._add, self._retitle, self._retitle_in_russian, self._move)
            more = (self._rename, self._remove, self._bring_back, self._place, lambda: None)
            self.random.choice((*acts, *more))()

    def _becomes_known(self, key: str, when: str, status: str) -> None:
        leg, year = key.split(".")
        before = self.truth()
        self.claims.setdefault(key, []).append((when, status, self.as_of))
        self.touched = {"exchange"}, {"exchange"}
        uid = f"exchange.{year}.{leg}"
        for closed in {uid + ".closes"} & before.keys():
            self.gone.setdefault(closed, (self.as_of, before[closed]))
        if status == "cancelled":
            self.gone[uid] = (self.as_of, before[uid])

    def _pick(self) -> Rule | None:
        """A rule that no pattern leans on."""
        names = sorted(self.rules.keys() - {"parade", "harvest"})
        return self.rules[self.random.choice(names)] if names else None

    def _set(self, rule: Rule) -> None:
        self.rules[rule.first] = rule
        self.touched = {rule.first}, {rule.first}

    def _add(self) -> None:
        name = f"rule-{self.as_of}"
        titles = (f"Day {self.as_of}", f"День {self.as_of}")
        self._set(Rule(name, name, titles, self.random.randint(1, 12), self.random.randint(1, 28)))

    def _retitle(self) -> None:
        if rule := self._pick():
            self._set(rule._replace(titles=(f"Corrected {self.as_of}", rule.titles[1])))
            self.touched = {rule.first}, set()

    def _retitle_in_russian(self) -> None:
        if rule := self._pick():
            self._set(rule._replace(titles=(rule.titles[0], f"Исправлено {self.as_of}")))
            self.touched = set(), {rule.first}

    def _move(self) -> None:
        if rule := self._pick():
            self._set(rule._replace(day=rule.day % 28 + 1))

    def _rename(self) -> None:
        if rule := self._pick():
            self._set(rule._replace(id=f"{rule.first}-called-{self.as_of}"))
            self.touched = set(), set()

    def _place(self) -> None:
        if rule := self._pick():
            self._set(rule._replace(place=f"Town {self.as_of}"))

    def _remove(self) -> None:
        if rule := self._pick():
            for uid, last in self._anniversaries().items():
                if uid.partition(".")[0] == rule.first:
                    self.gone[uid] = (self.as_of, last)
            self.removed.append(self.rules.pop(rule.first))
            self.touched = {rule.first}, {rule.first}

    def _bring_back(self) -> None:
        if self.removed:
            rule = self.removed.pop(0)
            self.gone = {u: g for u, g in self.gone.items() if u.partition(".")[0] != rule.first}
            self._set(rule)


EXCHANGED = ("Exchange", "Обмен")


def _one_day(first: int) -> tuple[str, str]:
    return _ics(first), _ics(first + 1)


def _ics(number: int) -> str:
    return iso(number).replace("-", "")


def _days(interval: str) -> tuple[str, str]:
    """First day and the day after the last, of an EDTF interval."""
    first, last = (day(*map(int, text.split("-"))) for text in interval.split("/"))
    return _ics(first), _ics(last + 1)


def _edges(year: int) -> dict[str, Truth]:
    """The two ends of the window before the harvest."""
    uid = f"exchange.{year}.ru-cn"
    return {
        uid: Truth(EXCHANGED, *_one_day(day(year, 8, 25))),
        f"{uid}.closes": Truth(EXCHANGED, *_one_day(day(year, 9, 4))),
    }
