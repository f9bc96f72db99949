"""The kind and the rank of a visit, as protocol tells them apart; what nobody has told is said to
be unknown.
"""

from calendar_gen.entries.phrases import Phrases
from calendar_gen.occurrences import Occurrence


def kind_text(occurrence: Occurrence, phrases: Phrases) -> str:
    """`Kind of visit: state.`, as the record has it: no rule knows it beforehand."""
    kind = occurrence.visit_kind
    told = phrases.say("not known") if kind is None else phrases.word("kind of visit", kind)
    return phrases.say("Kind of visit: {kind}.", kind=told)


def rank_text(occurrence: Occurrence, phrases: Phrases) -> str:
    """`Rank: head of state.`, or each rank that the rule expects."""
    ranks = phrases.say(" or ").join(phrases.word("rank", rank) for rank in occurrence.rank)
    return phrases.say("Rank: {rank}.", rank=ranks or phrases.say("not known"))


def protocol_text(occurrence: Occurrence, phrases: Phrases) -> str | None:
    """Kind and rank of a visit in two sentences; None where nobody comes: a day, a term."""
    if not occurrence.guests:
        return None
    return phrases.sentences((kind_text(occurrence, phrases), rank_text(occurrence, phrases)))
