"""How occurrences stand, in one language or in all of a site: what change lists compare."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from calendar_gen.changes import PART, WHOLE, State, state
from calendar_gen.entries import Entry
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.changes import Wording
from calendar_gen.rendering.ics import Revision
from calendar_gen.rules import Rulebook
from calendar_gen.site.order import Worded, material, worded


def likely(entries: Iterable[Entry], least: float) -> list[Entry]:
    """The entries that belong in feeds: visits at least so likely, and all else."""
    return [
        entry
        for entry in entries
        if entry.occurrence.likelihood is None or entry.occurrence.likelihood.probability >= least
    ]


class Text(NamedTuple):
    """What is said of an occurrence in one language: title with parties and number, and a digest of
    all that feeds say.
    """

    title: str
    digest: str


def texts(words: Worded, least: float) -> dict[str, Text]:
    """The texts of one language, by UID, of what belongs in feeds."""
    return {entry.uid: Text(entry.heading, _digest(entry)) for entry in likely(words.shown, least)}


def states(
    occurrences: Iterable[Occurrence], spoken: Mapping[str, Mapping[str, Text]]
) -> dict[str, State]:
    """The states by UID of what belongs in feeds; `spoken` is by language and UID."""
    first = next(iter(spoken.values()))
    return {
        occurrence.uid: state(
            occurrence,
            {language: found[occurrence.uid].title for language, found in spoken.items()},
            {language: found[occurrence.uid].digest for language, found in spoken.items()},
        )
        for occurrence in occurrences
        if occurrence.uid in first
    }


def _digest(entry: Entry) -> str:
    """Short enough to be kept for each: of all, then of each of the `PARTS`."""
    parts = (
        (entry.summary,),
        entry.description,
        (entry.location or "",),
        entry.filed_under,
    )
    whole = _sum([text for part in parts for text in part])[:WHOLE]
    return whole + "".join(_sum(part)[:PART] for part in parts)


def _sum(texts: Sequence[str]) -> str:
    return sha256("\x1f".join(texts).encode("utf-8", "replace")).hexdigest()


def wordings(revisions: Mapping[str, Revision]) -> dict[str, Wording]:
    """What change lists may quote of events, by UID."""
    return {uid: Wording(each.location, each.categories) for uid, each in revisions.items()}


class Known(NamedTuple):
    """What was known on a day: states, and what change lists may quote, by UID."""

    states: dict[str, State]
    wordings: dict[str, Wording]


def known(
    rulebook: Rulebook, as_of: int, horizon: tuple[int, int], language: str, least: float
) -> Known:
    """What was known on a day of the days of a horizon, in one language."""
    shared = material(rulebook, as_of, *horizon)
    words = worded(shared, rulebook, language, as_of)
    return Known(
        states(shared.found, {language: texts(words, least)}),
        {entry.uid: Wording(entry.location, entry.filed_under) for entry in words.shown},
    )
