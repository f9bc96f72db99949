"""How likely a visit is, in words: never a bare number, always with what it rests on."""

from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases, text_for
from calendar_gen.occurrences import Likelihood, Occurrence
from calendar_gen.rules import Rulebook

FEW = 7
"""Fewer chances than this are thin evidence: a rule needs six or seven perfect hits before the
lower 5 % bound of its share passes one half.
"""


def likelihood_text(
    occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases, *, interval: bool = True
) -> str | None:
    """Word, per cent and basis, `likely, 64 %: 7 of 9; ...`, or None if nothing is estimated."""
    likelihood = occurrence.likelihood
    if likelihood is None:
        return None
    return phrases.say(
        "{word}, {percent}: {basis}",
        word=phrases.word("likelihood", likelihood.word.replace("-", " ")),
        percent=percent_text(likelihood.probability, phrases),
        basis=basis_text(occurrence, rulebook, phrases, interval=interval),
    )


def basis_text(
    occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases, *, interval: bool = True
) -> str | None:
    """What the likelihood rests on, as clauses of one sentence; None where nothing is estimated.

    The bounds of the `interval` drift from year to year, also where no chance has come.
    """
    likelihood = occurrence.likelihood
    if likelihood is None:
        return None
    clauses = [
        phrases.say("announced, which outweighs the record") if likelihood.announced else None,
        None
        if likelihood.put_off is None
        else phrases.say(
            "put off without a new day, times {share}",
            share=percent_text(likelihood.put_off, phrases),
        ),
        record_text(likelihood, phrases),
        None if likelihood.announced else _thin(likelihood, phrases),
        _base_rate(likelihood, phrases),
        _over(likelihood, phrases),
        _gate(occurrence, likelihood, rulebook, phrases),
        phrases.say(
            "95 % interval {low} to {high}",
            low=percent_text(likelihood.low, phrases),
            high=percent_text(likelihood.high, phrases),
        )
        if interval
        else None,
        phrases.say("rule stated later") if occurrence.stated_later else None,
    ]
    return phrases.say("; ").join(clause for clause in clauses if clause)


def record_text(likelihood: Likelihood, phrases: Phrases) -> str:
    """Hits and chances, and how many hits came before anyone wrote the rule down."""
    if not likelihood.chances:
        return phrases.say("no chance to test the rule so far")
    record = phrases.say("{hits} of {chances}", hits=likelihood.hits, chances=likelihood.chances)
    before = _before_stated(likelihood, phrases)
    return phrases.say("{record}, {before}", record=record, before=before) if before else record


def _before_stated(likelihood: Likelihood, phrases: Phrases) -> str | None:
    hits, before = likelihood.hits, likelihood.before_stated
    if not before:
        return None
    if before < hits:
        return phrases.say("{n} of them before the rule was written down", n=before)
    if hits == 1:
        return phrases.say("before the rule was written down")
    if hits == 2:
        return phrases.say("both before the rule was written down")
    return phrases.say("all before the rule was written down")


def _thin(likelihood: Likelihood, phrases: Phrases) -> str | None:
    if 0 < likelihood.chances < FEW:
        return phrases.say("thin evidence")
    return None


def _base_rate(likelihood: Likelihood, phrases: Phrases) -> str | None:
    if likelihood.base_rate is None:
        return None
    return phrases.say("any such window {rate}", rate=percent_text(likelihood.base_rate, phrases))


def _over(likelihood: Likelihood, phrases: Phrases) -> str | None:
    """How much of the window is over; and, where the record would not tell, what would be left."""
    if likelihood.over is None or likelihood.if_not_come is None:
        return None
    over, covered, days = likelihood.over
    if covered == over:
        return phrases.say("{over} of {days} days over without it", over=over, days=days)
    return phrases.say(
        "{over} of {days} days over, not all of them on record; {percent} if it has not come yet",
        over=over,
        days=days,
        percent=percent_text(likelihood.if_not_come, phrases),
    )


def _gate(
    occurrence: Occurrence, likelihood: Likelihood, rulebook: Rulebook, phrases: Phrases
) -> str | None:
    if likelihood.gate is None:
        return None
    share = percent_text(likelihood.gate, phrases)
    question = _question(occurrence, rulebook, phrases)
    if question is None:
        return phrases.say("times {share} for a condition not yet known", share=share)
    return phrases.say(
        "times {share} for an open question: {question}", share=share, question=question
    )


def _question(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> str | None:
    """The question that the rule, or the leg of this guest and host, hangs on."""
    pattern = rulebook.patterns.get(occurrence.rule)
    if pattern is None:
        return None
    legs = getattr(pattern.terms, "legs", ())
    names = [
        leg.only_if for leg in legs if (leg.guest, leg.host) == (occurrence.guest, occurrence.host)
    ]
    for name in (*names, pattern.only_if):
        gate = rulebook.gates.get(name) if name else None
        if gate is not None:
            return text_for(gate.question, phrases.tag)[1] or None
    return None
