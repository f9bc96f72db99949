"""`only-on` and `never-on`, `observed` and `lasts`: what looks at the weekday of a day, and for how
long a day lasts.
"""

import re
from typing import Literal

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place, did_you_mean, nearest, shortened
from calendar_gen.rulebook import shapes
from calendar_gen.rulebook.nodes import Mapping, Node, Scalar
from calendar_gen.rulebook.readers import from_text, list_of, mapped
from calendar_gen.rulebook.reading import (
    Field,
    Reader,
    Reading,
    Reference,
    Values,
    pairs,
    unexpected,
)
from calendar_gen.rules import Shift
from calendar_gen.sentences.words import ORDINALS, WEEKDAYS, ordinal_number, weekday_number

WEEKEND = "weekend"
_RELATIONS = ("after", "before", "on or after", "on or before", "nearest")
_FARTHEST = 31
_LONGEST = 1000


def _weekday(node: Scalar, reading: Reading) -> tuple[int, ...] | None:
    if node.text.casefold() == WEEKEND:
        return (6, 0)
    number = weekday_number(node.text)
    if number is not None:
        return (number,)
    message = f'"{shortened(node.text)}" is no weekday'
    hint = _several(node.text) or did_you_mean(node.text, (*WEEKDAYS, WEEKEND))
    reading.error(node.at, "weekday", message, hint)
    return None


def _several(text: str) -> str | None:
    """What to write for several weekdays in one text: a list."""
    if text.casefold() in ("weekday", "weekdays", "working days", "workdays", "business days"):
        return "Monday to Friday are what never-on: [weekend] leaves"
    words = [word for word in re.split(r"[\s,;/&]+|\band\b|\bor\b", text) if word]
    if len(words) < 2 or any(weekday_number(word) is None for word in words):
        return None
    return f'did you mean "[{", ".join(words)}]"?'


_NAMES = [
    *(form for day in WEEKDAYS for form in (day, day[:3], day.lower(), day[:3].lower())),
    WEEKEND,
]
_WEEKDAY = {"type": "string", "pattern": shapes.WEEKDAY, "anyOf": [{"enum": _NAMES}, {}]}
"""The names are there to be completed; whatever letter case they are written in."""
_WEEKDAYS: Reader[tuple[int, ...]] = mapped(
    list_of(from_text("a weekday such as Friday", _weekday, _WEEKDAY), least=1, once=True),
    lambda groups: tuple(sorted({day for group in groups for day in group})),
)

ONLY_ON = Field(
    "only-on", _WEEKDAYS, "Weekdays without which the year is left out.", "[Friday, Monday]"
)
NEVER_ON = Field("never-on", _WEEKDAYS, "Weekdays on which the year is left out.", "[Sunday]")


def check_weekdays(values: Values, reading: Reading) -> None:
    """That some weekday is left."""
    only, never = values.get(ONLY_ON), values.get(NEVER_ON)
    left = set(range(7) if only is None else only) - set(never or ())
    if not left:
        field = NEVER_ON if only is None else ONLY_ON
        message = '"only-on" and "never-on" leave no weekday, so the rule has no day'
        reading.error(values.place(field), "weekday", message)


_SHIFT = (
    r"(?i:(?:(?:the )?(?P<nth>\S+) )?(?P<day>\S+?) "
    r"(?P<relation>after|before|on or after|on or before|nearest)(?: (?P<keeps>also|only))?)"
)
_EXAMPLE = 'an example: {Sunday: Monday after, Saturday: "Friday before also"}'


def _observed(node: Node, reading: Reading) -> tuple[Shift, ...] | None:
    if not isinstance(node, Mapping) or not node.pairs:
        unexpected(node, reading, _OBSERVED.means)
        return None
    before = reading.failures
    found: dict[_Key, tuple[Shift, Place]] = {}
    for key, value in pairs(node, reading):
        toward = _TOWARD.read(value, reading)
        for at in _keys(key, reading):
            if at in found:
                first = found[at][1]
                message = f"{at.rule or WEEKDAYS[at.weekday]} is given twice"
                reading.error(key.at, "observed", message, f"the first is in line {first.line}")
            elif toward is not None:
                weekday = None if at.rule else at.weekday
                shift = toward._replace(
                    weekday=weekday, rule=at.rule or None, as_observed=at.as_observed
                )
                found[at] = shift, key.at
    if reading.failures > before:
        return None
    return tuple(found[at][0] for at in sorted(found))


class _Key(NamedTuple):
    """Which days an entry is for; `rule` is empty for those of a weekday."""

    rule: str
    weekday: int
    as_observed: bool


def _keys(key: Scalar, reading: Reading) -> list[_Key]:
    """A weekday, both of the weekend, or the days of a rule, `as observed` if so said."""
    if key.text.casefold() == WEEKEND:
        return [_Key("", 6, False), _Key("", 0, False)]
    number = weekday_number(key.text)
    if number is not None:
        return [_Key("", number, False)]
    if key.text[:1].isupper():
        message = f'"{shortened(key.text)}" is no weekday'
        hint = did_you_mean(key.text, (*WEEKDAYS, WEEKEND))
        reading.error(key.at, "weekday", message, hint)
        return []
    rule, as_, observed = key.text.partition(" as ")
    if as_ and observed != "observed":
        message = f'"{shortened(observed)}" cannot stand after "as"'
        reading.error(
            key.place(len(rule + as_)), "observed", message, f'write "{rule} as observed"'
        )
        return []
    reading.references.append(Reference("observed", rule, key.at))
    return [_Key(rule, 0, bool(as_))]


def _toward(node: Scalar, reading: Reading) -> Shift | None:
    text = " ".join(node.text.split())
    found = re.fullmatch(_SHIFT, text)
    if found is None:
        _not_a_shift(node, text, reading)
        return None
    relation, keeps = found["relation"].lower(), (found["keeps"] or "moves").lower()
    count = 1 if found["nth"] is None else _count(found["nth"])
    weekday = weekday_number(found["day"])
    is_day = found["day"].lower() in ("day", "days")
    if weekday is None and not is_day:
        message = f'"{found["day"]}" is no weekday'
        hint = did_you_mean(found["day"], (*WEEKDAYS, "day"))
        reading.error(node.place(found.start("day")), "weekday", message, hint)
        return None
    if count is None or (is_day and relation not in ("after", "before")):
        _not_a_shift(node, text, reading)
        return None
    offsets = tuple(_offset(day, weekday, count, relation) for day in range(7))
    if max(abs(offset) for offset in offsets) > _FARTHEST:
        message = f"an observed day lies within {_FARTHEST} days of the day"
        reading.error(node.at, "observed", message)
        return None
    return Shift(found[0].removesuffix(f" {keeps}"), None, None, offsets, _KEEPS[keeps])


_KEEPS: dict[str, Literal["moves", "also", "only"]] = {
    "moves": "moves",
    "also": "also",
    "only": "only",
}


def _not_a_shift(node: Scalar, text: str, reading: Reading) -> None:
    """Points at the first word that cannot stand where it does."""
    words = text.split(" ")
    meant = _meant_shift(words)
    if meant is not None:
        message = f'"{shortened(text)}" does not say a day'
        reading.error(node.at, "observed", message, f'did you mean "{meant}"?')
        return
    allowed = (
        *WEEKDAYS,
        *ORDINALS,
        "after",
        "before",
        "on",
        "or",
        "nearest",
        "also",
        "only",
        "day",
    )
    offset = 0
    for word in words:
        known = {each.casefold() for each in allowed} | {"days", "the"}
        if word.casefold() not in known and _count(word) is None and weekday_number(word) is None:
            message = f'"{word}" cannot stand in an observed day'
            hint = did_you_mean(word, allowed) or _EXAMPLE
            reading.error(node.place(offset), "observed", message, hint)
            return
        offset += len(word) + 1
    reading.error(node.at, "observed", f'"{shortened(text)}" does not say a day', _EXAMPLE)


def _meant_shift(words: list[str]) -> str | None:
    """`Monday`, `next Monday`, `previous Friday` as the language says them."""
    if len(words) == 1 and weekday_number(words[0]) is not None:
        return f"{words[0]} after"
    relation = {"next": "after", "following": "after", "previous": "before", "last": "before"}
    if len(words) == 2 and weekday_number(words[1]) is not None:
        side = relation.get(words[0].casefold())
        return f"{words[1]} {side}" if side else None
    return None


def _count(word: str) -> int | None:
    number = ordinal_number(word)
    if number is None:
        digits = re.fullmatch(r"([1-9][0-9]?)(?:st|nd|rd|th)?", word)
        number = int(digits[1]) if digits else -1
    return None if number < 1 else number


def _offset(day: int, weekday: int | None, count: int, relation: str) -> int:
    """Days from a day of that weekday to the one that is meant."""
    if weekday is None:
        return count if relation == "after" else -count
    weeks = 7 * (count - 1)
    if relation == "after":
        return 1 + (weekday - day - 1) % 7 + weeks
    if relation == "before":
        return -1 - (day - 1 - weekday) % 7 - weeks
    if relation == "on or after":
        return (weekday - day) % 7 + weeks
    if relation == "on or before":
        return -((day - weekday) % 7) - weeks
    return (weekday - day + 3) % 7 - 3


_TOWARD: Reader[Shift] = from_text(
    'a day such as "Monday after"',
    _toward,
    {
        "type": "string",
        "pattern": shapes.OBSERVED_DAY,
        "examples": ["Monday after", "Friday before", "Monday after also", "2 days after only"],
    },
)
_OBSERVED: Reader[tuple[Shift, ...]] = Reader(
    _observed,
    {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": shapes.OBSERVED_KEY},
        "properties": {day: dict(_TOWARD.schema) for day in (*WEEKDAYS, WEEKEND)},
        "additionalProperties": dict(_TOWARD.schema),
    },
    "weekdays or rules with the day kept instead, such as {Sunday: Monday after}",
)
OBSERVED = Field(
    "observed",
    _OBSERVED,
    "The day kept instead, by weekday (`weekend` for both) or where another rule has a day "
    "(`its-id as observed`: is kept); `also` keeps both, `only` no other.",
    "{Sunday: Monday after, Saturday: Friday before}",
)


def _days(node: Scalar, reading: Reading) -> int | None:
    found = re.fullmatch(r"([1-9][0-9]{0,3}) (days?|weeks?)", " ".join(node.text.split()))
    if found is not None:
        days = int(found[1]) * (7 if found[2].startswith("week") else 1)
        if days <= _LONGEST:
            return days
        reading.error(node.at, "lasts", f"a day lasts {_LONGEST} days at most")
        return None
    message = f'"{shortened(node.text)}" does not say how long it lasts'
    reading.error(node.at, "lasts", message, _length(node.text) or "an example: 3 days")
    return None


_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HOURS = 24


def _length(text: str) -> str | None:
    """What to write for a length in words, in hours, or without its unit."""
    found = re.fullmatch(r"([a-z]+|[1-9][0-9]{0,3})(?:[\s-]*([a-z]+))?", text.strip().casefold())
    if found is None:
        return None
    count = 1 if found[1] in ("a", "an") else 0
    if found[1] in _COUNTS:
        count = _COUNTS.index(found[1]) + 1
    count = int(found[1]) if found[1].isdecimal() else count
    unit = found[2] or "days"
    if unit.startswith("hour"):
        count, unit = -(-count // _HOURS), "days"
    near = nearest(unit, ("days", "weeks"))
    if not count or near is None:
        return None
    return f'did you mean "{count} {near.removesuffix("s") if count == 1 else near}"?'


LASTS = Field(
    "lasts",
    from_text('a length such as "3 days"', _days, {"type": "string", "pattern": shapes.LASTS}),
    "How long it is kept, from the observed day on.",
    "3 days",
)
