"""The part of a digest that a mail has room for: mail programs cut off what is longer (Gmail at
102 kB of a page), so a mail names what weighs most, and says of the rest how much it is.
"""

from collections.abc import Callable, Mapping, Sequence

from calendar_gen.rendering.digest.cards import Card, Month
from calendar_gen.rendering.digest.contents import Contents
from calendar_gen.rendering.digest.milestones import Class

LONGEST = 98_000
"""Bytes of a page in a mail that no known program cuts."""

MILESTONES, ACCOUNTS, CLASHES = 30, 8, 10
"""As many of each are named in a mail that has no room for all."""
_STATES = ("overdue", "due", "owed", "balanced", "unknown")


def fitting(made: Contents, written: Callable[[Contents], str]) -> str:
    """The mail's page of all contents if it is short enough, else of as many entries as fit."""
    whole = written(made)
    if len(whole.encode()) <= LONGEST:
        return whole
    order = _by_weight(made.months)
    fits, too_many = 0, len(order) + 1
    page = written(shortened(made, order[:0]))
    while fits + 1 < too_many:
        middle = (fits + too_many) // 2
        tried = written(shortened(made, order[:middle]))
        if len(tried.encode()) <= LONGEST:
            fits, page = middle, tried
        else:
            too_many = middle
    return page


def _by_weight(months: Sequence[Month]) -> Sequence[Card]:
    """Visits before round numbers before all else, each in order of days."""
    cards = [card for month in months for card in month.cards]
    return sorted(cards, key=lambda card: (not _visit(card), not card.entry.occurrence.mark))


def _visit(card: Card) -> bool:
    return card.entry.occurrence.kind == "visit"


def shortened(made: Contents, cards: Sequence[Card]) -> Contents:
    """The contents with these cards only, and with as much of the other parts as a mail names;
    `more` counts what is left out, of a month under its anchor.
    """
    kept = {id(card) for card in cards}
    months = [m._replace(cards=[c for c in m.cards if id(c) in kept]) for m in made.months]
    milestones = _first(made.milestones)
    accounts = sorted(made.accounts, key=lambda pair: _STATES.index(pair.state))[:ACCOUNTS]
    more: Mapping[str, int] = {
        "entries": sum(len(m.cards) for m in made.months) - len(cards),
        "milestones": _milestones(made.milestones) - _milestones(milestones),
        "accounts": len(made.accounts) - len(accounts) + made.more.get("accounts", 0),
        "clashes": max(len(made.clashes) - CLASHES, 0) + made.more_clashes,
        **{
            full.anchor: len(full.cards) - len(short.cards)
            for full, short in zip(made.months, months, strict=True)
        },
    }
    return made._replace(
        months=months,
        milestones=milestones,
        accounts=[account._replace(standing=()) for account in accounts],
        clashes=made.clashes[:CLASHES],
        sources=(),
        more={name: n for name, n in more.items() if n > 0},
    )


def _first(classes: Sequence[Class]) -> Sequence[Class]:
    """The weightiest milestones."""
    found, room = [], MILESTONES
    for each in classes:
        if room > 0:
            found.append(each._replace(milestones=each.milestones[:room]))
            room -= len(each.milestones)
    return found


def _milestones(classes: Sequence[Class]) -> int:
    return sum(len(each.milestones) for each in classes)
