"""Numbers of anniversaries and per cents, in words.

Which form fits a number is CLDR's to say (see `phrases`).
"""

from calendar_gen import rules
from calendar_gen.entries.phrases import Phrases
from calendar_gen.occurrences import Occurrence


def number_text(occurrence: Occurrence, phrases: Phrases) -> str | None:
    """`80th anniversary`, `10000 days`, `the day itself` for 0; None without a number."""
    number = occurrence.number
    if number is None:
        return None
    if number == 0:
        return phrases.say("the day itself")
    if is_day_count(occurrence):
        return phrases.count("{n} day", "{n} days", number)
    return phrases.ordinal("anniversary", number)


def short_number(occurrence: Occurrence, phrases: Phrases) -> str | None:
    """The number of a visit's occasion for brackets: `90th`; None without a number."""
    if not occurrence.number or is_day_count(occurrence):
        return number_text(occurrence, phrases)
    return phrases.ordinal("number", occurrence.number)


def is_day_count(occurrence: Occurrence) -> bool:
    """Whether the cycles of its rule count days (`10000d`) and not years."""
    return rules.is_day_count(occurrence.cycle)


def percent_text(share: float, phrases: Phrases) -> str:
    """A share of 1 in whole per cents, `41 %`, but `under 1 %` and `over 99 %` at the ends."""
    if 0 < share < 0.005:
        return phrases.say("under {n} %", n=1)
    if 0.995 <= share < 1:
        return phrases.say("over {n} %", n=99)
    return phrases.say("{n} %", n=int(share * 100 + 0.5))
