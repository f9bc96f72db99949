"""What is published later changes nothing before: forecasts and ledgers as of a day, of made-up
records.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_gen.edtf import day, iso, parse
from calendar_gen.forecasting.ledger import ledger
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.problems import Place
from calendar_gen.record import Claim, Visit
from calendar_gen.rulebook import load
from calendar_gen.rules import First, Rotating, Rulebook

HERE = Place("visits.csv", 1, 1)
FIRST, LAST = day(2001, 1, 1), day(2010, 12, 31)
PARTIES = ("CN", "RU", "US")
RANKS = (None, "head of state", "head of government", "foreign minister")

RULES = """\
calendar-gen: 1
sources:
  s1999: {publisher: A, published: 1999-01-01}
  s2004: {publisher: A, published: 2004-03-01}
  s2007: {publisher: A, published: 2007-09-01}
commemorations:
  - id: moscow
    title: M
    of: 1945-05-09
    exceptions:
      - {cycle: 2005, moved-to: 2005-06-24, because: b, sources: [s2004]}
      - {cycle: 2009, cancelled: true, because: b, sources: [s2007]}
    sources: [s1999]
  - {id: beijing, title: B, of: 1945-09-03, sources: [s1999]}
gates:
  - id: parade
    question: Q
    answers:
      - {cycle: 2003, answer: no, source: s2004}
      - {cycle: 2005, answer: yes, source: s2007}
offices:
  - party: RU
    rank: head of state
    holders:
      - {name: A, from: 2000-05-07, until: 2004-05-06, sources: [s1999]}
      - {name: B, from: 2004-05-07, until: 2008-05-06, sources: [s2004]}
      - {name: C, from: 2007-05-07, sources: [s2007]}
reciprocal_visits:
  - id: exchange
    title: E
    pattern: paired
    every: 1
    legs:
      - {guest: CN, host: RU, at: moscow, window: 9 days before .. 9 days after}
      - {guest: RU, host: CN, at: beijing, window: 1 July .. 31 October, only-if: parade}
    sources: [s1999]
  - {id: visit, title: D, pattern: dated, guest: US, host: RU, at: exchange, sources: [s2004]}
  - {id: answers, title: R, pattern: returned, between: [CN, US], within: 6 months,
     sources: [s1999]}
  - {id: trip, title: F, pattern: first, guest: RU, host: CN, after: taking office, within: 1 year,
     sources: [s1999]}
  - id: by-turns
    title: T
    pattern: rotating
    hosts: [{since: 2000, order: [CN, RU]}, {since: 2006, order: [RU, US, CN], sources: [s2007]}]
    every: 1 year
    window: 1 March .. 31 August
    exceptions: [{cycle: 2003, insert: US, because: b, sources: [s2004]}]
    words: [turns]
    sources: [s1999]
coverage:
  - {guest: RU, from: 2000, to: 2010, source: s1999, occasions: true}
  - {guest: CN, host: RU, from: 2002, to: 2008, source: s1999}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    path = tmp_path_factory.mktemp("rules") / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    book = load([str(path)])
    assert [str(p) for p in book.problems if p.severity == "error"] == []
    return book


DAYS = st.integers(FIRST, LAST)


@st.composite
def dates(draw: st.DrawFn) -> str:
    first = draw(DAYS)
    shape = draw(st.sampled_from(("day", "stay", "month", "year")))
    text = iso(first)
    if shape == "stay":
        return f"{text}/{iso(first + draw(st.integers(1, 14)))}"
    return {"day": text, "month": text[:7], "year": text[:4]}[shape]


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    status = draw(st.sampled_from(("announced", "occurred", "postponed", "cancelled", "missed")))
    undated = status in ("postponed", "cancelled", "missed") and draw(st.booleans())
    known = draw(DAYS)
    return Claim(
        date=None if undated else parse(draw(dates())),
        status=status,  # type: ignore[arg-type] # one of the words it may be
        source="s1999",
        known=known,
        withdrawn=known + draw(st.integers(1, 900)) if draw(st.integers(0, 5)) == 0 else None,
        format="video" if draw(st.integers(0, 7)) == 0 else "in person",
        host=None,
        place=None,
        note=None,
        preferred=False,
        because=None,
        at=HERE,
    )


@st.composite
def visits(draw: st.DrawFn, number: int) -> Visit:
    guest, host = draw(st.permutations(PARTIES))[:2]
    listed = draw(st.booleans())
    told = rows(draw) if listed else draw(st.lists(claims(), min_size=1, max_size=3))
    return Visit(
        id=f"v-{number}",
        guests=(guest,),
        host=host,
        person=draw(st.sampled_from((None, "A", "B"))),
        rank=draw(st.sampled_from(RANKS)),
        kind=draw(st.sampled_from((None, "state", "funeral", "transit"))),
        occasions=draw(st.sampled_from(((), (), ("moscow",), ("by-turns",)))),
        fulfils=(),
        outcome=None,
        text=draw(st.sampled_from(("", "turns", "something else"))),
        claims=tuple(told),
        at=HERE,
        listed=listed,
    )


def rows(draw: Any) -> list[Claim]:
    """The claims of a row of a list: from its first day, and whole from its last."""
    first = draw(DAYS)
    last = first + draw(st.integers(0, 12))
    base = draw(claims())._replace(status="occurred", withdrawn=None)
    start = base._replace(date=parse(iso(first)), known=first)
    if last == first:
        return [start]
    whole = base._replace(date=parse(f"{iso(first)}/{iso(last)}"), known=last)
    return [start._replace(withdrawn=last), whole]


RECORDS = st.integers(0, 8).flatmap(lambda size: st.tuples(*(visits(n) for n in range(size))))


def published(book: Rulebook, as_of: int) -> Rulebook:
    """What of a rulebook was public at the end of a day."""

    def known(each: Any) -> bool:
        return each.known is None or each.known <= as_of

    told = [v._replace(claims=tuple(filter(known, v.claims))) for v in book.visits]
    patterns = {}
    for id_, rule in book.patterns.items():
        terms = rule.terms
        if isinstance(terms, Rotating):
            terms = terms._replace(orders=tuple(filter(known, terms.orders)))
        if isinstance(terms, First) and terms.events is not None:
            terms = terms._replace(events=tuple(filter(known, terms.events)))
        exceptions = tuple(filter(known, rule.exceptions))
        patterns[id_] = rule._replace(terms=terms, exceptions=exceptions)
    return book._replace(
        visits=tuple(visit for visit in told if visit.claims),
        patterns=patterns,
        commemorations={
            id_: rule._replace(exceptions=tuple(filter(known, rule.exceptions)))
            for id_, rule in book.commemorations.items()
        },
        gates={
            id_: gate._replace(answers=tuple(filter(known, gate.answers)))
            for id_, gate in book.gates.items()
        },
        offices=tuple(
            office._replace(holders=tuple(filter(known, office.holders))) for office in book.offices
        ),
    )


@settings(max_examples=150, deadline=None)
@given(record=RECORDS, as_of=DAYS, start=DAYS, days=st.integers(0, 1500))
def test_a_forecast_rests_on_what_was_public_and_on_nothing_later(
    rules: Rulebook, record: tuple[Visit, ...], as_of: int, start: int, days: int
) -> None:
    book = rules._replace(visits=record)
    then = published(book, as_of)
    assert occurrences(book, start, start + days, as_of) == occurrences(
        then, start, start + days, as_of
    )


@settings(max_examples=60, deadline=None)
@given(record=RECORDS, as_of=DAYS)
def test_a_ledger_rests_on_what_was_public_and_on_nothing_later(
    rules: Rulebook, record: tuple[Visit, ...], as_of: int
) -> None:
    book = rules._replace(visits=record)
    assert ledger(book, as_of) == ledger(published(book, as_of), as_of)


HEAD = (
    "date_start,date_end,visitor_country,visitor_name,visitor_office,host_country,occasion,source,"
    "source_id"
)


class Row(NamedTuple):
    """A row of a list of visits, of a stay of one day and `more`."""

    first: int
    more: int
    parties: list[str]
    person: str
    office: str
    text: str

    def written(self, number: int) -> str:
        """The row in CSV."""
        days = f"{iso(self.first)},{iso(self.first + self.more)}"
        guest, host, _ = self.parties
        told = f"{self.person},{self.office},{host},{self.text},A list,r-{number}"
        return f"{days},{guest},{told}"

    def as_of(self, day: int) -> "Row":
        """The row as it could be written on a day: a stay that goes on has no end yet."""
        return self if self.first + self.more <= day else self._replace(more=0)


ROWS = st.builds(
    Row,
    DAYS,
    st.integers(0, 12),
    st.permutations(PARTIES),
    st.sampled_from(("A", "B")),
    st.sampled_from(("President", "Prime Minister", "Foreign Minister")),
    st.sampled_from(("", "turns")),
)


def claimed(found: Occurrence) -> Occurrence:
    """An occurrence without the days on which its claims give way to later ones."""
    return found._replace(claims=tuple(c._replace(withdrawn=None) for c in found.claims))


@settings(max_examples=30, deadline=None)
@given(record=st.lists(ROWS, max_size=25), cutoff=DAYS)
def test_a_record_cut_off_at_a_day_gives_the_same_forecast_as_of_it(
    tmp_path_factory: pytest.TempPathFactory, record: list[Row], cutoff: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("record")
    rules, file = folder / "rules.yaml", folder / "visits.csv"
    named = RULES + "records:\n  - {csv: visits.csv, covers: [{host: CN, from: 2000, to: 2010}]}\n"
    rules.write_text(named, encoding="utf-8")
    whole = sorted(record)
    cut = [row.as_of(cutoff) for row in whole if row.first <= cutoff]
    answers = []
    for those in (whole, cut):
        lines = [row.written(number) for number, row in enumerate(those)]
        file.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
        book = load([str(rules)])
        assert [str(p) for p in book.problems if p.severity == "error"] == []
        found = occurrences(book, FIRST, LAST + 700, cutoff)
        pairs = [
            pair._replace(due=tuple(claimed(o) for o in pair.due)) for pair in ledger(book, cutoff)
        ]
        answers.append(([claimed(o) for o in found], pairs))
    assert answers[0] == answers[1]
