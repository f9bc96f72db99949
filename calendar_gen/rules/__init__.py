"""The frozen values that a rule file means: sources, commemorations, visit patterns, and the
rulebook that holds them.

Days are Rata Die numbers (`date.toordinal()`, going below 1 for BCE); years are astronomical (0 is
1 BCE). Mappings are never changed after they are made.
"""

from calendar_gen.rules.commemorations import (
    Commemoration,
    Condition,
    Departure,
    Every,
    Period,
    Reach,
    Shift,
)
from calendar_gen.rules.days import (
    DOUBT,
    Anchors,
    Certainty,
    DateRule,
    Origin,
    Source,
    Span,
    Texts,
    TitlePeriod,
    is_day_count,
    least_sure,
    less_sure,
)
from calendar_gen.rules.patterns import (
    Alternating,
    Dated,
    Event,
    First,
    Leg,
    Order,
    Paired,
    Returned,
    Rhythm,
    Rotating,
    Terms,
    VisitPattern,
    Window,
)
from calendar_gen.rules.people import Answer, Gate, Holder, Office, Party
from calendar_gen.rules.rulebook import Rulebook

__all__ = [
    "DOUBT",
    "Alternating",
    "Anchors",
    "Answer",
    "Certainty",
    "Commemoration",
    "Condition",
    "DateRule",
    "Dated",
    "Departure",
    "Event",
    "Every",
    "First",
    "Gate",
    "Holder",
    "Leg",
    "Office",
    "Order",
    "Origin",
    "Paired",
    "Party",
    "Period",
    "Reach",
    "Returned",
    "Rhythm",
    "Rotating",
    "Rulebook",
    "Shift",
    "Source",
    "Span",
    "Terms",
    "Texts",
    "TitlePeriod",
    "VisitPattern",
    "Window",
    "is_day_count",
    "least_sure",
    "less_sure",
]
