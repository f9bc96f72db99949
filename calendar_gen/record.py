"""The frozen values of the record: visits, and the claims that say what is known of them."""

from typing import Literal

from calendar_gen.edtf import Edtf
from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place

ClaimStatus = Literal["announced", "confirmed", "occurred", "postponed", "cancelled", "missed"]
Outcome = Literal["other-rank", "video", "envoy", "moved", "elsewhere"]
Format = Literal["in person", "video", "envoy", "transit"]


class Claim(NamedTuple):
    """What one source says of a visit.

    It counts from the end of the day `known` until before the day `withdrawn`; `at` is the place of
    its date, else its own.
    """

    date: Edtf | None
    status: ClaimStatus
    source: str
    known: int
    withdrawn: int | None
    format: Format
    host: str | None
    place: str | None
    note: str | None
    preferred: bool
    because: str | None
    at: Place


class Named(NamedTuple):
    """A name that a visit gives in `fulfils`, and where it stands."""

    id: str
    at: Place


class Visit(NamedTuple):
    """A visit, or a meeting in a third country (`kind` meeting, `guests` those who met, `host`
    where).

    `guests` has one party unless several met; `fulfils` holds rule ids or occurrence ids as
    written, `fulfils_at` where each stands; `text` is free text in which a pattern's `words` are
    looked for. `listed` says that it is a row of a list, which may name one stay in several rows.
    """

    id: str
    guests: tuple[str, ...]
    host: str
    person: str | None
    rank: str | None
    kind: str | None
    occasions: tuple[str, ...]
    fulfils: tuple[str, ...]
    outcome: Outcome | None
    text: str
    claims: tuple[Claim, ...]
    at: Place
    listed: bool = False
    fulfils_at: tuple[Named, ...] = ()


class Coverage(NamedTuple):
    """Within it, what is not recorded did not happen: of `guest` and `host` (None: any), of ranks
    (empty: any).

    `first` and `last` are days, both in. `occasions` says that rows name their occasion, so that
    meetings of several count.
    """

    guest: str | None
    host: str | None
    first: int
    last: int
    ranks: tuple[str, ...]
    occasions: bool
    source: str | None
    at: Place
