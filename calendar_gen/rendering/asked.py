"""What was asked of a forecast, and where its answer is shown."""

from calendar_gen.named import NamedTuple
from calendar_gen.rules import Rulebook


class Asked(NamedTuple):
    """Known at the end of the day `as_of`, of the days `first` to `last`, both in, of a rulebook.

    `language` is a BCP 47 tag; `filters` are the options that narrow the answer, as typed.
    """

    as_of: int
    first: int
    last: int
    rulebook: Rulebook
    language: str = "en"
    filters: tuple[str, ...] = ()


class Screen(NamedTuple):
    """How many columns there are (None: no end, as in a pipe), and whether colour may be used."""

    width: int | None = None
    colour: bool = False
