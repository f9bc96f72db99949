"""From which day to which a rule answers, and what to say of days beyond."""

from calendar_gen import edtf
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.kinds.common import IN_FORCE, SINCE, UNTIL
from calendar_gen.rulebook.reading import Values
from calendar_gen.rules import Commemoration, DateRule, Period, Reach


def reach_of(on: DateRule | None) -> Reach | None:
    """The days that a sentence answers for; None if it is known for ever."""
    from calendar_gen.sentences import DateSentence
    from calendar_gen.sentences.reaches import reach_of as reach_of_sentence

    if not isinstance(on, DateSentence):
        return None
    found = reach_of_sentence(on)
    return None if found.clause is None else Reach(*found[:2], found.clause)


def check_reach(rule: Commemoration, values: Values, context: Context) -> None:
    """Notes a rule that is in force on days that its sentence does not answer for.

    Easter has no days before 1583, whatever one would compute: to ask for them is an error. A list
    says itself where it ends.
    """
    reach = rule.reach
    if reach is None or (rule.on is not None and rule.on.text.startswith("[")):
        return
    periods = rule.in_force or (Period(None, None),)
    early = reach.first is not None and any(
        period.first is not None and period.first < reach.first for period in periods
    )
    at = values.place(SINCE if values.wrote(SINCE) else IN_FORCE)
    if early and rule.on is not None and "Easter" in rule.on.text:
        assert reach.first is not None
        message = f"{reach.clause}, and this begins before"
        year = edtf.civil(reach.first + 180)[0]  # a few days before may begin in the year before
        hint = f"begin with {year}"
        context.reading.error(at, "out-of-range", message, hint)
        return
    if values.broken(SINCE, UNTIL, IN_FORCE):
        return
    if all(_is_outside(period, reach) for period in periods):
        last = next((f for f in (UNTIL, SINCE) if values.wrote(f)), IN_FORCE)
        message = f"{reach.clause}, and this is not in force then"
        context.reading.error(values.place(last), "out-of-range", message)
        return
    beyond = reach.last is not None and any(
        period.last is None or period.last > reach.last for period in periods
    )
    if early or beyond:
        message = f"{reach.clause}; outside there is no answer"
        context.reading.remark("note", rule.at, "out-of-range", message)


def _is_outside(period: Period, reach: Reach) -> bool:
    before = period.last is not None and reach.first is not None and period.last < reach.first
    after = period.first is not None and reach.last is not None and reach.last < period.first
    return before or after
