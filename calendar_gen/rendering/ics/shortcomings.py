"""What who writes a feed is to know of what it has not."""

from collections.abc import Iterator

from calendar_gen.entries.days import month_text
from calendar_gen.entries.notices import Cut
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.ics.feeds import Feed
from calendar_gen.rendering.ics.size import MOST_BYTES

FEWER = (
    "a feed of fewer years (--years of build, --to of forecast), or a filtered one of "
    "`calendar-gen serve`, can be whole"
)
"""What can be done about it."""


def shortcomings(feed: Feed, name: str, where: str | None) -> Iterator[str]:
    """A clause each on what the feed of that name lacks; `where` has all that was left out."""
    if feed.cut is not None:
        held = "" if where is None else f"; all in {where}"
        yield f"{name} lacks {feed.cut.events} events: {_missing(feed.cut)}{held}"
    if feed.too_large:
        yield (
            f"{name}: marks and visits of the twelve months ahead, which are never cut, pass "
            f"{MOST_BYTES // 1000} kB by themselves; subscribe to smaller feeds"
        )
    if feed.unwritable:
        yield f"{name}: {feed.unwritable} events on days before the year 1 have no place in a feed"


def why_cut(where: str | None) -> str:
    """Why feeds lack something, once for all of them; `where` has all that was left out."""
    held = "" if where is None else f"; all that was left out is in {where}"
    return (
        "calendars drop what is past one megabyte, so feeds are cut at "
        f"{MOST_BYTES // 1000} kB{held}; {FEWER}"
    )


def _missing(cut: Cut) -> str:
    """Which months are missing."""
    spoken = phrases("en")
    told = []
    if cut.before is not None:
        told.append(f"everything before {month_text(cut.before, spoken)}")
    if cut.minor_from is not None:
        told.append(f"numbers that are no mark from {month_text(cut.minor_from, spoken)} on")
    if cut.all_from is not None:
        told.append(f"everything from {month_text(cut.all_from, spoken)} on")
    return ", ".join(told)
