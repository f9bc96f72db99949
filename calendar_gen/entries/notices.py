"""What a feed says of itself, and of events that are not there any more."""

from typing import NamedTuple

from calendar_gen.entries.days import month_text
from calendar_gen.entries.phrases import phrases
from calendar_gen.rules import Rulebook


class Cut(NamedTuple):
    """What a size limit left out of a feed.

    All are first days of months: `before` that is everything missing, from `minor_from` on numbers
    that are no mark, from `all_from` on everything; `events` counts what is left out.
    """

    before: int | None
    minor_from: int | None
    all_from: int | None
    events: int


def opening(summary: str, language: str) -> str:
    """The summary of the day on which a long window opens."""
    return phrases(language).say("Window opens: {text}", text=summary)


def closing(summary: str, language: str) -> str:
    """The summary of the day on which a long window closes."""
    return phrases(language).say("Window closes: {text}", text=summary)


def cancelled(summary: str, language: str) -> str:
    """The summary of what does not take place, or is no longer expected."""
    return phrases(language).say("[Cancelled] {text}", text=summary)


def withdrawn(language: str) -> str:
    """The description of an event that a newer edition does not have any more."""
    return phrases(language).say("No longer expected: the rules or the record have changed.")


def nothing_ahead(language: str) -> tuple[str, str]:
    """Summary and description of the one event of a feed that has no other."""
    say = phrases(language).say
    return say("Nothing ahead"), say(
        "This calendar has nothing ahead at present. It stays subscribed and fills again by itself."
    )


def subscription(
    rulebook: Rulebook, language: str, *, licence: str | None = None, contact: str | None = None
) -> str:
    """What a feed tells its subscribers: licence, contact for corrections, how to leave.

    The licence is the one given, else that of the rule files.
    """
    words = phrases(language)
    say = words.say
    licence = licence or say(", ").join(rulebook.licences)
    told = [
        say("A forecast is not an announcement."),
        say("Licence of the data: {licence}.", licence=licence) if licence else None,
        say("Corrections: {contact}", contact=contact) if contact else None,
        say("To unsubscribe, delete this calendar in your calendar program."),
    ]
    return "\n".join(line for line in told if line)


def left_out(cut: Cut, language: str) -> list[str]:
    """What a size limit left out, a sentence each."""
    spoken = phrases(language)
    told = []
    if cut.before is not None:
        month = month_text(cut.before, spoken)
        told.append(spoken.say("Everything is left out before {month}.", month=month))
    if cut.minor_from is not None:
        month = month_text(cut.minor_from, spoken)
        told.append(
            spoken.say("Numbers that are no mark are left out from {month} on.", month=month)
        )
    if cut.all_from is not None:
        month = month_text(cut.all_from, spoken)
        told.append(spoken.say("Everything is left out from {month} on.", month=month))
    return told


def left_out_is_in(places: str, language: str) -> str:
    """Where all that a size limit left out is."""
    return phrases(language).say("What is left out is in: {feed}", feed=places)
