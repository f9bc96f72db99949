"""What became different of occurrences between two builds, or between what was known on two days.

Knows nothing of feeds and languages: titles come in all the languages that there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from calendar_gen.edtf import from_iso, iso
from calendar_gen.occurrences import Occurrence

Aspect = Literal["added", "removed", "moved", "cancelled", "confirmed", "likelihood", "text"]
ASPECTS: tuple[Aspect, ...] = (
    "added",
    "removed",
    "moved",
    "cancelled",
    "confirmed",
    "likelihood",
    "text",
)
CERTAIN = ("confirmed", "occurred")


PARTS = ("summary", "description", "location", "categories")
"""What feeds say of an occurrence beside its days."""

WHOLE, PART = 12, 6
"""Hexadecimal digits of the digest of all that is said, and of that of each part."""


class State(NamedTuple):
    """How an occurrence stood.

    `titles` have parties and number but no status; `said` is, for each language, a digest of all
    that feeds say of it, then of each of the `PARTS`. `earliest` and `latest` are both in,
    `likelihood` is in whole per cents.
    """

    id: str
    titles: Mapping[str, str]
    said: Mapping[str, str]
    earliest: int
    latest: int
    extent: str
    status: str
    likelihood: int | None


class Change(NamedTuple):
    """What happened to the occurrence of a UID: `before` is None if it is new, `after` if it is
    gone.
    """

    uid: str
    aspects: tuple[Aspect, ...]
    before: State | None
    after: State | None

    @property
    def latest_state(self) -> State:
        """How it stands now or, if it is gone, how it stood last."""
        state = self.after or self.before
        assert state is not None
        return state

    def concerns(self, language: str) -> bool:
        """Whether a reader of that language sees a difference."""
        if self.aspects != ("text",) or self.before is None or self.after is None:
            return True
        return self.before.titles.get(language) != self.after.titles.get(language) or _whole(
            self.before.said.get(language)
        ) != _whole(self.after.said.get(language))

    def reworded(self, language: str) -> tuple[str, ...]:
        """Which of the `PARTS` are said otherwise in a language; none if that is not known, as of a
        build by an older version of this program.
        """
        if self.before is None or self.after is None:
            return ()
        one, other = self.before.said.get(language, ""), self.after.said.get(language, "")
        if not len(one) == len(other) == WHOLE + PART * len(PARTS):
            return ()
        at = range(WHOLE, len(one), PART)
        return tuple(
            part
            for part, start in zip(PARTS, at, strict=True)
            if one[start : start + PART] != other[start : start + PART]
        )


class Noted(NamedTuple):
    """A change with the as-of day of the build that found it.

    `nth` counts from 0 the changes of one occurrence on one day.
    """

    day: int
    nth: int
    change: Change


MOST_NOTED = 200
"""Changes that a site keeps to tell of: enough for readers who look once a month."""


def state(occurrence: Occurrence, titles: Mapping[str, str], said: Mapping[str, str]) -> State:
    """How an occurrence stands. That a day merely passes is no news."""
    likelihood = occurrence.likelihood
    return State(
        id=occurrence.id,
        titles=titles,
        said=said,
        earliest=occurrence.earliest,
        latest=occurrence.latest,
        extent=occurrence.extent,
        status="projected" if occurrence.status == "passed" else occurrence.status,
        likelihood=None if likelihood is None else int(likelihood.probability * 100 + 0.5),
    )


def compare(
    before: Mapping[str, State],
    after: Mapping[str, State],
    horizons: tuple[tuple[int, int], tuple[int, int]],
) -> list[Change]:
    """The changes from one to the other, by UID, in order of days and id.

    `horizons` are the first and last day that each was asked for: to enter one is no addition, to
    leave one no removal.
    """
    found = (_change(uid, before.get(uid), after.get(uid)) for uid in {*before, *after})
    told = [change for change in found if change is not None and _is_news(change, horizons)]
    return sorted(told, key=_order)


def _order(change: Change) -> tuple[int, int, str]:
    state = change.latest_state
    return state.earliest, state.latest, state.id


def _change(uid: str, before: State | None, after: State | None) -> Change | None:
    if before is None:
        return Change(uid, ("added",), None, after)
    if after is None:
        return Change(uid, ("removed",), before, None)
    if before == after:  # as nearly always
        return None
    aspects = tuple(_aspects(before, after))
    return Change(uid, aspects, before, after) if aspects else None


def _aspects(before: State, after: State) -> Iterator[Aspect]:
    if (before.earliest, before.latest) != (after.earliest, after.latest):
        yield "moved"
    is_settled = True
    if after.status == "cancelled" != before.status:
        yield "cancelled"
    elif after.status in CERTAIN and before.status not in CERTAIN:
        yield "confirmed"
    else:
        is_settled = False
        if before.likelihood != after.likelihood and None not in (before[-1], after[-1]):
            yield "likelihood"
    if _is_reworded(before, after) or (_is_restated(before, after) and not is_settled):
        yield "text"


def _is_reworded(before: State, after: State) -> bool:
    """Whether it has another title or, where nothing else is told, is said in other words."""
    alone = before[3:] == after[3:]
    return _differ(before.titles, after.titles) or (
        alone and _differ(_all_whole(before), _all_whole(after))
    )


def _all_whole(state: State) -> dict[str, str | None]:
    return {language: _whole(digest) for language, digest in state.said.items()}


def _whole(digest: str | None) -> str | None:
    return None if digest is None else digest[:WHOLE]


def _is_restated(before: State, after: State) -> bool:
    return (before.status, before.extent) != (after.status, after.extent)


def _differ(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> bool:
    """Whether texts differ in a language that both have: a new language is no news."""
    return any(before[language] != after[language] for language in before.keys() & after.keys())


def _is_news(change: Change, horizons: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    if change.before is None:
        return _inside(change.latest_state, horizons[0])
    return change.after is not None or _inside(change.before, horizons[1])


def _inside(state: State, horizon: tuple[int, int]) -> bool:
    return horizon[0] <= state.latest and state.earliest <= horizon[1]


def noted(before: Iterable[Noted], found: Iterable[Change], as_of: int) -> tuple[Noted, ...]:
    """The changes to tell of, the newest first: those of a build before those of the builds
    before.
    """
    old = tuple(before)
    times: dict[str, int] = {}
    for entry in old:
        if entry.day == as_of:
            times[entry.change.uid] = max(times.get(entry.change.uid, 0), entry.nth + 1)
    new = tuple(Noted(as_of, times.get(change.uid, 0), change) for change in found)
    return (*new, *old)[:MOST_NOTED]


def to_plain(state: State | None) -> dict[str, Any] | None:
    """A state for JSON: days in ISO 8601; None for none."""
    if state is None:
        return None
    days = {"earliest": iso(state.earliest), "latest": iso(state.latest)}
    return {**state._asdict(), **days, "titles": dict(state.titles), "said": dict(state.said)}


def from_plain(plain: Mapping[str, Any]) -> State:
    """The inverse of `to_plain`.

    Raises ValueError, KeyError or TypeError if that is not what it is given.
    """
    likelihood = plain["likelihood"]
    return State(
        id=str(plain["id"]),
        titles={str(tag): str(text) for tag, text in plain["titles"].items()},
        said={str(tag): str(text) for tag, text in plain["said"].items()},
        earliest=from_iso(plain["earliest"]),
        latest=from_iso(plain["latest"]),
        extent=str(plain["extent"]),
        status=str(plain["status"]),
        likelihood=None if likelihood is None else int(likelihood),
    )
