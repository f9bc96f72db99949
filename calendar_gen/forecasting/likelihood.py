"""How likely an expected visit is, with the parts that the figure is made of.

A beta posterior. Its prior starts from how often the pair meets in such a window anyway, and adds
what rules of the class bring about beyond that; the rule's own hits and chances since its start of
validity move it, older ones less, and those that had come before the rule was written down half as
much, since they chose it. A gate without an answer multiplies it, and so does that the visit was
put off without a new day. Days of its window that passed without the visit take from it as far as
the record is complete for them (see `elapsed`). An announcement known on the
as-of day overrides all of that with the share of announced visits that took place. Every part is
kept, so that `explain` can print it.
"""

from collections.abc import Mapping

from calendar_gen.forecasting.beta import Beta, product, product_quantile, quantile
from calendar_gen.forecasting.elapsed import Elapsed
from calendar_gen.forecasting.pair_rates import PairRate
from calendar_gen.named import NamedTuple
from calendar_gen.occurrences import Likelihood


class Kin(NamedTuple):
    """A class of rules, and what it is taken to be worth until its rules' own records say more.

    `beyond` is the share of expectations that come true of those that chance would not have brought
    about; `anyway` what chance brings about where the pair's own rate is not known. `by_pair` says
    whether the pair's rate of visits is the rate of what is expected.
    """

    name: str
    beyond: float
    anyway: float = 0.0
    by_pair: bool = True


CLASSES: Mapping[str, Kin] = {
    "paired": Kin("leaders at round anniversaries", 0.25),
    "dated": Kin("visits on a set day", 0.25),
    "alternating": Kin("regular meetings by turns", 0.75),
    "rotating": Kin("regular meetings by turns", 0.75),
    "returned": Kin("visits that answer a visit", 0.013, anyway=0.16),
    "first": Kin("first trips to a stated partner", 0.25, by_pair=False),
}
"""Pattern to class.

Answers are measured: since 1874 the president of the United States returned 17.1 % of leaders'
visits within a year, and at shifted dates, for the same pairs, 16.0 %; 1.3 % are beyond chance. The
other shares are judgements: one leader in four comes to a round anniversary, on a set day or on a
first trip, three in four regular meetings are held. They are there to keep two hits from looking
like a law, and give way as the rules of the class gather records.
"""

UNEXPECTED = Kin("visits that no rule expects", 0.25)

LENT = 2.0
"""Chances that a prior is worth, so that a rule's own record speaks soon."""

JUDGED = 10.0
"""Chances that the judgement of a class is worth beside the records of its other rules."""

BEFORE_STATED = 0.5
"""Weight of a chance that was decided before the rule was on paper: it helped to choose the
rule."""

HALF_LIFE = 20
"""Calendar years in which a chance loses half its weight. Rates of pairs are best forgotten in 5 to
15 (see `pair_rates`); a rule with a cause and a start of validity lasts longer.
"""

ANNOUNCED = (9.0, 1.0)
"""Announced visits that took place and that did not, taken to have come before those recorded."""

PUT_OFF = (1.0, 3.0)
"""Visits put off without a new day that were made in their first days nonetheless, and that were
not, taken to have come before those recorded: a judgement, few records tell of any.
"""

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
    """Hits and chances of a leg since its rule's `since`, and those from before it was stated.

    `weighed_hits` and `weighed_chances` are the same with early and old ones at their weight.
    """

    hits: int = 0
    chances: int = 0
    hits_before: int = 0
    chances_before: int = 0
    weighed_hits: float = 0.0
    weighed_chances: float = 0.0


class KinRecord(NamedTuple):
    """What rules of a class say of it: their weighed hits beyond those that chance gives, the
    weighed chances that it leaves to rules, and the number of legs.
    """

    hits: float
    room: float
    legs: int

    def joined(self, other: "KinRecord") -> "KinRecord":
        """What both say together."""
        return KinRecord(self.hits + other.hits, self.room + other.room, self.legs + other.legs)

    def without(self, some: "KinRecord") -> "KinRecord":
        """What is left of a whole without some that are in it."""
        if self.legs == some.legs:
            return NO_KIN  # not what rounding would leave of it
        return KinRecord(self.hits - some.hits, self.room - some.room, self.legs - some.legs)


NO_KIN = KinRecord(0.0, 0.0, 0)


def kin_record(record: TrackRecord, chance: float) -> KinRecord:
    """What the record of a leg adds to its class, where chance alone gives its windows so much."""
    hits, chances = record.weighed_hits, record.weighed_chances
    return KinRecord(hits - chances * chance, chances * (1 - chance), 1)


class Gating(NamedTuple):
    """What a gate says of a cycle, and how many of its answers so far were yes."""

    answer: bool | None
    yes: int = 0
    answers: int = 0

    @property
    def share(self) -> Beta:
        """The share of yes: one yes and one no added, to begin with."""
        return Beta(self.yes + 1, self.answers - self.yes + 1)

    @property
    def factor(self) -> float:
        """What a likelihood is multiplied by."""
        return self.share.mean if self.answer is None else float(self.answer)


def word_for(probability: float) -> str:
    """The step of the scale that a probability falls on."""
    return next(word for word, bound in SCALE if probability >= bound)


def weight(cycle_year: int, as_of_year: int, before_stated: bool) -> float:
    """What a chance of a calendar year counts, as of another."""
    faded: float = 0.5 ** (max(as_of_year - cycle_year, 0) / HALF_LIFE)
    return faded * BEFORE_STATED if before_stated else faded


def beyond_chance(kin: Kin, others: KinRecord) -> float:
    """The share of a class that comes true beyond chance, judged and learned from other rules."""
    share = (JUDGED * kin.beyond + others.hits) / (JUDGED + others.room)
    return min(max(share, 0.005), 0.99)


def by_chance(kin: Kin, pair: PairRate | None, all_pairs: float | None = None) -> float:
    """What chance alone gives such a window: the pair's own rate, where that is what is asked; of a
    pair without a record, what the class says, else the rate of all pairs.
    """
    if pair is not None and kin.by_pair:
        return pair.probability
    return _lent_rate(kin, all_pairs) or 0.0


def _lent_rate(kin: Kin, all_pairs: float | None) -> float | None:
    """What stands in for the rate of a pair without a record; None where none is asked for."""
    return (kin.anyway or all_pairs) if kin.by_pair else None


def prior(kin: Kin, beyond: float, chance: float) -> Beta:
    """A visit comes about by chance, or else by the rule; worth LENT chances."""
    mean = chance + (1 - chance) * beyond
    return Beta(round(LENT * mean, 4), round(LENT * (1 - mean), 4))


def likelihood(
    record: TrackRecord,
    *,
    kin: Kin = CLASSES["paired"],
    others: KinRecord = NO_KIN,
    pair: PairRate | None = None,
    all_pairs: float | None = None,
    gating: Gating | None = None,
    announced: tuple[int, int] | None = None,
    put_off: tuple[int, int] | None = None,
    elapsed: Elapsed | None = None,
) -> Likelihood:
    """The likelihood of an open expectation.

    `others` is what the other rules of its class say of it, `pair` the pair's own rate for such a
    window, `all_pairs` that of all pairs, which stands in for it. `announced` is given if a claim
    announces the visit: how many announced visits of the record took place, and of how many;
    `put_off` if one puts it off without a new day: how many that were put off so took place in
    their first days, and of how many. `elapsed` is what of the window is over, if some of it is.
    """
    beyond = beyond_chance(kin, others)
    lent = prior(kin, beyond, by_chance(kin, pair, all_pairs))
    found = lent.moved(record.weighed_hits, record.weighed_chances)
    if announced is not None:
        found, gating = Beta(*ANNOUNCED).moved(*announced), gating and Gating(answer=True)
    stays = None if put_off is None else Beta(*PUT_OFF).moved(*put_off)
    factor = (1.0 if gating is None else gating.factor) * (1.0 if stays is None else stays.mean)
    whole = factor * found.mean
    probability = whole if elapsed is None else elapsed.moved(whole)
    low, high = _interval(found, gating, stays, elapsed)
    return Likelihood(
        probability=round(probability, 4),
        low=round(low, 4),
        high=round(high, 4),
        word=word_for(probability),
        base_rate=None if pair is None else round(pair.probability, 4),
        hits=record.hits,
        chances=record.chances,
        before_stated=record.hits_before,
        class_name=kin.name,
        prior=(lent.hits, lent.failures),
        gate=None if gating is None else round(gating.factor, 4),
        announced=announced is not None,
        pair_visits=None if pair is None else (pair.visits, pair.years),
        pair_ranks=() if pair is None else pair.ranks,
        all_pairs_rate=None if pair is not None else _lent_rate(kin, all_pairs),
        class_share=round(beyond, 4),
        class_legs=others.legs,
        weighed=(round(record.weighed_hits, 4), round(record.weighed_chances, 4)),
        announced_before=announced,
        put_off=None if stays is None else round(stays.mean, 4),
        put_off_before=put_off,
        over=elapsed and elapsed[:],
        if_not_come=None if elapsed is None else round(elapsed.if_not_come(whole), 4),
    )


def _interval(
    found: Beta, gating: Gating | None, stays: Beta | None, elapsed: Elapsed | None
) -> tuple[float, float]:
    """The 95 % equal-tailed interval; all shares that the likelihood is the product of are in
    doubt.
    """
    low, high = 0.025, 0.975
    if gating is not None and gating.answer is False:
        return 0.0, 0.0
    share = None if gating is None or gating.answer is True else gating.share
    if share is not None and stays is not None:
        share = product(share, stays)
    times = share or stays
    if elapsed is not None and elapsed.covered:
        return elapsed.interval(found, times)
    if times is None:
        return quantile(low, *found), quantile(high, *found)
    return product_quantile(low, found, times), product_quantile(high, found, times)
