"""Entries -> events: one plain all-day event an occurrence, two for a long window."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Literal, NamedTuple

from calendar_gen.edtf import civil
from calendar_gen.entries import Entry
from calendar_gen.entries.notices import closing, opening
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.ics.lines import clean

Windows = Literal["edges", "span", "start"]
"""A window as its two edges if it is long, as one bar, or as its first day."""
STYLES: tuple[Windows, ...] = ("edges", "span", "start")
Standing = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]

CLOSES = ".closes"
"""Ends the UID of the event on the day on which a window closes; its opening has the plain one."""

LONG = 7
"""A window of more days than this has two edges: a longer bar would fill every day of a month view.
"""


class Event(NamedTuple):
    """What one VEVENT says, in cleaned text: all but its revision, domain and feed.

    `first` and `last` are both in. `keys` name what feeds choose by: `category:wwii`, `kind:visit`,
    `mark`, `number:80`, `pair:CN-RU`, `party:RU`, `rule:victory-exchange`. `alarm` is in days
    before.
    """

    uid: str
    summary: str
    first: int
    last: int
    standing: Standing
    description: str
    location: str | None
    categories: tuple[str, ...]
    siblings: tuple[str, ...]
    url: str | None
    keys: tuple[str, ...]
    alarm: int | None = None

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of all that the event says (`keys` choose feeds and are not said).

        Made of the texts themselves and not of their `repr`, which changes with Python's Unicode
        tables; cleaned texts hold no control characters, so these keep fields and members apart.
        """
        said = self._replace(keys=())
        fields = ("\x1e".join(v) if isinstance(v, tuple) else _word(v) for v in said)
        return sha256("\x1f".join(fields).encode()).hexdigest()


def _word(value: object) -> str:
    return "\x00" if value is None else str(value)


def events(
    entries: Iterable[Entry],
    *,
    windows: Windows = "edges",
    base_url: str | None = None,
    alarm: int | None = None,
) -> list[Event]:
    """The events of some entries, in order of first day, last day and UID.

    `base_url` is the address of the site whose digests they point to; `alarm`, if asked for, the
    days before an event on which a program may remind.
    """
    made = (event for entry in entries for event in _of(entry, windows, base_url, alarm))
    return sorted(made, key=lambda event: (event.first, event.last, event.uid))


def _of(entry: Entry, windows: Windows, base_url: str | None, alarm: int | None) -> Iterator[Event]:
    occurrence = entry.occurrence
    if occurrence.kind == "commemoration" and occurrence.extent == "window":
        return  # known by its year alone: it has no day for a calendar
    first, last = occurrence.earliest, occurrence.latest
    whole = Event(
        uid=entry.uid,
        summary=clean(entry.summary),
        first=first,
        last=last,
        standing=standing(occurrence),
        description=clean("\n\n".join(entry.description)),
        location=clean(entry.location) if entry.location else None,
        categories=tuple(clean(text) for text in entry.filed_under),
        siblings=tuple(link.uid for link in entry.counterparts),
        url=address(occurrence, base_url),
        keys=keys(entry),
        alarm=alarm,
    )
    if occurrence.extent == "days" or first == last or windows == "span":
        yield whole
    elif windows == "start":
        yield _edge(whole, entry, first, opening)
    elif last - first + 1 <= LONG:
        yield whole
    else:
        yield _edge(whole, entry, first, opening)
        ending = _edge(whole, entry, last, closing)
        yield ending._replace(uid=f"{entry.uid}{CLOSES}", siblings=())


def _edge(whole: Event, entry: Entry, day: int, words: Callable[[str, str], str]) -> Event:
    """One edge of a window. A cancelled one has nothing that opens or closes."""
    text = entry.summary
    if whole.standing != "CANCELLED":
        text = words(text, entry.language)
    return whole._replace(summary=clean(text), first=day, last=day)


def standing(occurrence: Occurrence) -> Standing:
    """STATUS (RFC 5545, section 3.8.1.11).

    Confirmed are a commemoration's fixed day, a visit that was confirmed or took place, and one
    that was announced for known days. That a day passes changes nothing: of a visit that nobody
    reported, what was said last stays said.
    """
    status: str = occurrence.status
    if status == "not-recorded" and occurrence.claims:
        status = max(occurrence.claims, key=lambda claim: (claim.preferred, claim.known)).status
    if status == "cancelled":
        return "CANCELLED"
    if status in ("confirmed", "occurred"):
        return "CONFIRMED"
    if status == "announced":
        return "CONFIRMED" if occurrence.extent == "days" else "TENTATIVE"
    comes_by_itself = occurrence.kind == "commemoration" or (
        occurrence.likelihood is None and status in ("projected", "passed")
    )
    sure = occurrence.certainty in ("exact", "computed")
    return "CONFIRMED" if comes_by_itself and sure else "TENTATIVE"


def address(occurrence: Occurrence, base_url: str | None) -> str | None:
    """Where the digest of its year tells of an occurrence; None without a site.

    By its UID, which a rule that is renamed keeps.
    """
    if base_url is None:
        return None
    year = civil(occurrence.earliest)[0]
    return clean(f"{base_url.rstrip('/')}/digests/{year:04d}.html#{occurrence.uid}")


def keys(entry: Entry) -> tuple[str, ...]:
    """What feeds choose an entry by, in order of bytes."""
    occurrence = entry.occurrence
    parties = {*occurrence.guests, occurrence.guest, occurrence.host} - {None}
    found = {f"category:{key}" for key in entry.categories}
    found |= {f"party:{party}" for party in parties}
    found |= {f"kind:{occurrence.kind}", f"rule:{occurrence.rule}"}
    if occurrence.kind == "visit" and occurrence.guest and occurrence.host:
        found.add("pair:" + "-".join(sorted((occurrence.guest, occurrence.host))))
    if occurrence.number is not None:
        found.add(f"number:{occurrence.number}")
    if occurrence.mark:
        found.add("mark")
    return tuple(sorted(found))
