"""Rules seen as of a day: the one pass that resolves rules which need other rules.

A rule is worked out when it is first asked for, and each once for a range of days; what a rule
needs is asked by id, so the order of rules never carries meaning. Cycles are problems of reading;
here they end the question.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from calendar_gen import calendars, edtf
from calendar_gen.forecasting.anniversaries import anniversaries_of, observed_of
from calendar_gen.forecasting.gates import answers_of
from calendar_gen.patterns import Anniversary, Expectation, Stay, expected
from calendar_gen.returns import year_in
from calendar_gen.rules import DOUBT, Certainty, Commemoration, Office, Rulebook, Span

if TYPE_CHECKING:
    from calendar_gen.forecasting.matching import Register
    from calendar_gen.forecasting.record import KnownVisit


class WorldAsOf:
    """The rules of a rulebook as known at the end of the day `as_of`.

    Windows that closed before the day `closed` count in records by their mere passing: that is the
    as-of day or, with `steady`, the first day of its year, so that no other day moves a likelihood
    by passing.
    """

    def __init__(self, rulebook: Rulebook, as_of: int, *, steady: bool = False) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self.steady = steady
        self.closed = edtf.day(edtf.civil(as_of)[0], 1, 1) if steady else as_of
        self._asked: dict[tuple[_Ask, str, int, int], list[Anniversary]] = {}
        self._visits: Sequence[KnownVisit] | None = None
        self._register: Register | None = None
        self._recorded: tuple[int, int] | None = None
        self._stays: list[Stay] | None = None
        self._trips: dict[str, list[Stay]] = {}
        self._open: list[tuple[_Ask, str]] = []

    def known(self, day: int | None) -> bool:
        """Whether something public at the end of `day` counts; None counts always."""
        return day is None or day <= self.as_of

    def visits(self) -> "Sequence[KnownVisit]":
        """The record: every visit of which something is known, in order of ids."""
        if self._visits is None:
            from calendar_gen.forecasting.record import known_visits  # late: many have no visits

            self._visits = known_visits(self.rulebook.visits, self.as_of)
        return self._visits

    def register(self) -> "Register":
        """The same visits, by what patterns look for."""
        if self._register is None:
            from calendar_gen.forecasting.matching import Register

            self._register = Register(self.visits())
        return self._register

    def recorded_days(self) -> tuple[int, int]:
        """First and last day of what is known by the as-of day: of the record, of what it is
        declared to cover, and that day itself.
        """
        if self._recorded is None:
            starts = [v.first for v in self.visits() if v.first is not None]
            ends = [v.last for v in self.visits() if v.last is not None]
            covered = [c.first for c in self.rulebook.coverage]
            self._recorded = (
                min([self.as_of, *starts, *covered]),
                max([self.as_of, *ends]),
            )
        return self._recorded

    def stays(self) -> Sequence[Stay]:
        """Visits of one guest that took place, meetings and transits aside, by last day, first day
        and id.
        """
        if self._stays is None:
            mine = (each for each in self.visits() if _is_visit(each))
            found = (_stay(each, each.visit.guests[0]) for each in mine)
            stays = (stay for stay in found if stay is not None)
            self._stays = sorted(stays, key=lambda stay: (stay.last, stay.first, stay.id))
        return self._stays

    def trips(self, guest: str) -> Sequence[Stay]:
        """Where a party went in person, meetings and visits of several included, by first day, last
        day and id.
        """
        if guest not in self._trips:  # of which each event of a pattern asks anew
            every = self.visits()
            mine = (each for each in every if guest in each.visit.guests and each.host != guest)
            trips = (_stay(each, guest) for each in mine if each.visit.kind != "transit")
            found = [trip for trip in trips if trip is not None]
            self._trips[guest] = sorted(found, key=lambda trip: (trip.first, trip.last, trip.id))
        return self._trips[guest]

    def covers(self, guest: str, ranks: Sequence[str], first: int, last: int) -> bool:
        """Whether all trips of a party, by guests of these ranks (none: of any), are recorded from
        `first` to `last` or the as-of day.
        """
        from calendar_gen.forecasting.completeness import complete

        mine = (
            each
            for each in self.rulebook.coverage
            if each.host is None and each.guest in (None, guest)
        )
        return complete(mine, ranks, first, min(last, self.as_of))

    def offices(self, party: str) -> Sequence[Office]:
        """The offices of a party."""
        return [office for office in self.rulebook.offices if office.party == party]

    def place(self, rule: str) -> str | None:
        """Where a commemoration is held, as the rule says."""
        found = self.rulebook.commemorations.get(rule)
        return None if found is None else found.place

    def anniversaries(self, rule: str, first: int, last: int) -> Sequence[Anniversary]:
        """Returns of a commemoration before `observed`, with a day from `first` to `last`, in order
        of days.
        """
        return self._ask(anniversaries_of, rule, first, last)

    def anchors(self, rule: str, first: int, last: int) -> Sequence[Anniversary]:
        """The same, or what another pattern expects, in the same shape: its windows as days."""
        pattern = self.rulebook.patterns.get(rule)
        if pattern is None:
            return self.anniversaries(rule, first, last)
        return [_anchor(each) for each in expected(pattern, first, last, self)]

    def observed(self, rule: str, first: int, last: int) -> Sequence[Anniversary]:
        """Returns of a commemoration on the days on which they are kept, in order of days."""
        return self._ask(observed_of, rule, first, last)

    def _ask(self, what: "_Ask", rule: str, first: int, last: int) -> Sequence[Anniversary]:
        commemoration = self.rulebook.commemorations.get(rule)
        if commemoration is None or (what, rule) in self._open:
            return []
        key = (what, rule, first, last)
        if key not in self._asked:
            self._open.append((what, rule))
            try:
                self._asked[key] = what(commemoration, first, last, self)
            finally:
                self._open.pop()
        return self._asked[key]

    def numbered(self, rule: str, number: int) -> Anniversary | None:
        """The return of a commemoration that has this number."""
        commemoration = self.rulebook.commemorations.get(rule)
        if commemoration is None or commemoration.of is None:
            return None
        for first, last in _days_around(commemoration, number):
            for anniversary in self.anniversaries(rule, first, last):
                if anniversary.number == number:
                    return anniversary
        return None

    def spans(self, rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
        """Days of another rule, for sentences that are anchored to it.

        Of a return with two days, the observed one is the day `as observed`.
        """
        found = (self.observed if observed else self.anniversaries)(rule, first, last)
        return [
            Span(a.cycle, a.year, a.first, a.last, _of_calendar(a))
            for a in found
            if not a.cancelled and not (observed and a.doubled)
        ]

    def allows(self, id_: str, span: Span) -> Certainty | None:
        """How surely a gate says yes for the cycle of `span`, or a rule has a day in its Gregorian
        year; provisionally if the gate has no answer yet, None for no.
        """
        gate = self.rulebook.gates.get(id_)
        if gate is not None:
            answer = answers_of(gate, self.as_of).get(span.cycle)
            return "provisional" if answer is None else "exact" if answer.yes else None
        year = edtf.civil(span.first)[0]
        first, last = edtf.day(year, 1, 1), edtf.day(year, 12, 31)
        pattern = self.rulebook.patterns.get(id_)
        if pattern is not None:
            return _surest(
                e.certainty for e in expected(pattern, first, last, self) if not e.cancelled
            )
        days = self.anniversaries(id_, first, last)
        return _surest(day.certainty for day in days if not day.cancelled)


def _surest(found: Iterable[Certainty]) -> Certainty | None:
    """The least doubtful of all; None of none."""
    return min(found, key=DOUBT.__getitem__, default=None)


def _anchor(expectation: Expectation) -> Anniversary:
    """An expected visit as what others are tied to: without a number, legs with cycles of their
    own.
    """
    leg = "" if expectation.leg is None else f"-{expectation.leg}"
    return Anniversary(
        id=expectation.id,
        cycle=expectation.cycle + leg,
        year=edtf.civil(expectation.first)[0],
        number=None,
        mark=False,
        day=expectation.first if expectation.moved_from is None else expectation.moved_from,
        first=expectation.first,
        last=expectation.last,
        moved_from=expectation.moved_from,
        cancelled=expectation.cancelled,
        because=expectation.because,
        certainty=expectation.certainty,
        titles=expectation.titles,
        extent="window",
        sources=expectation.sources,
        moved_until=expectation.moved_until,
    )


def _is_visit(known: "KnownVisit") -> bool:
    return len(known.visit.guests) == 1 and known.visit.kind not in ("meeting", "transit")


def _stay(known: "KnownVisit", guest: str) -> Stay | None:
    """The visit of a guest in person that took place; None if it did not, or nobody knows when."""
    visit, first, last = known.visit, known.first, known.last
    if known.status != "occurred" or not known.in_person or first is None or last is None:
        return None
    return Stay(visit.id, guest, known.host, first, last, visit.rank, visit.kind)


_Ask = Callable[[Commemoration, int, int, WorldAsOf], list[Anniversary]]


def _of_calendar(anniversary: Anniversary) -> calendars.Certainty:
    certainty = anniversary.certainty
    if certainty == "approximate" or certainty == "uncertain":
        return "estimate"
    return certainty


def _days_around(commemoration: Commemoration, number: int) -> Iterator[tuple[int, int]]:
    """Days in which the return of that number must lie, by years and by days where it may count
    these, with room for exceptions.
    """
    assert commemoration.of is not None
    system = calendars.system(commemoration.calendar)
    year = year_in(commemoration.calendar, commemoration.of) + number
    try:
        start = system.year_start(year)
        yield start - 400, start + 800
    except calendars.OutOfRange:
        pass
    on = commemoration.on
    if on is not None and (on.refers_to or on.cycle_of(f"{number}d") is not None):
        day = commemoration.of.earliest + number
        yield day - 400, day + 800
