"""The reliability diagram: whether what was given so many per cent came true so often.

Plain SVG text of its own, readable on light and on dark paper. Ten bins of equal count, by rising
forecast: model as discs with the interval of what came true, the baseline as rings.
"""

from collections.abc import Iterator
from math import sqrt

from calendar_gen.backtest import Report
from calendar_gen.backtest.comparing import Compared
from calendar_gen.backtest.scores import Bin

SIDE, LEFT, TOP, BELOW = 400, 64, 64, 92
RIGHT = 24
_STEPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)

DRAWING = """\
svg { --paper: #fcfbf8; --ink: #1c1a17; --soft: #5c574d; --line: #d8d2c5; --accent: #8c2a13 }
@media (prefers-color-scheme: dark) {
svg { --paper: #171614; --ink: #ece7dc; --soft: #b3ac9d; --line: #3d3a33; --accent: #f2a48c } }
.paper { fill: var(--paper) }
text { fill: var(--ink); font: 13px system-ui, sans-serif }
.soft { fill: var(--soft) }
.head { font-weight: 600; font-size: 15px }
.grid { stroke: var(--line); fill: none }"""
"""Paper, ink and letters of a drawing that stands alone, light and dark."""

STYLE = f"""{DRAWING}
.ideal {{ stroke: var(--soft); stroke-dasharray: 4 4; fill: none }}
.model {{ fill: var(--accent); stroke: var(--accent); stroke-width: 1.5 }}
.base {{ fill: none; stroke: var(--soft); stroke-width: 1.5 }}"""


def reliability(report: Report) -> str:
    """The diagram of a report; without any outcome it says so."""
    wide, high = LEFT + SIDE + RIGHT, TOP + SIDE + BELOW
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'<title id="title">{_title(report)}</title>',
        f'<desc id="desc">{_description(report)}</desc>',
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="paper" width="{wide}" height="{high}"/>',
        f'<text class="head" x="{LEFT}" y="26">{_title(report)}</text>',
        f'<text class="soft" x="{LEFT}" y="46">{_counted(report)}</text>',
    ]
    if report.compared:
        model, baseline = report.compared[0], report.compared[-1]
        most = _most((*model.scores.bins, *baseline.scores.bins))
        lines += [*_axes(most), *_bins(baseline, model, most), *_legend(baseline, model)]
    return "\n".join((*lines, "</svg>")) + "\n"


def _title(report: Report) -> str:
    years = f"{report.first_year} to {report.last_year}"
    return f"Reliability of {report.task} forecasts, {report.hub}, {years}"


def _counted(report: Report) -> str:
    if not report.scored:
        return "No outcome is known yet."
    return f"{report.scored:,} forecasts in ten bins of equal count; {report.happened:,} came true"


def _description(report: Report) -> str:
    """The diagram in words, for those who cannot see it."""
    if not report.compared:
        return "No outcome is known yet."
    bins = report.compared[0].scores.bins
    said = "; ".join(f"forecast {b.forecast:.1%}, came true {b.happened:.1%}" for b in bins)
    return f"Model, mean forecast and share that came true in each bin: {said}."


def _most(bins: tuple[Bin, ...]) -> float:
    """The end of both axes: the first even step that no point lies beyond."""
    highest = max(max(b.forecast, _interval(b)[1]) for b in bins)
    return next((step for step in _STEPS if highest <= step), 1.0)


def _interval(b: Bin) -> tuple[float, float]:
    """Where the share lies in 95 of 100 cases (Wilson 1927), forecasts taken as independent."""
    z = 1.96
    middle = (b.happened + z * z / (2 * b.size)) / (1 + z * z / b.size)
    spread = z * sqrt(b.happened * (1 - b.happened) / b.size + (z / b.size) ** 2 / 4)
    spread /= 1 + z * z / b.size
    return max(middle - spread, 0.0), min(middle + spread, 1.0)


def _axes(most: float) -> Iterator[str]:
    for number in range(5):
        share = most * number / 4
        x, y = _x(share, most), _y(share, most)
        yield f'<path class="grid" d="M{x} {TOP}V{TOP + SIDE}M{LEFT} {y}H{LEFT + SIDE}"/>'
        text = f"{share * 100:g}"
        yield f'<text class="soft" x="{x}" y="{TOP + SIDE + 20}" text-anchor="middle">{text}</text>'
        yield f'<text class="soft" x="{LEFT - 8}" y="{y}" dy="4" text-anchor="end">{text}</text>'
    yield f'<path class="ideal" d="M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}"/>'
    middle = LEFT + SIDE / 2
    yield f'<text x="{middle:g}" y="{TOP + SIDE + 42}" text-anchor="middle">forecast, %</text>'
    turned = f'transform="translate(18 {TOP + SIDE / 2:g}) rotate(-90)"'
    yield f'<text {turned} text-anchor="middle">came true, %</text>'


def _bins(baseline: Compared, model: Compared, most: float) -> Iterator[str]:
    for b in baseline.scores.bins:
        yield f'<circle class="base" {_at(b, most)} r="5"/>'
    for b in model.scores.bins:
        low, high = _interval(b)
        ends = f"V{_y(min(high, most), most)}"
        yield f'<path class="model" d="M{_x(b.forecast, most)} {_y(low, most)}{ends}"/>'
        yield f'<circle class="model" {_at(b, most)} r="3.5"/>'


def _legend(baseline: Compared, model: Compared) -> Iterator[str]:
    y = TOP + SIDE + 72
    yield f'<circle class="model" cx="{LEFT + 6}" cy="{y - 4}" r="3.5"/>'
    yield f'<text x="{LEFT + 18}" y="{y}">{model.name}</text>'
    yield f'<circle class="base" cx="{LEFT + 86}" cy="{y - 4}" r="5"/>'
    yield f'<text x="{LEFT + 98}" y="{y}">{baseline.name}</text>'


def _at(b: Bin, most: float) -> str:
    return f'cx="{_x(b.forecast, most)}" cy="{_y(b.happened, most)}"'


def _x(share: float, most: float) -> str:
    return f"{LEFT + SIDE * share / most:.1f}"


def _y(share: float, most: float) -> str:
    return f"{TOP + SIDE * (1 - share / most):.1f}"
