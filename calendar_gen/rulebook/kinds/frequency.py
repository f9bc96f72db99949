"""`every` and `marks`: which cycles of a rule count."""

import re

from calendar_gen.problems import nearest, shortened
from calendar_gen.rulebook.nodes import Scalar
from calendar_gen.rulebook.readers import WHOLE, WHOLE_OR_ZERO, from_text, list_of, mapped
from calendar_gen.rulebook.reading import Field, Reader, Reading
from calendar_gen.rules import Every

_COUNTED = re.compile(r"([1-9][0-9]{0,8})(?: (years?|months?))?")


def _every(node: Scalar, reading: Reading) -> Every | None:
    text = " ".join(node.text.split())
    if text in ("even year", "even years", "odd year", "odd years"):
        return Every(2, "years", int(text.startswith("odd")))
    found = _COUNTED.fullmatch(text)
    if found is not None:
        return Every(
            int(found[1]), "months" if (found[2] or "").startswith("month") else "years", None
        )
    message = f'"{shortened(text)}" does not say how often'
    hint = _meant(text) or 'write "5 years", "even year" or "odd year"'
    reading.error(node.at, "every", message, hint)
    return None


def _meant(text: str) -> str | None:
    """The frequency with its misspelt words put right, if that makes one."""
    words = [
        word
        if word.isdigit()
        else nearest(word, ("years", "year", "months", "even", "odd")) or word
        for word in text.split(" ")
    ]
    meant = " ".join(words)
    known = meant in ("even year", "even years", "odd year", "odd years")
    return f'did you mean "{meant}"?' if known or _COUNTED.fullmatch(meant) else None


def _years(node: Scalar, reading: Reading) -> int | None:
    every = _every(node, reading)
    if every is None:
        return None
    if every.unit == "years" and every.base is None:
        return every.step
    message = f'"{shortened(node.text)}" is no number of years'
    reading.error(node.at, "every", message, "an example: every: 10")
    return None


_EVERY: Reader[Every] = from_text('a frequency such as "5 years" or "even year"', _every)

EVERY = Field(
    "every", _EVERY, "Only each so many years from the event, or from `since`.", "5 years"
)
EVERY_ANNIVERSARY = Field(
    "every",
    from_text("a number of years", _years, {"type": ["integer", "string"], "minimum": 1}),
    "Each so many of the commemorations' anniversaries.",
    "10",
)
EVERY_CYCLE = Field(
    "every", _EVERY, "How long a cycle is, in years or months [1 year].", "6 months"
)
MARKS = Field(
    "marks",
    mapped(list_of(WHOLE), lambda marks: tuple(sorted(set(marks)))),
    "Which numbers are round [1 and multiples of 5].",
    "[10, 25, 50, 75, 100]",
)
MARKS_FROM_ZERO = Field(
    "marks",
    mapped(list_of(WHOLE_OR_ZERO), lambda marks: tuple(sorted(set(marks)))),
    "Which numbers are round [1 and multiples of 5]; 0 asks for the day of the event itself.",
    "[10, 25, 50, 75, 100]",
)
