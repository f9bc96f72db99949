"""Many pairs for a terminal: a row each, under arrows that say which way."""

from collections.abc import Iterator

from calendar_gen.edtf import parse
from calendar_gen.entries.days import day_text, edtf_text
from calendar_gen.entries.debts import state
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.forecasting.ledger import PairLedger
from calendar_gen.rendering.ledgers.columns import columns
from calendar_gen.rendering.ledgers.page import Page


def partners(page: Page, words: Phrases, colour: bool) -> Iterator[str]:
    """A heading and a row for each pair; a party that was asked for stands first in all of them."""
    rows = [_headings(words), *(_row(pair, page, words) for pair in page.pairs)]
    return columns(rows, colour, page.screen)


def _headings(words: Phrases) -> list[str]:
    pair, last, year, owes, since, state_ = (
        words.word("ledger", word)
        for word in ("Pair", "Last visit", "Any year", "Owes", "Since", "State")
    )
    to, back = words.word("arrow", "→"), words.word("arrow", "←")
    both = [f"{what}{way}" for what in ("", f"{last} ", f"{year} ") for way in (to, back)]
    return [pair, *both, owes, since, state_]


def key(words: Phrases) -> str:
    """What the arrows of the headings say."""
    to, back = words.word("arrow", "→"), words.word("arrow", "←")
    return words.say(
        "{to} visits of the first of a pair to the second, {back} the other way.",
        to=to,
        back=back,
    )


def _row(pair: PairLedger, page: Page, words: Phrases) -> list[str]:
    a, b = pair.parties
    if page.asked and page.asked[0] == b:
        a, b = b, a
    ways = f"{a}-{b}", f"{b}-{a}"
    return [
        words.say(
            "{a} and {b}",
            a=party_name(a, page.rulebook, words),
            b=party_name(b, page.rulebook, words),
        ),
        *(str(pair.counts[way]) for way in ways),
        *(_last(pair, way, words) for way in ways),
        *(_rate(pair.base_rate[way], words) for way in ways),
        _owes(pair, page, words),
        "–" if pair.owed_since is None or not pair.debtor else day_text(pair.owed_since, words),
        _state(pair, words),
    ]


def _last(pair: PairLedger, way: str, words: Phrases) -> str:
    shown = next((visit.shown for visit in pair.visits if visit.id == pair.last[way]), None)
    return "–" if shown is None else edtf_text(parse(shown), words)


def _rate(rate: float | None, words: Phrases) -> str:
    return "–" if rate is None else percent_text(rate, words)


def _owes(pair: PairLedger, page: Page, words: Phrases) -> str:
    if pair.owes is None:
        return "–"
    unknown = words.word("status", "not recorded")
    if pair.debtor is None:
        return unknown
    party = party_name(pair.debtor, page.rulebook, words)
    return party if pair.told else words.say("{text} ({status})", text=party, status=unknown)


def _state(pair: PairLedger, words: Phrases) -> str:
    """How the pair stands, and whether visits may be missing from the record."""
    found = state(pair, due=bool(pair.due))
    text = words.word("state of a pair", found)
    if pair.unknown and found != "unknown":
        return words.say("{state} (record incomplete)", state=text)
    return text
