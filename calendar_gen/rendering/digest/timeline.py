"""The visits of a year as a drawing: one line a visit, its window where it lies in the year.

The drawing has no width of its own: places are per cents of whatever width it is given, sizes of
letters are not, so that it is as readable on a telephone as on a wall. It is drawn in
`currentColor` alone and tells by shape: a window is a frame, filled from below as high as its
likelihood; days that are certain are full; a cancelled visit is struck through; a triangle marks
the day of the occasion.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from calendar_gen.edtf import day
from calendar_gen.rendering.cells import width
from calendar_gen.rendering.scale import LINE, Scale, Side, anchor, cent, crowded, lines, sides

ROW, BAR, HEAD = 48, 14, 22
NAME = 19
"""Pixels of a row that a line of its names takes: the as-of day and occasions are drawn below."""
SHEET = 830
"""Pixels that a drawing may be high to fit a sheet of paper below a heading."""
OPEN_TOP = 4
"""Pixels of a frame that stay empty however likely a visit is: only what is certain is full."""


class Bar(NamedTuple):
    """A visit to draw: `id` is its occurrence's, `level` the filled share (0 to 1), `fact` the
    words at the far side, days both in; `tongue` is the language of the label.
    """

    id: str
    label: str
    when: str
    fact: str
    earliest: int
    latest: int
    level: float
    struck: bool
    occasion: int | None
    tongue: str


def scale(year: int, *, from_right: bool = False) -> Scale:
    """The scale of an astronomical year."""
    first = day(year, 1, 1)
    return Scale(first, day(year + 1, 1, 1) - first, from_right)


class Rectangle(NamedTuple):
    """Where a bar is drawn, as written in SVG: per cents across, pixels down."""

    x: str
    width: str
    y: str
    height: str


class Row(NamedTuple):
    """A drawn visit: how high it is, its frame, the filled part of it, and where its words stand.

    Its name takes as many `lines` as on a telephone, (words, place) each; what is drawn `below`
    them. A fact beside the first one is `crowded` where there is little room. The words beside the
    frame are `wide` if only a wide drawing has room for them, and are not `shown` if none has.
    """

    bar: Bar
    top: int
    height: int
    lines: tuple[tuple[str, int], ...]
    frame: Rectangle
    filled: Rectangle
    words_at: str
    words_anchor: str
    words_shift: int
    words_y: str
    wide: bool
    shown: bool
    below: int
    crowded: bool
    occasion_at: str | None
    struck_from: str
    struck_to: str
    struck_y: str


class Timeline(NamedTuple):
    """All that the template draws: the height of it, months as (number, place of its line, place
    of its name), and rows. `sides` is where the words of a row stand, whose visit and how likely.
    """

    height: int
    sides: Side
    months: tuple[tuple[int, str, str], ...]
    rows: tuple[Row, ...]
    as_of: str | None


def timeline(bars: Sequence[Bar], year: int, as_of: int, *, from_right: bool = False) -> Timeline:
    """Where everything stands in the drawing of an astronomical year; `as_of` is drawn if it lies
    in it. The year runs to the right, or `from_right` to the left.
    """
    along = scale(year, from_right=from_right)
    starts = [along.at(day(year, month, 1)) for month in range(1, 13)]
    starts.append(along.at(day(year + 1, 1, 1)))
    months = tuple(
        (month, cent(starts[month - 1]), cent((starts[month - 1] + starts[month]) / 2))
        for month in range(1, 13)
    )
    inside = along.first <= as_of < along.first + along.days
    now = along.at(as_of + 1) if inside else None
    names = [lines(bar.label) for bar in bars]
    tops = list(accumulate((ROW + LINE * (len(name) - 1) for name in names), initial=HEAD))
    return Timeline(
        tops[-1] + 4,
        sides(from_right=from_right),
        months,
        tuple(
            _row(bar, name, top, along, now)
            for bar, name, top in zip(bars, names, tops[:-1], strict=True)
        ),
        None if now is None else cent(now),
    )


def sheets(
    bars: Sequence[Bar], year: int, as_of: int, *, from_right: bool = False
) -> Sequence[Timeline]:
    """The same in as many drawings as sheets of paper have room for."""
    parts: list[list[Bar]] = []
    filled = SHEET
    for bar in bars:
        high = ROW + LINE * (len(lines(bar.label)) - 1)
        if filled + high > SHEET:
            parts.append([])
            filled = HEAD
        parts[-1].append(bar)
        filled += high
    return [timeline(part, year, as_of, from_right=from_right) for part in parts]


def _row(bar: Bar, name: Sequence[str], top: int, along: Scale, now: float | None) -> Row:
    left, right = along.ends(bar.earliest, bar.latest)
    across = cent(left), cent(right - left)
    more = LINE * (len(name) - 1)
    bottom = top + more + ROW - 6
    filled = BAR if bar.level >= 1 else (BAR - OPEN_TOP) * max(bar.level, 0.0)
    after = _after(left, right, now)
    beside = _beside(right if after else left, now, after=after)
    room, needed = 100 - beside if after else beside, width(bar.when) * _CELL + 8
    middle = None if bar.occasion is None else along.middle(bar.occasion, bar.occasion)
    return Row(
        bar,
        top,
        ROW + more,
        tuple((line, top + 14 + LINE * number) for number, line in enumerate(name)),
        Rectangle(*across, _pixel(bottom - BAR), _pixel(BAR)),
        Rectangle(*across, _pixel(bottom - filled), _pixel(filled)),
        cent(beside),
        anchor("right" if after else "left", from_right=along.from_right),
        8 if after else -8,
        _pixel(bottom - BAR / 2 + 4),
        needed > _SMALL * room / 100,
        needed <= _LARGE * room / 100,
        top + NAME + more,
        crowded(name[0], bar.fact),
        None if middle is None else cent(middle),
        cent(max(left - 0.4, 0.0)),
        cent(min(right + 0.4, 100.0)),
        _pixel(bottom - BAR / 2),
    )


_CELL = 6.3
"""Pixels that a cell of the words beside a frame surely has room in."""
_SMALL, _LARGE = 600, 920
"""Pixels of the narrowest drawing that shows words beside frames, and of one on a desk."""

_ROOM = 22.0
"""Per cents that the words of a visit take where they are shown."""


def _after(left: float, right: float, now: float | None) -> bool:
    """Whether words stand behind a frame: where there is more room, but not across the as-of day
    if there is room on the other side.
    """
    after = left + right < 100
    if now is None:
        return after
    free = {True: not right < now < right + _ROOM, False: not left - _ROOM < now < left}
    room = {True: 100 - right, False: left}
    return after if free[after] or not free[not after] or room[not after] < _ROOM else not after


def _beside(end: float, now: float | None, *, after: bool) -> float:
    """Where words begin that stand beside the `end` of a frame, or beyond the as-of day if that
    is in their way and they have room there: a visit of December seen from the end of November.
    """
    if now is None:
        return end
    ahead, room = (now - end, 100 - now) if after else (end - now, now)
    return now if 0 < ahead < _ROOM <= room else end


def _pixel(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
