"""Short ways to read a sentence and to write down its days, for tests that are tables."""

from collections.abc import Sequence
from pathlib import Path

from calendar_gen import edtf
from calendar_gen.problems import Place, Problem
from calendar_gen.rules import DateRule, Span
from calendar_gen.sentences import DateSentence, parse, parse_origin

PLACE = Place("rules.yaml", 1, 1)
RULES = ("victory-day-beijing", "victory-day-moscow")


def table(path: Path) -> list[tuple[str, ...]]:
    """The rows of a text file: cells stand between bars, `#` begins a comment line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        tuple(cell.strip() for cell in line.split("|"))
        for line in lines
        if line.strip() and not line.startswith("#")
    ]


def no_anchors(rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
    """The anchors of a sentence that must not ask for any."""
    raise AssertionError(f"{rule} was asked for from {first} to {last}, observed {observed}")


def read(text: str, fields: str = "") -> tuple[DateSentence | None, list[Problem]]:
    """The sentence of a text with fields such as `missing: omit; of: 1945-05-09`, and problems."""
    given = dict(field.strip().split(": ", 1) for field in fields.split(";") if field.strip())
    origin = None
    if "of" in given:
        origin, problems = parse_origin(given.pop("of"), PLACE)
        assert problems == []
    return parse(
        text,
        place=PLACE,
        origin=origin,
        missing=given.pop("missing", None),
        adar=given.pop("adar", None),
        custom=given.pop("custom", None),
        rule_ids=RULES,
    )


def sentence(text: str, fields: str = "") -> DateSentence:
    """The sentence of a text that has no problem."""
    rule, problems = read(text, fields)
    assert problems == []
    assert rule is not None
    return rule


def problems_of(text: str, fields: str = "") -> list[Problem]:
    """What is wrong with a text; there is a sentence only if nothing is an error."""
    rule, problems = read(text, fields)
    assert (rule is None) == any(problem.severity == "error" for problem in problems)
    return problems


def days_in(rule: DateRule, year: int) -> list[str]:
    """The ISO days of a sentence in a Gregorian year, those of a longer span as `first/last`."""
    spans = rule.spans(edtf.day(year, 1, 1), edtf.day(year, 12, 31), no_anchors)
    return [
        edtf.iso(s.first) if s.first == s.last else f"{edtf.iso(s.first)}/{edtf.iso(s.last)}"
        for s in spans
    ]
