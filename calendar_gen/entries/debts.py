"""Who owes whom a visit, since when and for how long, in words."""

from calendar_gen.edtf import civil
from calendar_gen.entries.days import day_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.forecasting.ledger import PairLedger
from calendar_gen.rules import Rulebook


def verdict(ledger: PairLedger, rulebook: Rulebook, phrases: Phrases, as_of: int) -> str:
    """One sentence on a pair: who owes a visit, since which day, for how long, how many."""
    if ledger.owes is None or ledger.owed_since is None:
        if not ledger.visits:
            return phrases.say("No visit is on record, so nobody owes one.")
        return phrases.say("Nobody owes a visit: the last ones of both sides belong together.")
    creditor = next(party for party in ledger.parties if party != ledger.owes)
    sentence = phrases.say(
        "{debtor} owes {creditor} a visit since {day}, for {time}",
        debtor=party_name(ledger.owes, rulebook, phrases),
        creditor=party_name(creditor, rulebook, phrases),
        day=day_text(ledger.owed_since, phrases),
        time=lapse(ledger.owed_since, as_of, phrases),
    )
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
