"""Why a day, and why a likelihood: what an occurrence rests on, in sentences anyone can follow.

English, like the rule language that it explains.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calendar_gen import edtf
from calendar_gen.entries.day_account import day_account
from calendar_gen.entries.days import MONTHS, day_text, edtf_text, span_text, when_text
from calendar_gen.entries.descriptions import origin_text
from calendar_gen.entries.entry import Citation
from calendar_gen.entries.evenings import evening_text
from calendar_gen.entries.jubilees import jubilee_text
from calendar_gen.entries.likelihood_account import likelihood_account
from calendar_gen.entries.pattern_terms import terms_text, window_text
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.entries.sources import citation, source_name
from calendar_gen.entries.statuses import conflict_text, status_text
from calendar_gen.entries.summaries import heading, party_name, title_of
from calendar_gen.forecasting.anniversaries import title_period
from calendar_gen.forecasting.citing import own_sources
from calendar_gen.forecasting.evidence import Evidence
from calendar_gen.forecasting.projection import linked
from calendar_gen.forecasting.record import KnownVisit, conflicts, known_visit
from calendar_gen.patterns import Anniversary, Expectation
from calendar_gen.record import Claim, Visit
from calendar_gen.rules import Commemoration, Departure, Rulebook, Span, is_day_count


class Step(NamedTuple):
    """One step of an explanation: what it is about, and its sentences."""

    about: str
    sentences: tuple[str, ...]


def explanation(found: Evidence, rulebook: Rulebook, as_of: int) -> list[Step]:
    """The steps from rule and line through dates, evidence and likelihood to the sources."""
    words = phrases("en")
    steps = [
        Step("What", tuple(_what(found, rulebook, as_of, words))),
        Step("Rule", tuple(_rule(found, rulebook, words))),
        Step("Day", tuple(_day(found, rulebook, as_of, words))),
        Step("Date", tuple(_date(found, rulebook, words))),
        Step("Record", tuple(_record(found, rulebook, words))),
        Step("Likelihood", tuple(likelihood_account(found, words))),
        Step("Sources", tuple(_sources(found, rulebook, as_of, words))),
    ]
    return [step for step in steps if step.sentences]


def of_visit(visit: Visit, rulebook: Rulebook, as_of: int) -> list[Step]:
    """The steps for a visit of the record: what is known of it, who says so, what is shown."""
    words = phrases("en")
    known = known_visit(visit, as_of)
    guests = " and ".join(party_name(guest, rulebook, words) for guest in visit.guests)
    verb = "meet in" if visit.kind == "meeting" and len(visit.guests) > 1 else "to"
    what = f"{guests} {verb} {party_name(visit.host, rulebook, words)}, written at {visit.at}."
    day = day_text(as_of, words)
    if known is None:
        return [Step("What", (what, f"Nothing was known of it at the end of {day}."))]
    date = known.shown or "on a day that no source gives"
    shown = f"As known at the end of {day}: {known.status}, {date}."
    steps = [
        Step("What", (what, shown, *_wait(known, words))),
        Step("Claims", tuple(_claims(known.claims, rulebook, words))),
    ]
    if known.conflict:
        steps.append(Step("Conflict", tuple(_settlement(known))))
    cites = (citation(claim.source, rulebook, words) for claim in known.claims)
    return [*steps, Step("Sources", tuple(dict.fromkeys(cited(each) for each in cites)))]


def _wait(known: KnownVisit, words: Phrases) -> Iterator[str]:
    if known.endless and known.last is not None and known.status != "cancelled":
        until = day_text(known.last, words)
        yield f"No source says by when, so it is waited for until {until}: a year, and no longer."


def _settlement(known: KnownVisit) -> Iterator[str]:
    yield (
        "The sources disagree: "
        + " and ".join(
            f"{claim.source} ({'no date' if claim.date is None else claim.date.text})"
            for claim in conflicts(known.visit, known.claims)
        )
        + " cannot all be right."
    )
    chosen = next((claim for claim in known.claims if claim.preferred), None)
    if chosen is None:
        yield f"It is not settled; {known.deciding.source} is shown, since it was published last."
    else:
        yield f"{chosen.source} is shown, because {chosen.because or 'it is preferred'}."


def _what(found: Evidence, rulebook: Rulebook, as_of: int, words: Phrases) -> Iterator[str]:
    occurrence = found.occurrence
    when = when_text(occurrence, words)
    yield f"{heading(occurrence, rulebook, words)}, {when}."
    status = status_text(occurrence, words)
    yield f"As known at the end of {day_text(as_of, words)}, its status is {status}."
    if occurrence.stated_later and found.pattern is not None and found.pattern.stated is not None:
        stated = day_text(found.pattern.stated, words)
        yield f"The rule was stated later, on {stated}: nobody could have said this from it then."
    elif occurrence.stated_later:
        yield "The rule was stated later: every source of its own was published after that day."
    others = {each.id: each for each in linked(rulebook, [occurrence], as_of)}
    for id_ in occurrence.counterparts:
        if (other := others.get(id_)) is not None:
            yield (
                f"Its counterpart is {heading(other, rulebook, words)}, {when_text(other, words)}: "
                f"{status_text(other, words)} ({id_})."
            )
    if occurrence.status == "not-recorded":
        yield "Not recorded does not mean that it did not happen: no source here says either."


def _rule(found: Evidence, rulebook: Rulebook, words: Phrases) -> Iterator[str]:
    occurrence, pattern = found.occurrence, found.pattern
    if pattern is None:
        yield f'The rule "{occurrence.rule}" stands at {occurrence.at}.'
        if found.commemoration is not None:
            yield from first_id(found.commemoration.formerly)
        return
    yield f'The rule "{pattern.id}" stands at {occurrence.at}; its pattern is "{pattern.pattern}".'
    *before, cycles = terms_text(found, rulebook, words)
    yield from before
    yield f"{cycles}{_since(found, words)}."
    yield from first_id(pattern.formerly)
    if pattern.stated is not None:
        yield f"It was on paper from {day_text(pattern.stated, words)} on."
    if pattern.note is not None:
        yield title_of(pattern.note, words)[1].strip()


def first_id(formerly: Sequence[str]) -> Iterator[str]:
    """What is said of the id that a rule had first."""
    for id_ in formerly:
        yield f'formerly: "{id_}" was its first id, and stays in the UIDs of its events.'


def _since(found: Evidence, words: Phrases) -> str:
    assert found.pattern is not None
    parts = []
    for period in found.pattern.in_force:
        since = None if period.first is None else f"from {day_text(period.first, words)}"
        until = None if period.last is None else f"to {day_text(period.last, words)}"
        parts.append(" ".join(part for part in (since, until) if part))
    return f", in force {' and '.join(parts)}" if parts else ""


def _day(found: Evidence, rulebook: Rulebook, as_of: int, words: Phrases) -> Iterator[str]:
    if found.anniversary is not None and found.commemoration is not None:
        yield from day_account(found.commemoration, found.anniversary, rulebook, as_of, words)


def _date(found: Evidence, rulebook: Rulebook, words: Phrases) -> Iterator[str]:
    anniversary, commemoration = found.anniversary, found.commemoration
    if anniversary is not None and commemoration is not None:
        yield from _sentence(commemoration, anniversary, words)
        yield from _number(commemoration, anniversary, words)
        jubilee = jubilee_text(found.occurrence, words)
        if jubilee is not None:
            yield f"That is the {jubilee}."
        if found.pattern is None:
            yield from _words(commemoration, anniversary, words)
            evening = evening_text(found.occurrence, rulebook, words)
            if evening is not None:
                yield evening
    yield from _window(found, words)
    for departure in found.turned:
        yield from _turned(departure, rulebook, words)


def _window(found: Evidence, words: Phrases) -> Iterator[str]:
    expectation = found.expectation
    if expectation is None:
        return
    was = _moved_from(expectation, found.anniversary)
    first, last = was or (expectation.first, expectation.last)
    days = span_text(first, last, words)
    around = window_text(found)
    if expectation.term:
        yield f"It is a term, and lasts from {days}; both are in."
    elif around is None and first == last:
        yield f"It falls on {days}."
    elif around is None:
        yield f"It may fall on any day from {days}; both are in."
    else:
        yield f"The window {around} is {days}; both ends are in."
    why = "" if expectation.because is None else f" because of {expectation.because}"
    if was is not None:
        to = span_text(expectation.first, expectation.last, words)
        yield f"An exception moved it to {to}{why}."
    elif expectation.cancelled and not (found.anniversary and found.anniversary.cancelled):
        yield f"An exception cancelled it{why}."
    occurrence = found.occurrence
    if (occurrence.earliest, occurrence.latest) != (expectation.first, expectation.last):
        days = when_text(occurrence, words)
        yield f"Claims narrow it, or say the days themselves: {days}."


def _turned(departure: Departure, rulebook: Rulebook, words: Phrases) -> Iterator[str]:
    """What an exception did to a meeting by turns, beside its days."""
    host = None if departure.party is None else party_name(departure.party, rulebook, words)
    done = {
        "host": f"made {host} host",
        "insert": f"put {host} in between as host",
        "swap": f"let {departure.cycle} and {departure.other} change hosts",
        "renamed": "gave it this title",
        "extra": "added it",
    }
    if departure.action in done:
        why = "" if departure.because is None else f" because of {departure.because}"
        yield f"An exception {done[departure.action]}{why}."


def _moved_from(expectation: Expectation, occasion: Anniversary | None) -> tuple[int, int] | None:
    """The window that an exception of the pattern itself left: one of its occasion left none."""
    if expectation.moved_from is None or expectation.moved_until is None:
        return None
    if occasion is None:
        at_own_days = expectation.occasion_rule is None
    else:
        at_own_days = expectation.moved_from != occasion.moved_from
    return (expectation.moved_from, expectation.moved_until) if at_own_days else None


def _sentence(rule: Commemoration, anniversary: Anniversary, words: Phrases) -> Iterator[str]:
    title = title_of(anniversary.titles, words)[1]
    day = day_text(anniversary.day, words, weekday=True)
    if rule.on is None:
        yield f"{title} is known by {_known_by(rule)}."
        return
    if anniversary.fixed and anniversary.moved_from is None:
        yield f"{title} is kept on {day} ({rule.at}), besides the days of its sentence."
        return
    cycle = anniversary.cycle
    yield f'{title} is kept on "{rule.on.text}" ({rule.at}): in the cycle {cycle}, {day}.'


def _known_by(rule: Commemoration) -> str:
    months = None if rule.of is None else rule.of.months
    if months is None:
        return "its year only, so it stands in the whole year"
    first, last = months
    if first == last:
        return f"its month only, so it stands in the whole of {MONTHS[first - 1]}"
    return f"its months only, so it stands from {MONTHS[first - 1]} to {MONTHS[last - 1]}"


def _number(rule: Commemoration, anniversary: Anniversary, words: Phrases) -> Iterator[str]:
    if rule.of is None:
        yield "The rule names no event that it counts from, so the anniversary has no number."
        return
    origin = origin_text(rule.of, words)
    if rule.of.calendar != "gregorian":
        origin = f"{rule.of.text}, which was {origin}"
    if anniversary.number is None:
        yield f"It remembers {origin}, and this day has no number of its own."
        return
    marks = "" if rule.marks is None else f", by marks: {', '.join(map(str, rule.marks))}"
    round_ = ("a round number (a mark)" if anniversary.mark else "no round number") + marks
    if is_day_count(anniversary.cycle):
        days = words.count("{n} day", "{n} days", anniversary.number)
        yield f"It counts from {origin}: {days}, {round_}."
        return
    year = edtf.civil(anniversary.day)[0] if anniversary.year is None else anniversary.year
    first = year - anniversary.number
    sum_ = f"{year} - {first} = {anniversary.number}"
    if first < 1 and rule.calendar in ("gregorian", "julian"):
        sum_ = f"{1 - first} BCE is the year {first}, and {year} + {-first} = {anniversary.number}"
    yield f"It counts from {origin}: {sum_}, {round_}."
    if rule.on is not None and rule.of.doubt != "exact":
        yield f"The event is {rule.of.doubt} by its source, so the number is no surer."


def _words(rule: Commemoration, anniversary: Anniversary, words: Phrases) -> Iterator[str]:
    """Which of several titles is in force then, and the note."""
    day, year = anniversary.day, anniversary.year
    period = title_period(rule, Span(anniversary.cycle, year, day, day, anniversary.certainty))
    if len(rule.titles) > 1:
        now = title_of(period.texts, words)[1]
        at = rule.titles.index(period)
        since = f", after {rule.titles[at - 1].until}" if at else ""
        until = "" if period.until is None else f", until {period.until}"
        yield f'title: "{now}"{since}{until}.'
    if rule.note is not None:
        yield f"note: {title_of(rule.note, words)[1].strip()}"


def _record(found: Evidence, rulebook: Rulebook, words: Phrases) -> Iterator[str]:
    occurrence = found.occurrence
    if occurrence.kind == "commemoration":
        return
    yield from _claims(occurrence.claims, rulebook, words)
    disagreement = conflict_text(occurrence, rulebook, words)
    if disagreement is not None:
        yield f"{disagreement[0].upper()}{disagreement[1:]}."
    if not occurrence.claims:
        what = "term" if found.expectation is not None and found.expectation.term else "visit"
        yield f"No claim about this {what} was public by then."


def _claims(claims: tuple[Claim, ...], rulebook: Rulebook, words: Phrases) -> Iterator[str]:
    for claim in sorted(claims, key=lambda c: (c.known, c.source)):
        name = source_name(claim.source, rulebook, words)
        date = "no date" if claim.date is None else edtf_text(claim.date, words)
        chosen = f"; preferred, because {claim.because}" if claim.preferred else ""
        known = day_text(claim.known, words)
        yield f"{name} says {claim.status}, {date} (public from {known}){chosen}."


def cited(source: Citation) -> str:
    """A source as it stands at the end of an explanation: its text, address and id."""
    return f"{source.text}{f' <{source.url}>' if source.url else ''} [{source.id}]"


def _sources(found: Evidence, rulebook: Rulebook, as_of: int, words: Phrases) -> Iterator[str]:
    ids = [*found.occurrence.sources]
    if found.commemoration is not None:
        ids += own_sources(found.commemoration, rulebook, as_of)
    for cycle in found.cycles:
        ids += [c.source for c in cycle.match.known.claims] if cycle.match else []
    for id_ in dict.fromkeys(sorted(ids)):
        yield cited(citation(id_, rulebook, words))
