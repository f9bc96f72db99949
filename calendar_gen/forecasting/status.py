"""Status and days of an expected visit as of a day: the table of the reference, read downwards."""

from calendar_gen.forecasting.completeness import covers
from calendar_gen.forecasting.matching import Match
from calendar_gen.forecasting.record import LONGEST_STAY, KnownVisit
from calendar_gen.named import NamedTuple
from calendar_gen.occurrences import Status
from calendar_gen.patterns import Expectation
from calendar_gen.record import Coverage

REPORTING = 31
"""Days that a report of an announced visit may take before its absence counts as a miss."""


FALLS_SHORT = ("other-rank", "video", "envoy", "moved")
"""Outcomes of a visit beside which the one expected may still come while its window is open."""


class Days(NamedTuple):
    """Where a visit lies: both days in; `stay` if it lasts all of them, `endless` if no source says
    by when, and `last` ends the wait for it.
    """

    first: int
    last: int
    stay: bool
    endless: bool = False


def status_on(
    as_of: int, expectation: Expectation, match: Match | None, coverage: tuple[Coverage, ...]
) -> Status:
    """The first line of the table that holds."""
    if expectation.term:
        ahead_or_past: Status = "projected" if as_of <= expectation.last else "passed"
        return "cancelled" if expectation.cancelled else ahead_or_past
    said = None if match is None else _said(match)
    last = None if match is None else _last(match.known, expectation)
    ahead = (expectation.last if last is None else last) >= as_of
    if said == "occurred":
        return "occurred"
    if said == "cancelled" or expectation.cancelled:
        return "cancelled"
    if said == "postponed" and (last is None or ahead):
        return "postponed"
    if said == "confirmed" and ahead:
        return "confirmed"
    if said == "announced" and ahead:
        return "announced"
    if as_of <= expectation.last and (match is None or match.outcome in FALLS_SHORT):
        return "projected"
    return _closed(as_of, expectation, match, coverage)


def _last(known: KnownVisit, expectation: Expectation) -> int | None:
    """The last day that claims leave to a visit: where none gives an end, the window does."""
    if known.last is None or not known.endless:
        return known.last
    return max(known.last, expectation.last)


def _said(match: Match) -> str | None:
    """What the matched visit says of the expectation; nothing if it falls short of it.

    A visit on another day is still announced, postponed or cancelled; once it has taken place, it
    did not fulfil.
    """
    if match.outcome is None or (match.outcome == "moved" and match.known.status != "occurred"):
        return match.known.status
    return None


def _closed(
    as_of: int, expectation: Expectation, match: Match | None, coverage: tuple[Coverage, ...]
) -> Status:
    if match is not None and match.known.status == "missed":
        return "missed"
    if match is not None and match.outcome == "elsewhere":
        return "missed"
    if match is not None and match.outcome is not None and match.known.status == "occurred":
        return "missed" if as_of > expectation.last else "projected"
    if not covers(coverage, expectation):
        return "not-recorded"
    if match is not None:
        last = max(expectation.last, _last(match.known, expectation) or expectation.last)
        return "missed" if as_of > last + REPORTING else "not-recorded"
    return "missed"


def days_of(expectation: Expectation, match: Match | None) -> Days:
    """The window, until a claim gives days; of a claim coarser than the window, what they share."""
    window = Days(expectation.first, expectation.last, stay=expectation.term)
    if match is None or match.known.first is None or match.known.last is None:
        return window
    known = match.known
    assert known.first is not None
    assert known.last is not None
    if known.stay and known.last - known.first < LONGEST_STAY:
        return Days(known.first, known.last, stay=True)
    end = max(known.last, window.last) if known.endless else known.last
    first, last = max(known.first, window.first), min(end, window.last)
    if first > last:
        return Days(known.first, known.last, stay=False, endless=known.endless)
    return Days(first, last, stay=False)
