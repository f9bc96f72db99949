"""What stands on all days of a digest, and is no news of any of them.

A window of a year is open in each of its weeks, and a presidency lasts through them: a desk wants
to know of both, in a line, beside what happens in the week.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from calendar_gen.entries.entry import Entry
from calendar_gen.rendering.digest.cards import WHOLE_YEAR
from calendar_gen.rendering.digest.periods import Period

LONG = 62
"""Days from which on a window that is open before and after the days of a digest is told in a line:
a shorter one is what its weeks are about.
"""


class Standing(NamedTuple):
    """The entries of a digest: `terms`, presidencies and the like, in order of days; windows that
    are `open` throughout; and the `rest`, with the terms that begin on its days.
    """

    terms: Sequence[Entry]
    open: Sequence[Entry]
    rest: Sequence[Entry]


def standing(
    entries: Sequence[Entry], period: Period, signs: Mapping[str, object], *, one_page: bool
) -> Standing:
    """What stands throughout the period, and the rest. What has one of the `signs`, by occurrence
    id, has changed, and is news; a year that takes more than `one_page` leads from its first to
    every entry.
    """
    terms = [entry for entry in entries if entry.occurrence.is_term]
    if not one_page:
        return Standing(terms, [], entries)
    old = [entry for entry in entries if entry.occurrence.id not in signs]
    opened = [
        entry
        for entry in old
        if period.kind != "year" and not entry.occurrence.is_term and _is_open(entry, period)
    ]
    gone = {entry.occurrence.id for entry in opened}
    gone.update(
        entry.occurrence.id
        for entry in old
        if entry.occurrence.is_term and entry.occurrence.earliest < period.first
    )
    return Standing(terms, opened, [e for e in entries if e.occurrence.id not in gone])


def _is_open(entry: Entry, period: Period) -> bool:
    """Whether it is a long window that opens before the period and closes after it; one of a year
    says as little on its first days and on its last.
    """
    at = entry.occurrence
    if at.extent != "window":
        return False
    if at.latest - at.earliest >= WHOLE_YEAR:
        return at.earliest <= period.first and period.last <= at.latest
    long = at.latest - at.earliest >= LONG
    return long and at.earliest < period.first and period.last < at.latest
