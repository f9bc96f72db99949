"""Parties of a digest that go by a code which ISO 3166 has not given to anybody."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.rules import Rulebook

if TYPE_CHECKING:
    from calendar_gen.forecasting.ledger import PairLedger

_OF_USERS = frozenset({"XH", "XK"})
"""Of the codes that ISO 3166-1 leaves to its users (user-assigned), those that `parties` takes."""


def without_code(
    entries: Iterable[Entry],
    ledgers: Iterable["PairLedger"],
    rulebook: Rulebook,
    phrases: Phrases,
) -> Sequence[str]:
    """A sentence on each such party that is guest or host of an entry, or one of a pair."""
    found: set[str | None] = set()
    for entry in entries:
        at = entry.occurrence
        found.update((at.guest, at.host, *at.guests))
    for ledger in ledgers:
        found.update(ledger.parties)
    return [
        phrases.say(
            "{party} ({code}) has no code in ISO 3166; {code} is one that it leaves to its users.",
            party=party_name(code, rulebook, phrases),
            code=code,
        )
        for code in sorted({code.partition("-")[0] for code in found if code} & _OF_USERS)
    ]
