"""The record: visits with the claims made of them, and what of it is complete."""

from collections.abc import Sequence
from typing import cast

from calendar_gen.canonical import canonical
from calendar_gen.edtf import iso
from calendar_gen.record import Claim, ClaimStatus, Coverage, Format, Named, Outcome, Visit
from calendar_gen.rulebook.context import Context, unordered
from calendar_gen.rulebook.dates import DATE, SIMPLE_DATE
from calendar_gen.rulebook.kinds.common import BECAUSE, PARTY, RANK, RULE, SOURCE
from calendar_gen.rulebook.readers import (
    ID,
    ONLY_YES,
    TEXT,
    YES_OR_NO,
    list_of,
    one_of,
    placed_reference,
)
from calendar_gen.rulebook.reading import (
    Field,
    Kind,
    Reading,
    Reference,
    Resting,
    Values,
    record_of,
)

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


def _check_claim(values: Values, reading: Reading) -> None:
    status = values.get(STATUS)
    if status in _DATED and not values.wrote(CLAIM_DATE):
        message = f'a claim of the status "{status}" needs "date"'
        reading.error(values.place(STATUS), "claim-date", message)
    if values.get(PREFERRED) and not values.wrote(BECAUSE):
        message = '"preferred" needs "because": why this claim and not the others'
        reading.error(values.place(PREFERRED), "preferred", message)
    source = values.get(CLAIM_SOURCE)
    known, withdrawn = values.get(CLAIM_KNOWN), values.get(WITHDRAWN)
    if source is not None and (known is not None or not values.wrote(CLAIM_KNOWN)):
        reading.resting.append(
            Resting(
                source,
                values.place(CLAIM_SOURCE),
                None if known is None else known.latest,
                None if withdrawn is None else withdrawn.latest,
                values.place(WITHDRAWN),
            )
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
    _check_claim,
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
    list_of(placed_reference("fulfilled", "the id of a visit pattern or of its occurrence")),
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


def _check_visit(values: Values, reading: Reading) -> None:
    """That guests and kind go together, and that nobody visits itself."""
    guests = set(guests_of(values))
    if values.wrote(GUEST) == values.wrote(GUESTS):
        message = 'a visit needs either "guest" or "guests"'
        reading.error(values.at, "guest", message, "guests met in a third country")
    elif values.get(VISIT_KIND) == "meeting" and len(guests) == 1:
        message = "a meeting in a third country has at least two guests"
        at = values.place(GUEST if values.wrote(GUEST) else GUESTS)
        reading.error(at, "guest", message, "an example: guests: [RU, CN]")
    elif not values.wrote(VISIT_KIND) and len(guests) > 1:
        message = 'several guests that meet in a third country need "kind: meeting"'
        reading.error(values.place(GUESTS), "guest", message)
    elif values.get(VISIT_KIND) not in (None, "meeting") and len(guests) > 1:
        message = "several guests are a meeting in a third country, and no other kind of visit"
        reading.error(values.place(VISIT_KIND), "guest", message, "write kind: meeting")
    host = values.get(HOST)
    if host in guests:
        message = f"{host} cannot be both guest and host"
        reading.error(values.place(HOST), "guest-is-host", message)


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
    _check_visit,
)

COVERED_GUEST = Field("guest", PARTY, "Visits of that party; of all without it.", "CN")
COVERED_HOST = Field("host", PARTY, "Visits to that party; to all without it.", "RU")
FROM = Field("from", SIMPLE_DATE, "The first day.", "2022-02-24", required=True)
TO = Field("to", SIMPLE_DATE, "The last day.", "2025-05-06", required=True)
OCCASIONS = Field("occasions", YES_OR_NO, "Whether the rows name their occasions.", "true")


def _check_coverage(values: Values, reading: Reading) -> None:
    first, last = values.get(FROM), values.get(TO)
    if first is not None and last is not None and (last.latest or 0) < (first.earliest or 0):
        reading.error(values.place(TO), "coverage", '"to" lies before "from"')


COVERAGE = Kind(
    "a coverage",
    "Within it, what is not in the record did not happen.",
    (COVERED_GUEST, COVERED_HOST, FROM, TO, RANK, OCCASIONS, SOURCE),
    _check_coverage,
)


def visit(id: str, values: Values, context: Context) -> Visit | None:
    """The visit with its claims, in an order of their own; None if its fields make none."""
    for entry in values.get(CLAIMS) or ():
        _is_of_the_past(entry, context)
    if not values.sound:
        return None
    claims = [_claim(entry, context) for entry in values.need(CLAIMS)]
    fulfils = values.get(FULFILS) or ()
    return Visit(
        id,
        guests_of(values),
        values.need(HOST),
        values.get(PERSON),
        values.get(VISIT_RANK),
        values.get(VISIT_KIND),
        unordered(values.get(OCCASION)),
        _ids(fulfils),
        cast("Outcome | None", values.get(OUTCOME)),
        values.get(VISIT_NOTE) or "",
        _by_content(claims),
        values.at,
        fulfils_at=_places(fulfils),
    )


def _by_content(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims in the order of their canonical texts, which are made only where the first fields of
    two are the same.
    """
    keys = {_first_fields(claim) for claim in claims}
    return tuple(sorted(claims, key=_first_fields if len(keys) == len(claims) else canonical))


def _first_fields(claim: Claim) -> tuple[str, ...]:
    date = "" if claim.date is None else repr(claim.date.text)
    return date, repr(claim.status), repr(claim.source)


def _ids(named: Sequence[Reference]) -> tuple[str, ...]:
    return tuple(sorted({each.id for each in named}))


def _places(named: Sequence[Reference]) -> tuple[Named, ...]:
    """Each name where it stands first."""
    first = {each.id: Named(each.id, each.at) for each in sorted(named, reverse=True)}
    return tuple(first[id] for id in sorted(first))


def with_additions(row: Visit, extensions: Sequence[Values], context: Context) -> Visit:
    """A visit of a CSV file with the claims, occasions and fulfilments that extensions add."""
    added = [entry for each in extensions for entry in each.get(CLAIMS) or ()]
    claims = [_claim(entry, context) for entry in added if _is_of_the_past(entry, context)]
    occasions = [word for each in extensions for word in each.get(OCCASION) or ()]
    fulfils = [named for each in extensions for named in each.get(FULFILS) or ()]
    return row._replace(
        claims=_by_content((*row.claims, *claims)),
        occasions=unordered((*row.occasions, *occasions)),
        fulfils=unordered((*row.fulfils, *_ids(fulfils))),
        fulfils_at=tuple(sorted({*row.fulfils_at, *_places(fulfils)})),
    )


def guests_of(values: Values) -> tuple[str, ...]:
    """The guests of a visit, by either field, sorted."""
    guest = values.get(GUEST)
    return unordered(values.get(GUESTS)) if guest is None else (guest,)


def _claim(values: Values, context: Context) -> Claim:
    source = values.need(CLAIM_SOURCE)
    known = _known(values, context)
    if known is None:
        context.reading.failures += 1  # reported where sources are looked up
    status = cast("ClaimStatus", values.need(STATUS))
    withdrawn = values.get(WITHDRAWN)
    until = None if withdrawn is None else withdrawn.latest
    if until is not None and until < (known or 0):
        context.reading.failures += 1  # reported there too
    return Claim(
        values.get(CLAIM_DATE),
        status,
        source,
        known or 0,
        until,
        cast("Format", values.get(FORMAT) or "in person"),
        values.get(CLAIM_HOST),
        values.get(PLACE),
        values.get(CLAIM_NOTE),
        values.get(PREFERRED) is True,
        values.get(BECAUSE),
        values.place(CLAIM_DATE),
    )


_OVER = {
    "occurred": 'say "announced" or "confirmed" of what is still to come, or correct the date',
    "missed": 'say "cancelled" of what will not be, or correct the date',
}
"""Statuses of what is past, and what to say instead of what is not."""


def _is_of_the_past(values: Values, context: Context) -> bool:
    """Whether a claim that a visit is over was public on its first day or later; reported if not.

    The source of a visit under way may already say that it takes place.
    """
    status, date = values.get(STATUS), values.get(CLAIM_DATE)
    if date is None or status not in _OVER or values.broken(CLAIM_KNOWN, CLAIM_SOURCE):
        return True
    known = _known(values, context)
    if known is None or date.earliest is None or date.earliest <= known:
        return True
    message = f'{date.text} lies after the day of the claim, which says "{status}" on {iso(known)}'
    context.reading.error(values.place(CLAIM_DATE), "claim-of-the-future", message, _OVER[status])
    return False


def _known(values: Values, context: Context) -> int | None:
    said, source = values.get(CLAIM_KNOWN), values.get(CLAIM_SOURCE)
    return context.known(None if said is None else said.latest, [source] if source else [])


def coverage(values: Values) -> Coverage:
    """The stretch of the record that is complete."""
    first, last = values.need(FROM).earliest, values.need(TO).latest
    assert first is not None
    assert last is not None
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
