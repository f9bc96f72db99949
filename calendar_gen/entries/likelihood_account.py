"""The likelihood of a visit, added up in sentences: record, class, gate, interval."""

from collections.abc import Iterator
from itertools import groupby

from calendar_gen.edtf import civil
from calendar_gen.entries.likelihood import FEW
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases, text_for
from calendar_gen.forecasting.evidence import Cycle, Evidence, Reading
from calendar_gen.forecasting.likelihood import (
    ANNOUNCED,
    BEFORE_STATED,
    HALF_LIFE,
    PUT_OFF,
    TrackRecord,
)
from calendar_gen.occurrences import Likelihood
from calendar_gen.sentences.tokens import ordinal_text


def likelihood_account(found: Evidence, words: Phrases) -> Iterator[str]:
    """Sentences from the rule's own record to the probability and its interval."""
    record = found.record
    if record is None:
        return
    for _, run in groupby(found.cycles, key=lambda cycle: _verdict(cycle, words)):
        cycles = list(run)
        if len(cycles) < RUN:
            yield from (_cycle(cycle, words) for cycle in cycles)
        else:
            yield _run(cycles, words)
    yield f"The rule's own record: {_counted(record)}."
    if 0 < record.chances < FEW:
        yield f"That is thin evidence: fewer than {FEW} chances cannot carry a firm forecast."
    for reading in found.readings:
        yield _reading(reading)
    likelihood = found.occurrence.likelihood
    if likelihood is None:
        yield "The outcome is known or past, so there is nothing left to estimate."
        return
    yield from _sum(found, likelihood, words)


def _cycle(cycle: Cycle, words: Phrases) -> str:
    expected = cycle.expectation
    year, number = civil(expected.first)[0], expected.number
    status, verdict = _verdict(cycle, words)
    visit = f" by {cycle.match.known.visit.id}" if cycle.match else ""
    of = "" if number is None else f", anniversary number {number}"
    return f"{year}{of}: {status}{visit}; it {verdict}."


RUN = 4
"""Cycles in a row of which the same is said, from which on they are told in one sentence."""


def _run(cycles: list[Cycle], words: Phrases) -> str:
    """The same of each: the years, how many they are, and the visits that answered."""
    first, last = (civil(cycle.expectation.first)[0] for cycle in (cycles[0], cycles[-1]))
    status, verdict = _verdict(cycles[0], words)
    visits = [cycle.match.known.visit.id for cycle in cycles if cycle.match]
    by = f" by {', '.join(visits)}" if visits else ""
    each = verdict.replace("counts", "each counts", 1).replace("is no", "none is a", 1)
    return f"{first} to {last}, {len(cycles)} cycles: {status}{by}; {each}."


def _verdict(cycle: Cycle, words: Phrases) -> tuple[str, str]:
    """How a cycle stands, and what follows for the count."""
    verdict = "counts as a chance" if cycle.counts else f"is no chance{_shut(cycle, words)}"
    hit = " and a hit" if cycle.counts and cycle.status == "occurred" else ""
    early = ", decided or announced before the rule was written down" if cycle.before_stated else ""
    outcome = f" ({cycle.match.outcome})" if cycle.match and cycle.match.outcome else ""
    return f"{cycle.status.replace('-', ' ')}{outcome}", f"{verdict}{hit}{early}"


def _shut(cycle: Cycle, words: Phrases) -> str:
    """Why the gate keeps a cycle from being a chance; nothing if it does not."""
    if cycle.gate is None:
        return ""
    question = text_for(cycle.gate.question, words.language)[1]
    if cycle.gate_answer is None:
        return f', since "{question}" has no answer for it'
    return f', since "{question}" was answered no'


def _counted(record: TrackRecord, without: str = "") -> str:
    if not record.chances:
        return "no chance so far whose outcome is known"
    before = ""
    if record.hits_before:
        all_ = "both" if record.hits == record.hits_before == 2 else f"{record.hits_before} of them"
        before = f", {all_} before the rule was written down"
    return f"{record.hits} of {record.chances}{without}{before}"


def _reading(reading: Reading) -> str:
    how = []
    if reading.every is not None:
        numbers = "" if reading.every == 1 else f"{ordinal_text(reading.every)} "
        how.append(f"as every {numbers}anniversary")
    if not reading.since_kept:
        how.append("with no start of validity")
    if reading.ungated:
        how.append("and without its condition" if how else "without its condition")
    cycles = "; ".join(
        f"{civil(cycle.expectation.first)[0]} {cycle.status.replace('-', ' ')}"
        for cycle in reading.cycles
    )
    return (
        f"Read {', '.join(how)}, it would have to answer for more: {cycles} "
        f"({_counted(reading.record, _left_out(reading))})."
    )


def _left_out(reading: Reading) -> str:
    """How many of the cycles that a reading lists its count leaves out, since nobody knows."""
    number = sum(not cycle.counts for cycle in reading.cycles)
    if not number:
        return ""
    return f" without the {number} not recorded"


def _sum(found: Evidence, likelihood: Likelihood, words: Phrases) -> Iterator[str]:
    percent = percent_text(likelihood.probability, words)
    yield _pair(likelihood, words)
    yield _class(likelihood, words)
    yield from _own(found, likelihood, words)
    if likelihood.announced_before is not None:
        yield _announced(likelihood.announced_before)
    if found.gate is not None:
        yield _gate(found, words)
    if likelihood.put_off_before is not None:
        yield _put_off(likelihood.put_off_before, words)
    yield from _over(likelihood, words)
    word = words.word("likelihood", likelihood.word.replace("-", " "))
    yield (
        f"Together: {word}, {percent} "
        f"(95 % interval {percent_text(likelihood.low, words)} to "
        f"{percent_text(likelihood.high, words)})."
    )


def _announced(before: tuple[int, int]) -> str:
    kept, made = before
    hits, chances = ANNOUNCED[0], sum(ANNOUNCED)
    return (
        "It is announced, which outweighs all that. Of the announced visits of the record that are "
        f"over, {kept} of {made} took place; with the {hits:g} of {chances:g} that every record "
        f"starts from, that makes {hits + kept:g} of {chances + made:g}: none is certain."
    )


def _put_off(before: tuple[int, int], words: Phrases) -> str:
    kept, made = before
    hits, chances = PUT_OFF[0], sum(PUT_OFF)
    return (
        "It is put off without a new day. Of the visits of the record that were, and whose days "
        f"are over, {kept} of {made} took place on those days nonetheless; with the {hits:g} of "
        f"{chances:g} that every record starts from, that makes {hits + kept:g} of "
        f"{chances + made:g}: times {percent_text((hits + kept) / (chances + made), words)}."
    )


def _over(likelihood: Likelihood, words: Phrases) -> Iterator[str]:
    """What the days of the window that are over say, and what they do not."""
    if likelihood.over is None or likelihood.if_not_come is None:
        return
    over, covered, days = likelihood.over
    passed = f"Of the {days} days of its window {over} {'is' if over == 1 else 'are'} over"
    if covered:
        complete = "complete for them" if covered == over else f"complete for {covered} of them"
        yield (
            f"{passed}. The record is {complete} and has no such visit; each day taken to be as "
            f"good as any other, what is left of the likelihood is its share of the other "
            f"{days - covered} days."
        )
    if covered < over:
        left = percent_text(likelihood.if_not_come, words)
        start = f"{passed}, and for" if not covered else "For"
        none = "them" if not covered else f"the other {over - covered}"
        yield (
            f"{start} {none} no record is declared complete: that nothing is recorded there says "
            f"nothing, and does not move the likelihood. If it has not come yet, it is {left}."
        )


def _pair(likelihood: Likelihood, words: Phrases) -> str:
    if likelihood.base_rate is None or likelihood.pair_visits is None:
        unknown = "The pair's own rate is not known: no record here is declared complete for it."
        lent = likelihood.all_pairs_rate
        if lent is None:
            return unknown
        return (
            f"{unknown} The rate of all pairs of its kind stands in, with which any such window "
            f"sees a visit: {percent_text(lent, words)}."
        )
    visits, years = likelihood.pair_visits
    rate = percent_text(likelihood.base_rate, words)
    counted = f"{visits} visit{'' if visits == 1 else 's'} in the {years:.1f} covered years"
    only = "" if not likelihood.pair_ranks else f" by a {' or '.join(likelihood.pair_ranks)}"
    why = "" if not only else " For other ranks no record here is declared complete."
    return (
        f"Any such window sees some visit of the pair{only} with {rate}: {counted} before, "
        f"spread over the months as visits of all pairs are.{why}"
    )


def _class(likelihood: Likelihood, words: Phrases) -> str:
    hits, misses = likelihood.prior
    share, legs = percent_text(likelihood.class_share, words), likelihood.class_legs
    learned = "" if not legs else f", judged and learned from {legs} other leg"
    learned += "s" if legs > 1 else ""
    rates = likelihood.base_rate, likelihood.all_pairs_rate
    beyond = "beyond chance" if rates == (None, None) else "beyond that"
    return (
        f'Its class ("{likelihood.class_name}") brings about a visit in {share} of cases '
        f"{beyond}{learned}: that lends the rule {hits:.3g} hits in {hits + misses:.3g} chances to "
        "begin with, since few hits of its own prove little."
    )


def _own(found: Evidence, likelihood: Likelihood, words: Phrases) -> Iterator[str]:
    if not likelihood.chances or found.posterior is None:
        return
    early = (
        f", and {_part(BEFORE_STATED)} if it was decided before the rule was written down, since "
        "those helped to choose the rule"
        if found.record is not None and found.record.chances_before
        else ""
    )
    yield (
        f"What is old says less: a chance counts for half after {HALF_LIFE} years, for a quarter "
        f"after {2 * HALF_LIFE}{early}."
    )
    weighed_hits, weighed = likelihood.weighed
    hits, chances = found.posterior.hits, sum(found.posterior)
    yield (
        f"Counted so, the rule's own record of {_counted_as(likelihood)} weighs like "
        f"{weighed_hits:.2f} in {weighed:.2f}. Put together with what its class lends, that is a "
        f"visit in {hits:.2f} of {chances:.2f} cases: {percent_text(hits / chances, words)}."
    )


def _counted_as(likelihood: Likelihood) -> str:
    chances = f"{likelihood.chances} chance{'' if likelihood.chances == 1 else 's'}"
    return f"{likelihood.hits} hit{'' if likelihood.hits == 1 else 's'} in {chances}"


def _part(share: float) -> str:
    return "half of that" if share == 0.5 else f"{share:g} of that"


def _gate(found: Evidence, words: Phrases) -> str:
    assert found.gate is not None
    question = text_for(found.gate.question, words.language)[1]
    if found.gate_answer is None:
        likelihood = found.occurrence.likelihood
        gate = None if likelihood is None else likelihood.gate
        share = "" if gate is None else percent_text(gate, words)
        return f'"{question}" is open: times {share}, the smoothed share of yes so far.'
    return f'"{question}" is answered {"yes" if found.gate_answer else "no"}.'
