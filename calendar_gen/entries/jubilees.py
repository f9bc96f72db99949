"""Names that a language has for whole anniversaries, beside their numbers: `centenary`.

They are the catalogue's: "jubilee" holds those that suit any event, "jubilee kept gladly" those of
silver, gold and the like, which nobody gives to a war or a death; "jubilee of a wedding" and
"jubilee of a reign" those that only these have. A number that a language names in more than one way
(75 is diamond to some and platinum to others) has no entry.
"""

from collections.abc import Sequence

from calendar_gen.entries.numbers import is_day_count
from calendar_gen.entries.phrases import Phrases
from calendar_gen.occurrences import Occurrence

OWN_NAMES = {"wedding": "jubilee of a wedding", "reign": "jubilee of a reign"}
"""Categories with names of their own, and the context in which a catalogue has these."""
GLAD = frozenset({"national-day", "independence", "un", "treaty", "diplomatic-relations"}).union(
    ("church", "founding", *OWN_NAMES)
)
GRAVE = frozenset({"remembrance", "wwi", "wwii"})


def jubilee_text(occurrence: Occurrence, phrases: Phrases) -> str | None:
    """`bicentenary`, `golden jubilee`; None for a number without a name, and for a visit.

    A jubilee kept gladly needs a category in `GLAD`, and none in `GRAVE`.
    """
    if occurrence.kind != "commemoration" or not occurrence.number or is_day_count(occurrence):
        return None
    number = str(occurrence.number)
    found = (phrases.word(context, number) for context in contexts_of(occurrence.categories))
    return next((name for name in found if name != number), None)


def contexts_of(categories: Sequence[str]) -> list[str]:
    """Where a catalogue has the names that suit a rule's categories, what is most its own first."""
    if GRAVE.intersection(categories) or not GLAD.intersection(categories):
        return ["jubilee"]
    own = [context for category, context in OWN_NAMES.items() if category in categories]
    return ["jubilee", *own, "jubilee kept gladly"]
