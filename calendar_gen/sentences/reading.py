"""From the text of `on:` and the fields beside it to a date sentence, or to what is wrong."""

from collections.abc import Collection, Sequence

from calendar_gen.calendars import OutOfRange, system
from calendar_gen.problems import Place, Problem, did_you_mean
from calendar_gen.rules import Certainty, Origin
from calendar_gen.sentences.choices import ADAR, CUSTOMS, MISSING, Choices
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.date_sentence import DateSentence
from calendar_gen.sentences.grammar import read_sentence
from calendar_gen.sentences.lists import Member, day_list
from calendar_gen.sentences.missing import missing_part
from calendar_gen.sentences.month_rows import is_plain_adar
from calendar_gen.sentences.months import Month
from calendar_gen.sentences.nodes import (
    DayList,
    DaysSince,
    EveryDays,
    LastOfMonth,
    MonthDay,
    Node,
    NthWeekday,
    RuleDay,
    unfold,
)
from calendar_gen.sentences.printing import print_sentence
from calendar_gen.sentences.rows import calendar_of
from calendar_gen.sentences.tokens import SentenceError


def parse(
    text: str,
    *,
    place: Place,
    missing: str | None = None,
    adar: str | None = None,
    custom: str | None = None,
    origin: Origin | None = None,
    doubt: Certainty = "exact",
    rule_ids: Collection[str] | None = None,
) -> tuple[DateSentence | None, list[Problem]]:
    """The sentence that a text means with the fields beside it, and what is wrong with them.

    `place` is where the text begins. `origin` is the rule's `of:`, `doubt` how sure its day is
    where the sentence only says that day again. `rule_ids` are the rules that
    may be named; None lets any word with a hyphen pass for one. With an error there is no sentence.
    """
    try:
        node = read_sentence(Cursor(text, rule_ids))
    except SentenceError as wrong:
        return None, [problem_at(place, _reworded(text, wrong, rule_ids))]
    return chosen(
        node, place=place, missing=missing, adar=adar, custom=custom, origin=origin, doubt=doubt
    )


def chosen(
    node: Node,
    *,
    place: Place,
    missing: str | None = None,
    adar: str | None = None,
    custom: str | None = None,
    origin: Origin | None = None,
    doubt: Certainty = "exact",
) -> tuple[DateSentence | None, list[Problem]]:
    """The sentence of a tree that has been read, with the fields beside it: see `parse`."""
    rule, problems = _with_choices(node, place, missing, adar, custom, origin)
    if rule is not None and doubt != "exact":
        rule = rule._replace(choices=rule.choices._replace(doubt=doubt))
    return rule, problems


def _reworded(text: str, wrong: SentenceError, rule_ids: Collection[str] | None) -> SentenceError:
    """The misreading with the whole sentence that was meant as its hint, if that can be told."""
    from calendar_gen.sentences.rewording import meant, useful

    def reads(other: str) -> Node:
        return read_sentence(Cursor(other, rule_ids))

    found = meant(text, reads)
    return useful(wrong, text, reads) if found is None else wrong.suggesting(found)


def parse_list(
    members: Sequence[tuple[str, str | None, Place]],
) -> tuple[DateSentence | None, list[Problem]]:
    """The sentence of a list given as (EDTF text, own key or None, place of the text) each."""
    found: list[Problem] = []
    for text, key, place in members:
        try:
            day_list([Member(text, 0, key)])
        except SentenceError as wrong:
            found.append(problem_at(place, wrong))
    if found:
        return None, found
    try:
        node = day_list([Member(text, n, key) for n, (text, key, _) in enumerate(members)])
    except SentenceError as wrong:
        place = members[wrong.offset][2]
        return None, [problem_at(place, SentenceError(wrong.message, 0, wrong.hint))]
    return _sentence(node, Choices()), []


def problem_at(place: Place, wrong: SentenceError, code: str = "sentence") -> Problem:
    """A misreading as a problem of the file, at the column of its word."""
    at = place._replace(column=place.column + wrong.offset)
    return Problem(at, "error", code, wrong.message, wrong.hint)


def _with_choices(
    node: Node,
    place: Place,
    missing: str | None,
    adar: str | None,
    custom: str | None,
    origin: Origin | None,
) -> tuple[DateSentence | None, list[Problem]]:
    choices = Choices(origin=origin)
    if not (missing is adar is custom is None):
        wrong = _wrong_words(place, missing, adar, custom)
        if wrong:
            return None, wrong
        choices = Choices(
            next((word for word in MISSING if word == missing), None),
            next((word for word in ADAR if word == adar), None),
            next((word for word in CUSTOMS if word == custom), None),
            origin,
        )
    found = [
        *_custom_problems(node, choices, place),
        *_adar_problems(node, choices, place),
        *_missing_problems(node, choices, place),
        *_count_problems(node, choices, place),
    ]
    if any(problem.severity == "error" for problem in found):
        return None, found
    if choices.custom is None and not isinstance(node, EveryDays):
        choices = Choices(choices.missing, choices.adar)
    return _sentence(node, choices), found


def _wrong_words(
    place: Place, missing: str | None, adar: str | None, custom: str | None
) -> list[Problem]:
    found: list[Problem] = []
    for name, word, allowed in (
        ("missing", missing, MISSING),
        ("adar", adar, ADAR),
        ("custom", custom, CUSTOMS),
    ):
        if word is not None and word not in allowed:
            hint = did_you_mean(word, allowed)
            found.append(Problem(place, "error", name, f'{name}: cannot be "{word}"', hint))
    return found


def _sentence(node: Node, choices: Choices) -> DateSentence:
    base, _ = unfold(node)
    refers_to = (base.rule,) if isinstance(base, RuleDay) else ()
    calendar = "gregorian"
    if not isinstance(base, RuleDay | DayList | DaysSince | EveryDays):
        calendar = calendar_of(base)
    return DateSentence(node, choices, calendar, print_sentence(node), refers_to)


def _missing_problems(node: Node, choices: Choices, place: Place) -> list[Problem]:
    part = missing_part(node, choices)
    if part is not None and choices.missing is None:
        hint = "say what then: missing: omit, missing: earlier or missing: later"
        return [Problem(place, "error", "missing", part, hint)]
    if part is None and choices.missing is not None:
        message = f'no year lacks "{print_sentence(node)}", so missing: says nothing'
        base, _ = unfold(node)
        if isinstance(base, RuleDay):
            message = f"which years have a day is for {base.rule} to say, so missing: says nothing"
        return [Problem(place, "warning", "missing", message, "leave missing: out")]
    return []


def _adar_problems(node: Node, choices: Choices, place: Place) -> list[Problem]:
    base, _ = unfold(node)
    plain = False
    if isinstance(base, MonthDay | LastOfMonth | NthWeekday) and base.system == "hebrew":
        plain = is_plain_adar(Month(base.system, base.month, base.leap))
    elif choices.adar is None:
        return []
    if plain and choices.adar is None and choices.custom is None:
        message = "leap years have two months of Adar"
        return [Problem(place, "error", "adar", message, "say which: adar: first or adar: second")]
    if choices.adar is not None and plain and choices.custom is not None:
        message = "which Adar is meant follows from custom: and of:, so adar: says nothing"
        return [Problem(place, "warning", "adar", message, "leave adar: out")]
    if choices.adar is not None and not plain:
        message = "adar: is for a plain Adar only"
        return [Problem(place, "warning", "adar", message, "leave adar: out")]
    return []


def _hebrew_day(origin: Origin | None) -> str:
    """How the event is written as a Hebrew day, which begins at the sunset before."""
    if origin is None or not origin.begins_on_day:
        return 'such as of: "30 Kislev 5783"'
    if origin.calendar not in ("gregorian", "julian"):
        return "leave custom: out"
    calendar = system("hebrew")
    try:
        days = [calendar.from_day(origin.earliest + after) for after in (0, 1)]
    except OutOfRange:
        return "leave custom: out"
    told = [f"{print_sentence(MonthDay('hebrew', m, leap, d))} {year}" for year, m, leap, d in days]
    return f'write of: "{told[0]}", or "{told[1]}" if it was after sunset'


def _custom_problems(node: Node, choices: Choices, place: Place) -> list[Problem]:
    if choices.custom is None:
        return []
    base, steps = unfold(node)
    origin = choices.origin
    if origin is None or origin.calendar != "hebrew" or not origin.begins_on_day:
        message = "custom: is for the anniversaries of a Hebrew day in of:"
        return [Problem(place, "error", "custom", message, _hebrew_day(origin))]
    _, month, leap, day = system("hebrew").from_day(origin.earliest)
    adar_ii = MonthDay("hebrew", 7, True, day) if (month, leap) == (7, False) else None
    if steps or base not in (MonthDay("hebrew", month, leap, day), adar_ii):
        message = f"custom: moves the day of of:, {origin.text}, and on: is another day"
        return [Problem(place, "error", "custom", message, "leave on: out")]
    return []


def _count_problems(node: Node, choices: Choices, place: Place) -> list[Problem]:
    if not isinstance(node, EveryDays):
        return []
    if choices.origin is None or not choices.origin.begins_on_day:
        message = f'"{print_sentence(node)}" is counted from the day of of:, and there is none'
        return [Problem(place, "error", "sentence", message, "add of: with a day")]
    return []
