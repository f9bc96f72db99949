"""`only-if` of a commemoration: a gate or rule by its id, or two days that must meet."""

import re

from calendar_gen.problems import Problem, nearest, shortened
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.kinds.common import CONDITION
from calendar_gen.rulebook.nodes import Scalar
from calendar_gen.rulebook.readers import from_text
from calendar_gen.rulebook.reading import Field, Reading
from calendar_gen.rulebook.written import Written
from calendar_gen.rules import Condition, DateRule
from calendar_gen.sentences.words import weekday_number

_FALLS = r"(?:^|\s+)falls(?:\s+on(?!\s+or\b))?(?=\s|$)\s*"


def _condition(node: Scalar, reading: Reading) -> Written | None:
    if " " in node.text.strip() and not _is_of_days(node.text):
        _without_falls(node, reading)
        return None
    if not _is_of_days(node.text) and CONDITION.read(node, reading) is None:
        return None
    return Written(node.text, node.at, node, ())


ONLY_IF = Field(
    "only-if",
    from_text('the id of a gate or rule, or "a falls 2 days before b"', _condition),
    "A gate that must say yes, a rule that must have a day in the year, or days that must meet.",
    "all-saints falls 2 days before Easter",
)


def _without_falls(node: Scalar, reading: Reading) -> None:
    """Reports several words that are no two days which meet, at what may be their verb."""
    for found in re.finditer(r"\S+", node.text):
        if found.start() and nearest(found[0], ["falls", "is", "equals"]) is not None:
            message = f'found "{shortened(found[0])}" where "falls" must stand'
            reading.error(node.place(found.start()), "condition", message, 'did you mean "falls"?')
            return
    message = f'"{shortened(node.text)}" is neither an id nor two days with "falls" between them'
    reading.error(node.at, "condition", message, f'as in "{ONLY_IF.example}"')


def _is_of_days(text: str) -> bool:
    """Whether two days are said to meet; `falls` alone would be an id."""
    return text != "falls" and re.search(_FALLS, text) is not None


def condition(written: Written | None, context: Context) -> Condition | None:
    """The condition that a text says; None with its problems if it says none."""
    if written is None:
        return None
    found = re.search(_FALLS, written.text) if _is_of_days(written.text) else None
    if found is None:
        return Condition(written.text, written.text, None, None)
    left = _sentence(written, 0, found.start(), context)
    right = _sentence(written, found.end(), len(written.text), context)
    if left is None or right is None:
        return None
    return Condition(f"{left.text} falls {right.text}", None, left, right)


def _sentence(written: Written, start: int, end: int, context: Context) -> DateRule | None:
    """One side of `falls`; a year that lacks its day does not meet the condition."""
    from calendar_gen.sentences import parse

    place = written.at._replace(column=written.at.column + start)
    if not written.text[start:end].strip():
        side = "before" if start == 0 else "after"
        message = f'a day is missing {side} "falls"'
        found_no = Problem(place, "error", "sentence", message, f'as in "{ONLY_IF.example}"')
        context.note(written.placed([found_no]))
        return None
    weekday = written.text[start:end].strip().removeprefix("a ")
    if weekday_number(weekday) is not None and start:
        message = f'"{weekday}" is no day of the year'
        hint = f'write only-on: [{weekday}], or a day such as "2nd {weekday} of May"'
        problem = Problem(place, "error", "sentence", message, hint)
        context.note(written.placed([problem]))
        return None
    found, problems = parse(
        written.text[start:end], place=place, missing="omit", rule_ids=context.rule_ids
    )
    context.note(written.placed(problem for problem in problems if _matters(problem)))
    return found


def _matters(problem: Problem) -> bool:
    return problem.severity == "error"
