"""Events of more than a day, where no `on` says which of their days returns.

`of: 1945-05-09/1945-05-10` gives its first day, and `of: 1945-05` all of May: the one is said, as
the author may have meant the other. A month of another calendar is a time that no year repeats in
the days of ours, so that needs its `on`.
"""

from calendar_gen.problems import Place
from calendar_gen.rulebook.context import Context
from calendar_gen.rules import Origin

_MOST = 60
"""Days that a feast may last; what took longer has a day on which it is remembered."""


def check_event(origin: Origin, at: Place, context: Context) -> None:
    """Reports what is left open by an event without `on`; `at` is where the event stands."""
    if origin.precision == "month" and origin.calendar != "gregorian":
        from calendar_gen.calendars import system

        calendar = system(origin.calendar).name
        message = f'"{origin.text}" is a month of the {calendar} calendar, and names no day'
        context.reading.error(at, "event", message, "add on: with the day on which it returns")
        return
    if not origin.begins_on_day or origin.earliest == origin.latest:
        return
    from calendar_gen.sentences import day_of_month

    first = day_of_month(origin).text
    days = origin.latest - origin.earliest + 1
    message = f'"{origin.text}" is {days} days, and only the first returns, on {first}'
    hint = f"write on: {first}"
    if days <= _MOST:
        hint += f", and lasts: {days} days for all of them"
    context.reading.remark("warning", at, "event", message, hint)
