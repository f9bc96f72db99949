"""The paragraphs under an entry: why this day, how likely and on what record, and who says so."""

from collections.abc import Iterator, Sequence

from calendar_gen.edtf import civil
from calendar_gen.entries.days import (
    MONTHS,
    day_text,
    month_text,
    span_text,
    when_text,
    year_text,
)
from calendar_gen.entries.entry import Citation, Link
from calendar_gen.entries.evenings import note_text
from calendar_gen.entries.jubilees import jubilee_text
from calendar_gen.entries.likelihood import likelihood_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.protocol import rank_text
from calendar_gen.entries.statuses import certainty_text, conflict_text
from calendar_gen.entries.summaries import names
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Commemoration, Origin, Rulebook


def description(
    occurrence: Occurrence,
    rulebook: Rulebook,
    phrases: Phrases,
    *,
    occasion: Link | None,
    counterparts: Sequence[Link],
    cited: Sequence[Citation],
) -> tuple[str, ...]:
    """Plain text, a paragraph each, in the order a reader asks."""
    told = [
        _why(occurrence, rulebook, phrases),
        _occasion(occasion, phrases),
        moved_text(occurrence, phrases),
        _cancelled(occurrence, phrases),
        _likelihood(occurrence, rulebook, phrases),
        _caution(occurrence, phrases),
        *(_counterpart(link, phrases) for link in counterparts),
        _conflict(occurrence, rulebook, phrases),
        note_text(occurrence, rulebook, phrases),
        "\n".join(_sources(cited, phrases)),
    ]
    return tuple(paragraph for paragraph in told if paragraph)


def _why(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> str:
    when = when_text(occurrence, phrases)
    if occurrence.kind == "visit":
        return _visit(occurrence, rulebook, when, phrases)
    rule = rulebook.commemorations.get(occurrence.rule)
    told = [phrases.say("{when}.", when=when)]
    if rule is not None and rule.of is not None:
        told.append(phrases.say("Remembers {date}.", date=origin_text(rule.of, phrases)))
    jubilee = jubilee_text(occurrence, phrases)
    if jubilee is not None:
        told.append(phrases.say("This is the {jubilee}.", jubilee=jubilee))
    if rule is not None and rule.on is not None and not _is_own_day(rule.on.text, rule.of):
        told.append(phrases.say('Day by the rule "{sentence}".', sentence=rule.on.text))
    if occurrence.certainty not in ("exact", "computed"):
        sure = certainty_text(occurrence, phrases)
        if rule is not None and _only_counts(rule, occurrence):
            told.append(phrases.say("Certainty of the number: {text}.", text=sure))
        else:
            told.append(phrases.say("Certainty of the day: {text}.", text=sure))
    return phrases.sentences(told)


def _only_counts(rule: Commemoration, occurrence: Occurrence) -> bool:
    """Whether what is in doubt is the event that the number counts from, and not the day."""
    on, origin = rule.on, rule.of
    if on is None or origin is None or origin.doubt != occurrence.certainty:
        return False
    return occurrence.number is not None and not _is_own_day(on.text, origin)


def _is_own_day(sentence: str, origin: Origin | None) -> bool:
    """Whether a sentence only says again on which day of the year the event was."""
    if origin is None or not origin.begins_on_day:
        return False
    _, month, of_month = civil(origin.earliest)
    return sentence == f"{of_month} {MONTHS[month - 1]}"


def origin_text(origin: Origin, phrases: Phrases) -> str:
    """The event remembered, no finer than it is known, in Gregorian days."""
    if origin.precision == "day":
        text = day_text(origin.earliest, phrases)
    elif origin.precision == "year":
        text = year_text(civil(origin.earliest)[0], phrases)
    elif origin.precision == "month" and origin.calendar == "gregorian":
        text = month_text(origin.earliest, phrases)
    else:
        text = span_text(origin.earliest, origin.latest, phrases)
    if origin.doubt == "approximate":
        return phrases.say("about {date}", date=text)
    return phrases.say("perhaps {date}", date=text) if origin.doubt == "uncertain" else text


def _visit(occurrence: Occurrence, rulebook: Rulebook, when: str, phrases: Phrases) -> str:
    who = names(occurrence, rulebook, phrases)
    told = [
        phrases.say("Guest: {guest}.", guest=who.guest) if who.guest else None,
        phrases.say("Host: {host}.", host=who.location) if who.location else None,
        phrases.say("Person: {person}.", person=occurrence.person) if occurrence.person else None,
        rank_text(occurrence, phrases) if occurrence.rank and not occurrence.person else None,
        _days_or_window(occurrence, when, phrases),
    ]
    return phrases.sentences(part for part in told if part)


def _days_or_window(occurrence: Occurrence, when: str, phrases: Phrases) -> str:
    if occurrence.endless:
        return phrases.say("{when}.", when=when[0].upper() + when[1:])
    if occurrence.extent == "window" and occurrence.earliest != occurrence.latest:
        return phrases.say("On at least one day of: {when}.", when=when)
    return phrases.say("{when}.", when=when)


def _occasion(link: Link | None, phrases: Phrases) -> str | None:
    """The day alone: a correction of another rule's title would else change this event as well."""
    return None if link is None else phrases.say("Occasion: {when}.", when=link.when)


def _counterpart(link: Link, phrases: Phrases) -> str:
    return phrases.say("Counterpart: {title}, {when}.", title=link.title, when=link.when)


def moved_text(occurrence: Occurrence, phrases: Phrases) -> str | None:
    """`Moved from 9 May 2020: pandemic.`; None for what stands where its rule puts it."""
    if occurrence.moved_from is None:
        return None
    date = day_text(occurrence.moved_from, phrases)
    if occurrence.because is None:
        return phrases.say("Moved from {date}.", date=date)
    return phrases.say("Moved from {date}: {reason}.", date=date, reason=occurrence.because)


def _cancelled(occurrence: Occurrence, phrases: Phrases) -> str | None:
    if occurrence.status != "cancelled" or occurrence.because is None:
        return None
    return phrases.say("Cancelled: {reason}.", reason=occurrence.because)


def _likelihood(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> str | None:
    """Without the interval: every new year would change events whose likelihood is as before."""
    text = likelihood_text(occurrence, rulebook, phrases, interval=False)
    return phrases.say("Likelihood: {text}.", text=text) if text else None


def _caution(occurrence: Occurrence, phrases: Phrases) -> str | None:
    told = []
    if occurrence.stated_later:
        told.append(
            phrases.say(
                "The rule was stated later than this forecast's day: hindsight may have shaped it."
            )
        )
    if occurrence.status == "not-recorded":
        told.append(
            phrases.say(
                "No record says whether it took place, which does not mean that it did not."
            )
        )
    return phrases.sentences(told) if told else None


def _conflict(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> str | None:
    text = conflict_text(occurrence, rulebook, phrases)
    return phrases.say("Note: {text}.", text=text) if text else None


def _sources(cited: Sequence[Citation], phrases: Phrases) -> Iterator[str]:
    if cited:
        yield phrases.say("Sources:")
    for citation in cited:
        yield f"- {citation.text}" + (f" <{citation.url}>" if citation.url else "")
