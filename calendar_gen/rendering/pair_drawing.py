"""A pair's visits as a drawing: a line each way along the years, a mark a visit.

It has no width of its own: places are per cents of whatever width it is given, sizes of letters
and marks are not. It is drawn in `currentColor` alone and tells by shape: a disc is a visit, a ring
one that is expected, a diamond a meeting that counts for neither; a bar is as wide as a date is
vague; a broken line runs from where a visit began to be owed to the as-of day.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from calendar_gen.edtf import civil, day, parse
from calendar_gen.entries.days import day_text, edtf_text, when_text, year_text
from calendar_gen.entries.debts import account
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.forecasting.ledger import LedgerVisit, PairLedger
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.pages import direction
from calendar_gen.rendering.scale import LINE, Scale, Side, anchor, cent, crowded, lines, sides
from calendar_gen.rules import Rulebook

LANE, AXIS = 58, 24
TRACK = 40
"""Pixels from the top of a lane to its track; its words stand above it, in a line."""

NAME = 19
"""Pixels of a lane that a line of its words takes."""

MOST_TICKS = 6
"""Years that stand beside one another on a telephone."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
LARGE, SMALL = 5.0, 2.5
"""Pixels from the middle of a mark to its edge, where marks are few and where they are many."""
DRAWN = 960
"""Pixels of the width for which marks are made as small as they must be."""

HIDDEN = 0.4
"""Per cents of a bar so short that the smallest mark covers it on the widest page."""

EDGE = 4
"""Per cents from an end within which the year of a tick is written inwards."""


class Mark(NamedTuple):
    """A visit in its lane: where its middle is, the bar of the days in question, None where it lies
    under the mark itself, and its words.

    `shape` is `made`, `met` or `expected`; `disputed` marks sources that disagree.
    """

    at: str
    bar_from: str | None
    bar_to: str | None
    shape: str
    disputed: bool
    words: str


class Lane(NamedTuple):
    """A line of the drawing: what it is for, at the side where readers start; how it stands, at the
    other, with since when a visit is owed, where there is room for it. Its label takes as many
    `lines` as on a telephone, (words, place) each. The as-of day is drawn from `below` them to
    `above` those of the next one; a fact beside the first is `crowded` where there is little room.
    """

    top: int
    line: int
    below: int
    above: int
    lines: tuple[tuple[str, int], ...]
    label: str
    fact: str
    since: str | None
    crowded: bool
    marks: tuple[Mark, ...]
    owed_from: str | None
    owed_to: str | None


class Tick(NamedTuple):
    """A year on the axis and which end of its words stands there."""

    at: str
    year: str
    anchor: str


class PairDrawing(NamedTuple):
    """All that the template draws; `described` says in sentences what the drawing shows."""

    title: str
    described: tuple[str, ...]
    height: int
    sides: Side
    radius: str
    axis: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    as_of: str


def pair_drawing(pair: PairLedger, rulebook: Rulebook, phrases: Phrases, as_of: int) -> PairDrawing:
    """Where everything stands in the drawing of a pair as of a day."""
    # The digest of each year has the drawings of all pairs, which are the same in all of them.
    asked = pair, rulebook, phrases, as_of
    kept = _drawings.get(pair.parties)
    if kept is not None and all(one is other for one, other in zip(kept[0], asked, strict=True)):
        return kept[1]
    made = _drawn(*asked)
    if len(_drawings) >= MOST_KEPT:
        _drawings.clear()
    _drawings[pair.parties] = asked, made
    return made


MOST_KEPT = 512
_drawings: dict[tuple[str, str], tuple[tuple[PairLedger, Rulebook, Phrases, int], PairDrawing]] = {}
"""The last drawing of each pair, with all that it was made of, which never changes."""


def _drawn(pair: PairLedger, rulebook: Rulebook, phrases: Phrases, as_of: int) -> PairDrawing:
    along = _scale(pair, as_of, from_right=direction(phrases.language) == "rtl")
    names = {party: party_name(party, rulebook, phrases) for party in pair.parties}
    lanes = _stacked(_lanes(pair, names, along, phrases, as_of))
    axis = lanes[-1].above + 4
    a, b = (names[party] for party in pair.parties)
    return PairDrawing(
        phrases.say("{pair}: visits each way", pair=phrases.say("{a} and {b}", a=a, b=b)),
        (
            *account(pair, rulebook, phrases, as_of),
            *(_described(lane, phrases) for lane in lanes),
        ),
        axis + AXIS,
        sides(from_right=along.from_right),
        _radius(lanes),
        axis,
        lanes,
        tuple(_ticks(along, phrases)),
        cent(along.at(as_of + 1)),
    )


def _radius(lanes: Sequence[Lane]) -> str:
    """Of discs that do not run together where there is one a year: so small that three quarters of
    neighbours leave a gap.
    """
    places = [sorted(float(mark.at.rstrip("%")) for mark in lane.marks) for lane in lanes]
    gaps = sorted(after - at for lane in places for at, after in pairwise(lane))
    free = gaps[len(gaps) // 4] * DRAWN / 100 if gaps else 2 * DRAWN
    return f"{min(max(free * 0.3, SMALL), LARGE):.1f}".removesuffix(".0")


def _scale(pair: PairLedger, as_of: int, *, from_right: bool) -> Scale:
    """Whole years, from the first visit to the as-of day or the last visit expected."""
    every = (*pair.visits, *pair.meetings)
    first = civil(min([as_of, *(visit.earliest for visit in every)]))[0]
    last = civil(max([as_of, *(o.latest for o in pair.due), *(v.latest for v in every)]))[0]
    start = day(first, 1, 1)
    return Scale(start, day(last + 1, 1, 1) - start, from_right)


def _described(lane: Lane, phrases: Phrases) -> str:
    """A lane in a sentence: how it stands, then its visits."""
    listed = phrases.say("; ").join(
        [f"{lane.fact}{lane.since or ''}", *(mark.words for mark in lane.marks)]
    )
    return phrases.say("{way}: {visits}.", way=lane.label, visits=listed)


def _lanes(
    pair: PairLedger, names: dict[str, str], along: Scale, phrases: Phrases, as_of: int
) -> Iterator[Lane]:
    for guest, host in (pair.parties, pair.parties[::-1]):
        debt = pair.owed_since if pair.debtor == guest else None
        marks = [
            *(_made(v, "made", along, phrases) for v in pair.visits if v.guest == guest),
            *(_expected(o, along, phrases) for o in pair.due if o.host == host),
        ]
        label = phrases.say("{guest} to {host}", guest=names[guest], host=names[host])
        fact = phrases.count("{n} visit", "{n} visits", pair.counts[f"{guest}-{host}"])
        yield _lane(
            label,
            fact,
            None if debt is None else _since(debt, pair.told, phrases),
            marks,
            None if debt is None else cent(along.at(debt + 1)),
            None if debt is None else cent(along.at(as_of + 1)),
        )
    if pair.meetings:
        label = phrases.say("Not counted")
        fact = phrases.count("{n} meeting or visit", "{n} meetings or visits", len(pair.meetings))
        marks = [_made(visit, "met", along, phrases) for visit in pair.meetings]
        yield _lane(label, fact, None, marks)


def _lane(
    label: str,
    fact: str,
    since: str | None,
    marks: Iterable[Mark],
    owed_from: str | None = None,
    owed_to: str | None = None,
) -> Lane:
    """A lane as if it were the first one."""
    found = lines(label)
    more = LINE * (len(found) - 1)
    return Lane(
        0,
        TRACK + more,
        NAME + more,
        LANE + more,
        tuple((words, 14 + LINE * number) for number, words in enumerate(found)),
        label,
        fact,
        since,
        crowded(found[0], fact),
        tuple(marks),
        owed_from,
        owed_to,
    )


def _stacked(found: Iterable[Lane]) -> tuple[Lane, ...]:
    """The lanes one below the other."""
    lanes = list(found)
    tops = accumulate((lane.above for lane in lanes), initial=0)
    return tuple(
        lane._replace(
            top=top,
            line=top + lane.line,
            below=top + lane.below,
            above=top + lane.above,
            lines=tuple((words, top + at) for words, at in lane.lines),
        )
        for lane, top in zip(lanes, tops, strict=False)
    )


def _since(debt: int, told: bool, phrases: Phrases) -> str:
    owed = phrases.say("owed since {day}", day=day_text(debt, phrases))
    if not told:
        owed = phrases.say(
            "{text} ({status})", text=owed, status=phrases.word("status", "not recorded")
        )
    return phrases.say(", ") + owed


def _made(visit: LedgerVisit, shape: str, along: Scale, phrases: Phrases) -> Mark:
    kind = None if visit.kind is None else phrases.word("kind of visit", visit.kind)
    doubt = phrases.say("sources disagree") if visit.conflict else None
    words = (edtf_text(parse(visit.shown), phrases), visit.place, kind, doubt)
    return _mark(visit.earliest, visit.latest, shape, words, along, phrases, visit.conflict)


def _expected(occurrence: Occurrence, along: Scale, phrases: Phrases) -> Mark:
    first, last, likelihood = occurrence.earliest, occurrence.latest, occurrence.likelihood
    words = (
        phrases.say("expected {days}", days=when_text(occurrence, phrases)),
        None
        if likelihood is None
        else phrases.word("likelihood", likelihood.word.replace("-", " ")),
        None if likelihood is None else percent_text(likelihood.probability, phrases),
    )
    return _mark(first, last, "expected", words, along, phrases, occurrence.conflict)


def _mark(
    first: int,
    last: int,
    shape: str,
    words: Sequence[str | None],
    along: Scale,
    phrases: Phrases,
    disputed: bool,
) -> Mark:
    left, right = along.ends(first, last)
    covered = right - left < HIDDEN
    return Mark(
        cent(along.middle(first, last)),
        None if covered else cent(along.at(first)),
        None if covered else cent(along.at(last + 1)),
        shape,
        disputed,
        phrases.say(", ").join(filter(None, words)),
    )


def _ticks(along: Scale, phrases: Phrases) -> Iterator[Tick]:
    first, last = civil(along.first)[0], civil(along.first + along.days)[0]
    step = next((step for step in _STEPS if (last - first) / step <= MOST_TICKS), _STEPS[-1])
    for year in range(-(-first // step) * step, last, step):
        at = along.at(day(year, 1, 1))
        inwards = "right" if at < EDGE else "left" if at > 100 - EDGE else None
        stands = anchor(inwards, from_right=along.from_right) if inwards else "middle"
        yield Tick(cent(at), year_text(year, phrases), stands)
