"""`alternating` and `rotating`: the fields of regular meetings by turns, and their terms."""

from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.kinds.common import PARTY
from calendar_gen.rulebook.kinds.frequency import EVERY_CYCLE
from calendar_gen.rulebook.kinds.hosts import HOSTS, check_starts, hosts_from, order_of
from calendar_gen.rulebook.kinds.rhythms import FIRST, FIRST_HOST, first_month, rhythm_of
from calendar_gen.rulebook.kinds.visit_fields import ON, WINDOW
from calendar_gen.rulebook.readers import list_of, one_of
from calendar_gen.rulebook.reading import Field, Kind, Reading, Values
from calendar_gen.rules import (
    Alternating,
    Order,
    Rotating,
)

PARTIES = Field(
    "parties",
    list_of(PARTY, single=False, least=2),
    "The two who meet.",
    "[CN, RU]",
    required=True,
)

THEN = Field(
    "then", one_of("repeat", "end"), "What follows when all were hosts [repeat].", "repeat"
)
GUESTS = Field(
    "guests",
    list_of(PARTY),
    "Who comes [all hosts of the order but this one]; `[]` makes it a term, such as a presidency.",
    "[]",
)


def _check_alternating(values: Values, reading: Reading) -> None:
    parties = values.get(PARTIES)
    if parties is not None and (len(parties) != 2 or parties[0] == parties[1]):
        message = f"an alternating meeting has two parties, and not {', '.join(parties)}"
        reading.error(values.place(PARTIES), "parties", message)
    if not values.wrote(FIRST):
        message = 'an alternating meeting needs "first"'
        reading.error(
            values.at, "missing-field", message, f"an example: {FIRST.name}: {FIRST.example}"
        )


ALTERNATING = Kind(
    "an alternating meeting",
    "`alternating`: a regular meeting of two, who are hosts by turns.",
    (PARTIES, FIRST, EVERY_CYCLE, ON, WINDOW),
    _check_alternating,
)
ROTATING = Kind(
    "a rotating meeting",
    "`rotating`: a regular meeting, or a term, whose hosts follow an order.",
    (HOSTS, FIRST, EVERY_CYCLE, ON, WINDOW, THEN, GUESTS),
)


def alternating(values: Values, context: Context) -> Alternating | None:
    """The meetings of two that the fields describe; None if they describe none. Errors are
    noted.
    """
    first, parties = values.get(FIRST), values.get(PARTIES)
    start = None if first is None else first_month(first, values, context)
    rhythm = rhythm_of(values, start, context)
    if first is None or parties is None or len(parties) != 2:
        return None
    one, other = parties
    host = first.get(FIRST_HOST)
    if not first.broken(FIRST_HOST) and host not in (one, other):
        message = f"the first host is {host or 'missing'}, and must be {one} or {other}"
        context.reading.error(first.place(FIRST_HOST), "first-host", message)
    if rhythm is None:
        return None
    return Alternating(rhythm, (other, one) if host == other else (one, other))


def rotating(values: Values, context: Context) -> Rotating | None:
    """The meetings or terms that the fields describe; None if they describe none. Errors are
    noted.
    """
    hosts, first = values.get(HOSTS) or (), values.get(FIRST)
    start = None if first is None else first_month(first, values, context)
    dated = [entry for entry in hosts if isinstance(entry, Values)]
    made = [order_of(entry, context) for entry in dated]
    orders = [order for order in made if order is not None]
    named = tuple(entry for entry in hosts if isinstance(entry, str))
    if named and not values.wrote(FIRST):
        message = 'a rotation needs "first", or orders with "since"'
        context.reading.error(
            values.at, "missing-field", message, f"an example: {FIRST.name}: {FIRST.example}"
        )
    if named:
        orders = [Order(start or 0, hosts_from(named, first, context), (), None)]
    in_time = sorted(orders, key=lambda order: (order.start, order.hosts))
    check_starts(dated, context)
    if not named and orders and not values.wrote(FIRST):
        start = in_time[0].start
    rhythm = rhythm_of(values, start, context)
    if rhythm is None or not orders or len(orders) < len(dated) or values.broken(THEN, GUESTS):
        return None
    if not named and start is not None and start + rhythm.step <= in_time[0].start:
        message = (
            f"the first cycle is {rhythm.key(start)}, and no order gives a host before "
            f"{rhythm.key(in_time[0].start)}"
        )
        hint = 'leave "first" out, or give the order of those cycles'
        context.reading.error(values.place(FIRST), "no-host", message, hint)
        return None
    guests = values.get(GUESTS)
    return Rotating(
        rhythm,
        tuple(in_time),
        values.get(THEN) != "end",
        None if guests is None else tuple(sorted(set(guests))),
    )
