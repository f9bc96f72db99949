"""What a publication does, and what can be said when it cannot be done."""

from typing import NamedTuple


class Outcome(NamedTuple):
    """What is sent and removed, by path or UID, and how many stay as they are.

    `new` and `changed` are in the order in which they are sent.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int

    @property
    def any(self) -> bool:
        """Whether anything is sent or removed."""
        return bool(self.new or self.changed or self.removed)


class CannotPublish(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why a place cannot be published to."""


class NoSite(Exception):  # noqa: N818
    """A sentence on why there is nothing to publish."""
