"""When to try again what failed though nothing is touched: a disk has room, a mount is back."""

FIRST = 5.0
"""Seconds until the first new try."""

LONGEST = 300.0
"""Seconds between two tries at most."""


class Patience:
    """Each pause is twice as long as the one before; moments are seconds of any clock."""

    def __init__(self, first: float = FIRST, longest: float = LONGEST) -> None:
        self._first, self._longest = first, longest
        self._pause = first
        self._due: float | None = None

    def failed(self, now: float) -> float:
        """Note that it failed; gives the seconds until it is tried again."""
        pause = self._pause
        self._due = now + pause
        self._pause = min(2 * pause, self._longest)
        return pause

    def settled(self) -> None:
        """There is nothing to try again: it went well, or cannot until something is touched."""
        self._pause, self._due = self._first, None

    def over(self, now: float) -> bool:
        """Whether it is to be tried again now."""
        return self._due is not None and now >= self._due
