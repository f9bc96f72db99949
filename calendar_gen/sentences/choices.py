"""What the fields beside a sentence decide where the sentence itself leaves more than one day."""

from typing import Literal

from calendar_gen.named import NamedTuple
from calendar_gen.rules import Certainty, Origin

Missing = Literal["omit", "earlier", "later"]
Adar = Literal["first", "second"]
Custom = Literal["birthday", "yahrzeit"]
MISSING: tuple[Missing, ...] = ("omit", "earlier", "later")
ADAR: tuple[Adar, ...] = ("first", "second")
CUSTOMS: tuple[Custom, ...] = ("birthday", "yahrzeit")


class Choices(NamedTuple):
    """`missing:` for years without the day, `adar:` for plain Adar, `custom:` and its `of:`;
    `doubt` is how sure the day of `of:` is where the sentence is that day.
    """

    missing: Missing | None = None
    adar: Adar | None = None
    custom: Custom | None = None
    origin: Origin | None = None
    doubt: Certainty = "exact"
