"""How likely an expected visit is, with the parts that the figure is made of.

A beta posterior: what the rule's class lends, moved by the rule's own hits and chances. Hits that
had come before the rule was written down chose the rule, so they weigh half. Announcements known on
the as-of day override both. The parts are kept, so that `explain` can print them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from calendar_gen.forecasting.beta import quantile
from calendar_gen.occurrences import Likelihood


class Kin(NamedTuple):
    """A class of rules, and what it lends to one of them: the parameters of a beta prior."""

    name: str
    prior: tuple[float, float]


CLASSES: Mapping[str, Kin] = {
    "paired": Kin("leaders at round anniversaries", (0.5, 1.5)),
    "dated": Kin("visits on a set day", (0.5, 1.5)),
    "alternating": Kin("regular meetings by turns", (1.5, 0.5)),
    "rotating": Kin("regular meetings by turns", (1.5, 0.5)),
    "returned": Kin("visits that answer a visit", (0.34, 1.66)),
    "first": Kin("first trips to a stated partner", (0.5, 1.5)),
}
"""Pattern to class.

Each prior is worth two chances, so that a rule's own record speaks soon. One leader in four comes
to a round anniversary, on a set day or on a first trip unless the rule's own record says more;
three in four regular meetings are held; 17 % of visits are answered within a year, as in the record
of visits to and from the United States since 1874. All but that last share are judgements, not
fits: they are there to keep two hits from looking like a law.
"""

BEFORE_STATED = 0.5
"""Weight of a chance that was decided before the rule was on paper: it helped to choose the
rule."""

ANNOUNCED = (9.0, 1.0)
"""Before its own record speaks, nine of ten announced visits are taken to happen."""

SCALE = (
    ("almost-certain", 0.99),
    ("very-likely", 0.90),
    ("likely", 0.66),
    ("even", 0.33),
    ("unlikely", 0.10),
    ("very-unlikely", 0.01),
    ("remote", 0.0),
)
"""The one scale: a word is used from its lower bound up to the next word's."""


class TrackRecord(NamedTuple):
    """Hits and chances of a leg since its rule's `since`, and those from before it was stated."""

    hits: int
    chances: int
    hits_before: int
    chances_before: int


class Gating(NamedTuple):
    """What a gate adds: its known answer, or the smoothed share of yes so far."""

    answer: bool | None
    share: float


def word_for(probability: float) -> str:
    """The step of the scale that a probability falls on."""
    return next(word for word, bound in SCALE if probability >= bound)


def posterior(record: TrackRecord, kin: Kin) -> tuple[float, float]:
    """Parameters of the beta posterior: class and own record, early evidence at half weight."""
    hits = record.hits - record.hits_before * (1 - BEFORE_STATED)
    misses_before = record.chances_before - record.hits_before
    misses = record.chances - record.hits - misses_before * (1 - BEFORE_STATED)
    return kin.prior[0] + hits, kin.prior[1] + misses


def likelihood(
    record: TrackRecord,
    *,
    kin: Kin = CLASSES["paired"],
    base_rate: float | None,
    gating: Gating | None,
    announced: tuple[int, int] | None,
) -> Likelihood:
    """The likelihood of an open expectation.

    `base_rate` is the pair's own rate for such a window. `announced` is given if a claim announces
    the visit: how many announced visits of the record took place, and of how many.
    """
    alpha, beta = posterior(record, kin)
    if announced is not None:
        alpha, beta = ANNOUNCED[0] + announced[0], ANNOUNCED[1] + announced[1] - announced[0]
    factor = 1.0
    if gating is not None and announced is None:
        factor = gating.share if gating.answer is None else float(gating.answer)
    mean = alpha / (alpha + beta)
    return Likelihood(
        probability=round(factor * mean, 4),
        low=round(factor * quantile(0.025, alpha, beta), 4),
        high=round(factor * quantile(0.975, alpha, beta), 4),
        word=word_for(factor * mean),
        base_rate=None if base_rate is None else round(base_rate, 4),
        hits=record.hits,
        chances=record.chances,
        before_stated=record.hits_before,
        class_name=kin.name,
        prior=kin.prior,
        gate=None if gating is None else round(factor, 4),
        announced=announced is not None,
    )
