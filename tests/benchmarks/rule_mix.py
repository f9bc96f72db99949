"""100,000 date sentences in the proportions of real rule files, the same ones at every run."""

from collections.abc import Callable
from random import Random

from calendar_gen.problems import Place
from calendar_gen.sentences import DateSentence, parse

PLACE = Place("rules.yaml", 1, 1)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HEBREW = ("Tishri", "Kislev", "Shevat", "Nisan", "Iyar", "Sivan", "Tammuz", "Av", "Adar II")
ISLAMIC = ("Muharram", "Safar", "Rajab", "Ramadan", "Shawwal", "Dhu al-Hijjah")
PERSIAN = ("Farvardin", "Khordad", "Mordad", "Mehr", "Azar", "Bahman", "Esfand")
GREGORIAN = {
    "January": 31,
    "February": 29,
    "March": 31,
    "April": 30,
    "May": 31,
    "June": 30,
    "July": 31,
    "August": 31,
    "September": 30,
    "October": 31,
    "November": 30,
    "December": 31,
}
DAYS = [f"{day} {month}" for month, length in GREGORIAN.items() for day in range(1, length + 1)]
RELATIONS = ("before", "after", "on or before", "on or after", "nearest")


def _fixed(random: Random) -> str:
    return random.choice(DAYS)


def _nth(random: Random) -> str:
    nth = random.choice(("1st", "2nd", "3rd", "4th", "5th", "last"))
    return f"{nth} {random.choice(WEEKDAYS)} of {random.choice(list(GREGORIAN))}"


def _relative(random: Random) -> str:
    return f"{random.choice(WEEKDAYS)} {random.choice(RELATIONS)} {_fixed(random)}"


def _easter(random: Random) -> str:
    easter = random.choice(("Easter", "Easter", "Orthodox Easter"))
    away = random.choice((-48, -46, -7, -3, -2, 0, 1, 7, 39, 49, 50, 60, 68))
    if away == 0:
        return easter
    return f"{abs(away)} day{'s'[: abs(away) != 1]} {'before' if away < 0 else 'after'} {easter}"


def _other_calendar(random: Random) -> str:
    chinese = f"day {random.randint(1, 30)} of month {random.randint(1, 12)} Chinese"
    day = random.randint(1, 29)
    named = [f"{day} {random.choice(months)}" for months in (HEBREW, ISLAMIC, PERSIAN)]
    return random.choice([*named, chinese])


def _nested(random: Random) -> str:
    anchor = random.choice((_nth, _nth, _relative, _other_calendar))(random)
    if random.random() < 0.5:
        return f"{random.choice(WEEKDAYS)} {random.choice(RELATIONS[:2])} {anchor}"
    return f"{random.randint(2, 9)} days {random.choice(RELATIONS[:2])} {anchor}"


MIX: tuple[tuple[int, Callable[[Random], str]], ...] = (
    (70, _fixed),
    (10, _nth),
    (5, _relative),
    (5, _easter),
    (7, _other_calendar),
    (3, _nested),
)
"""Per cent of the rules, and how a sentence of that kind is made."""


def texts(count: int) -> list[str]:
    """So many sentences of the mix, in no order."""
    random = Random(20260101)
    makers = [make for _, make in MIX]
    weights = [share for share, _ in MIX]
    return [make(random) for make in random.choices(makers, weights, k=count)]


def read(text: str) -> DateSentence:
    """The sentence of a text; a year that lacks its day is left out."""
    rule, problems = parse(text, place=PLACE)
    if rule is None:
        rule, problems = parse(text, place=PLACE, missing="omit")
    assert rule is not None, problems
    return rule
