"""The public Python API, with days as `datetime.date`: what `calendar_gen` itself offers.

Stable within a version: names, arguments and results stay; fields may be added to values.
"""

from collections.abc import Sequence
from datetime import date
from os import PathLike, fspath

from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Rulebook


def load(paths: Sequence[str | PathLike[str]]) -> Rulebook:
    """The rulebook of rule files and folders; what is wrong in them is in its `problems`.

    `shipped` stands for the rules that come with calendar-gen, unless there is a path of that name.
    A rule or visit with an error is left out. Raises `calendar_gen.rulebook.MissingInput` for a
    path that does not exist.
    """
    from calendar_gen.assets import rules_named
    from calendar_gen.forecasting.findings import sound
    from calendar_gen.rulebook import load as read

    return read([rules_named(fspath(path)) for path in paths], finish=sound)


def forecast(rulebook: Rulebook, start: date, end: date, as_of: date) -> list[Occurrence]:
    """Occurrences with a day from `start` to `end`, both in, as known at the end of `as_of`.

    They come by earliest day, latest day and id; their days are numbers of `date.toordinal()`.
    """
    from calendar_gen.forecasting.projection import occurrences

    return occurrences(rulebook, start.toordinal(), end.toordinal(), as_of.toordinal())


def render_ics(
    rulebook: Rulebook,
    occurrences: Sequence[Occurrence],
    as_of: date,
    *,
    language: str = "en",
    name: str = "calendar-gen",
    domain: str = "calendar-gen.invalid",
) -> bytes:
    """One iCalendar feed (RFC 5545) of the occurrences, in a BCP 47 language.

    UIDs end in `domain`; all events are stamped with `as_of` and have SEQUENCE 0.
    """
    from calendar_gen.entries import entries
    from calendar_gen.entries.notices import subscription
    from calendar_gen.rendering.ics import feed

    day = as_of.toordinal()
    written = feed(
        entries(occurrences, rulebook, language, day),
        name=name,
        description=subscription(rulebook, language),
        domain=domain,
        as_of=day,
        language=language,
        keep=True,
    )
    assert written is not None, "a kept feed is always written"
    return written


def render_digest(rulebook: Rulebook, year: int, as_of: date, *, language: str = "en") -> str:
    """The digest of a year (astronomical) as one HTML page, in a BCP 47 language."""
    from calendar_gen.edtf import day
    from calendar_gen.rendering.digest import Edition, digest
    from calendar_gen.site import material, worded

    known = as_of.toordinal()
    shared = material(rulebook, known, day(year, 1, 1), day(year, 12, 31), steady=False)
    words = worded(shared, rulebook, language, known)
    edition = Edition(year, language, known)
    return digest(words.shown, shared.ledgers, rulebook, edition, also=words.also)
