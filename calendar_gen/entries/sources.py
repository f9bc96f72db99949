"""Sources as they are cited."""

from collections.abc import Iterable
from functools import lru_cache

from calendar_gen.entries.days import edtf_text
from calendar_gen.entries.entry import Citation
from calendar_gen.entries.phrases import Phrases
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Rulebook, Source


def citations(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> tuple[Citation, ...]:
    """The sources of the rule, then those of the claims, each once."""
    ids: Iterable[str] = (*occurrence.sources, *(claim.source for claim in occurrence.claims))
    return tuple(citation(id_, rulebook, phrases) for id_ in dict.fromkeys(ids))


def citation(id_: str, rulebook: Rulebook, phrases: Phrases) -> Citation:
    """`Associated Press, "Title", 6 May 2025`; the id alone for an unknown source."""
    return _cited(id_, rulebook.sources.get(id_), phrases)


@lru_cache(maxsize=8192)  # years of anniversaries cite the same sources
def _cited(id_: str, source: Source | None, phrases: Phrases) -> Citation:
    if source is None:
        return Citation(id_, id_, None, None)
    published = None if source.published is None else edtf_text(source.published, phrases)
    title = phrases.say('"{title}"', title=source.title) if source.title else None
    parts = (source.publisher, title, published)
    text = phrases.say(", ").join(part for part in parts if part)
    return Citation(id_, text or id_, source.url, published)


def source_name(id_: str, rulebook: Rulebook, phrases: Phrases) -> str:
    """A source in few words: `Associated Press, 6 May 2025`."""
    source = rulebook.sources.get(id_)
    if source is None:
        return id_
    published = None if source.published is None else edtf_text(source.published, phrases)
    return phrases.say(", ").join(part for part in (source.publisher or id_, published) if part)
