"""What is asked to be shown of a ledger."""

from collections.abc import Sequence
from typing import NamedTuple

from calendar_gen.forecasting.ledger import PairLedger
from calendar_gen.rules import Rulebook


class Page(NamedTuple):
    """Pairs in the order to show them, in a language (BCP 47), as of a day.

    `asked` are the parties that were named: two ask for every visit of that pair, one or none for a
    row a pair. `screen` is how many columns the terminal has; None where nothing is broken.
    """

    pairs: Sequence[PairLedger]
    rulebook: Rulebook
    language: str
    as_of: int
    asked: tuple[str, ...]
    screen: int | None = None

    @property
    def whole(self) -> bool:
        """Whether one pair is asked for, with every visit."""
        return len(self.asked) == 2
