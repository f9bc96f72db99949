"""The words that belong to no calendar, weekdays and ordinals first, and how words compare."""

import unicodedata

WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
"""By the number of a day modulo 7."""

ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
LAST = "last"

_IGNORED = str.maketrans("", "", "-_'’‘ʻʼ`")


def fold(text: str) -> str:
    """A word as it is compared: without letter case, accents, hyphens, apostrophes and spaces."""
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
        )
    return text.casefold().translate(_IGNORED).replace(" ", "")


_WEEKDAY_NUMBERS = {
    word: number
    for number, name in enumerate(WEEKDAYS)
    for word in (name.casefold(), name[:3].casefold())
}
_ORDINAL_NUMBERS = {word: number for number, word in enumerate(ORDINALS, start=1)} | {LAST: -1}

GRAMMAR_WORDS = (
    "after",
    "as",
    "before",
    "day",
    "days",
    "every",
    "in",
    "leap",
    "month",
    "nearest",
    "observed",
    "of",
    "on",
    "or",
    "the",
    "week",
    "year",
)


def weekday_number(word: str) -> int | None:
    """0 for Sunday to 6 for Saturday, in full or by three letters; None for another word."""
    return _WEEKDAY_NUMBERS.get(word.casefold())


def ordinal_number(word: str) -> int | None:
    """1 for first to 12 for twelfth, -1 for last; None for another word."""
    return _ORDINAL_NUMBERS.get(word.casefold())
