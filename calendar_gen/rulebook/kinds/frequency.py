"""`every` and `marks`: which cycles of a rule count."""

import re
from collections.abc import Callable

from calendar_gen.problems import nearest, shortened
from calendar_gen.rulebook import shapes
from calendar_gen.rulebook.nodes import Scalar
from calendar_gen.rulebook.readers import WHOLE, WHOLE_OR_ZERO, from_text, list_of, mapped
from calendar_gen.rulebook.reading import Field, Reader, Reading, Schema
from calendar_gen.rules import Every

_COUNTED = re.compile(r"([1-9][0-9]{0,8})(?: (years?|months?))?")


_NUMBERS = {"two": 2, "three": 3, "five": 5, "six": 6, "ten": 10, "twenty": 20, "twenty-five": 25}
_NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_WORDS = ("years", "year", "months", "even", "odd", "every", *_NUMBERS)


def _frequency(written: str) -> Every | None:
    text = " ".join(written.split())
    if text in ("even year", "even years", "odd year", "odd years"):
        return Every(2, "years", int(text.startswith("odd")))
    found = _COUNTED.fullmatch(text)
    if found is None:
        return None
    return Every(int(found[1]), "months" if (found[2] or "").startswith("month") else "years", None)


def _meant(text: str) -> str:
    """A text with its misspelt words put right and numbers in digits; `every` is said already."""
    near = [word if word.isdigit() else nearest(word, _WORDS) or word for word in text.split()]
    counted = [str(_NUMBERS.get(word, word)) for word in near if word != "every"]
    return " ".join(["1", *counted] if counted in (["year"], ["years"]) else counted)


def _refuse(node: Scalar, reading: Reading, fits: Callable[[Every], bool], example: str) -> None:
    """Reports what says no frequency that `fits`, with the nearest one that does."""
    meant = _meant(node.text)
    every = _frequency(meant)
    hint = f'did you mean "{meant}"?' if every is not None and fits(every) else example
    message = f'"{shortened(node.text)}" does not say how often'
    reading.error(node.at, "every", message, hint)


def _every(node: Scalar, reading: Reading) -> Every | None:
    every = _frequency(node.text)
    if every is None:
        _refuse(node, reading, lambda _: True, 'write "5 years", "even year" or "odd year"')
    return every


def _cycle(node: Scalar, reading: Reading) -> Every | None:
    every = _frequency(node.text)
    if every is None:
        _refuse(node, reading, lambda e: e.base is None, 'write "1 year" or "6 months"')
    return every


def _years(node: Scalar, reading: Reading) -> int | None:
    every = _frequency(node.text)
    if every is None:
        _refuse(node, reading, _counts_years, "an example: every: 10")
    elif not _counts_years(every):
        message = f'"{shortened(node.text)}" is no number of years'
        reading.error(node.at, "every", message, "an example: every: 10")
    else:
        return every.step
    return None


def _counts_years(every: Every) -> bool:
    return every.unit == "years" and every.base is None


def _shape(pattern: str) -> Schema:
    """Of a frequency, which is a number of years where it is a number."""
    return {"type": ["integer", "string"], "pattern": pattern, "minimum": 1, "maximum": 999_999_999}


_EVERY: Reader[Every] = from_text(
    'a frequency such as "5 years" or "even year"', _every, _shape(shapes.EVERY_YEARS)
)

EVERY = Field(
    "every", _EVERY, "Only each so many years from the event, or from `since`.", "5 years"
)
EVERY_ANNIVERSARY = Field(
    "every",
    from_text("a number of years", _years, _shape(shapes.COUNTED_YEARS)),
    "Each so many of the commemorations' anniversaries.",
    "10",
)
EVERY_CYCLE = Field(
    "every",
    from_text('a time such as "1 year" or "6 months"', _cycle, _shape(shapes.EVERY_CYCLE)),
    "How long a cycle is, in years or months [1 year].",
    "6 months",
)
_JUBILEES = {
    "silver": 25,
    "golden": 50,
    "gold": 50,
    "diamond": 60,
    "platinum": 70,
    "centenary": 100,
    "centennial": 100,
    "sesquicentenary": 150,
    "sesquicentennial": 150,
    "bicentenary": 200,
    "bicentennial": 200,
    "tercentenary": 300,
    "millennium": 1000,
}
"""Names of anniversaries that people write for their numbers."""


def _named(reader: Reader[int]) -> Reader[int]:
    """The same for a mark, with the number that a name of an anniversary means as its hint."""

    def take(node: Scalar, reading: Reading) -> int | None:
        word = node.text.casefold().removesuffix("jubilee").removesuffix("years").strip()
        number = int(word) if word.isdecimal() and word != node.text else _JUBILEES.get(word)
        if number is None:
            return reader.read(node, reading)
        message = f'"{shortened(node.text)}" is not a whole number'
        reading.error(node.at, "number", message, f'did you mean "{number}"?')
        return None

    return from_text(reader.means, take, reader.schema)


MARKS = Field(
    "marks",
    mapped(list_of(_named(WHOLE), once=True), lambda marks: tuple(sorted(set(marks)))),
    "Which numbers are round [1 and multiples of 5].",
    "[10, 25, 50, 75, 100]",
)
MARKS_FROM_ZERO = Field(
    "marks",
    mapped(list_of(_named(WHOLE_OR_ZERO), once=True), lambda marks: tuple(sorted(set(marks)))),
    "Which numbers are round [1 and multiples of 5]; 0 asks for the day of the event itself.",
    "[10, 25, 50, 75, 100]",
)
