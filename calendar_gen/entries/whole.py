"""All that is said of an occurrence and what it is tied to: most of what wording takes time for."""

from collections.abc import Mapping

from calendar_gen.entries.categories import category_name
from calendar_gen.entries.days import when_text
from calendar_gen.entries.descriptions import description, moved_text
from calendar_gen.entries.entry import Entry, Link
from calendar_gen.entries.evenings import evening_text, note_text, own_note
from calendar_gen.entries.jubilees import jubilee_text
from calendar_gen.entries.likelihood import basis_text, likelihood_text
from calendar_gen.entries.numbers import number_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.protocol import protocol_text
from calendar_gen.entries.sources import citations
from calendar_gen.entries.statuses import certainty_text, conflict_text, status_text
from calendar_gen.entries.summaries import called, heading, names, own_title, summary
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Rulebook


class Links:
    """Links by occurrence id, each worded once."""

    def __init__(
        self, known: Mapping[str, Occurrence], rulebook: Rulebook, spoken: Phrases
    ) -> None:
        self._known = known
        self._rulebook = rulebook
        self._spoken = spoken
        self._made: dict[str, Link] = {}

    def to(self, id_: str | None) -> Link | None:
        """The link to an occurrence, or None if it is not known."""
        occurrence = self._known.get(id_) if id_ is not None else None
        if occurrence is None:
            return None
        if occurrence.id not in self._made:
            name_language, name = called(occurrence, self._spoken)
            self._made[occurrence.id] = Link(
                occurrence.id,
                occurrence.uid,
                heading(occurrence, self._rulebook, self._spoken),
                when_text(occurrence, self._spoken),
                name,
                name_language,
            )
        return self._made[occurrence.id]


def entry(occurrence: Occurrence, rulebook: Rulebook, spoken: Phrases, links: Links) -> Entry:
    """The occurrence in words, and `links` for those that it names."""
    title_language, title = called(occurrence, spoken)
    who = names(occurrence, rulebook, spoken)
    found = (links.to(id_) for id_ in occurrence.counterparts)
    counterparts = tuple(link for link in found if link is not None)
    occasion = links.to(occurrence.occasion)
    cited = citations(occurrence, rulebook, spoken)
    categories = _categories(occurrence)
    text = heading(occurrence, rulebook, spoken)
    return Entry(
        occurrence=occurrence,
        uid=occurrence.uid,
        language=spoken.language,
        title=title,
        title_language=title_language,
        own_title=own_title(occurrence, title),
        heading=text,
        summary=summary(text, occurrence, spoken),
        when=when_text(occurrence, spoken),
        number_text=number_text(occurrence, spoken),
        status_text=status_text(occurrence, spoken),
        certainty_text=certainty_text(occurrence, spoken),
        likelihood_text=likelihood_text(occurrence, rulebook, spoken),
        basis=basis_text(occurrence, rulebook, spoken),
        guest_text=who.guest,
        host_text=who.host,
        location=who.location,
        person_text=occurrence.person,
        moved_text=moved_text(occurrence, spoken),
        conflict_text=conflict_text(occurrence, rulebook, spoken),
        note=note_text(occurrence, rulebook, spoken),
        description=description(
            occurrence,
            rulebook,
            spoken,
            occasion=occasion,
            counterparts=counterparts,
            cited=cited,
        ),
        counterparts=counterparts,
        occasion=occasion,
        citations=cited,
        categories=categories,
        category_texts=tuple(category_name(key, spoken) for key in categories),
        jubilee_text=jubilee_text(occurrence, spoken),
        protocol_text=protocol_text(occurrence, spoken),
        own_note=own_note(occurrence, spoken),
        evening_text=evening_text(occurrence, rulebook, spoken),
    )


def _categories(occurrence: Occurrence) -> tuple[str, ...]:
    """The rule's own, then the kind of a visit, which a term is not; never empty."""
    own = occurrence.kind == "commemoration" or occurrence.is_term
    kind = () if own and occurrence.categories else (occurrence.kind,)
    return tuple(dict.fromkeys((*occurrence.categories, *kind)))
