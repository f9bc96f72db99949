"""Rules seen as of a day: the one pass that resolves rules which need other rules.

A rule is worked out when it is first asked for, and each once for a range of days; what a rule
needs is asked by id, so the order of rules never carries meaning. Cycles are problems of reading;
here they end the question.
"""

from collections.abc import Sequence

from calendar_gen import calendars
from calendar_gen.forecasting.anniversaries import anniversaries_of
from calendar_gen.patterns import Anniversary
from calendar_gen.rules import Commemoration, Rulebook, Span


class WorldAsOf:
    """The rules of a rulebook as known at the end of the day `as_of`."""

    def __init__(self, rulebook: Rulebook, as_of: int) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self._asked: dict[tuple[str, int, int], list[Anniversary]] = {}
        self._open: list[str] = []

    def known(self, day: int | None) -> bool:
        """Whether something public at the end of `day` counts; None counts always."""
        return day is None or day <= self.as_of

    def place(self, rule: str) -> str | None:
        """Where a commemoration is held, as the rule says."""
        found = self.rulebook.commemorations.get(rule)
        return None if found is None else found.place

    def anniversaries(self, rule: str, first: int, last: int) -> Sequence[Anniversary]:
        """Returns of a commemoration with a day from `first` to `last`, in order of days."""
        commemoration = self.rulebook.commemorations.get(rule)
        if commemoration is None or rule in self._open:
            return []
        key = (rule, first, last)
        if key not in self._asked:
            self._open.append(rule)
            try:
                self._asked[key] = anniversaries_of(commemoration, first, last, self)
            finally:
                self._open.pop()
        return self._asked[key]

    def numbered(self, rule: str, number: int) -> Anniversary | None:
        """The return of a commemoration that has this number."""
        commemoration = self.rulebook.commemorations.get(rule)
        if commemoration is None or commemoration.of is None:
            return None
        first, last = _days_around(commemoration, number)
        for anniversary in self.anniversaries(rule, first, last):
            if anniversary.number == number:
                return anniversary
        return None

    def spans(self, rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
        """Days of another rule, for sentences that are anchored to it."""
        return [
            Span(a.cycle, a.year, a.first, a.last, _of_calendar(a))
            for a in self.anniversaries(rule, first, last)
            if not a.cancelled
        ]


def _of_calendar(anniversary: Anniversary) -> calendars.Certainty:
    certainty = anniversary.certainty
    if certainty == "approximate" or certainty == "uncertain":
        return "estimate"
    return certainty


def _days_around(commemoration: Commemoration, number: int) -> tuple[int, int]:
    """Days in which the return of that number must lie, with room for exceptions."""
    assert commemoration.of is not None
    key = "gregorian" if commemoration.on is None else commemoration.on.calendar
    system = calendars.system(key)
    year = system.year_of(commemoration.of.earliest) + number
    return system.year_start(year) - 400, system.year_start(year) + 800
