"""Titles, and the one line that stands for an occurrence in a feed or a table."""

from collections.abc import Sequence

from calendar_gen.entries.host_languages import languages_of
from calendar_gen.entries.numbers import number_text, short_number
from calendar_gen.entries.phrases import Phrases, text_for
from calendar_gen.entries.statuses import summary_status
from calendar_gen.named import NamedTuple
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Rulebook, Texts


class Names(NamedTuple):
    """Who and where, in words; None where the occurrence has none."""

    guest: str | None
    host: str | None
    location: str | None


def names(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> Names:
    """Guest or guests, host, and place with host, in this language."""
    guests = occurrence.guests or ((occurrence.guest,) if occurrence.guest else ())
    guest = None
    if guests:
        guest = phrases.say(", ").join(party_name(code, rulebook, phrases) for code in guests)
    host = party_name(occurrence.host, rulebook, phrases) if occurrence.host else None
    place = _place(occurrence.place, rulebook, phrases)
    if place and host and place != host:
        return Names(guest or None, host, phrases.say("{place}, {host}", place=place, host=host))
    return Names(guest or None, host, place or host)


def party_name(code: str, rulebook: Rulebook, phrases: Phrases) -> str:
    """A party's name in this language."""
    from calendar_gen.parties import name

    return name(code, phrases.language, rulebook.parties) or code


def _place(place: str | None, rulebook: Rulebook, phrases: Phrases) -> str | None:
    """A place as the author wrote it; a party's place is named in this language."""
    if place is None:
        return None
    for party in rulebook.parties.values():
        if place == party.id or place in party.names.values():
            return party_name(party.id, rulebook, phrases)
    return place


def title_of(titles: Texts, phrases: Phrases) -> tuple[str, str]:
    """(tag, title) without the number; a visit of an untitled pattern is a "Visit"."""
    tag, text = text_for(titles, phrases.tag)
    return (tag, text) if text else (phrases.language, phrases.say("Visit"))


def called(occurrence: Occurrence, phrases: Phrases) -> tuple[str, str]:
    """(tag, title) of an occurrence. A visit that no rule expects is called by how it was held."""
    if occurrence.pattern is None and not occurrence.titles:
        if occurrence.format == "video":
            return phrases.language, phrases.say("Video call")
        if occurrence.format == "envoy":
            return phrases.language, phrases.say("Visit by an envoy")
        if occurrence.format == "transit":
            return phrases.language, phrases.say("Stop in transit")
    return title_of(occurrence.titles, phrases)


def own_title(occurrence: Occurrence, title: str) -> tuple[str, str] | None:
    """(tag, title) in a language of the host, if there is one and it reads differently."""
    for language in languages_of(occurrence.host) if occurrence.host else ():
        for tag in sorted(occurrence.titles):
            text = occurrence.titles[tag]
            if tag.casefold().partition("-")[0] == language:
                return (tag, text) if text != title else None
    return None


def heading(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> str:
    """Title with parties and number, without the status: `Victory Day: 80th anniversary`."""
    title = called(occurrence, phrases)[1]
    if occurrence.kind == "commemoration":
        number = number_text(occurrence, phrases)
        return phrases.say("{title}: {number}", title=title, number=number) if number else title
    who = names(occurrence, rulebook, phrases)
    if occurrence.is_term and who.host is not None:
        return phrases.say("{label}: {text}", label=title, text=who.host)
    number = short_number(occurrence, phrases)
    text = _with_parties(title, occurrence.guests, who, phrases)
    return phrases.say("{text} ({number})", text=text, number=number) if number else text


def _with_parties(title: str, guests: Sequence[str], who: Names, phrases: Phrases) -> str:
    if who.host is None:
        return title
    if who.guest is None or len(guests) > 1:
        return phrases.say("{title}: host {host}", title=title, host=who.host)
    return phrases.say("{title}: {guest} to {host}", title=title, guest=who.guest, host=who.host)


def summary(text: str, occurrence: Occurrence, phrases: Phrases) -> str:
    """A heading with the status where it matters: `[Cancelled] ...`, `... (expected, 41 %)`."""
    if occurrence.status == "cancelled":
        return cancelled(text, phrases)
    status = summary_status(occurrence, phrases)
    return phrases.say("{text} ({status})", text=text, status=status) if status else text


def cancelled(text: str, phrases: Phrases) -> str:
    """The summary of what does not take place, or is no longer expected."""
    return phrases.say("[Cancelled] {text}", text=text)
