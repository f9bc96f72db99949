"""Sentences as they stand in a file, kept until all rules are known and they can be parsed."""

from collections.abc import Iterable

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place, Problem
from calendar_gen.rulebook import nodes
from calendar_gen.rulebook.nodes import Listing, Node, Scalar
from calendar_gen.rulebook.readers import ID, SCALAR, from_text
from calendar_gen.rulebook.reading import Field, Kind, Reader, Reading, read_record, unexpected


class Written(NamedTuple):
    """A sentence; of a list of days, each with its own key if it has one, `members` and no text."""

    text: str
    at: Place
    scalar: Scalar | None
    members: tuple[tuple[str, str | None, Place], ...]

    def placed(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems with columns that count on from the text's first, at their true places."""
        return [
            problem._replace(place=self.scalar.place(problem.place.column - self.at.column))
            if self.scalar is not None
            else problem
            for problem in problems
        ]


LISTED_KEY = Field("key", ID, "Names the day in ids; else the day itself does.", "easter-break")
LISTED_DAY = Field("day", SCALAR, "The day or days.", "2026-04-03/2026-04-19", required=True)

LISTED = Kind("a listed day", "A day of a list, with a key of its own.", (LISTED_KEY, LISTED_DAY))


def _text(node: Scalar, reading: Reading) -> Written:
    return Written(node.text, node.at, node, ())


def _sentence(node: Node, reading: Reading) -> Written | None:
    if not isinstance(node, Listing):
        return TEXT_SENTENCE.read(node, reading)
    if not node.items:
        reading.error(node.at, "too-few", "a list of at least one day is expected here")
        return None
    members = [_member(item, reading) for item in node.items]
    found = tuple(member for member in members if member is not None)
    return Written("", node.at, None, found)


def _member(node: Node, reading: Reading) -> tuple[str, str | None, Place] | None:
    if isinstance(node, nodes.Mapping):
        values = read_record(LISTED, node, reading)
        if values is None or not values.sound:
            return None
        day = values.need(LISTED_DAY)
        return day.text, values.get(LISTED_KEY), day.place(0)
    if not isinstance(node, Scalar) or not node.text.strip():
        unexpected(node, reading, "a day such as 2025-05-09")
        return None
    return node.text, None, node.place(0)


TEXT_SENTENCE: Reader[Written] = from_text('a text such as "9 May"', _text)
SENTENCE: Reader[Written] = Reader(
    _sentence,
    {
        "anyOf": [
            dict(TEXT_SENTENCE.schema),
            {
                "type": "array",
                "minItems": 1,
                "items": {"anyOf": [dict(TEXT_SENTENCE.schema), {"$ref": "#/$defs/listed-day"}]},
            },
        ]
    },
    'a date sentence such as "9 May", or a list of days',
    (LISTED,),
)
