"""A calendar program that syncs: by UID, taking an event again only when its revision grew."""

from typing import NamedTuple


class Copy(NamedTuple):
    """An event as the program keeps it: its revision, and all its bytes."""

    sequence: int
    stamp: str
    text: bytes

    def value(self, name: str) -> str:
        """The value of a property that stands once, by its name with parameters."""
        plain = self.text.replace(b"\r\n ", b"").decode()
        (found,) = (line for line in plain.split("\r\n") if line.startswith(f"{name}:"))
        return found[len(name) + 1 :]

    @property
    def days(self) -> tuple[str, str]:
        """First day, and the day after the last."""
        return self.value("DTSTART;VALUE=DATE"), self.value("DTEND;VALUE=DATE")


class Subscriber:
    """Keeps events by UID, and all that it ever saw of revisions."""

    def __init__(self) -> None:
        self.kept: dict[str, Copy] = {}
        self.highest: dict[str, int] = {}
        self.taken: set[str] = set()

    def sync(self, feed: bytes) -> None:
        """Take what is new or grew, drop what is gone. `taken` are the UIDs that were taken.

        Raises AssertionError if the feed breaks what a calendar program relies on.
        """
        offered = events(feed)
        self.taken = {uid for uid, copy in offered.items() if self._takes(uid, copy)}
        for uid in self.kept.keys() - offered.keys():
            del self.kept[uid]
        for uid in self.taken:
            self.kept[uid] = offered[uid]
            self.highest[uid] = offered[uid].sequence
        assert self.kept == offered, "an event changed without a new revision"

    def _takes(self, uid: str, copy: Copy) -> bool:
        assert copy.sequence >= self.highest.get(uid, 0), f"SEQUENCE of {uid} went back"
        own = self.kept.get(uid)
        if own is None:
            known = self.highest.get(uid)
            assert known is None or copy.sequence > known, f"{uid} came back as it was"
            return True
        return (copy.sequence, copy.stamp) > (own.sequence, own.stamp)


def events(feed: bytes) -> dict[str, Copy]:
    """The events of a feed by UID, without the domain."""
    found: dict[str, Copy] = {}
    for part in feed.split(b"\nBEGIN:VEVENT\r\n")[1:]:
        text = part.partition(b"\nEND:VEVENT\r")[0]
        copy = Copy(0, "", text)
        copy = copy._replace(
            sequence=int(copy.value("SEQUENCE")), stamp=copy.value("LAST-MODIFIED")
        )
        uid = copy.value("UID").partition("@")[0]
        assert uid not in found, f"{uid} stands twice"
        found[uid] = copy
    return found
