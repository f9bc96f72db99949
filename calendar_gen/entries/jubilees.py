"""Names that a language has for whole anniversaries, beside their numbers: `centenary`.

They are the catalogue's: "jubilee" holds those that suit any event, "jubilee kept gladly" those of
silver, gold and the like, which nobody gives to a war or a death. A number that a language names
in more than one way (75 is diamond to some and platinum to others) has no entry.
"""

from calendar_gen.entries.numbers import is_day_count
from calendar_gen.entries.phrases import Phrases
from calendar_gen.occurrences import Occurrence

GLAD = frozenset({"national-day", "independence", "un", "treaty", "diplomatic-relations"})
GRAVE = frozenset({"remembrance", "wwi", "wwii"})


def jubilee_text(occurrence: Occurrence, phrases: Phrases) -> str | None:
    """`bicentenary`, `golden jubilee`; None for a number without a name, and for a visit.

    A jubilee kept gladly needs a category in `GLAD`, and none in `GRAVE`.
    """
    if occurrence.kind != "commemoration" or not occurrence.number or is_day_count(occurrence):
        return None
    number = str(occurrence.number)
    contexts = ["jubilee"]
    if GLAD.intersection(occurrence.categories) and not GRAVE.intersection(occurrence.categories):
        contexts.append("jubilee kept gladly")
    found = (phrases.word(context, number) for context in contexts)
    return next((name for name in found if name != number), None)
