"""What who writes a feed is to know of what it has not."""

from collections.abc import Iterator

from calendar_gen.entries.notices import Cut
from calendar_gen.rendering.ics.feeds import Feed
from calendar_gen.rendering.ics.size import MOST_BYTES


def shortcomings(feed: Feed, name: str, where: str | None) -> Iterator[str]:
    """A clause each on what the feed of that name lacks; `where` has what was left out."""
    if feed.cut is not None:
        held = "" if where is None else f"; they are in {where}"
        yield (
            f"{name}: {feed.cut.events} events were left out, {_years(feed.cut)}, since calendars "
            f"drop what is past one megabyte{held}; a feed of fewer years (--years of build, --to "
            "of forecast), or a filtered one of `calendar-gen serve`, can be whole"
        )
    if feed.too_large:
        yield (
            f"{name}: the year of the as-of day, which is never cut, passes {MOST_BYTES // 1000} "
            "kB by itself, and calendars drop what is past one megabyte; subscribe to smaller feeds"
        )
    if feed.unwritable:
        yield f"{name}: {feed.unwritable} events on days before the year 1 have no place in a feed"


def _years(cut: Cut) -> str:
    """Which years are missing."""
    told = [f"all of {year}" for year in cut.past]
    if cut.minor_from is not None:
        told.append(f"numbers that are no mark from {cut.minor_from} on")
    if cut.all_from is not None:
        told.append(f"everything from {cut.all_from} on")
    return ", ".join(told)
