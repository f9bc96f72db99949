"""From the day of a commemoration to the days on which it is observed."""

from typing import TYPE_CHECKING

from calendar_gen.named import NamedTuple
from calendar_gen.patterns import Anniversary
from calendar_gen.rules import DOUBT, Certainty, Commemoration, Shift, least_sure

if TYPE_CHECKING:
    from calendar_gen.forecasting.world import WorldAsOf

REACH = 100
"""Days that two shifts, one by weekday and one by another rule, lead away at most."""


class _Shifted(NamedTuple):
    """A day under way: where it is now, whether its own day is kept too, by which entries,
    and how surely the days of other rules led there.
    """

    day: int
    both: bool
    matched: tuple[Shift, ...]
    sure: Certainty = "exact"


def observed(
    rule: Commemoration, anniversary: Anniversary, world: "WorldAsOf"
) -> list[Anniversary]:
    """The days on which it is observed: one, two of which the second is the observed day, or none.

    First the entry for its weekday, then, for the day that this gives, the first entry (by ids)
    whose rule has a day then.
    """
    shifted = _by_rule(rule, _by_weekday(rule, anniversary.first), world)
    anniversary = anniversary._replace(certainty=least_sure(anniversary.certainty, shifted.sure))
    wanted = any(shift.keeps == "only" for shift in rule.observed)
    if wanted and not shifted.matched:
        return []
    if not shifted.matched:
        return [anniversary]
    days = anniversary.last - anniversary.first
    told = "; ".join(f"{_key(shift)}: {shift.text}" for shift in shifted.matched)
    moved = anniversary._replace(
        first=shifted.day,
        last=shifted.day + days,
        observed_from=anniversary.first,
        shift=told,
    )
    if shifted.both:
        kept = anniversary._replace(doubled=True)
        return [kept, moved._replace(id=f"{anniversary.id}.observed")]
    return [moved]


def _by_weekday(rule: Commemoration, day: int) -> _Shifted:
    start = _Shifted(day, False, ())
    for shift in rule.observed:
        if shift.weekday == day % 7:
            return _shift(start, shift)
    return start


def _by_rule(rule: Commemoration, so_far: _Shifted, world: "WorldAsOf") -> _Shifted:
    for shift in (s for s in rule.observed if s.rule is not None):
        asked = world.observed if shift.as_observed else world.anniversaries
        near = asked(shift.rule or "", so_far.day - 1, so_far.day + 1)
        near = [day for day in near if not day.cancelled]
        days = [day for day in near if day.first <= so_far.day <= day.last]
        # Of days that are not sure, the neighbours could as well have been meant.
        for day in days or (day for day in near if DOUBT[day.certainty] > DOUBT["computed"]):
            so_far = so_far._replace(sure=least_sure(so_far.sure, day.certainty))
        if days:
            return _shift(so_far, shift)
    return so_far


def _shift(so_far: _Shifted, shift: Shift) -> _Shifted:
    day = so_far.day + shift.offsets[so_far.day % 7]
    both = so_far.both or shift.keeps == "also"
    return so_far._replace(day=day, both=both, matched=(*so_far.matched, shift))


_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def _key(shift: Shift) -> str:
    if shift.rule is None:
        return _WEEKDAYS[shift.weekday or 0]
    return f"{shift.rule} as observed" if shift.as_observed else shift.rule
