"""Date sentences, origins and windows, parsed once all rules are known."""

from collections.abc import Collection, Sequence
from typing import Any

from calendar_gen.problems import Problem
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.reading import Values
from calendar_gen.rulebook.written import Written
from calendar_gen.rules import DateRule, Origin, Window


def origin(written: Written, context: Context) -> Origin | None:
    """The event remembered; None with its problems if the text does not say one."""
    from calendar_gen.sentences import parse_origin

    found, problems = parse_origin(written.text, written.at)
    _note(problems, written, context)
    return found


def date_rule(
    written: Written,
    context: Context,
    *,
    missing: str | None,
    adar: str | None,
    custom: str | None,
    of: Origin | None,
    lost: Collection[str] = (),
) -> DateRule | None:
    """The days that a sentence gives; None with its problems if it gives none, but for those of
    fields beside it that are `lost`.
    """
    from calendar_gen.sentences import parse, parse_list

    if written.members:
        found, problems = parse_list(written.members)
        context.note(problems)
        return found
    meant = ("on", written.text, missing, adar, custom)
    known = context.sentences.get(meant)
    if known is not None:
        return known
    found, problems = parse(
        written.text,
        place=written.at,
        missing=missing,
        adar=adar,
        custom=custom,
        origin=of,
        rule_ids=context.rule_ids,
    )
    if found is not None and found.choices.origin is None and not problems:
        context.sentences[meant] = found
    _note([problem for problem in problems if problem.code not in lost], written, context)
    return found


def days(written: Written, context: Context) -> DateRule | None:
    """The days of a sentence that has no `missing` beside it: a year may lack them."""
    from calendar_gen.sentences import parse, parse_list

    if written.members:
        found, problems = parse_list(written.members)
        context.note(problems)
        return found
    found, problems = parse(
        written.text, place=written.at, missing="omit", rule_ids=context.rule_ids
    )
    _note([problem for problem in problems if problem.severity == "error"], written, context)
    return found


def day_of(
    of: Origin,
    written: Written,
    context: Context,
    *,
    missing: str | None,
    adar: str | None,
    custom: str | None,
    lost: Collection[str] = (),
) -> DateRule | None:
    """The rule that an event's day implies, with problems at `written`, the text of the event."""
    from calendar_gen.sentences import chosen, day_of_month, month_day_of, parse

    beside: dict[str, Any] = {
        "place": written.at,
        "missing": missing,
        "adar": adar,
        "custom": custom,
        "origin": of,
        "doubt": of.doubt,
    }
    if of.calendar in _MONTHS_FOR_EVER:
        day = month_day_of(of)
        meant = ("of", day, missing, adar, custom, of.doubt)
        known = context.sentences.get(meant)
        if known is not None:
            return known
        found, problems = chosen(day, **beside)
        if found is not None and found.choices.origin is None and not problems:
            context.sentences[meant] = found
    else:  # history had days that a sentence cannot name, such as a 31st of Umm al-Qura
        found, problems = parse(day_of_month(of).text, **beside)
    here = [problem._replace(place=written.at) for problem in problems if problem.code not in lost]
    _note(here, written, context)
    return found


_MONTHS_FOR_EVER = ("gregorian", "julian")
"""Calendars whose months always had the days that they have, so that reading cannot fail."""


def window(written: Written, context: Context) -> Window | None:
    """The days around an anchor; None with its problems if the text does not say them."""
    from calendar_gen.sentences import parse_window

    found, problems = parse_window(written.text, written.at, context.rule_ids)
    _note(problems, written, context)
    return found


def check_sentences(values: Values, context: Context) -> None:
    """Reports what is wrong with the sentences of visits whose pattern nobody knows."""
    on, around = values.found.get("on"), values.found.get("window")
    if isinstance(on, Written):
        days(on, context)
    if isinstance(around, Written):
        window(around, context)
    for leg in values.found.get("legs") or ():
        check_sentences(leg, context)


def _note(problems: Sequence[Problem], written: Written, context: Context) -> None:
    context.note(written.placed(problems))
