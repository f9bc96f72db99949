"""How a pair stands, in words: who owes whom a visit, since when and for how long."""

from collections.abc import Iterator
from typing import Literal

from calendar_gen.edtf import civil
from calendar_gen.entries.days import day_text
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.forecasting.ledger import PairLedger
from calendar_gen.rules import Rulebook

State = Literal["overdue", "due", "owed", "balanced", "unknown"]


def state(ledger: PairLedger, *, due: bool) -> State:
    """How a pair stands in one word; `due` says whether a visit is expected in the time looked
    at. It is unknown who owes a visit that no record is declared complete for.
    """
    if ledger.overdue:
        return "overdue"
    if due:
        return "due"
    if ledger.owes is not None:
        return "owed" if ledger.told else "unknown"
    return "unknown" if ledger.unknown or not ledger.visits else "balanced"


def account(ledger: PairLedger, rulebook: Rulebook, phrases: Phrases, as_of: int) -> Iterator[str]:
    """The sentences on a pair: who owes, whether it is late, the balance, the order, the doubt."""
    yield verdict(ledger, rulebook, phrases, as_of)
    yield from lateness(ledger, phrases)
    yield from standing(ledger, rulebook, phrases)
    if ledger.unknown:
        yield doubt(ledger, phrases)


def standing(ledger: PairLedger, rulebook: Rulebook, phrases: Phrases) -> Iterator[str]:
    """The balance of visits, and how often their direction changed."""
    if ledger.visits:
        yield _balance(ledger, rulebook, phrases)
    order = ledger.alternation
    if order.turns > 1 and order.share and order.chance:
        yield phrases.say(
            "Order: {changes} of {turns} possible changes of direction: {share}, "
            "by chance {chance}.",
            changes=order.changes,
            turns=order.turns,
            share=percent_text(order.share, phrases),
            chance=percent_text(order.chance, phrases),
        )


def lateness(ledger: PairLedger, phrases: Phrases) -> Iterator[str]:
    """Why a visit owed is overdue, if it is."""
    if not ledger.told:
        return
    if ledger.term_passed:
        yield phrases.say("The time in which it was to be returned has passed.")
    if ledger.slow:
        yield phrases.say("That is longer than at least nine in ten of their past answers.")


def _balance(ledger: PairLedger, rulebook: Rulebook, phrases: Phrases) -> str:
    """Who made how many visits more than the other, as far as a record of both would tell."""
    if not ledger.balance or not (ledger.weighed or all(ledger.counts.values())):
        return (
            phrases.say("Both sides made as many visits.")
            if ledger.weighed
            else phrases.say("Which side made more visits is not recorded.")
        )
    ahead = ledger.parties[0] if ledger.balance > 0 else ledger.parties[1]
    party = party_name(ahead, rulebook, phrases)
    visits = phrases.count("{n} visit", "{n} visits", abs(ledger.balance))
    if ledger.weighed:
        return phrases.say("Balance: {party} is ahead by {visits}.", party=party, visits=visits)
    return phrases.say(
        "On record {party} is ahead by {visits}; which side made more is not recorded.",
        party=party,
        visits=visits,
    )


def doubt(ledger: PairLedger, phrases: Phrases) -> str:
    """What is said where the record is not declared complete both ways, or no longer is."""
    if ledger.complete_until is not None:
        day = day_text(ledger.complete_until, phrases)
        return phrases.say(
            "What is declared complete ends on {day}, so later visits may be missing.", day=day
        )
    return phrases.say("The record does not cover both directions, so visits may be missing.")


def verdict(ledger: PairLedger, rulebook: Rulebook, phrases: Phrases, as_of: int) -> str:
    """Who owes a visit, since which day, for how long, how many; and that one more is under way,
    for which nothing is owed yet, though it counts as made. Where no record would tell whether the
    visit was returned, that this is not recorded.
    """
    if ledger.owes is None or ledger.owed_since is None:
        if not ledger.visits and ledger.due:
            return phrases.say("No visit is on record; one is expected.")
        if not ledger.visits and ledger.unknown:
            return phrases.say("No visit is on record; whether one is owed is not recorded.")
        if not ledger.visits:
            return phrases.say("No visit is on record, so nobody owes one.")
        if ledger.visits[-1].under_way:
            return phrases.say("Nobody owes a visit: the last one has not ended yet.")
        return phrases.say("Nobody owes a visit: the last ones of both sides belong together.")
    owed = _owed(ledger, ledger.owes, ledger.owed_since, rulebook, phrases, as_of)
    if not any(visit.under_way and visit.host == ledger.owes for visit in ledger.visits):
        return owed
    further = phrases.say("A further visit is under way; it will be owed for once it has ended.")
    return phrases.sentences((owed, further))


def _owed(
    ledger: PairLedger, debtor: str, since: int, rulebook: Rulebook, phrases: Phrases, as_of: int
) -> str:
    """That a visit is owed; or that it is by what is on record, where no record would tell whether
    it has been made; or that nobody knows, where none that way is on record.
    """
    creditor = next(party for party in ledger.parties if party != debtor)
    words = {
        "debtor": party_name(debtor, rulebook, phrases),
        "creditor": party_name(creditor, rulebook, phrases),
        "day": day_text(since, phrases),
        "time": lapse(since, as_of, phrases),
    }
    if not ledger.told and ledger.debtor is None:
        return phrases.say(
            "Whether {debtor} owes {creditor} a visit is not recorded: "
            "no record of visits that way is declared complete.",
            **words,
        )
    if not ledger.told:
        return phrases.say(
            "On record {debtor} owes {creditor} a visit since {day}, for {time}; "
            "whether it has been made is not recorded.",
            **words,
        )
    sentence = phrases.say("{debtor} owes {creditor} a visit since {day}, for {time}", **words)
    unanswered = phrases.count("{n} visit unanswered", "{n} visits unanswered", ledger.unanswered)
    return phrases.say("{sentence}; {detail}.", sentence=sentence, detail=unanswered)


def lapse(since: int, until: int, phrases: Phrases) -> str:
    """The time between two days, in days, whole months or years, whichever is short to read."""
    days = max(until - since, 0)
    start, end = civil(since), civil(until)
    months = max((end[0] - start[0]) * 12 + end[1] - start[1] - (end[2] < start[2]), 0)
    if months < 2:
        return phrases.count("{n} day", "{n} days", days)
    if months < 24:
        return phrases.count("{n} month", "{n} months", months)
    return phrases.count("{n} year", "{n} years", months // 12)
