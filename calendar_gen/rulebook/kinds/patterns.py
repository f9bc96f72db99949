"""Reciprocal visits: the fields of visit patterns, and the rule that they make."""

from calendar_gen.rulebook.context import Context, unordered
from calendar_gen.rulebook.cycles import paired_cycles
from calendar_gen.rulebook.dates import DAY
from calendar_gen.rulebook.kinds import sentences
from calendar_gen.rulebook.kinds.common import (
    CATEGORIES,
    FORMERLY,
    IN_FORCE,
    NOTE,
    ONLY_IF,
    PARTY,
    RANK,
    RULE_ID,
    SINCE,
    SOURCES,
    TITLE,
    UNTIL,
    check_times,
    in_force,
    warn_without_sources,
)
from calendar_gen.rulebook.kinds.exceptions import VISIT_EXCEPTION, departures
from calendar_gen.rulebook.kinds.frequency import EVERY_ANNIVERSARY, MARKS
from calendar_gen.rulebook.readers import ID, TEXT, list_of, one_of, reference
from calendar_gen.rulebook.reading import Field, Kind, Reading, Values, record_of
from calendar_gen.rulebook.written import TEXT_SENTENCE, Written
from calendar_gen.rules import Leg, Paired, VisitPattern, Window

PATTERNS = ("paired",)
STANDARD_RANKS = ("head of government", "head of state")

WINDOW = Field(
    "window",
    TEXT_SENTENCE,
    "Days around the commemoration in which the visit is expected [on the day].",
    "3 days before .. 1 day after",
)
LEG_ID = Field(
    "id", ID, "Tells legs of the same guest and host apart [guest-host].", "xi-to-moscow"
)
GUEST = Field("guest", PARTY, "Who comes.", "CN", required=True)
HOST = Field("host", PARTY, "Where to.", "RU", required=True)
AT = Field(
    "at",
    reference("commemoration", "the id of a commemoration"),
    "The commemoration, which must have `of`.",
    "victory-day-moscow",
    required=True,
)


def _check_leg(values: Values, reading: Reading) -> None:
    check_times(values, reading)
    guest, host = values.get(GUEST), values.get(HOST)
    if guest is not None and guest == host:
        message = f"{host} cannot be both guest and host"
        reading.error(values.place(HOST), "guest-is-host", message)


LEG = Kind(
    "a leg",
    "One direction of an exchange.",
    (LEG_ID, GUEST, HOST, AT, WINDOW, RANK, ONLY_IF, SINCE, UNTIL, IN_FORCE),
    _check_leg,
)

PATTERN = Field("pattern", one_of(*PATTERNS), "How guest and host change.", "paired", required=True)
LEGS = Field(
    "legs",
    list_of(record_of(LEG), single=False, least=2),
    "The visits, one each way at least.",
    "[{guest: CN, host: RU, at: moscow-day}, {guest: RU, host: CN, at: beijing-day}]",
    required=True,
)
STATED = Field(
    "stated",
    DAY,
    "The day on which the rule was on paper; else that of its newest source.",
    "2025-05-06",
)
WORDS = Field(
    "words", list_of(TEXT), "Words of which one must stand in the text of a visit.", "[shamrock]"
)
EXCEPTIONS = Field(
    "exceptions",
    list_of(record_of(VISIT_EXCEPTION), single=False),
    "Years in which the visits were moved, cancelled or renamed.",
    "[{cycle: 2025, cancelled: true, because: pandemic, sources: [ap-2025-05-06]}]",
)


def _check(values: Values, reading: Reading) -> None:
    check_times(values, reading)
    if values.get(PATTERN) == "paired" and values.wrote(EVERY_ANNIVERSARY) == values.wrote(MARKS):
        message = 'a paired exchange needs either "every" or "marks"'
        reading.error(values.at, "every-or-marks", message, "an example: every: 10")
    warn_without_sources(values, reading, "the visit pattern")


RECIPROCAL_VISIT = Kind(
    "a reciprocal visit",
    "Visits that are expected, and answer each other.",
    (
        RULE_ID,
        TITLE,
        PATTERN,
        EVERY_ANNIVERSARY,
        MARKS,
        LEGS,
        WINDOW,
        RANK,
        SINCE,
        UNTIL,
        IN_FORCE,
        ONLY_IF,
        EXCEPTIONS,
        STATED,
        WORDS,
        CATEGORIES,
        NOTE,
        SOURCES,
        FORMERLY,
    ),
    _check,
)


def pattern(id: str, values: Values, context: Context) -> VisitPattern:
    """The rule that the fields describe; it counts only if no error was noted on the way."""
    terms = _paired(values, context)
    periods = in_force(values)
    rank = values.get(RANK)
    if rank is None:
        own = all(_between_own(leg, context) for leg in terms.legs)
        rank = () if own and terms.legs else STANDARD_RANKS
    sources = context.cited(values.get(SOURCES))
    exceptions = values.get(EXCEPTIONS) or ()
    departed = departures(
        exceptions, paired_cycles(terms, periods, context.commemorations.get), context
    )
    former = values.get(FORMERLY)
    return VisitPattern(
        id,
        values.need(TITLE),
        values.need(PATTERN),
        terms,
        rank,
        periods,
        values.get(ONLY_IF),
        departed,
        context.known(values.get(STATED), sources),
        unordered(values.get(WORDS)),
        unordered(values.get(CATEGORIES)),
        values.get(NOTE),
        sources,
        () if former is None else (former,),
        values.at,
    )


def _paired(values: Values, context: Context) -> Paired:
    every, marks = values.get(EVERY_ANNIVERSARY), values.get(MARKS)
    legs: dict[str, Leg] = {}
    for entry in values.need(LEGS):
        leg = _leg(entry, values, context)
        if leg.key in legs:
            message = (
                f'two legs have the key "{leg.key}"; the first is in line {legs[leg.key].at.line}'
            )
            context.reading.error(entry.at, "leg-key", message, 'give them "id"')
        legs.setdefault(leg.key, leg)
    return Paired(every, marks, tuple(legs[key] for key in sorted(legs)))


def _leg(values: Values, rule: Values, context: Context) -> Leg:
    guest, host = values.need(GUEST), values.need(HOST)
    occasion = values.need(AT)
    anchor = context.commemorations.get(occasion)
    if anchor is not None and anchor.of is None:
        message = f'"{occasion}" has no "of", so its anniversaries have no numbers'
        context.reading.error(values.place(AT), "anchor-without-of", message)
    elif anchor is not None and anchor.on is None:
        message = f'"{occasion}" has no day, only a year'
        context.reading.error(values.place(AT), "anchor-without-day", message)
    return Leg(
        values.get(LEG_ID) or f"{guest}-{host}".lower(),
        guest,
        host,
        occasion,
        _window(values.get(WINDOW) or rule.get(WINDOW), context),
        _leg_rank(values, rule, context),
        values.get(ONLY_IF),
        in_force(values),
        values.at,
    )


def _leg_rank(values: Values, rule: Values, context: Context) -> tuple[str, ...] | None:
    """None: as the rule. Between two parties of one's own there is none unless named."""
    if values.has(RANK) or rule.has(RANK):
        return values.get(RANK)
    own = context.is_own_party(values.need(GUEST)) and context.is_own_party(values.need(HOST))
    return () if own else None


def _between_own(leg: Leg, context: Context) -> bool:
    return context.is_own_party(leg.guest) and context.is_own_party(leg.host)


def _window(written: Written | None, context: Context) -> Window:
    on_the_day = Window("on the day", 0, 0)
    if written is None:
        return on_the_day
    found = sentences.window(written, context) or on_the_day
    if not isinstance(found.start, int) or not isinstance(found.end, int):
        message = "the window of a paired exchange is counted from its commemoration"
        hint = "an example: window: 3 days before .. 1 day after"
        context.reading.error(written.at, "window", message, hint)
        return on_the_day
    return found
