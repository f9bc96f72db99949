"""`first`: the fields of a first trip after an event, and its terms."""

from calendar_gen.problems import Place
from calendar_gen.rulebook import nodes
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.dates import DAY
from calendar_gen.rulebook.kinds.common import KNOWN, SOURCE
from calendar_gen.rulebook.kinds.returned import WITHIN
from calendar_gen.rulebook.kinds.visit_fields import GUEST, HOST, check_guest
from calendar_gen.rulebook.nodes import Node, Scalar
from calendar_gen.rulebook.readers import ID, TEXT, list_of, reference
from calendar_gen.rulebook.reading import Field, Kind, Reader, Reading, Values, record_of
from calendar_gen.rules import Event, First

TAKING_OFFICE = "taking office"

EVENT_ID = Field("id", ID, "Names the event in ids.", "accession", required=True)
EVENT_DATE = Field("date", DAY, "The day on which it happened.", "2024-05-07", required=True)
EVENT = Kind(
    "an event",
    "A day after which a first trip is expected; it counts from the day of its source.",
    (EVENT_ID, EVENT_DATE, SOURCE, KNOWN),
)
_RULE = reference("followed", "the id of a rule")
_EVENTS = list_of(record_of(EVENT), single=False, least=1)


def _after(node: Node, reading: Reading) -> str | tuple[Values, ...] | None:
    if isinstance(node, nodes.Listing):
        return _EVENTS.read(node, reading)
    if isinstance(node, Scalar) and node.text == TAKING_OFFICE:
        return TAKING_OFFICE
    return _RULE.read(node, reading)


AFTER: Field[str | tuple[Values, ...]] = Field(
    "after",
    Reader(
        _after,
        {"anyOf": [dict(TEXT.schema), dict(_EVENTS.schema)]},
        '"taking office", the id of a rule, or a list of events',
        (EVENT,),
    ),
    "What it follows: a holder of `offices` taking office, the days of a rule, or listed events.",
    "taking office",
    required=True,
)
FIRST_TRIP = Kind(
    "a first trip",
    "`first`: after an event the first trip abroad goes to a partner.",
    (GUEST, HOST, AFTER, WITHIN),
    check_guest,
)


def first_trip(values: Values, context: Context) -> First | None:
    """The trip that the fields describe; None if they describe none. Errors are noted."""
    guest, host = values.get(GUEST), values.get(HOST)
    after, within = values.get(AFTER), values.get(WITHIN)
    events = None
    if isinstance(after, tuple):
        _check_ids(after, context)
        made = [_event(each, context) for each in after if each.sound]
        events = tuple(sorted(made, key=lambda event: event.id))
    if guest is None or host is None or after is None or within is None:
        return None
    named = after if isinstance(after, str) and after != TAKING_OFFICE else None
    return First(guest, host, named, events, within)


def _check_ids(events: tuple[Values, ...], context: Context) -> None:
    """That each event has a name of its own: the visits after them are known by it."""
    first: dict[str, Place] = {}
    for event in events:
        id = event.get(EVENT_ID)
        if id is None:
            continue
        if id in first:
            message = f'two events have the id "{id}"; the first is in line {first[id].line}'
            context.reading.error(event.place(EVENT_ID), "repeated-id", message)
        first.setdefault(id, event.at)


def _event(values: Values, context: Context) -> Event:
    source = values.get(SOURCE)
    sources = context.cited([] if source is None else [source])
    known = context.known(values.get(KNOWN), sources)
    return Event(values.need(EVENT_ID), values.need(EVENT_DATE), sources, known)
