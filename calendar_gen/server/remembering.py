"""What headers of requests mean, remembered: most clients send the same again and again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

MOST = 1024
"""Texts whose meaning is remembered, those met last."""

LONGEST = 256
"""Bytes of such a text. A stranger may send sixty times as many, each time others, and what they
mean may be larger still.
"""

P = ParamSpec("P")
R = TypeVar("R")


def remembered(
    read: Callable[Concatenate[bytes, P], R],
) -> Callable[Concatenate[bytes, P], R]:
    """A reader of short texts that remembers what it read; long ones it reads anew."""
    kept = cast("Callable[Concatenate[bytes, P], R]", lru_cache(maxsize=MOST)(read))

    @wraps(read)
    def found(text: bytes, /, *arguments: P.args, **named: P.kwargs) -> R:
        return (kept if len(text) <= LONGEST else read)(text, *arguments, **named)

    return found
