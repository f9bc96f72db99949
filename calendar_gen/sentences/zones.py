"""Zones of the IANA database by name, or by the last part of the name where one zone has it."""

from functools import cache

from calendar_gen.problems import nearest
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.tokens import SentenceError
from calendar_gen.sentences.words import fold


def read_zone(cursor: Cursor) -> str:
    """The zone that is named next, by its shortest name: `Tokyo`, `UTC`. Raises SentenceError."""
    token, start = cursor.here, cursor.at
    if token.kind == "end":
        raise SentenceError("the sentence ends where a zone must follow", token.offset)
    zones = cursor.longest(_by_name())
    if zones is None:
        raise _unknown(cursor)
    if len(zones) > 1 and _are_one(zones):
        return zones[0].rpartition("/")[2].replace("_", " ")
    if len(zones) > 1:
        raise SentenceError(
            f'several zones are called "{cursor.said(start)}"',
            token.offset,
            f"name one of {', '.join(zones)}",
        )
    return short_name(zones[0])


def _unknown(cursor: Cursor) -> SentenceError:
    """Why what comes next is no zone, with the one that is meant."""
    from difflib import SequenceMatcher

    token = cursor.here
    said = cursor.text[token.offset :]
    place = _PLACES.get(fold(said)) or _PLACES.get(fold(said).replace(".", ""))
    if place is not None:
        message = f'no zone is called "{said}"'
        hint = f'did you mean "{place}"?'
        return SentenceError(message, token.offset, hint, settled=True)
    message = f'no zone is called "{token.text}"'
    hint = "a zone is that of a city, such as Tokyo, or UTC"
    if _is_distance(token.text):
        return SentenceError(message, token.offset, hint, settled=True)
    options = [name.replace("_", " ") for name in _last_parts()]
    near = nearest(token.text, options)
    if near is not None:
        alike = SequenceMatcher(None, near.casefold(), token.text.casefold()).ratio()
        hint = f'did you mean "{near}"?' if alike > _ALIKE else hint
    return SentenceError(message, token.offset, hint, settled=True)


_ALIKE = 0.7
"""Likeness from which on a zone is suggested: there are so many that one is near to any word."""


def _is_distance(text: str) -> bool:
    """Whether a text says how far a zone is from UTC."""
    return text.upper().startswith(("UTC+", "UTC-", "GMT+", "GMT-", "UTC−", "+", "-"))


def _are_one(keys: tuple[str, ...]) -> bool:
    """Whether several keys are names of one zone, as they are where it has been renamed."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    zones = [ZoneInfo(key) for key in keys]
    # Days by which two zones are told apart: clocks change at other times of the year.
    moments = (datetime(year, month, 15) for year in range(1900, 2050) for month in range(1, 13))
    return all(len({zone.utcoffset(moment) for zone in zones}) == 1 for moment in moments)


def zone_key(name: str) -> str:
    """The key in the IANA database of a zone by the name that `read_zone` gave."""
    return _by_name()[fold(name)][0]


def short_name(key: str) -> str:
    """The last part of a zone's key, in words, if it is the only one of that name; else the key."""
    last = key.rpartition("/")[2]
    return last.replace("_", " ") if _by_name().get(fold(last)) == (key,) else key


_PLACES = {
    "ankara": "Istanbul",
    "bangalore": "Kolkata",
    "beijing": "Shanghai",
    "bern": "Zurich",
    "bombay": "Kolkata",
    "brasilia": "Sao Paulo",
    "canberra": "Sydney",
    "china": "Shanghai",
    "delhi": "Kolkata",
    "england": "London",
    "france": "Paris",
    "geneva": "Zurich",
    "germany": "Berlin",
    "hanoi": "Ho Chi Minh",
    "india": "Kolkata",
    "islamabad": "Karachi",
    "italy": "Rome",
    "jst": "Tokyo",
    "korea": "Seoul",
    "kst": "Seoul",
    "kyoto": "Tokyo",
    "milan": "Rome",
    "mumbai": "Kolkata",
    "munich": "Berlin",
    "newdelhi": "Kolkata",
    "osaka": "Tokyo",
    "ottawa": "Toronto",
    "peking": "Shanghai",
    "pretoria": "Johannesburg",
    "rabat": "Casablanca",
    "russia": "Moscow",
    "southkorea": "Seoul",
    "spain": "Madrid",
    "stpetersburg": "Moscow",
    "uk": "London",
    "unitedkingdom": "London",
    "unitedstates": "New York",
    "us": "New York",
    "usa": "New York",
    "vietnam": "Ho Chi Minh",
    "washington": "New York",
}
"""Places that people look for in the database, by the city that their zone is called after."""


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    from zoneinfo import available_timezones

    table: dict[str, tuple[str, ...]] = {}
    for key in sorted(available_timezones()):
        table[fold(key)] = (key,)
    for key in sorted(available_timezones()):
        last = fold(key.rpartition("/")[2])
        if "/" in key and _is_place(key) and fold(key) != last:
            # A key without a region, such as Singapore, is an older name of that place.
            table[last] = (*(k for k in table.get(last, ()) if "/" in k and k != key), key)
    return table


def _is_place(key: str) -> bool:
    return not key.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))


@cache
def _last_parts() -> tuple[str, ...]:
    from zoneinfo import available_timezones

    return tuple(sorted({key.rpartition("/")[2] for key in available_timezones()}))
