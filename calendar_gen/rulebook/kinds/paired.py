"""`paired`: the fields of an exchange at two commemorations, and its terms."""

from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.kinds.common import (
    IN_FORCE,
    ONLY_IF,
    RANK,
    SINCE,
    UNTIL,
    check_times,
    in_force,
)
from calendar_gen.rulebook.kinds.frequency import EVERY_ANNIVERSARY, MARKS
from calendar_gen.rulebook.kinds.visit_fields import (
    AT,
    GUEST,
    HOST,
    ON_THE_DAY,
    WINDOW,
    check_guest,
    window_of,
)
from calendar_gen.rulebook.readers import ID, list_of
from calendar_gen.rulebook.reading import Field, Kind, Reading, Values, record_of
from calendar_gen.rules import Leg, Paired, Window

LEG_ID = Field(
    "id", ID, "Tells legs of the same guest and host apart [guest-host].", "xi-to-moscow"
)
LEG_AT = AT._replace(doc="The commemoration, which must have `of`.", required=True)


def _check_leg(values: Values, reading: Reading) -> None:
    check_times(values, reading)
    check_guest(values, reading)


LEG = Kind(
    "a leg",
    "One direction of an exchange.",
    (LEG_ID, GUEST, HOST, LEG_AT, WINDOW, RANK, ONLY_IF, SINCE, UNTIL, IN_FORCE),
    _check_leg,
)
LEGS = Field(
    "legs",
    list_of(record_of(LEG), single=False, least=2),
    "The visits, one each way at least.",
    "[{guest: CN, host: RU, at: moscow-day}, {guest: RU, host: CN, at: beijing-day}]",
    required=True,
)


def _check(values: Values, reading: Reading) -> None:
    if values.wrote(EVERY_ANNIVERSARY) == values.wrote(MARKS):
        message = 'a paired exchange needs either "every" or "marks"'
        reading.error(values.at, "every-or-marks", message, "an example: every: 10")


PAIRED = Kind(
    "a paired exchange",
    "`paired`: guest and host change at two or more commemorations, in the same numbers.",
    (EVERY_ANNIVERSARY, MARKS, LEGS, WINDOW),
    _check,
)


def paired(values: Values, context: Context) -> Paired | None:
    """The exchange that the fields describe; None if it is not known which days it is tied to.
    Errors are noted.
    """
    every, marks = values.get(EVERY_ANNIVERSARY), values.get(MARKS)
    legs: dict[str, Leg] = {}
    entries = values.get(LEGS) or ()
    window = window_of(values, context) or ON_THE_DAY
    for entry in entries:
        leg = _leg(entry, values, window, context)
        if leg.key in legs:
            line = legs[leg.key].at.line
            message = f'two legs have the key "{leg.key}"; the first is in line {line}'
            hint = 'give each an "id" of its own'
            context.reading.error(entry.at, "leg-key", message, hint)
        legs[leg.key if leg.key not in legs else str(entry.at)] = leg
    if not entries or any(not leg.occasion for leg in legs.values()):
        return None
    unknown = every is None and marks is None
    return Paired(1 if unknown else every, marks, tuple(legs[key] for key in sorted(legs)))


def _key(values: Values) -> str | None:
    """What tells a leg from others; None if that cannot be read."""
    if values.wrote(LEG_ID):
        return values.get(LEG_ID)
    guest, host = values.get(GUEST), values.get(HOST)
    return None if guest is None or host is None else f"{guest}-{host}".lower()


def _leg(values: Values, rule: Values, around: Window, context: Context) -> Leg:
    """One direction, with empty texts for what cannot be read. `around` is the window of the
    rule.
    """
    occasion = values.get(LEG_AT) or ""
    window = (window_of(values, context) or ON_THE_DAY) if values.wrote(WINDOW) else around
    _check_occasion(occasion, values, context)
    _check_host(occasion, window, values, context)
    return Leg(
        _key(values) or str(values.at),
        values.get(GUEST) or "",
        values.get(HOST) or "",
        occasion,
        window,
        _leg_rank(values, rule, context),
        values.get(ONLY_IF),
        in_force(values),
        values.at,
    )


def _check_occasion(occasion: str, values: Values, context: Context) -> None:
    """That a commemoration can have visits at its numbers."""
    anchor = context.commemorations.get(occasion)
    if anchor is not None and anchor.of is None:
        message = f'"{occasion}" has no "of", so its anniversaries have no numbers'
        context.reading.error(values.place(LEG_AT), "anchor-without-of", message)
    elif anchor is not None and anchor.on is None:
        message = f'"{occasion}" has no day, only a year'
        context.reading.error(values.place(LEG_AT), "anchor-without-day", message)


def _check_host(occasion: str, window: Window, values: Values, context: Context) -> None:
    """That who comes on the day comes to where it is kept; a visit some days apart, such as one in
    return, goes elsewhere.
    """
    anchor, host = context.commemorations.get(occasion), values.get(HOST)
    if anchor is None or None in (anchor.host, host) or host in (anchor.host, values.get(GUEST)):
        return
    start, end = window.start, window.end
    if isinstance(start, int) and isinstance(end, int) and start <= 0 <= end:
        message = f'"{occasion}" is held by {anchor.host}, so nobody comes to {host} for it'
        hint = f"host: {anchor.host}, another commemoration, or a window apart from the day"
        context.reading.error(values.place(HOST), "leg-host", message, hint)


def _leg_rank(values: Values, rule: Values, context: Context) -> tuple[str, ...] | None:
    """None: as the rule. Between two parties of one's own there is none unless named."""
    if values.has(RANK) or rule.has(RANK):
        return values.get(RANK)
    own = all(context.is_own_party(values.get(field) or "") for field in (GUEST, HOST))
    return () if own else None
