"""The back-test of named rules for a terminal, as JSON, and its forecasts as CSV."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from calendar_gen.backtest.bootstrap import COVERED, DRAWS, FEW_YEARS
from calendar_gen.backtest.cases import clipped
from calendar_gen.backtest.comparing import ALIKE_LOG_LOSS
from calendar_gen.backtest.gains import Gain, gain, gains
from calendar_gen.backtest.named_rules import BASELINE, RulesReport, Scored
from calendar_gen.backtest.variants import SideBySide, other_windows
from calendar_gen.edtf import iso
from calendar_gen.forecasting.readings import ReadAs
from calendar_gen.rendering import rule_variants, score_sheets
from calendar_gen.rendering.backtests import HEADER as FORECAST
from calendar_gen.rendering.backtests import columns
from calendar_gen.rendering.rule_variants import lead_text

HEADER = (*FORECAST, "occurrence", "stated", "announced", "covered")
"""Of forecasts as CSV: `stated` is empty for a cycle from before its rule was on paper, `covered`
is 0 where the baseline is only that of what happens to be recorded.
"""

SAMPLES: Mapping[str, tuple[bool, str]] = {
    "after": (True, "After the rules were stated"),
    "before": (False, "Before they were stated: in sample, these helped to choose the rules"),
}


def table(report: RulesReport, variants: Sequence[SideBySide] = ()) -> str:
    """Gains by rule, by class and over all, then variants beside their rules: first what counts,
    then what was in sample.
    """
    lines = [_asked(report)]
    for after, heading in SAMPLES.values():
        scored = _sample(report, after)
        lines += ["", heading, *_section(report, scored)]
        lines += _variants([each for each in variants if each.after == after])
    return "\n".join((*lines, "", *_notes(report, variants))) + "\n"


def _variants(those: Sequence[SideBySide]) -> Iterator[str]:
    if those:
        yield ""
        yield "  Variants, on the occurrences that the rule or the variant expects"
        yield from (f"  {line}" for line in columns(rule_variants.rows(those)))
        yield ""
        yield from (f"  {sentence}" for sentence in rule_variants.sentences(those))


def _asked(report: RulesReport) -> str:
    number = len(report.rules)
    return f"{number} rule{'' if number == 1 else 's'}, as known on {iso(report.as_of)}"


def _sample(report: RulesReport, after: bool) -> list[Scored]:
    return [each for each in report.scored if (each.cycle.stated is not None) == after]


def _section(report: RulesReport, scored: Sequence[Scored]) -> Iterator[str]:
    if not scored:
        yield "  no occurrence whose outcome is known"
        return
    rows = [_heading(report)]
    rows += _rows(report, scored, _rule)
    if len({_class(each) for each in scored}) > 1:
        rows += _rows(report, scored, _class)
    rows += _rows(report, scored, _all)
    yield from (f"  {line}" for line in columns(iter(rows)))


def _rule(scored: Scored) -> str:
    return scored.cycle.rule


def _class(scored: Scored) -> str:
    return f"class: {scored.cycle.class_name}"


def _all(scored: Scored) -> str:
    return "all"


def _heading(report: RulesReport) -> tuple[str, ...]:
    cells = ["", "came true"]
    for lead in report.leads:
        cells += [f"{lead_text(lead)}: expected", "gain", f"[{COVERED * 100:.0f} %]"]
    return tuple(cells)


def _rows(
    report: RulesReport, scored: Sequence[Scored], name_of: Callable[[Scored], str]
) -> list[tuple[str, ...]]:
    """A row a name, the largest gain at the last lead first."""
    by_lead = [
        {each.name: each for each in gains([s for s in scored if s.lead == lead], name_of)}
        for lead in report.leads
    ]
    return [
        (
            name,
            f"{by_lead[-1][name].came_true} of {by_lead[-1][name].occurrences}",
            *_cells(by_lead, name),
        )
        for name in by_lead[-1]
    ]


def _cells(by_lead: Sequence[Mapping[str, Gain]], name: str) -> Iterator[str]:
    for found in by_lead:
        each = found[name]
        interval = each.interval
        yield f"{each.expected:.2f}"
        yield f"{each.nats:+.2f}"
        yield (
            "[too few years]" if interval is None else f"[{interval.low:+.2f} {interval.high:+.2f}]"
        )


def _notes(report: RulesReport, variants: Sequence[SideBySide]) -> Iterator[str]:
    after = {each.cycle.id for each in _sample(report, True)}
    counted = len(after)
    yield (
        "No occurrence came after its rule was stated, so nothing here was forecast in earnest."
        if not counted
        else f"{_occurrences(counted)} came after the rule was stated; only those count."
    )
    yield (
        "Gains are in nats, over the rate at which the pair meets in such a window anyway (its "
        "month baseline): below 0 the rule is worse than that."
    )
    yield (
        f"Intervals hold {COVERED:.0%} of {DRAWS:,} draws of whole years; with fewer than "
        f"{FEW_YEARS} years there is none."
    )
    if variants:
        yield (
            "Where only one of a rule and its variant expects a visit, the other stands at the "
            f"baseline. Below {ALIKE_LOG_LOSS:g} nats an occurrence they cannot be told apart; a "
            "difference is sure if all of its interval is on one side of 0."
        )
    if any(isinstance(v.variant, ReadAs) and not v.variant.since_kept for v in variants):
        yield (
            "With no start of validity a rule learns from the years before it too; it is compared "
            "on those since."
        )
    if any(isinstance(each.variant, str) for each in variants):
        yield "Sums over several rules count an occurrence once for each rule that expects it."
    for rule, other in other_windows(report):
        yield (
            f"{rule} and {other} expect the same guest in windows that overlap but differ: they "
            "answer different questions and are not set side by side."
        )
    bare = len({each.cycle.id for each in report.scored if not each.covered})
    if bare:
        yield (
            f"{_occurrences(bare)} of pairs whose record is not declared complete: their baseline "
            "is that of the visits that happen to be recorded, so the gain may be too large."
        )
    if report.unknown:
        yield (
            f"{_occurrences(len(report.unknown))} whose outcome no record tells took no part; "
            "where only visits that took place are recorded, that flatters a rule."
        )
    if report.unforeseen:
        unforeseen = _occurrences(len(report.unforeseen))
        yield f"{unforeseen} that nobody expected beforehand took no part."


def _occurrences(number: int) -> str:
    return f"{number} occurrence{'' if number == 1 else 's'}"


def document(report: RulesReport, variants: Sequence[SideBySide] = ()) -> str:
    """The gains as JSON, version 1."""
    import json

    value = {
        "version": 1,
        "task": "rules",
        "as_of": iso(report.as_of),
        "rules": list(report.rules),
        "baseline": BASELINE,
        "samples": {
            name: [_at_lead(_sample(report, after), lead) for lead in report.leads]
            for name, (after, _) in SAMPLES.items()
        },
        "variants": {
            name: [
                {
                    **rule_variants.value(each),
                    "of_rule": _value(each.of_rule),
                    "of_variant": _value(each.of_variant),
                }
                for each in variants
                if each.after == after
            ]
            for name, (after, _) in SAMPLES.items()
        },
        "not_covered": sorted({each.cycle.id for each in report.scored if not each.covered}),
        "unknown": [cycle.id for cycle in report.unknown],
        "unforeseen": [cycle.id for cycle in report.unforeseen],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _at_lead(scored: Sequence[Scored], lead: int) -> dict[str, object]:
    mine = [each for each in scored if each.lead == lead]
    return {
        "issued": lead_text(lead),
        "by_rule": [_value(each) for each in gains(mine, lambda each: each.cycle.rule)],
        "by_class": [_value(each) for each in gains(mine, lambda each: each.cycle.class_name)],
        "all": _value(gain("all", mine)),
    }


def _value(found: Gain) -> dict[str, object]:
    return {
        "name": found.name,
        "occurrences": found.occurrences,
        "came_true": found.came_true,
        "expected": round(found.expected, 4),
        "gain": round(found.nats, 4),
        "low": None if found.interval is None else round(found.interval.low, 4),
        "high": None if found.interval is None else round(found.interval.high, 4),
    }


def forecasts(report: RulesReport) -> str:
    """Every forecast as CSV, by day of the window, occurrence and lead."""
    from calendar_gen.rendering.spreadsheet import written

    return written([HEADER, *map(_row, report.scored)])


def _row(each: Scored) -> Sequence[object]:
    case, forecast = each.forecast.case, each.forecast
    return (
        case.task,
        iso(case.issued),
        case.guest,
        case.host,
        iso(case.first),
        iso(case.last),
        f"{clipped(forecast.probability):.6f}",
        int(forecast.outcome is True),
        f"{clipped(forecast.baselines[0]):.6f}",
        each.cycle.id,
        None if each.cycle.stated is None else iso(each.cycle.stated),
        int(each.announced),
        int(each.covered),
    )


def reliability(report: RulesReport) -> str:
    """The reliability diagram of the forecasts of the last lead, in sample and after."""
    from calendar_gen.backtest.comparing import compared
    from calendar_gen.backtest.running import Report
    from calendar_gen.rendering import reliability as diagram

    lead = report.leads[-1]
    known = [each.forecast for each in report.scored if each.lead == lead]
    years = [forecast.case.year for forecast in known] or [0]
    return diagram.reliability(
        Report(
            task="rule",
            hub=f"{lead} days ahead",
            first_year=min(years),
            last_year=max(years),
            covered=report.as_of,
            seen=report.as_of,
            forecasts=tuple(known),
            scored=len(known),
            unknown=len(report.unknown),
            happened=sum(forecast.outcome is True for forecast in known),
            compared=compared((BASELINE,), known) if known else (),
        )
    )


RULES_FORMATS: Mapping[str, Callable[[RulesReport, Sequence[SideBySide]], str]] = {
    "table": table,
    "json": document,
    "csv": score_sheets.of_rules,
}
