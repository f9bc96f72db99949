"""Which versions of the rules were current when."""

from threading import Lock
from typing import NamedTuple

from tests.soak.versions import Version


class _Written(NamedTuple):
    version: Version
    at: float


class History:
    """The versions as they were written and taken up; moments are seconds of one clock.

    From the moment in which a version is written it may be what an answer says; those before it may
    no more once the server was seen to have taken it up.
    """

    def __init__(self) -> None:
        self._written: list[_Written] = []
        self._settled: list[tuple[float, int]] = []
        self._lock = Lock()

    def written(self, version: Version, now: float) -> None:
        """A version is about to be put where the server reads it."""
        with self._lock:
            self._written.append(_Written(version, now))

    def settled(self, number: int, now: float) -> None:
        """The server was seen to answer by the version of a number; they count from 0."""
        with self._lock:
            self._settled.append((now, number))

    def current(self, asked: float, answered: float) -> list[Version]:
        """The versions that an answer may be of, which was asked for and came at these moments, the
        newest first.
        """
        with self._lock:
            first = next((number for at, number in reversed(self._settled) if at < asked), 0)
            found = [one.version for one in self._written[first:] if one.at <= answered]
        return found[::-1]
