"""`alternating` and `rotating`: the fields of regular meetings by turns, and their terms."""

import re

from calendar_gen.edtf import Edtf, civil
from calendar_gen.problems import Place, shortened
from calendar_gen.rulebook import nodes
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.cycles import Declared
from calendar_gen.rulebook.dates import SIMPLE_DATE
from calendar_gen.rulebook.kinds import sentences
from calendar_gen.rulebook.kinds.common import KNOWN, PARTY, SOURCES
from calendar_gen.rulebook.kinds.frequency import EVERY_CYCLE
from calendar_gen.rulebook.kinds.visit_fields import ON, WINDOW, window_of
from calendar_gen.rulebook.nodes import Node
from calendar_gen.rulebook.pattern_cycles import first_day
from calendar_gen.rulebook.readers import TEXT, list_of, one_of
from calendar_gen.rulebook.reading import Field, Kind, Reader, Reading, Values, record_of
from calendar_gen.rules import (
    Alternating,
    DateRule,
    Departure,
    Every,
    Order,
    Period,
    Rhythm,
    Rotating,
)

FIRST_CYCLE = Field(
    "cycle", TEXT, "The year, or the month with which a cycle of months begins.", "2003", True
)
FIRST_HOST = Field("host", PARTY, "Who is host in it.", "CN")
FIRST_MEETING = Kind(
    "a first meeting", "The cycle with which turns begin.", (FIRST_CYCLE, FIRST_HOST)
)
FIRST = Field(
    "first",
    record_of(FIRST_MEETING),
    "The first cycle and its host.",
    "{cycle: 2003, host: CN}",
)
PARTIES = Field(
    "parties",
    list_of(PARTY, single=False, least=2),
    "The two who meet.",
    "[CN, RU]",
    required=True,
)

ORDER_SINCE = Field(
    "since", SIMPLE_DATE, "The year or month from which it counts.", "2007-01", required=True
)
ORDER_HOSTS = Field(
    "order", list_of(PARTY, single=False, least=1), "The hosts in turn.", "[DE, PT, SI]", True
)
ORDER = Kind(
    "an order of hosts",
    "Hosts in turn from a day on; it counts from the day of its sources.",
    (ORDER_SINCE, ORDER_HOSTS, SOURCES, KNOWN),
)
_PARTIES = list_of(PARTY, single=False, least=1)
_ORDERS = list_of(record_of(ORDER), single=False, least=1)


def _hosts(node: Node, reading: Reading) -> tuple[str, ...] | tuple[Values, ...] | None:
    dated = isinstance(node, nodes.Listing) and any(
        isinstance(item, nodes.Mapping) for item in node.items
    )
    return (_ORDERS if dated else _PARTIES).read(node, reading)


HOSTS: Field[tuple[str, ...] | tuple[Values, ...]] = Field(
    "hosts",
    Reader(
        _hosts,
        {"anyOf": [dict(_PARTIES.schema), dict(_ORDERS.schema)]},
        "a list of hosts, or of orders with `since`",
        (ORDER,),
    ),
    "The hosts in turn, or orders of hosts, each from a day on.",
    "[FR, US, GB, DE, JP, IT, CA]",
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
    start = None if first is None else _first_month(first, values, context)
    rhythm = _rhythm(values, start, context)
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
    start = None if first is None else _first_month(first, values, context)
    dated = [entry for entry in hosts if isinstance(entry, Values)]
    made = [_order(entry, context) for entry in dated]
    orders = [order for order in made if order is not None]
    named = tuple(entry for entry in hosts if isinstance(entry, str))
    if named and not values.wrote(FIRST):
        message = 'a rotation needs "first", or orders with "since"'
        context.reading.error(
            values.at, "missing-field", message, f"an example: {FIRST.name}: {FIRST.example}"
        )
    if named:
        orders = [Order(start or 0, _from(named, first, context), (), None)]
    in_time = sorted(orders, key=lambda order: (order.start, order.hosts))
    _check_starts(dated, context)
    if not named and orders and not values.wrote(FIRST):
        start = in_time[0].start
    rhythm = _rhythm(values, start, context)
    if rhythm is None or not orders or len(orders) < len(dated) or values.broken(THEN, GUESTS):
        return None
    guests = values.get(GUESTS)
    return Rotating(
        rhythm,
        tuple(in_time),
        values.get(THEN) != "end",
        None if guests is None else tuple(sorted(set(guests))),
    )


def _check_starts(orders: list[Values], context: Context) -> None:
    """That no two orders of hosts begin in the same month."""
    first: dict[int, Place] = {}
    for values in sorted(orders, key=lambda values: values.at):
        since = values.get(ORDER_SINCE)
        if since is None:
            continue
        start = _start(since)
        if start in first:
            message = "two orders of hosts begin in the same month"
            hint = f"the first is in line {first[start].line}"
            context.reading.error(values.place(ORDER_SINCE), "orders", message, hint)
        first.setdefault(start, values.at)


def _from(hosts: tuple[str, ...], first: Values | None, context: Context) -> tuple[str, ...]:
    """The hosts from the one with whom they begin."""
    host = None if first is None else first.get(FIRST_HOST)
    if host is None or first is None:
        return hosts
    if host not in hosts:
        message = f"the first host, {host}, is not among the hosts"
        context.reading.error(first.place(FIRST_HOST), "first-host", message)
        return hosts
    return hosts[hosts.index(host) :] + hosts[: hosts.index(host)]


def _order(values: Values, context: Context) -> Order | None:
    since, hosts = values.get(ORDER_SINCE), values.get(ORDER_HOSTS)
    if since is None or hosts is None or not values.sound:
        return None
    sources = context.cited(values.get(SOURCES))
    known = context.known(values.get(KNOWN), sources)
    return Order(_start(since), hosts, sources, known)


def _start(since: Edtf) -> int:
    """The month in which an order begins, counted from January of the year 0."""
    year, _, rest = since.text.partition("-")
    return 12 * int(year) + int(rest.partition("-")[0] or 1) - 1


def _first_month(first: Values, values: Values, context: Context) -> int | None:
    """The month in which the first cycle begins; None if it cannot be told."""
    every = values.get(EVERY_CYCLE) or Every(1, "years", None)
    monthly = every.unit == "months"
    written = first.get(FIRST_CYCLE)
    if written is None:
        return None
    found = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?", written)
    unlike = found is not None and (found[2] is not None) != monthly
    if found is None or (unlike and not values.broken(EVERY_CYCLE)):
        form = "a month such as 2007-01" if monthly else "a year such as 2003"
        message = f'"{shortened(written)}" is no cycle here: it must be {form}'
        context.reading.error(first.place(FIRST_CYCLE), "cycle", message)
        return None
    return 12 * int(found[1]) + int(found[2] or 1) - 1


def _rhythm(values: Values, start: int | None, context: Context) -> Rhythm | None:
    """The cycles from the month `start` on; None if they cannot be told."""
    every = values.get(EVERY_CYCLE) or Every(1, "years", None)
    if every.base is not None:
        message = "a cycle has a length in years or months"
        context.reading.error(values.place(EVERY_CYCLE), "every", message, "write 1 year")
    monthly = every.unit == "months"
    written, around = values.get(ON), window_of(values, context)
    on = None if written is None else sentences.days(written, context)
    if around is not None and isinstance(around.start, int) and not values.wrote(ON):
        message = 'there is no "on" that this window could be counted from'
        hint = "write two dates, such as 1 May .. 31 October"
        context.reading.error(values.place(WINDOW), "window", message, hint)
    if start is None or every.base is not None or values.broken(EVERY_CYCLE):
        return None
    rhythm = Rhythm(start, every.step * (1 if monthly else 12), monthly, on, around)
    if monthly and on is not None:
        _check_within(rhythm, on, values, context)
    return rhythm


def _check_within(rhythm: Rhythm, on: DateRule, values: Values, context: Context) -> None:
    """That every cycle of months has its day; twelve cycles see every month begin one."""
    if any(id not in context.commemorations for id in on.refers_to):
        return
    declared = Declared(context.commemorations.get)
    for month in range(rhythm.start, rhythm.start + 12 * rhythm.step, rhythm.step):
        begin, end = first_day(month), first_day(month + rhythm.step) - 1
        if not any(span.first >= begin for span in on.spans(begin, end, declared.spans)):
            message = f'"{on.text}" has no day in the cycle {rhythm.key(month)}'
            context.reading.error(values.place(ON), "outside-cycle", message)
            return


def check_hosts(
    terms: Rotating,
    in_force: tuple[Period, ...],
    departed: tuple[Departure, ...],
    values: Values,
    context: Context,
) -> None:
    """Reports the first cycle in force that no order gives a host."""
    rhythm = terms.rhythm
    begin = in_force[0].first if in_force and in_force[0].first is not None else None
    if begin is not None and begin < first_day(min(order.start for order in terms.orders)) - 31:
        _no_host(_year(begin), values, context)
        return
    if terms.repeats:
        return
    ends = [order.start for order in terms.orders[1:]]
    last = in_force[-1].last if in_force else None
    for order, end in zip(terms.orders, [*ends, None], strict=True):
        until = end if end is not None else None if last is None else _month_after(last)
        more = sum(
            d.action in ("insert", "skipped")
            and d.cycle is not None
            and order.start <= _month(d.cycle) < (until if until is not None else 10**6)
            for d in departed
        )
        gone = order.start + (len(order.hosts) + more) * rhythm.step
        if until is not None and gone < until:
            _no_host(rhythm.key(gone), values, context)
            return


def _no_host(cycle: str, values: Values, context: Context) -> None:
    message = f"the rotation is in force in {cycle}, and no order gives it a host"
    context.reading.error(values.place(HOSTS), "no-host", message)


def _month(key: str) -> int:
    year, _, month = key.partition("-")
    return 12 * int(year) + int(month or 1) - 1


def _month_after(day: int) -> int:
    year, month, _ = civil(day)
    return 12 * year + month


def _year(day: int) -> str:
    return f"{civil(day)[0]:04d}"
