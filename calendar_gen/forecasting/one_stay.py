"""Several entries of the record that tell of one stay: merged, so that it counts once.

A list of visits may name a stay in two rows, as of a guest of two summits in a week, and a rule
file may tell of a visit that a list has too. Both are merged as of a day, from what is known on it:
what comes later changes nothing before.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from calendar_gen.edtf import Edtf, iso, parse
from calendar_gen.forecasting.record import KnownVisit, known_visit
from calendar_gen.record import Visit

NEW_STAY = 8
"""Days between two starts from which on rows of one guest and host are two stays."""

Party = tuple[tuple[str, ...], str]
_UNCOUNTED = ("funeral", "transit")


def merged(known: Iterable[KnownVisit], as_of: int) -> list[KnownVisit]:
    """Visits in order of ids; rows of one stay are one visit, under the id of the first of them,
    or under that of the visit that a rule file tells of on the same days.
    """
    written: list[KnownVisit] = []
    rows: list[KnownVisit] = []
    for each in known:
        is_row = each.visit.listed and each.status == "occurred" and each.first is not None
        (rows if is_row else written).append(each)
    told: dict[str, list[KnownVisit]] = {}
    by_parties: dict[Party, list[KnownVisit]] = {}
    for each in written:
        by_parties.setdefault(_parties(each), []).append(each)
    alone = []
    for stay in _stays(rows):
        same = _told_of(stay, by_parties.get(_parties(stay), ()))
        if same is None:
            alone.append(stay)
        else:
            told.setdefault(same.visit.id, []).append(stay)
    found = [_joined(each, told.get(each.visit.id, ()), as_of) for each in written]
    return sorted((*found, *alone), key=lambda each: each.visit.id)


def _parties(known: KnownVisit) -> Party:
    return known.visit.guests, known.visit.host


def _stays(rows: Sequence[KnownVisit]) -> list[KnownVisit]:
    """The rows of each guest and host, those of one person merged that begin close together."""
    found = []
    in_order = sorted(rows, key=lambda r: (_parties(r), r.first or 0, r.visit.id))
    for _, those in groupby(in_order, key=_parties):
        stays: list[list[KnownVisit]] = []
        recent: list[list[KnownVisit]] = []
        for row in those:
            recent = [stay for stay in recent if _close(stay[-1], row)]
            same = next((stay for stay in reversed(recent) if _goes_on(stay[-1], row)), None)
            if same is None:
                stays.append([row])
                recent.append(stays[-1])
            else:
                same.append(row)
        found += [_one(stay) for stay in stays]
    return found


def _close(before: KnownVisit, row: KnownVisit) -> bool:
    assert before.first is not None
    assert row.first is not None
    return row.first - before.first < NEW_STAY


def _goes_on(before: KnownVisit, row: KnownVisit) -> bool:
    return not (before.coarse or row.coarse) and _same_traveller(before.visit, row.visit)


def _same_traveller(one: Visit, other: Visit) -> bool:
    if one.person and other.person:
        return one.person.casefold() == other.person.casefold()
    return one.rank == other.rank or None in (one.rank, other.rank)


def _one(rows: Sequence[KnownVisit]) -> KnownVisit:
    """One visit of several rows, from the first day of all to the last."""
    if len(rows) == 1:
        return rows[0]
    start = rows[0]
    last = max(row.last or 0 for row in rows)
    first = start.first or last
    date = _days(first, last)
    return start._replace(
        visit=_with_words(start.visit, [row.visit for row in rows]),
        first=first,
        last=last,
        around=(first, last),
        shown=date.text,
        stay=all(row.stay for row in rows),
        place=next((row.place for row in rows if row.place), None),
        claims=tuple(claim for row in rows for claim in row.claims),
        deciding=start.deciding._replace(date=date),
    )


def _days(first: int, last: int) -> Edtf:
    return parse(iso(first) if first == last else f"{iso(first)}/{iso(last)}")


def _with_words(visit: Visit, rows: Sequence[Visit]) -> Visit:
    """A visit that says of itself what any of its rows does."""
    kinds = [row.kind for row in rows]
    return visit._replace(
        person=visit.person or next((row.person for row in rows if row.person), None),
        rank=visit.rank or next((row.rank for row in rows if row.rank), None),
        kind=next((kind for kind in kinds if kind not in _UNCOUNTED), visit.kind),
        occasions=tuple(sorted({word for row in rows for word in row.occasions})),
        fulfils=tuple(sorted({word for row in rows for word in row.fulfils})),
        fulfils_at=tuple(sorted({named for row in rows for named in row.fulfils_at})),
        text="; ".join(dict.fromkeys(row.text for row in rows if row.text)),
    )


def _told_of(stay: KnownVisit, written: Iterable[KnownVisit]) -> KnownVisit | None:
    """The visit of a rule file on the same days, by a guest of the same rank."""
    assert stay.around is not None
    first, last = stay.around
    found = [
        (min(last, each.around[1]) - max(first, each.around[0]), each)
        for each in written
        if each.around is not None
        and not each.coarse
        and each.in_person
        and each.visit.kind != "meeting"
        and _same_rank(each.visit, stay.visit)
    ]
    together = [(days, each) for days, each in found if days >= 0]
    return max(together, key=lambda e: (e[0], e[1].visit.id), default=(0, None))[1]


def _same_rank(one: Visit, other: Visit) -> bool:
    return one.rank == other.rank or None in (one.rank, other.rank)


def _joined(written: KnownVisit, stays: Sequence[KnownVisit], as_of: int) -> KnownVisit:
    """A visit of a rule file with what lists say of it: of a stay in several rows, all its days."""
    if not stays:
        return written
    visit = written.visit
    claims = (*visit.claims, *(stay.deciding for stay in stays))
    words = "; ".join(filter(None, [visit.text, *(stay.visit.text for stay in stays)]))
    person = visit.person or next((s.visit.person for s in stays if s.visit.person), None)
    whole = known_visit(visit._replace(claims=claims, text=words, person=person), as_of)
    assert whole is not None, "it was known before"
    whole = whole._replace(
        claims=(*written.claims, *(claim for stay in stays for claim in stay.claims))
    )
    decided = whole.status != "occurred" or any(claim.preferred for claim in written.claims)
    return whole if decided or not whole.stay else _longer(whole, stays)


def _longer(whole: KnownVisit, stays: Sequence[KnownVisit]) -> KnownVisit:
    """A visit to the end of the last row of its stay: nested days are the finer ones, but the first
    of two rows is a part of the stay only.
    """
    assert whole.first is not None
    assert whole.last is not None
    several = (s.last for s in stays if len(s.claims) > 1 and s.stay and s.last is not None)
    last = max(several, default=whole.last)
    if last <= whole.last:
        return whole
    date = _days(whole.first, last)
    return whole._replace(
        last=last,
        around=(whole.first, last),
        shown=date.text,
        deciding=whole.deciding._replace(date=date),
    )
