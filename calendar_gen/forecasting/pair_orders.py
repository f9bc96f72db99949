"""In which order the pairs of a ledger stand; equals by the codes of their parties."""

from collections.abc import Callable, Iterable, Mapping

from calendar_gen.forecasting.ledger import PairLedger


def _last(pair: PairLedger) -> tuple[int, int]:
    """The latest visit first, pairs without one last."""
    return (0, -pair.visits[-1].latest) if pair.visits else (1, 0)


def _owed(pair: PairLedger) -> tuple[int, int]:
    """What is owed longest first, pairs that owe nothing last."""
    return (1, 0) if pair.owed_since is None else (0, pair.owed_since)


ORDERS: Mapping[str, Callable[[PairLedger], tuple[int, ...]]] = {
    "party": lambda _pair: (),
    "visits": lambda pair: (-len(pair.visits),),
    "balance": lambda pair: (-abs(pair.balance),),
    "last": _last,
    "owed": _owed,
}
"""Name of an order to what it sorts by."""


def in_order_of(name: str, pairs: Iterable[PairLedger]) -> tuple[PairLedger, ...]:
    """The pairs in one of the `ORDERS`."""
    key = ORDERS[name]
    return tuple(sorted(pairs, key=lambda pair: (key(pair), pair.parties)))
