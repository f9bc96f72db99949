"""The graph of a soak: memory, answers a second, and changes of the rules, over time.

Plain SVG text of its own, readable on light and on dark paper; the description says it in words.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from calendar_gen.rendering.reliability import DRAWING
from tests.soak.running import Sample, Soak

WIDE, LEFT, RIGHT = 760, 64, 20
TOP, HIGH, GAP = 76, 120, 52
MOST = 180
"""Points of a line: more are no longer seen."""

STYLE = f"""{DRAWING}
.main {{ stroke: var(--accent); stroke-width: 1.5; fill: none }}
.also {{ stroke: var(--soft); stroke-width: 1; fill: none; stroke-dasharray: 2 3 }}"""

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 150, 200, 250, 500, 1000, 2000, 5000, 10_000, 100_000)
Points = Sequence[tuple[float, float]]


def picture(seen: Soak) -> str:
    """The graph as a file of its own."""
    samples = thinned(seen.samples)
    high = TOP + 3 * (HIGH + GAP)
    size = f'viewBox="0 0 {WIDE} {high}" width="{WIDE}" height="{high}"'
    end = samples[-1].at / 60
    panels = (
        ("memory of the server, MB", line(samples, lambda s: s.memory), ()),
        ("answers a second", rates(samples), ()),
        (
            "versions of the rules taken up, and broken files refused (dotted)",
            line(samples, lambda s: s.taken),
            line(samples, lambda s: s.refused),
        ),
    )
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'<title id="title">{_title(seen)}</title>',
        f'<desc id="desc">{described(seen)}</desc>',
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="paper" width="{WIDE}" height="{high}"/>',
        f'<text class="head" x="{LEFT}" y="26">{_title(seen)}</text>',
        f'<text class="soft" x="{LEFT}" y="46">{_counted(seen)}</text>',
    ]
    for number, (name, main, also) in enumerate(panels):
        lines += _panel(name, main, also, TOP + 20 + number * (HIGH + GAP), end)
    return "\n".join((*lines, "</svg>")) + "\n"


def table(seen: Soak) -> str:
    """The figures as a table of Markdown."""
    memory = [sample.memory for sample in seen.samples]
    asked = ", ".join(f"{count:,} {kind}" for kind, count in sorted(seen.kinds.items()))
    statuses = ", ".join(f"{count:,} times {status}" for status, count in seen.statuses.items())
    rows = (
        ("time", f"{seen.samples[-1].at / 60:.0f} min"),
        ("answers", f"{seen.answers:,} ({seen.answers / seen.samples[-1].at:,.0f} a second)"),
        ("asked for", asked),
        ("statuses", statuses),
        ("different views", f"{seen.views:,}"),
        ("held to the rules of their moment", f"{seen.compared:,}"),
        ("versions of the rules", f"{seen.versions:,}, of which {_taken(seen):,} were taken up"),
        ("broken files", f"{seen.broken:,}, all refused"),
        ("memory", f"{memory[0]:.0f} MB at first, {max(memory):.0f} MB at most"),
        ("last quarter of it to the second", f"{seen.growth:.2f}"),
        ("5xx", f"{sum(n for status, n in seen.statuses.items() if status >= 500)}"),
        ("faults", f"{len(seen.faults)}"),
    )
    return "\n".join(("| what | measured |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)))


def thinned(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """As many of the samples as a line can show, each with the highest memory since the last."""
    step = -(-len(samples) // MOST)
    parts = [samples[at : at + step] for at in range(0, len(samples), step)]
    return tuple(part[-1]._replace(memory=max(s.memory for s in part)) for part in parts)


def line(samples: Sequence[Sample], of: Callable[[Sample], float]) -> Points:
    """A value of the samples over minutes."""
    return [(sample.at / 60, of(sample)) for sample in samples]


def rates(samples: Sequence[Sample]) -> Points:
    """Answers a second between each two samples, over minutes."""
    return [
        (late.at / 60, (late.answers - early.answers) / (late.at - early.at))
        for early, late in pairwise(samples)
    ]


def described(seen: Soak) -> str:
    """The graph in words, for those who cannot see it."""
    memory = [sample.memory for sample in seen.samples]
    return (
        f"Memory between {min(memory):.0f} and {max(memory):.0f} MB, in the last quarter "
        f"{seen.growth:.2f} times that of the second; {_taken(seen)} versions of the rules taken "
        f"up, {seen.broken} broken files refused."
    )


def _title(seen: Soak) -> str:
    return f"{seen.samples[-1].at / 60:.0f} minutes of calendar-gen serve while its rules change"


def _counted(seen: Soak) -> str:
    wrong = f"{len(seen.faults)} faults" if seen.faults else "none wrong, none 5xx"
    return f"{seen.answers:,} answers: {wrong}"


def _taken(seen: Soak) -> int:
    return seen.samples[-1].taken


def _panel(name: str, main: Points, also: Points, top: int, end: float) -> Iterator[str]:
    most = next(step for step in _STEPS if step >= max(value for _, value in main))
    wide = WIDE - LEFT - RIGHT
    bottom = top + HIGH

    def path(points: Points) -> str:
        at = (f"{LEFT + wide * x / end:.1f} {bottom - HIGH * y / most:.1f}" for x, y in points)
        return "M" + "L".join(at)

    yield f'<text x="{LEFT}" y="{top - 8}">{name}</text>'
    for share in (0, 0.5, 1):
        y = bottom - HIGH * share
        yield f'<path class="grid" d="M{LEFT} {y:g}H{LEFT + wide}"/>'
        value = f"{most * share:g}"
        yield f'<text class="soft" x="{LEFT - 8}" y="{y:g}" dy="4" text-anchor="end">{value}</text>'
    for part in range(7):
        x, minutes = LEFT + wide * part / 6, f"{end * part / 6:.2g}"
        unit = " min" if part == 6 else ""
        anchor = ("start", *["middle"] * 5, "end")[part]
        yield (
            f'<text class="soft" x="{x:g}" y="{bottom + 18}" text-anchor="{anchor}">'
            f"{minutes}{unit}</text>"
        )
    if also:
        yield f'<path class="also" d="{path(also)}"/>'
    yield f'<path class="main" d="{path(main)}"/>'
