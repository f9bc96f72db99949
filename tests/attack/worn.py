"""Short texts that went through many hands: sentences, dates, options, queries.

`worn` changes a text at its characters and words. `misread` reads one every way that a text is read
and gives what is wrong with the answers.
"""

import csv
import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import click

from calendar_gen import edtf
from calendar_gen.cli.clock import read_day, read_year
from calendar_gen.cli.periods import asked_period
from calendar_gen.cli.words import days_before, language, likelihood_of, pairs, whole_numbers
from calendar_gen.familiar_dates import meant, readings
from calendar_gen.problems import Problem
from calendar_gen.rules import Span
from calendar_gen.sentences import parse, parse_list, parse_origin, parse_window
from calendar_gen.sentences.cycles import meant_key, read_any_cycle
from tests.attack.asking import no_days
from tests.attack.mutants import values
from tests.sentences.reading import PLACE, RULES, table

SENTENCES = Path(__file__).parent.parent / "sentences"
NOW = edtf.day(2026, 11, 24)
LETTERS = [
    *"ıİſK",
    *"²٩９½Ⅻ",
    *"–—−’“«",
    "ß",
    "ﬁ",
    "é",
    "мая",
    "五月",
    "\t",
    "\n",
    "\0",
    "'",
    "/",
    "%",
]


@cache
def texts() -> tuple[str, ...]:
    """All sentences, dates and windows, right and wrong, that we have."""
    found: dict[str, None] = {}
    for name in ("errors", "origin_errors", "origins", "windows", "window_errors", "days", "steps"):
        found.update((row[0], None) for row in table(SENTENCES / f"{name}.txt") if row[0])
    rows = csv.DictReader((SENTENCES / "golden.csv").read_text("utf-8").splitlines())
    found.update((row["sentence"], None) for row in rows)
    for key in ("on", "of", "date", "window", "every", "since", "in-force", "cycle", "within"):
        found.update((value, None) for value in values().get(key, ()))
    for said in ("in 3 weeks", "2 days ago", "44 BCE", "2027-W19", "50%", "7d", "RU,CN", "zh-Hans"):
        found[said] = None
    return tuple(found)


@cache
def words() -> tuple[str, ...]:
    found = dict.fromkeys(word for text in texts() for word in text.split())
    return (
        *found,
        *LETTERS,
        "0",
        "00",
        "1",
        "29",
        "30",
        "31",
        "32",
        "366",
        "9999",
        "10000",
        "9" * 30,
    )


def worn(text: str, chance: random.Random, words: Sequence[str]) -> str:
    """The text with some of its characters or words changed."""
    for _ in range(chance.randint(1, 3)):
        at, parts = chance.randrange(len(text) + 1), re.split(r"(\s+|[-/.,])", text)
        part = chance.randrange(len(parts))
        match chance.randrange(8):
            case 0:
                text = text[:at] + chance.choice(LETTERS) + text[at:]
            case 1:
                text = text[:at] + text[at + 1 :]
            case 2:
                text = text[:at] + chance.choice(words) + text[at:]
            case 3 | 4:
                text = "".join((*parts[:part], chance.choice(words), *parts[part + 1 :]))
            case 5:
                text = "".join((*parts[:part], *parts[part + 1 :]))
            case 6:
                alike = str.maketrans("iIksS", "ıİKſſ")
                text = text[:at] + text[at:].translate(alike)
            case _:
                text = (
                    text.swapcase() if chance.random() < 0.5 else f"{text} {chance.choice(words)}"
                )
    return text


def texts_worn(first: int, count: int) -> Iterator[str]:
    """So many texts, the same for the same numbers."""
    known, some = texts(), words()
    for number in range(first, first + count):
        chance = random.Random(f"worn {number}")
        yield worn(chance.choice(known), chance, some)


def misread(text: str) -> Iterator[str]:
    """What is wrong with how a text is read."""
    yield from misread_sentence(text)
    yield from misread_date(text)


def misread_sentence(text: str) -> Iterator[str]:
    """What is wrong with how a text is read where a rule says days."""
    yield from _as_sentence(text)
    origin, problems = parse_origin(text, PLACE)
    yield from _told(problems, silent=origin is None)
    window, problems = parse_window(text, PLACE, RULES)
    yield from _told(problems, silent=window is None)
    listed, problems = parse_list([(text, None, PLACE), (text, "a", PLACE)])
    yield from _told(problems, silent=listed is None)


def misread_date(text: str) -> Iterator[str]:
    """What is wrong with how a text is read as a date, or on the command line."""
    yield from _as_date(text)
    for option in OPTIONS:
        try:
            option(text)
        except click.UsageError as error:
            if not error.message.strip():
                yield "a usage error without words"


def _as_sentence(text: str) -> Iterator[str]:
    rule, problems = parse(text, place=PLACE, rule_ids=RULES)
    yield from _told(problems, silent=rule is None)
    if rule is None:
        return
    again, _ = parse(rule.text, place=PLACE, rule_ids=RULES)
    if again is None or again.text != rule.text:
        yield f"{rule.text!r} does not give itself"
    yield from (f"{day} is taken for a date" for day in no_days(rule.text))
    days = [span.first for span in rule.spans(NOW, NOW + 1500, _no_days)]
    if days != sorted(set(days)):
        yield f"days of {rule.text!r} are not in order"


def _as_date(text: str) -> Iterator[str]:
    for other in (readings(text), meant(text), read_any_cycle(text), meant_key(text)):
        if other == "":
            yield "an empty suggestion"
    try:
        date = edtf.parse(text)
    except edtf.EdtfError as error:
        if not 0 <= error.offset <= len(text) or not error.message:
            yield f"EDTF is wrong at {error.offset}: {error.message!r}"
    else:
        if edtf.parse(date.text) != date:
            yield f"{date.text!r} does not give itself"
        first, last = date.earliest, date.latest
        if first is not None and last is not None and first > last:
            yield f"{date.text!r} ends before it begins"
        yield from (f"{day} is taken for a date" for day in no_days(date.text))


OPTIONS: tuple[Callable[[str], object], ...] = (
    lambda text: read_day(text, NOW, "--as-of"),
    lambda text: read_year(text, "YEAR"),
    lambda text: asked_period(text, (None, "2026-11-24", None, None, None)),
    lambda text: whole_numbers(text, "--marks"),
    days_before,
    likelihood_of,
    lambda text: pairs((text,)),
    language,
)


def _no_days(rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
    return ()


def _told(problems: Sequence[Problem], *, silent: bool) -> Iterator[str]:
    if silent and not any(problem.severity == "error" for problem in problems):
        yield "nothing is read, and nothing is said"
    for problem in problems:
        if not str(problem).isprintable() or problem.place.line < 1 or problem.place.column < 1:
            yield f"a problem is badly told: {str(problem)!r}"
