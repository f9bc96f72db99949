"""A digest as agencies and protocol desks write a diary: day, region, place in capitals first.

What is new since the last edition has (+) before it, what was updated (*). Each host's own official
name comes first, the reader's beside it. A day that nobody has announced is "(date to be
confirmed)"; a kind or a rank that nobody has told is not known.
"""

from collections.abc import Iterator, Sequence

from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.entries.protocol import kind_text, rank_text
from calendar_gen.rendering.cells import plain, together, wrap
from calendar_gen.rendering.digest.cards import Card
from calendar_gen.rendering.digest.contents import Contents
from calendar_gen.rendering.digest.formats.text import LEAST, ongoing, unchanged
from calendar_gen.rendering.digest.regions import region_name, region_of

_SEPARATORS = " ,，、،"


def diary(made: Contents, columns: int) -> str:
    """The entries of a digest as a diary, in lines of at most so many columns, never fewer than
    text has.
    """
    say = phrases(made.edition.language)
    cells = max(columns, LEAST)
    lines = [*_head(made, say, cells)]
    lines += list(_throughout(made, say, cells))
    for heading, cards in _days(made, say):
        lines += ["", *wrap(plain(heading), cells, 9), "─" * cells]
        for region, found in _by_region(cards, say):
            lines += [*wrap(plain(region), cells, 9)]
            for card in found:
                lines += _indented(_line(card, say), cells)
    lines += ["", "─" * cells, *_foot(made, say, cells)]
    return "\n".join(line.rstrip() for line in lines).replace("\u00a0", " ") + "\n"


def _head(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    yield from wrap(plain(say.say("Digest {year}", year=made.year)), cells, 9)
    yield "═" * cells
    lede = "Commemorations and expected visits, as known at the end of {day}."
    yield from wrap(plain(say.say(lede, day=made.as_of)), cells, 9)
    if made.edition.chosen:
        choice = say.say("; ").join(made.edition.chosen)
        yield from wrap(plain(say.say("Only: {choice}.", choice=choice)), cells, 9)
    if made.revisions.since is not None and not made.revisions.groups:
        yield from wrap(plain(unchanged(made, say)), cells, 9)
    if made.revisions.found is not None:
        marks = (
            "Found on {day}. In the list of months (+) marks what was added and (*) what was "
            "moved, confirmed or cancelled."
        )
        yield from wrap(plain(say.say(marks, day=made.revisions.found)), cells, 9)


def _throughout(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    """Who is in the chair, and what may fall on any of the days."""
    for heading, found in ongoing(made, say):
        yield from ("", *wrap(plain(heading), cells, 9), "─" * cells)
        for line in found:
            yield from _indented(line, cells, 99)


def _foot(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    sentences = (
        say.say("A forecast is not an announcement."),
        say.say("States and territories follow ISO 3166, regions the United Nations (M49)."),
        *made.without_code,
        say.say(
            "Made by calendar-gen from rulebook {version}, as of {day}.",
            version=made.version,
            day=made.as_of,
        ),
    )
    for sentence in sentences:
        yield from wrap(plain(sentence), cells, 9)


def _days(made: Contents, say: Phrases) -> Iterator[tuple[str, Sequence[Card]]]:
    """Days and windows in words with what begins on them, in order; of a year first what has none
    but the year.
    """
    del say
    for month in made.months:
        found: dict[tuple[int, int], list[Card]] = {}
        for card in month.cards:
            at = card.entry.occurrence
            key = (at.earliest, at.latest) if month.number else (0, 0)
            found.setdefault(key, []).append(card)
        for cards in found.values():
            yield (cards[0].entry.when if month.number else month.name), cards


def _by_region(cards: Sequence[Card], say: Phrases) -> Iterator[tuple[str, Sequence[Card]]]:
    found: dict[str, list[Card]] = {}
    for card in cards:
        at = card.entry.occurrence
        name = region_name(region_of(at.host or at.guest), say.language)
        found.setdefault(name, []).append(card)
    yield from sorted(found.items())


def _indented(text: str, cells: int, most: int = 9) -> Iterator[str]:
    for number, line in enumerate(wrap(together(plain(text)), cells - 4, most)):
        yield f"{'  ' if number == 0 else '    '}{line}"


def _line(card: Card, say: Phrases) -> str:
    entry = card.entry
    own = f"{entry.own_title[1]} / " if entry.own_title is not None else ""
    facts = [f"{own}{entry.heading}{_doubt(entry, say)}", *_visit(entry, say)]
    if entry.occurrence.status != "projected" or entry.likelihood_text is None:
        facts.append(entry.status_text)
    else:
        facts.append(entry.likelihood_text)
    text = say.say("; ").join(facts)
    place = _place(entry)
    if place is not None:
        text = say.say("{label}: {text}", label=place.upper(), text=text)
    return f"{card.sign[0]} {text}" if card.sign is not None and card.sign[0] else text


def _place(entry: Entry) -> str | None:
    """The place without its state, else the state."""
    if entry.location is None or entry.host_text is None:
        return entry.location
    town = entry.location.replace(entry.host_text, "").strip(_SEPARATORS)
    return town or entry.host_text


def _doubt(entry: Entry, say: Phrases) -> str:
    at = entry.occurrence
    if at.status not in ("projected", "announced", "postponed"):
        return ""
    open_window = at.endless or (at.extent == "window" and at.earliest != at.latest)
    given = at.kind == "commemoration" or at.is_term or at.status == "announced"
    sure = given and not open_window and at.certainty in ("exact", "computed")
    return "" if sure else f" {say.say('(date to be confirmed)')}"


def _visit(entry: Entry, say: Phrases) -> Iterator[str]:
    """Who comes, on what kind of visit and in what rank."""
    if entry.occurrence.kind != "visit" or entry.occurrence.is_term:
        return
    if entry.person_text is not None:
        yield entry.person_text
    for told in (kind_text(entry.occurrence, say), rank_text(entry.occurrence, say)):
        yield told.rstrip(".。")
