"""`returned`: the fields of visits that are answered in time, and their terms."""

import re

from calendar_gen.problems import shortened
from calendar_gen.rulebook.context import Context, unordered
from calendar_gen.rulebook.kinds.common import PARTY
from calendar_gen.rulebook.kinds.record import KINDS as VISIT_KINDS
from calendar_gen.rulebook.nodes import Scalar
from calendar_gen.rulebook.readers import from_text, list_of, one_of
from calendar_gen.rulebook.reading import Field, Kind, Reading, Values
from calendar_gen.rules import Returned

_MONTHS = r"([1-9][0-9]{0,3}) (months?|years?)"


def _months(node: Scalar, reading: Reading) -> int | None:
    found = re.fullmatch(_MONTHS, " ".join(node.text.split()))
    if found is not None:
        return int(found[1]) * (12 if found[2].startswith("year") else 1)
    message = f'"{shortened(node.text)}" is no number of months or years'
    reading.error(node.at, "within", message, "an example: within: 24 months")
    return None


WITHIN = Field(
    "within",
    from_text('a time such as "24 months"', _months),
    "How long it may take.",
    "24 months",
    required=True,
)
BETWEEN = Field(
    "between",
    list_of(PARTY, single=False, least=2),
    "Two parties, of whom either may go first.",
    "[CN, RU]",
)
FIRST_GUEST = Field("party", PARTY, "Who goes first, to any host.", "CN")
KINDS = Field(
    "kind",
    list_of(one_of(*VISIT_KINDS)),
    "Kinds of the first visit; the answer may be any.",
    "state",
)


def _check(values: Values, reading: Reading) -> None:
    if values.wrote(BETWEEN) == values.wrote(FIRST_GUEST):
        message = 'a returned visit needs either "between" or "party"'
        reading.error(values.at, "between-or-party", message, "an example: between: [CN, RU]")
    between = values.get(BETWEEN)
    if between is not None and (len(between) != 2 or between[0] == between[1]):
        message = f"visits are returned between two parties, and not {', '.join(between)}"
        reading.error(values.place(BETWEEN), "parties", message)


RETURNED = Kind(
    "a returned visit",
    "`returned`: each visit of the record is answered by one the other way in time.",
    (BETWEEN, FIRST_GUEST, KINDS, WITHIN),
    _check,
)


def returned(values: Values, context: Context) -> Returned | None:
    """The answers that the fields describe; None if they describe none."""
    between, kinds, within = values.get(BETWEEN), values.get(KINDS), values.get(WITHIN)
    if within is None:
        return None
    return Returned(unordered(between), values.get(FIRST_GUEST), unordered(kinds), within)
