"""One return of one rule: what a forecast yields.

Knows nothing of language: wording is made in `entries`.
"""

from typing import Literal

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place
from calendar_gen.record import Claim, Format, Outcome
from calendar_gen.rules import Certainty, Texts

Status = Literal[
    "projected",
    "announced",
    "confirmed",
    "occurred",
    "postponed",
    "cancelled",
    "missed",
    "not-recorded",
    "passed",
]
Extent = Literal["window", "days"]


class Likelihood(NamedTuple):
    """The probability that at least one day of the window sees the visit, with the parts it was
    made of.

    `low` and `high` bound the 95 % equal-tailed interval of the posterior. `word` is a step of the
    one scale in `forecasting.likelihood`. `base_rate` is how likely the pair makes some visit in
    such a window anyway, by `pair_visits`: visits in covered years, of `pair_ranks` alone where the
    record is complete for no other rank. Of a pair of which no record is complete, it is None, and
    `all_pairs_rate` stands in for it, which is nobody's record. `prior` (alpha, beta) is made
    of either and of `class_share`, what rules of the class bring about beyond chance, learned from
    `class_legs` of other rules. `weighed` are hits and chances at their weight by age and by
    whether they helped to choose the rule; `before_stated` counts the hits that had come, or had
    been announced, when it was written down. `gate` is the factor of a gate; `announced_before` how
    many announced visits of the record took place, and of how many. `put_off` is the factor of a
    visit that was put off without a new day, `put_off_before` how many of the record were made in
    their first days nonetheless, and of how many. `over` are the days of the window that are over,
    how many of them the record would tell of, and all; `if_not_come` is the likelihood if none that
    is over saw the visit. Both are None of a window that has yet to open, and of an announced
    visit, reports of which may take their time.
    """

    probability: float
    low: float
    high: float
    word: str
    base_rate: float | None
    hits: int
    chances: int
    before_stated: int
    class_name: str
    prior: tuple[float, float]
    gate: float | None
    announced: bool
    pair_visits: tuple[int, float] | None = None
    class_share: float = 0.0
    class_legs: int = 0
    weighed: tuple[float, float] = (0.0, 0.0)
    announced_before: tuple[int, int] | None = None
    pair_ranks: tuple[str, ...] = ()
    put_off: float | None = None
    put_off_before: tuple[int, int] | None = None
    all_pairs_rate: float | None = None
    over: tuple[int, int, int] | None = None
    if_not_come: float | None = None


class Occurrence(NamedTuple):
    """One return of one rule.

    `id` is `<rule>.<cycle>[.<leg>][.observed]`; `uid` is the same under the rule's first name
    (`formerly`). `earliest` and `latest` are both in; `extent` says whether they are a window (at
    least one day of it) or all its days. `certainty` is that of the date, `stated_later` that the
    rule was on paper only after the as-of day. `format` is how the visit that answers it was held,
    `visit_kind` its kind by the record, such as `state` or `working`; both are None without one. It
    is `endless` if no source says by when it takes place, and `latest` ends the wait for it.
    """

    id: str
    uid: str
    rule: str
    kind: Literal["commemoration", "visit"]
    pattern: str | None
    cycle: str
    number: int | None
    mark: bool
    calendar: str
    titles: Texts
    earliest: int
    latest: int
    extent: Extent
    moved_from: int | None
    because: str | None
    certainty: Certainty
    status: Status
    outcome: Outcome | None
    guest: str | None
    guests: tuple[str, ...]
    host: str | None
    person: str | None
    rank: tuple[str, ...]
    place: str | None
    occasion: str | None
    counterparts: tuple[str, ...]
    visit: str | None
    likelihood: Likelihood | None
    claims: tuple[Claim, ...]
    conflict: bool
    settled: bool
    stated_later: bool
    categories: tuple[str, ...]
    sources: tuple[str, ...]
    note: Texts | None
    at: Place
    format: Format | None = None
    endless: bool = False
    visit_kind: str | None = None

    @property
    def is_term(self) -> bool:
        """Whether it is a term, such as a presidency: nobody comes."""
        return self.kind == "visit" and self.guest is None and not self.guests
