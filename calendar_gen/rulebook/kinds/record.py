"""The record: visits with the claims made of them, and what of it is complete."""

from typing import cast

from calendar_gen.record import Claim, ClaimStatus, Coverage, Format, Outcome, Visit
from calendar_gen.rulebook.canonical import canonical
from calendar_gen.rulebook.context import Context, unordered
from calendar_gen.rulebook.kinds.common import BECAUSE, PARTY, RANK, RULE, SOURCE
from calendar_gen.rulebook.readers import (
    DATE,
    ID,
    ONLY_YES,
    SIMPLE_DATE,
    TEXT,
    YES_OR_NO,
    list_of,
    one_of,
    reference,
)
from calendar_gen.rulebook.reading import Field, Kind, Values, record_of

STATUSES = ("announced", "confirmed", "occurred", "postponed", "cancelled", "missed")
_DATED = ("announced", "confirmed", "occurred")
KINDS = ("state", "official", "working", "private", "multilateral", "funeral", "transit", "meeting")

CLAIM_DATE = Field(
    "date", DATE, "When, as coarse as the source says it (EDTF).", "2025-08-31/2025-09-03"
)
STATUS = Field(
    "status", one_of(*STATUSES), "What the source says of it.", "announced", required=True
)
CLAIM_SOURCE = SOURCE._replace(required=True)
WITHDRAWN = Field(
    "withdrawn", SIMPLE_DATE, "From that day on the claim no longer stands.", "2025-08-01"
)
FORMAT = Field(
    "format",
    one_of("in person", "video", "envoy", "transit"),
    "How it was held [in person].",
    "video",
)
CLAIM_HOST = Field("host", PARTY, "The host, where a source names another one.", "CN")
PLACE = Field("place", TEXT, "The town.", "Beijing")
CLAIM_NOTE = Field(
    "note", TEXT, "What else to know of the claim.", "written on the day of the arrival"
)
PREFERRED = Field(
    "preferred", ONLY_YES, "Settles a conflict in favour of this claim; needs `because`.", "true"
)
CLAIM_KNOWN = Field(
    "known", SIMPLE_DATE, "The day on which it was public; else that of its source.", "2025-05-06"
)

CLAIM = Kind(
    "a claim",
    "What one source says of a visit.",
    (
        CLAIM_DATE,
        STATUS,
        CLAIM_SOURCE,
        CLAIM_KNOWN,
        WITHDRAWN,
        FORMAT,
        CLAIM_HOST,
        PLACE,
        CLAIM_NOTE,
        PREFERRED,
        BECAUSE,
    ),
)

VISIT_ID = Field("id", ID, "Names the visit.", "putin-beijing-2025", required=True)
GUEST = Field("guest", PARTY, "Who came.", "RU")
GUESTS = Field("guests", list_of(PARTY), "Who met in a third country.", "[RU, CN]")
HOST = Field("host", PARTY, "Where to.", "CN", required=True)
PERSON = Field("person", TEXT, "Who it was.", "Vladimir Putin")
VISIT_RANK = Field("rank", TEXT, "The guest's rank.", "head of state")
VISIT_KIND = Field("kind", one_of(*KINDS), "What kind of visit.", "state")
OCCASION = Field("occasion", list_of(RULE), "The rules it was tied to.", "victory-day-beijing")
FULFILS = Field(
    "fulfils",
    list_of(reference("fulfilled", "the id of a visit pattern or of one of its occurrences")),
    "The expectation that it met; else it is matched by parties, days and occasion.",
    "victory-exchange",
)
OUTCOME = Field(
    "outcome",
    one_of("other-rank", "video", "envoy", "moved", "elsewhere"),
    "How it missed what was expected.",
    "video",
)
VISIT_NOTE = Field(
    "note", TEXT, "Free text, in which the `words` of patterns are looked for.", "shamrock"
)
CLAIMS = Field(
    "claims",
    list_of(record_of(CLAIM), single=False, least=1),
    "What sources say of it.",
    "[{date: 2025-09-03, status: occurred, source: cctv-2025-09-03}]",
    required=True,
)

VISIT = Kind(
    "a visit",
    "A visit that happened or was announced, or a meeting in a third country.",
    (
        VISIT_ID,
        GUEST,
        GUESTS,
        HOST,
        PERSON,
        VISIT_RANK,
        VISIT_KIND,
        OCCASION,
        FULFILS,
        OUTCOME,
        VISIT_NOTE,
        CLAIMS,
    ),
)

COVERED_GUEST = Field("guest", PARTY, "Visits of that party; of all without it.", "CN")
COVERED_HOST = Field("host", PARTY, "Visits to that party; to all without it.", "RU")
FROM = Field("from", SIMPLE_DATE, "The first day.", "2022-02-24", required=True)
TO = Field("to", SIMPLE_DATE, "The last day.", "2025-05-06", required=True)
OCCASIONS = Field("occasions", YES_OR_NO, "Whether the rows name their occasions.", "true")

COVERAGE = Kind(
    "a coverage",
    "Within it, what is not in the record did not happen.",
    (COVERED_GUEST, COVERED_HOST, FROM, TO, RANK, OCCASIONS, SOURCE),
)


def visit(id: str, values: Values, context: Context) -> Visit:
    """The visit with its claims, in an order of their own."""
    guests = _guests(values, context)
    host = values.need(HOST)
    if host in guests:
        message = f"{host} cannot be both guest and host"
        context.reading.error(values.place(HOST), "guest-is-host", message)
    claims = sorted((_claim(entry, context) for entry in values.need(CLAIMS)), key=canonical)
    return Visit(
        id,
        guests,
        host,
        values.get(PERSON),
        values.get(VISIT_RANK),
        values.get(VISIT_KIND),
        unordered(values.get(OCCASION)),
        unordered(values.get(FULFILS)),
        cast("Outcome | None", values.get(OUTCOME)),
        values.get(VISIT_NOTE) or "",
        tuple(claims),
        values.at,
    )


def _guests(values: Values, context: Context) -> tuple[str, ...]:
    guest, several = values.get(GUEST), values.get(GUESTS)
    meeting = values.get(VISIT_KIND) == "meeting"
    if (guest is None) == (several is None):
        message = 'a visit needs either "guest" or "guests"'
        context.reading.error(values.at, "guest", message, "guests met in a third country")
        return ()
    guests = tuple(sorted(set(several or ()))) if guest is None else (guest,)
    if meeting and len(guests) < 2:
        at = values.place(GUEST if guest is not None else GUESTS)
        message = "a meeting in a third country has at least two guests"
        context.reading.error(at, "guest", message, "an example: guests: [RU, CN]")
    if not meeting and len(guests) > 1:
        message = 'several guests that meet in a third country need "kind: meeting"'
        context.reading.error(values.place(GUESTS), "guest", message)
    return guests


def _claim(values: Values, context: Context) -> Claim:
    source = values.need(CLAIM_SOURCE)
    said = values.get(CLAIM_KNOWN)
    known = context.known(None if said is None else said.latest, [source])
    if known is None and source in context.sources:
        message = (
            f'the source "{source}" has no "published", so nobody knows since when this was known'
        )
        hint = 'add "published" to the source or "known" to the claim'
        context.reading.error(values.place(CLAIM_SOURCE), "unknown-since", message, hint)
    status = cast("ClaimStatus", values.need(STATUS))
    date = values.get(CLAIM_DATE)
    if date is None and status in _DATED:
        message = f'a claim of the status "{status}" needs "date"'
        context.reading.error(values.place(STATUS), "claim-date", message)
    because = values.get(BECAUSE)
    if values.get(PREFERRED) and because is None:
        message = '"preferred" needs "because": why this claim and not the others'
        context.reading.error(values.place(PREFERRED), "preferred", message)
    withdrawn = values.get(WITHDRAWN)
    return Claim(
        date,
        status,
        source,
        known or 0,
        None if withdrawn is None else withdrawn.latest,
        cast("Format", values.get(FORMAT) or "in person"),
        values.get(CLAIM_HOST),
        values.get(PLACE),
        values.get(CLAIM_NOTE),
        values.get(PREFERRED) is True,
        because,
        values.at,
    )


def coverage(values: Values, context: Context) -> Coverage:
    """The stretch of the record that is complete."""
    first, last = values.need(FROM).earliest, values.need(TO).latest
    assert first is not None
    assert last is not None
    if last < first:
        context.reading.error(values.place(TO), "coverage", '"to" lies before "from"')
    return Coverage(
        values.get(COVERED_GUEST),
        values.get(COVERED_HOST),
        first,
        last,
        values.get(RANK) or (),
        values.get(OCCASIONS) is True,
        values.get(SOURCE),
        values.at,
    )
