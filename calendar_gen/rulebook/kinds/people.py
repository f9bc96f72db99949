"""Parties of a rulebook's own, offices with their holders, and gates with their answers."""

import re
from collections.abc import Sequence

from calendar_gen.problems import Place, shortened
from calendar_gen.rulebook.context import Context, unordered
from calendar_gen.rulebook.dates import SIMPLE_DATE
from calendar_gen.rulebook.kinds.common import KNOWN, PARTY, SOURCE, SOURCES
from calendar_gen.rulebook.nodes import Scalar
from calendar_gen.rulebook.readers import ID, TEXT, TEXTS, YES_OR_NO, from_text, list_of
from calendar_gen.rulebook.reading import Field, Kind, Reader, Reading, Values, record_of
from calendar_gen.rules import Answer, Gate, Holder, Office, Party
from calendar_gen.sentences.cycles import KEY, is_key, meant_key

PARTY_ID = Field("id", ID, "Names the party in all rules.", "brics", required=True)
NAME = Field("name", TEXTS, "What it is called, by language.", "{en: BRICS}", required=True)
MEMBERS = Field("members", list_of(PARTY), "The parties that belong to it.", "[BR, RU, IN, CN, ZA]")

PARTY_KIND = Kind(
    "a party",
    "An organisation or town. States and regions need no entry: their ISO 3166 codes do.",
    (PARTY_ID, NAME, MEMBERS),
)

HOLDER_NAME = Field("name", TEXT, "The person.", "Vladimir Putin", required=True)
FROM = Field("from", SIMPLE_DATE, "The first day in office.", "2024-05-07", required=True)
UNTIL = Field("until", SIMPLE_DATE, "The last day in office, if it is known.", "2030")


def _check_holder(values: Values, reading: Reading) -> None:
    first, until = values.get(FROM), values.get(UNTIL)
    if first is not None and until is not None and (until.latest or 0) < (first.earliest or 0):
        message = "a holder leaves the office before entering it"
        reading.error(values.place(UNTIL), "holder", message)
    if not values.wrote(SOURCES):
        reading.remark("warning", values.at, "no-source", "a holder names no source")


HOLDER = Kind(
    "a holder", "A person in an office.", (HOLDER_NAME, FROM, UNTIL, SOURCES, KNOWN), _check_holder
)

OFFICE_PARTY = Field("party", PARTY, "Whose office it is.", "RU", required=True)
OFFICE_RANK = Field("rank", TEXT, "The rank of who holds it.", "head of state", required=True)
HOLDERS = Field(
    "holders",
    list_of(record_of(HOLDER), single=False),
    "Who holds it, one after the other.",
    "[{name: Vladimir Putin, from: 2024-05-07}]",
    required=True,
)


def _check_office(values: Values, reading: Reading) -> None:
    """That no two people hold the office at once: a forecast could name either."""
    holders = values.get(HOLDERS)
    terms = sorted(holders or (), key=lambda holder: holder.at)
    for place, later in enumerate(terms):
        for earlier in terms[:place]:
            if _at_once(earlier, later):
                first, second = earlier.get(HOLDER_NAME), later.get(HOLDER_NAME)
                message = f"{second} holds the office while {first} does"
                hint = (
                    f"{first} stands in line {earlier.at.line}; correct a day, or give each office "
                    "a rank of its own"
                )
                reading.error(later.at, "holders-at-once", message, hint)


def _at_once(one: Values, other: Values) -> bool:
    """Whether the terms of two people share more than the day on which one hands over to the other.

    Days known by their month or year are taken as it suits, and a term without an end may have
    ended by any day.
    """
    if one.get(HOLDER_NAME) == other.get(HOLDER_NAME):
        return False
    return _begins_within(one, other) and _begins_within(other, one)


def _begins_within(one: Values, other: Values) -> bool:
    """Whether a term surely begins before the last day of another."""
    first, last = one.get(FROM), other.get(UNTIL)
    if first is None or last is None or first.latest is None or last.earliest is None:
        return False
    return first.latest < last.earliest


OFFICE = Kind(
    "an office",
    "An office and who holds it, so that forecasts can name people.",
    (OFFICE_PARTY, OFFICE_RANK, HOLDERS),
    _check_office,
)

_NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_EXAMPLES = "a cycle is a year such as 2035, 1447-islamic or 2027-07, never the number of a return"


def _answered(node: Scalar, reading: Reading) -> str | None:
    """A cycle key: by its form, until the rules are known."""
    text = node.text
    if re.fullmatch(_NAME, text) or is_key(text):
        return text
    message = f'"{shortened(text)}" is no cycle'
    near = meant_key(text)
    reading.error(node.at, "cycle", message, f'did you mean "{near}"?' if near else _EXAMPLES)
    return None


ANSWERED: Reader[str] = from_text(
    "a cycle such as 2035",
    _answered,
    {"type": ["string", "integer"], "pattern": f"^(?:{_NAME}|{KEY})$"},
)


CYCLE = Field("cycle", ANSWERED, "The year that the answer is for.", "2015", required=True)
ANSWER_YES = Field("answer", YES_OR_NO, "The answer.", "yes", required=True)


def _check_answer(values: Values, reading: Reading) -> None:
    if not values.wrote(SOURCE) and not values.wrote(SOURCES):
        reading.remark("warning", values.at, "no-source", "an answer names no source")


ANSWER = Kind(
    "an answer",
    "The answer of a gate for one year.",
    (CYCLE, ANSWER_YES, SOURCE, SOURCES, KNOWN),
    _check_answer,
)

GATE_ID = Field("id", ID, "Names the gate in `only-if`.", "beijing-guest-parade", required=True)
QUESTION = Field(
    "question",
    TEXTS,
    "A question that can be answered by yes or no.",
    "{en: Is there a parade?}",
    required=True,
)
ANSWERS = Field(
    "answers",
    list_of(record_of(ANSWER), single=False),
    "The answers so far.",
    "[{cycle: 2015, answer: yes}]",
)

GATE = Kind(
    "a gate",
    "A question on which visits depend, with an answer each year.",
    (GATE_ID, QUESTION, ANSWERS),
)


def party(id: str, values: Values) -> Party:
    """The party that the fields describe."""
    return Party(id, values.need(NAME), unordered(values.get(MEMBERS)), values.at)


def office_key(values: Values) -> tuple[str | None, str | None]:
    """The party and the rank that tell an office from others, each None if it cannot be read."""
    return values.get(OFFICE_PARTY), values.get(OFFICE_RANK)


def office(values: Values, context: Context) -> Office:
    """The office with its holders in order of their first days."""
    holders = sorted(
        (_holder(entry, context) for entry in values.need(HOLDERS)),
        key=lambda holder: (holder.first, holder.last or 0, holder.name),
    )
    return Office(values.need(OFFICE_PARTY), values.need(OFFICE_RANK), tuple(holders), values.at)


def _holder(values: Values, context: Context) -> Holder:
    first = values.need(FROM).earliest
    assert first is not None
    until = values.get(UNTIL)
    last = None if until is None else until.latest
    sources = context.cited(values.get(SOURCES))
    known = context.known(values.get(KNOWN), sources)
    return Holder(values.need(HOLDER_NAME), first, last, sources, known)


def gate(id: str, values: Values, context: Context) -> Gate | None:
    """The gate with its answers in order of their cycles; None if its fields make none."""
    first: dict[tuple[str, int | None], Place] = {}
    answers = []
    for entry in _in_order(values.get(ANSWERS)):
        cycle, known = entry.get(CYCLE), _known(entry, context)
        if cycle is not None and not entry.broken(KNOWN, SOURCE, SOURCES):
            if (cycle, known) in first:
                message = f"{cycle} is answered twice"
                hint = f"the first is in line {first[cycle, known].line}"
                context.reading.error(entry.place(CYCLE), "answer", message, hint)
            first.setdefault((cycle, known), entry.at)
        if entry.sound:
            answers.append(_answer(entry, context))
    if not values.sound:
        return None
    in_order = sorted(answers, key=lambda a: (a.cycle, a.known or 0, a.yes))
    return Gate(id, values.need(QUESTION), tuple(in_order), values.at)


def _in_order(entries: Sequence[Values] | None) -> Sequence[Values]:
    return sorted(entries or (), key=lambda entry: entry.at)


def _answer(values: Values, context: Context) -> Answer:
    known = _known(values, context)
    sources = _sources(values, context)
    return Answer(values.need(CYCLE), values.need(ANSWER_YES), sources, known, values.place(CYCLE))


def _sources(values: Values, context: Context) -> tuple[str, ...]:
    single = values.get(SOURCE)
    return context.cited([*(values.get(SOURCES) or ()), *([single] if single else [])])


def _known(values: Values, context: Context) -> int | None:
    return context.known(values.get(KNOWN), _sources(values, context))
