"""Where a claim with an open or unknown end lies: the day on which it was public, and what other
claims say, bound the other side.

What was announced lies after it was announced, and what has taken place was over when it was told
of. Only the end of what is still to come is bounded by nothing: it is waited for, but not for ever.
"""

from collections.abc import Iterable

from calendar_gen.edtf import Edtf
from calendar_gen.named import NamedTuple
from calendar_gen.record import Claim

WAIT = 365
"""Days that a visit without an end is waited for: from its start, or from its announcement if that
is later.
"""


class Bounds(NamedTuple):
    """First and last day, both in; it is `endless` if no source says by when, and `last` ends the
    wait.
    """

    first: int
    last: int
    endless: bool = False


def bounds_of(claim: Claim, others: Iterable[Claim] = ()) -> Bounds | None:
    """Where the visit of a claim lies, with `others` in order, the weightiest first; None if
    nothing is known of its first day, or it has no date.
    """
    date = claim.date
    if date is None:
        return None
    if date.earliest is not None and date.latest is not None:
        return Bounds(date.earliest, date.latest)
    ours = [each for each in others if each.date is not None and _speaks_of(each, claim)]
    over = claim.status in ("occurred", "missed")
    if date.earliest is None:
        assert date.latest is not None, "an interval has one end at least"
        return _before(claim, date.latest, None if over else claim.known, ours)
    last = _end_of(ours, date.earliest)
    told = max(_last_start(date), claim.known)
    if over:
        return Bounds(date.earliest, told if last is None else min(last, told))
    if last is not None:
        return Bounds(date.earliest, last)
    return Bounds(date.earliest, told + WAIT, endless=True)


def _speaks_of(other: Claim, claim: Claim) -> bool:
    """Whether another claim bounds this one: what was put off had other days before."""
    return claim.status != "postponed" or other.status == "postponed"


def _before(claim: Claim, last: int, known: int | None, others: list[Claim]) -> Bounds | None:
    """A visit of which only the end is given."""
    starts = (each.date.earliest for each in others if each.date is not None)
    first = next((start for start in starts if start is not None and start <= last), known)
    return None if first is None or first > last else Bounds(first, last)


def _end_of(others: list[Claim], first: int) -> int | None:
    ends = (each.date.latest for each in others if each.date is not None)
    return next((end for end in ends if end is not None and end >= first), None)


def _last_start(date: Edtf) -> int:
    """The last day that a date names on which what has no end may begin."""
    if date.latest is not None:
        return date.latest
    return max(_last_start(part) for part in date.parts)
