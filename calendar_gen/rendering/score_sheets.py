"""The scores of a back-test as CSV: of a task a row a forecaster, of rules a row a gain."""

from collections.abc import Iterator, Sequence

from calendar_gen.backtest import Report
from calendar_gen.backtest.bootstrap import Interval
from calendar_gen.backtest.gains import Gain, gain, gains
from calendar_gen.backtest.named_rules import RulesReport
from calendar_gen.backtest.variants import SideBySide
from calendar_gen.rendering.rule_variants import lead_text, variant_text
from calendar_gen.rendering.spreadsheet import written

OF_TASK = (
    "task",
    "name",
    "forecasts",
    "came_true",
    "brier",
    "brier_low",
    "brier_high",
    "log_loss",
    "log_loss_low",
    "log_loss_high",
    "auc",
    "ece",
    "slope",
    "verdict",
)
"""`verdict` is what the model is against this baseline; it is empty for the model."""

OF_RULES = (
    "sample",
    "issued",
    "of",
    "name",
    "variant",
    "occurrences",
    "came_true",
    "expected",
    "gain",
    "gain_low",
    "gain_high",
    "compared",
    "difference",
    "difference_low",
    "difference_high",
    "verdict",
    "sure",
)
"""`of` is rule, class, all or variant. Of a variant, `name` is its rule, `compared` on how many
occurrences they were set side by side, and `difference` what the variant is better by, in nats.
"""


def of_task(report: Report) -> str:
    """Every forecaster's scores, the model's first; intervals are empty after too few years."""
    return written([OF_TASK, *_forecasters(report)])


def _forecasters(report: Report) -> Iterator[Sequence[object]]:
    for each in report.compared:
        scores = each.scores
        yield (
            report.task,
            each.name,
            report.scored,
            report.happened,
            *_measured(scores.brier, each.brier),
            *_measured(scores.log_loss, each.log_loss),
            _rounded(scores.auc),
            _rounded(scores.ece),
            _rounded(scores.slope),
            each.verdict,
        )


def of_rules(report: RulesReport, variants: Sequence[SideBySide]) -> str:
    """Gains in nats by rule, by class and over all, and of variants beside their rules."""
    rows: list[Sequence[object]] = [OF_RULES]
    for after, sample in ((True, "after"), (False, "before")):
        for lead in report.leads:
            about = (sample, lead_text(lead))
            scored = [
                each
                for each in report.scored
                if each.lead == lead and (each.cycle.stated is not None) == after
            ]
            rows += [
                (*about, "rule", *_gain(each)) for each in gains(scored, lambda s: s.cycle.rule)
            ]
            rows += [
                (*about, "class", *_gain(each))
                for each in gains(scored, lambda s: s.cycle.class_name)
            ]
            rows.append((*about, "all", *_gain(gain("all", scored))))
            rows += [
                (*about, "variant", *_beside(each))
                for each in variants
                if each.after == after and each.lead == lead
            ]
    return written(rows)


def _gain(found: Gain) -> Sequence[object]:
    return (found.name, None, *_figures(found), *(None,) * 6)


def _beside(each: SideBySide) -> Sequence[object]:
    return (
        each.rule,
        variant_text(each.variant),
        *_figures(each.of_variant),
        each.occurrences,
        *_measured(each.difference, each.interval),
        each.verdict,
        each.sure,
    )


def _figures(found: Gain) -> Sequence[object]:
    return (
        found.occurrences,
        found.came_true,
        _rounded(found.expected),
        *_measured(found.nats, found.interval),
    )


def _measured(value: float, interval: Interval | None) -> Sequence[float | None]:
    if interval is None:
        return _rounded(value), None, None
    return _rounded(value), _rounded(interval.low), _rounded(interval.high)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
