"""The hosts of meetings by turns: in one order, or in orders from a day on."""

from calendar_gen.edtf import Edtf, civil
from calendar_gen.problems import Place
from calendar_gen.rulebook import nodes
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.dates import SIMPLE_DATE
from calendar_gen.rulebook.kinds.common import KNOWN, PARTY, SOURCES
from calendar_gen.rulebook.kinds.rhythms import FIRST_HOST
from calendar_gen.rulebook.nodes import Node
from calendar_gen.rulebook.pattern_cycles import first_day
from calendar_gen.rulebook.readers import list_of
from calendar_gen.rulebook.reading import Field, Kind, Reader, Reading, Values, record_of
from calendar_gen.rules import (
    Departure,
    Order,
    Period,
    Rotating,
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


def check_starts(orders: list[Values], context: Context) -> None:
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


def hosts_from(hosts: tuple[str, ...], first: Values | None, context: Context) -> tuple[str, ...]:
    """The hosts from the one with whom they begin."""
    host = None if first is None else first.get(FIRST_HOST)
    if host is None or first is None:
        return hosts
    if host not in hosts:
        message = f"the first host, {host}, is not among the hosts"
        context.reading.error(first.place(FIRST_HOST), "first-host", message)
        return hosts
    return hosts[hosts.index(host) :] + hosts[: hosts.index(host)]


def order_of(values: Values, context: Context) -> Order | None:
    """An order of hosts with its first month; None if it cannot be told."""
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
