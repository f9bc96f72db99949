"""Zones of the IANA database by name, or by the last part of the name where one zone has it."""

from functools import cache

from calendar_gen.problems import did_you_mean
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
        capital = _CAPITALS.get(fold(cursor.text[token.offset :]))
        if capital is not None:
            message = f'no zone is called "{cursor.text[token.offset :]}"'
            raise SentenceError(message, token.offset, f'did you mean "{capital}"?')
        options = [name.replace("_", " ") for name in _last_parts()]
        raise SentenceError(
            f'no zone is called "{token.text}"',
            token.offset,
            did_you_mean(token.text, options, most=0) or "a zone is one such as Tokyo or UTC",
        )
    if len(zones) > 1:
        raise SentenceError(
            f'several zones are called "{cursor.said(start)}"',
            token.offset,
            f"name one of {', '.join(zones)}",
        )
    return short_name(zones[0])


def zone_key(name: str) -> str:
    """The key in the IANA database of a zone by the name that `read_zone` gave."""
    return _by_name()[fold(name)][0]


def short_name(key: str) -> str:
    """The last part of a zone's key, in words, if it is the only one of that name; else the key."""
    last = key.rpartition("/")[2]
    return last.replace("_", " ") if _by_name().get(fold(last)) == (key,) else key


_CAPITALS = {
    "beijing": "Shanghai",
    "peking": "Shanghai",
    "delhi": "Kolkata",
    "newdelhi": "Kolkata",
    "washington": "New York",
}
"""Capitals that people look for in the database, by the city that their zone is called after."""


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
