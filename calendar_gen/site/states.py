"""How occurrences stand, in one language or in all of a site: what change lists compare."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from calendar_gen.changes import State, state
from calendar_gen.entries import Entry
from calendar_gen.occurrences import Occurrence
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
    """Short enough to be kept for each."""
    parts = (entry.summary, *entry.description, entry.location or "", *entry.category_texts)
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


def known(
    rulebook: Rulebook, as_of: int, horizon: tuple[int, int], language: str, least: float
) -> dict[str, State]:
    """The states of the days of a horizon, as known on a day, in one language."""
    shared = material(rulebook, as_of, *horizon)
    words = worded(shared, rulebook, language, as_of)
    return states(shared.found, {language: texts(words, least)})
