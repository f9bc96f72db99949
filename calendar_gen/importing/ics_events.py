"""Events of iCalendar files (RFC 5545): yearly ones as rules, single ones as lists of days."""

from collections.abc import Sequence

from calendar_gen import edtf
from calendar_gen.importing.days import NoDay
from calendar_gen.importing.draft import Day, Draft, Findings, Settings, Source, shown
from calendar_gen.importing.ics_exceptions import exceptions
from calendar_gen.importing.ics_reading import Event, dates, day_of, events
from calendar_gen.importing.recurrence import Recurrence, recurrence
from calendar_gen.importing.tables import is_web_address, language
from calendar_gen.importing.yaml_text import tidy
from calendar_gen.problems import Place

LONGEST = 366
"""Days that what returns every year can last."""


def drafts(text: str, settings: Settings, findings: Findings) -> list[Draft]:
    """A draft for every yearly event, and one for all single events of a name and place."""
    found = list(events(text, findings))
    changed = [event for event in found if event.line("RECURRENCE-ID")]
    by_uid: dict[str, list[Event]] = {}
    for event in changed:
        if event.text("UID"):
            by_uid.setdefault(event.text("UID"), []).append(event)
    used: set[Place] = set()
    made: list[Draft] = []
    single: dict[tuple[str, str], list[Event]] = {}
    for event in found:
        if event.line("RECURRENCE-ID") is not None:
            continue
        if event.text("STATUS").upper() == "CANCELLED":
            findings.entry(event.at, f'"{shown(event.text("SUMMARY"))}" is cancelled')
        elif event.line("RRULE") is None:
            single.setdefault((event.text("SUMMARY"), event.text("LOCATION")), []).append(event)
        else:
            mine = by_uid.get(event.text("UID"), [])
            used.update(one.at for one in mine)
            try:
                made.append(_yearly(event, mine, settings, findings))
            except NoDay as no_day:
                name = shown(event.text("SUMMARY"))
                findings.entry(event.at, f'"{name}" cannot be said: {no_day.message}', no_day.hint)
    for event in changed:
        if event.at not in used:
            findings.entry(event.at, "the change of one day belongs to no yearly event here")
    made += [_listed(same, settings, findings) for same in single.values()]
    return sorted(made, key=lambda draft: draft.at)


def _yearly(
    event: Event, changed: Sequence[Event], settings: Settings, findings: Findings
) -> Draft:
    rules = [line for line in event.lines if line.name == "RRULE"]
    if len(rules) > 1:
        raise NoDay("it has several rules")
    found = recurrence(rules[0].value, event.first)
    length = event.last - event.first + 1
    if length > LONGEST:
        raise NoDay(f"it lasts {length} days and returns before it is over")
    draft = _draft(event, found.day, settings, findings)
    last = _until(found, event, findings)
    if not found.gives(event.first):
        told = "its first day is not one that its rule gives, and is left out"
        findings.part(event.at, f'"{shown(event.text("SUMMARY"))}": {told}')
    found = found._replace(remembered=settings.origin)
    if last is not None and not found.begins_by(last):
        raise NoDay(f"no day of it comes before its end, {edtf.iso(last)}")
    if settings.origin:
        draft = draft._replace(day=found.day._replace(of=edtf.iso(event.first)))
    return draft._replace(
        since=None if settings.origin else edtf.iso(event.first),
        until=None if last is None else edtf.iso(last),
        lasts=None if length == 1 else f"{length} days",
        every=None if found.interval == 1 else f"{found.interval} years",
        exceptions=tuple(exceptions(event, changed, found, last, findings)),
    )


def _until(found: Recurrence, event: Event, findings: Findings) -> int | None:
    """The last day: that of UNTIL, or the one that COUNT ends with."""
    if found.until is not None:
        day, timed = day_of(found.until)
        if timed:
            told = f"UNTIL={found.until} is taken for its day, whatever the time and zone"
            findings.choice(event.at, f'"{shown(event.text("SUMMARY"))}": {told}')
        return day
    if found.times is None:
        return None
    year = edtf.civil(event.first)[0]
    # A leap day, the rarest, comes at least every 8 years; with an interval it may never come.
    end = edtf.day(min(9999, year + 8 * (found.times + 1) * found.interval), 12, 31)
    days_ = found.days(end)
    if len(days_) < found.times:
        raise NoDay(f"COUNT={found.times} does not end before the year 10000")
    return days_[found.times - 1]


def _listed(events: Sequence[Event], settings: Settings, findings: Findings) -> Draft:
    """The days of single events of the same name and place, as one rule with a list."""
    spans = {event.span for event in events}
    for event in events:
        spans.update(edtf.iso(day) for day in dates(event, "RDATE", findings))
        if event.line("EXDATE"):
            findings.part(event.at, "EXDATE means nothing without a rule")
    by_start: dict[str, str] = {}
    for span in sorted(spans):
        before = by_start.setdefault(span.partition("/")[0], span)
        if before != span:
            told = f'"{shown(events[0].text("SUMMARY"))}" begins twice on {before[:10]}'
            findings.part(events[0].at, told, f"{before} is left out")
        by_start[span.partition("/")[0]] = span
    on = f"[{', '.join(sorted(by_start.values()))}]"
    return _draft(events[0], Day(None, on), settings, findings)


def _draft(event: Event, day: Day, settings: Settings, findings: Findings) -> Draft:
    categories = event.line("CATEGORIES")
    url = event.text("URL")
    if url and not is_web_address(url):
        findings.part(event.at, f'"{shown(url)}" is not a web address')
        url = ""
    return Draft(
        event.at,
        _by_language(event, "SUMMARY", settings, findings),
        day,
        place=event.text("LOCATION") or None,
        categories=() if categories is None else tuple(filter(None, map(tidy, categories.texts))),
        note=_by_language(event, "DESCRIPTION", settings, findings),
        page=Source(url=url) if url else None,
    )


def _by_language(event: Event, name: str, settings: Settings, findings: Findings) -> dict[str, str]:
    """A text by the language that it bears, else by that of the whole file."""
    line = event.line(name)
    if line is None or not tidy(line.text):
        return {}
    tag, why = language(line.parameters.get("LANGUAGE", settings.language))
    if tag is None:
        findings.part(event.at, f"the language of {name} is left out: {why}")
    return {tag or settings.language: tidy(line.text)}
