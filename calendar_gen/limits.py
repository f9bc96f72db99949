"""What a file or a question may cost at most, and how to let it cost more.

The limits are far from what rules need; CALENDAR_GEN_LIMITS sets others, as in
`rules=2000000,file=64M`. It is read from the environment since every process of a run needs it: the
builds of a server, and the workers of a projection.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

VARIABLE = "CALENDAR_GEN_LIMITS"

USUAL: Mapping[str, int] = {
    "file": 16 << 20,
    "rulebook": 1 << 30,
    "rules": 1_000_000,
    "depth": 64,
    "aliases": 100_000,
    "sentence": 20,
    "chain": 100,
    "years": 500,
    "site-years": 200,
    "projected-years": 1000,
    "occurrences": 1_000_000,
    "text": 512 << 20,
    "seconds": 0,
    "connections": 2048,
    "head": 16 << 10,
    "head-seconds": 10,
}
"""Each limit by its name; `seconds` is none unless it is set."""

HIGHEST: Mapping[str, int] = {"depth": 200, "sentence": 60, "chain": 100}
"""What the interpreter's own stack has room for, where something calls itself."""

MOST = 1 << 60
"""No limit is higher: the system counts in 64 bits."""

_LONGEST = (1 << 31) - 1
"""Seconds that an alarm can be set for, which is a lifetime."""

_SIZES = {"K": 10, "M": 20, "G": 30}


class BadLimits(ValueError):  # noqa: N818 - it says what is the case
    """A sentence on what is wrong in CALENDAR_GEN_LIMITS."""


def limit(name: str) -> int:
    """A limit as it is now. Raises BadLimits."""
    text = given()
    return _read(text)[name] if text else USUAL[name]


def given() -> str:
    """What the environment says of limits, as it is written there."""
    return os.environ.get(VARIABLE, "")


def raising(name: str) -> str:
    """How to raise a limit that was met, as a part of a sentence: set to twice what it is, as far
    as it goes.
    """
    now, most = limit(name), HIGHEST.get(name)
    if most is not None and now >= most:
        return "no more can be allowed"
    return f"{VARIABLE}={name}={written(min(2 * now, most or 2 * now))} allows more"


def written(number: int) -> str:
    """A number as a limit is written: with K, M or G where it is a round one of these."""
    for letter, bits in reversed(_SIZES.items()):
        if number and number % (1 << bits) == 0:
            return f"{number >> bits}{letter}"
    return str(number)


class TimeIsUp(BaseException):
    """A command has taken longer than it may; the message is a sentence. Nothing that goes on after
    errors goes on after this.
    """


@contextmanager
def in_time() -> Iterator[None]:
    """Raises TimeIsUp in the main thread once `seconds` are over, if they are set and the system
    can (Windows cannot).
    """
    seconds = limit("seconds")
    if not seconds:
        yield
        return
    import signal

    def end(_number: int, _frame: object) -> None:
        raise TimeIsUp(f"this took more than {seconds} seconds; {raising('seconds')}")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(min(seconds, _LONGEST))
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def without_end() -> None:
    """Lets what runs until it is stopped take all the time that there is."""
    if limit("seconds"):
        import signal

        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)


@lru_cache(maxsize=8)
def _read(text: str) -> Mapping[str, int]:
    found = dict(USUAL)
    for part in text.replace(",", " ").split():
        name, equals, value = part.partition("=")
        if name not in USUAL or not equals:
            from calendar_gen.problems import did_you_mean, shortened

            hint = did_you_mean(name, USUAL, most=len(USUAL))
            raise BadLimits(f'{VARIABLE} has no limit "{shortened(name)}"; {hint}')
        found[name] = _number(name, value)
    return found


def _number(name: str, value: str) -> int:
    bits = _SIZES.get(value[-1:].upper(), 0)
    digits = value[:-1] if bits else value
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16 and int(digits)):
        from calendar_gen.problems import shortened

        raise BadLimits(
            f"{VARIABLE}: {name} is a number from 1, such as {written(USUAL[name] or 60)}, "
            f'and not "{shortened(value)}"'
        )
    number, most = int(digits) << bits, HIGHEST.get(name, MOST)
    if number > most:
        raise BadLimits(f"{VARIABLE}: {name} goes up to {written(most)}, and not to {number}")
    return number
