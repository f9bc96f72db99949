"""Thirty minutes of `calendar-gen serve` under mixed load while its rules change.

Run `python -m tests.benchmarks.soak [MINUTES [SVG]]` from the root (Linux). Every second to fourth
second the rules have other titles and days, some rules are gone and some have come, and now and
then the file is broken. Meanwhile readers ask for feeds, for what they hold on condition that it
changed, for views by filters, secret feeds, headers alone, pages and data, plain and packed, and
for what nobody should ask; every answer is held to what a version of the rules says that was
current while it was asked for. Before that as many views are asked for as the server remembers
anything of. Told are the figures as a table, and the graph if a file is named.

Bars: no wrong answer, no 5xx, and memory that in the last quarter of the time is at most a tenth
above that of the second.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from calendar_gen.server.validators import MOST
from tests.soak.picture import picture, table
from tests.soak.running import soak

PACE = 150
"""Requests a second."""

GROWTH = 1.1
"""How many times the memory of the second quarter of the time the last may have."""


def main(minutes: str = "30", file: str | None = None) -> int:
    """Soak, draw, and say whether the bars are held."""
    with TemporaryDirectory() as folder:
        seen = soak(Path(folder), float(minutes) * 60, PACE, first=MOST)
    if file is not None:
        Path(file).write_text(picture(seen), encoding="utf-8")
    print(table(seen))
    for fault in seen.faults:
        print(fault)
    held = not seen.faults and seen.growth <= GROWTH
    print("the bars are held" if held else "a bar is not held")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
