"""Variants of rules beside their rules: rows of a table, sentences, values for JSON and CSV."""

from collections.abc import Iterator, Sequence

from calendar_gen.backtest.bootstrap import Interval
from calendar_gen.backtest.named_rules import YEAR_AHEAD
from calendar_gen.backtest.variants import SideBySide
from calendar_gen.forecasting.readings import ReadAs

HEADING = (
    "rule",
    "variant",
    "issued",
    "came true",
    "gain",
    "[95 %]",
    "on",
    "against the rule",
    "[95 %]",
    "the variant is",
)

UNSURE = "[too few years]"


def lead_text(lead: int) -> str:
    """When a forecast was issued, in words."""
    if lead == YEAR_AHEAD:
        return "31 December"
    return f"{lead} day{'' if lead == 1 else 's'} before"


def variant_text(variant: str | ReadAs) -> str:
    """The id of a rule, or what a reading of the rule itself changes."""
    if isinstance(variant, str):
        return variant
    parts = []
    if variant.every is not None:
        parts.append("every year" if variant.every == 1 else f"every {variant.every} years")
    if variant.ungated:
        parts.append("without its condition")
    if not variant.since_kept:
        parts.append("with no start of validity")
    return ", ".join(parts)


def verdict_text(found: SideBySide) -> str:
    """What the variant is, and whether that is sure."""
    if found.verdict == "alike":
        return "alike"
    if found.sure:
        return found.verdict
    return f"{found.verdict}, {'on too few years' if found.interval is None else 'not surely'}"


def rows(those: Sequence[SideBySide]) -> Iterator[tuple[str, ...]]:
    """A row for the rule and one for the variant, lead by lead, under a heading."""
    yield HEADING
    for each in those:
        rule, variant = each.of_rule, each.of_variant
        on, lead = f"{each.occurrences}", lead_text(each.lead)
        for name, gain, against in (
            ("itself", rule, ("", "", "")),
            (
                variant_text(each.variant),
                variant,
                (f"{each.difference:+.2f}", _between(each.interval), verdict_text(each)),
            ),
        ):
            came = f"{gain.came_true} of {gain.occurrences}"
            yield (
                each.rule,
                name,
                lead,
                came,
                f"{gain.nats:+.2f}",
                _between(gain.interval),
                on,
                *against,
            )


def _between(interval: Interval | None) -> str:
    return UNSURE if interval is None else f"[{interval.low:+.2f} {interval.high:+.2f}]"


def sentences(those: Sequence[SideBySide]) -> Iterator[str]:
    """The verdict on each variant in words; where it depends on the lead, that it does."""
    groups: dict[tuple[str, str | ReadAs], list[SideBySide]] = {}
    for each in those:
        groups.setdefault((each.rule, each.variant), []).append(each)
    for (rule, variant), leads in groups.items():
        said = "; ".join(_said(each) for each in leads)
        depends = (
            " So the verdict depends on how long before the window it is asked."
            if len({each.verdict for each in leads}) > 1
            else ""
        )
        yield f"{_which(rule, variant)}: {said}.{depends}"
        left_out = max(each.left_out for each in leads)
        if left_out:
            yield (
                f"  {left_out} that they expect {'is' if left_out == 1 else 'are'} left out there: "
                "one of the two has no score for it, or another outcome."
            )


def _which(rule: str, variant: str | ReadAs) -> str:
    if isinstance(variant, str):
        return f"{variant} in place of {rule}"
    return f"{rule} read as {variant_text(variant)}"


def _said(each: SideBySide) -> str:
    lead = lead_text(each.lead)
    when = f"on {lead}" if each.lead == YEAR_AHEAD else lead
    if each.verdict == "alike":
        return f"{when} the two cannot be told apart"
    sure = (
        ""
        if each.sure
        else ", on too few years to be sure"
        if each.interval is None
        else ", but the interval holds 0"
    )
    return f"{when} {each.verdict} by {abs(each.difference):.2f} nats{sure}"


def value(each: SideBySide) -> dict[str, object]:
    """What JSON says of a comparison, beside the gains of the two."""
    return {
        "rule": each.rule,
        "variant": each.variant if isinstance(each.variant, str) else None,
        "reading": each.variant._asdict() if isinstance(each.variant, ReadAs) else None,
        "issued": lead_text(each.lead),
        "occurrences": each.occurrences,
        "left_out": each.left_out,
        "difference": round(each.difference, 4),
        "low": None if each.interval is None else round(each.interval.low, 4),
        "high": None if each.interval is None else round(each.interval.high, 4),
        "verdict": each.verdict,
        "sure": each.sure,
    }
