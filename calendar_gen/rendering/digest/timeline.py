"""The visits of a year as a drawing: one line a visit, its window where it lies in the year.

The drawing has no width of its own: places are per cents of whatever width it is given, sizes of
letters are not, so that it is as readable on a telephone as on a wall. It is drawn in
`currentColor` alone and tells by shape: a window is a frame, filled from below as high as its
likelihood; days that are certain are full; a cancelled visit is struck through; a triangle marks
the day of the occasion.
"""

from collections.abc import Sequence
from typing import NamedTuple

from calendar_gen.edtf import day
from calendar_gen.rendering.scale import Scale, cent

ROW, BAR, HEAD = 40, 14, 22
OPEN_TOP = 4
"""Pixels of a frame that stay empty however likely a visit is: only what is certain is full."""


class Bar(NamedTuple):
    """A visit to draw: `level` is the filled share (0 to 1), `fact` the words at the right, days
    both in.
    """

    label: str
    when: str
    fact: str
    earliest: int
    latest: int
    level: float
    struck: bool
    occasion: int | None


def scale(year: int) -> Scale:
    """The scale of an astronomical year."""
    first = day(year, 1, 1)
    return Scale(first, day(year + 1, 1, 1) - first)


class Rectangle(NamedTuple):
    """Where a bar is drawn, as written in SVG: per cents across, pixels down."""

    x: str
    width: str
    y: str
    height: str


class Row(NamedTuple):
    """A drawn visit: its frame, the filled part of it, and where its words stand."""

    bar: Bar
    top: int
    frame: Rectangle
    filled: Rectangle
    words_at: str
    words_anchor: str
    words_shift: int
    occasion_at: str | None
    struck_from: str
    struck_to: str
    struck_y: str


class Timeline(NamedTuple):
    """All that the template draws: months as (number, place of its line, place of its name), and
    rows.
    """

    height: int
    months: tuple[tuple[int, str, str], ...]
    rows: tuple[Row, ...]
    as_of: str | None


def timeline(bars: Sequence[Bar], year: int, as_of: int) -> Timeline:
    """Where everything stands in the drawing of an astronomical year; `as_of` is drawn if it lies
    in it.
    """
    along = scale(year)
    starts = [along.at(day(year, month, 1)) for month in range(1, 13)] + [100.0]
    months = tuple(
        (month, cent(starts[month - 1]), cent((starts[month - 1] + starts[month]) / 2))
        for month in range(1, 13)
    )
    inside = along.first <= as_of < along.first + along.days
    return Timeline(
        HEAD + ROW * len(bars) + 4,
        months,
        tuple(_row(bar, HEAD + ROW * place, along) for place, bar in enumerate(bars)),
        cent(along.at(as_of + 1)) if inside else None,
    )


def _row(bar: Bar, top: int, along: Scale) -> Row:
    start, end = along.at(bar.earliest), along.at(bar.latest + 1)
    across = cent(start), cent(end - start)
    bottom = top + ROW - 6
    filled = BAR if bar.level >= 1 else (BAR - OPEN_TOP) * max(bar.level, 0.0)
    # Words stand where there is more room for them.
    after = start + end < 100
    middle = None if bar.occasion is None else along.at(bar.occasion) + 50 / along.days
    return Row(
        bar,
        top,
        Rectangle(*across, _pixel(bottom - BAR), _pixel(BAR)),
        Rectangle(*across, _pixel(bottom - filled), _pixel(filled)),
        cent(end if after else start),
        "start" if after else "end",
        8 if after else -8,
        None if middle is None else cent(middle),
        cent(max(start - 0.4, 0.0)),
        cent(min(end + 0.4, 100.0)),
        _pixel(bottom - BAR / 2),
    )


def _pixel(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
