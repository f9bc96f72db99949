"""How years are written: `44 BCE`, `1446 AH`, `5784 AM`, and what they count in each calendar."""

from calendar_gen import edtf
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.month_names import read_calendar
from calendar_gen.sentences.months import CALENDAR_NAMES, calendar_name
from calendar_gen.sentences.tokens import SentenceError, Token

_LAST_YEAR = 9999
"""Of any calendar: more digits are no year but a date run together, or a slip."""
_SHORT = 100
"""Western years below this say their era: 9 May 45 may be a slip for 1945."""
_WESTERN = ("gregorian", "julian")
_BEFORE = ("bce", "bc")
_ERAS: dict[str, tuple[str, ...]] = {
    "ce": _WESTERN,
    "ad": _WESTERN,
    "ah": ("islamic-umalqura", "islamic-civil", "islamic-tbla"),
    "am": ("hebrew", "coptic"),
    "ap": ("persian",),
    "sh": ("persian",),
    "be": ("buddhist",),
    "ee": ("ethiopic",),
    "ec": ("ethiopic",),
    "ns": ("nanakshahi",),
    "bs": ("bengali",),
}
"""Era words and the systems whose years they count, the one that is meant alone first."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
YEAR_LAST = ("buddhist", "roc", "chinese", "dangi", "vietnamese")
"""Systems whose name stands before the year when a date is printed."""


def era_systems(word: str) -> tuple[str, ...]:
    """The systems whose years an era word counts; none for another word."""
    return _ERAS.get(word.casefold(), ())


def is_before(word: str) -> bool:
    """Whether a word says that a year is before the year 1."""
    return word.casefold() in _BEFORE


def is_era(word: str) -> bool:
    """Whether a word says how years are counted: BCE, AH."""
    return is_before(word) or bool(era_systems(word))


def at_era(cursor: Cursor) -> bool:
    """Whether such a word, or the name of a calendar, comes next."""
    start = cursor.at
    named = read_calendar(cursor) is not None
    cursor.at = start
    return named or is_era(cursor.here.text)


def at_year(cursor: Cursor, key: str | None) -> bool:
    """Whether a year's number comes next; Roman only in the Republican calendar."""
    return cursor.here.kind == "number" or (
        key == "french-republican" and _roman(cursor.here.text) is not None
    )


def read_year(cursor: Cursor, key: str | None) -> tuple[str, int]:
    """A year, with era and calendar where they are said: the system, and its astronomical year.

    `key` is the system that the month belongs to, None if there was no month. Raises SentenceError.
    """
    number = cursor.take()
    year = number.value if number.kind == "number" else _roman(number.text) or 0
    if year > _LAST_YEAR:
        raise _too_large(number)
    era = cursor.here
    systems = _WESTERN if is_before(era.text) else era_systems(era.text)
    if systems:
        cursor.take()
    place = cursor.here
    named = read_calendar(cursor)
    found = named or key or (systems or _WESTERN)[0]
    if systems and named is None and found not in systems:
        found = next((s for s in systems if _alike(s, found)), found)
    if systems and found not in systems:
        raise SentenceError(
            f"years of the {calendar_name(found)} calendar are not counted in {era.text}",
            (place if named else era).offset,
        )
    if 0 < year < _SHORT and found in _WESTERN and not systems:
        hint = f"write the year in full, or {year} CE if it is of the first century"
        raise SentenceError(f'"{number.text}" is too short for a year', number.offset, hint)
    if year == 0:
        raise SentenceError("there is no year 0", number.offset, "the year before 1 CE is 1 BCE")
    return found, 1 - year if is_before(era.text) else year


def _too_large(year: Token) -> SentenceError:
    text = year.text
    dashed = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        hint = f"did you mean {edtf.parse(dashed).text}?"
    except edtf.EdtfError:
        hint = f"years end at {_LAST_YEAR}"
    return SentenceError(f'"{text}" is too large a year', year.offset, hint)


def year_text(key: str, year: int) -> str:
    """A year as it is printed in a date: 44 BCE, 1917."""
    if key not in _WESTERN or year >= _SHORT:
        return str(year)
    return f"{1 - year} BCE" if year < 1 else f"{year} CE"


def _alike(key: str, other: str) -> bool:
    return key in CALENDAR_NAMES and key.split("-")[0] == other.split("-")[0]


def is_roman(text: str) -> bool:
    """Whether a word is a Roman number, as years of the Republic have."""
    return _roman(text) is not None


def _roman(text: str) -> int | None:
    """The value of a Roman number below 90; None for other words."""
    digits = [_ROMAN.get(letter) for letter in text.casefold()]
    values = [digit for digit in digits if digit is not None]
    if not values or len(values) < len(digits):
        return None
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
