"""A back-test for a terminal, as JSON, and its forecasts as CSV."""

from collections.abc import Iterator, Sequence

from calendar_gen.backtest import Report
from calendar_gen.backtest.bootstrap import COVERED, DRAWS, Interval
from calendar_gen.backtest.cases import clipped
from calendar_gen.backtest.comparing import ALIKE_BRIER, ALIKE_LOG_LOSS, Compared, Difference
from calendar_gen.edtf import iso
from calendar_gen.rendering.cells import pad, width

HEADER = (
    "task",
    "issued",
    "guest",
    "host",
    "from",
    "to",
    "probability",
    "outcome",
    "baseline",
)

UNUSUAL = 31
"""Days without a visit at the end of a record that are worth a word."""

VERDICTS = {"better": "better", "worse": "worse", "alike": "cannot be told apart"}


def table(report: Report) -> str:
    """Scores with their intervals, and what the model adds to each baseline."""
    lines = [_asked(report)]
    if report.compared:
        lines += ["", *columns(_scores(report)), "", *columns(_differences(report))]
        lines += ["", *_notes(report)]
    if report.unknown:
        unknown, verb = _counted(report.unknown, "forecast"), _verb(report.unknown)
        lines.append(
            f"{unknown} {verb} no outcome yet, as the record is taken to end on "
            f"{iso(report.covered)}, and {verb} no part in the scores."
        )
    if report.seen + UNUSUAL < report.covered:
        lines.append(
            f"One way the record has nothing after {iso(report.seen)}; up to "
            f"{iso(report.covered)} that counts as no visits."
        )
    if not report.forecasts:
        lines.append(
            "There is nothing to forecast: the record has no leader's visit to or from "
            f"{report.hub} that is early enough."
        )
    lines += [_silent(way, report.hub) for way in report.silent]
    return "\n".join(lines) + "\n"


def _silent(way: str, hub: str) -> str:
    return (
        f"The record has no leader's visit {where(way, hub)}: that way all is scored as if it did "
        "not happen."
    )


def where(way: str, hub: str) -> str:
    """Which way visits go, in words."""
    return f"to {hub}" if way == "in" else f"from {hub} to anyone"


def _verb(number: int) -> str:
    return "has" if number == 1 else "have"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _asked(report: Report) -> str:
    years = f"{report.first_year} to {report.last_year}"
    text = f"{report.task}, {report.hub}, {years}: {_counted(report.scored, 'forecast')} scored"
    if report.scored:
        share = report.happened / report.scored
        text += f", {report.happened:,} came true ({share:.3f})"
    return text


def _scores(report: Report) -> Iterator[tuple[str, ...]]:
    yield "", "Brier", "[95 %]", "log loss", "[95 %]", "AUC", "ECE", "slope"
    for each in report.compared:
        scores = each.scores
        yield (
            each.name,
            f"{scores.brier:.4f}",
            _between(each.brier),
            f"{scores.log_loss:.4f}",
            _between(each.log_loss),
            "–" if scores.auc is None else f"{scores.auc:.3f}",
            f"{scores.ece:.4f}",
            "–" if scores.slope is None else f"{scores.slope:.3f}",
        )


def _differences(report: Report) -> Iterator[tuple[str, ...]]:
    yield "model against", "Brier", "[95 %]", "log loss", "[95 %]", "the model is"
    for each in report.compared:
        if each.verdict is not None:
            yield (
                each.name,
                *_difference(each.brier_difference),
                *_difference(each.log_loss_difference),
                VERDICTS[each.verdict],
            )


def _difference(difference: Difference | None) -> tuple[str, str]:
    assert difference is not None
    return f"{difference.mean:+.4f}", _between(difference.interval, "+")


def _between(interval: Interval | None, sign: str = "") -> str:
    if interval is None:
        return "[too few years]"
    return f"[{interval.low:{sign}.4f} {interval.high:{sign}.4f}]"


def _notes(report: Report) -> Iterator[str]:
    yield (
        f"Intervals hold {COVERED:.0%} of {DRAWS:,} draws of whole test years; "
        "below zero the model loses less."
    )
    yield (
        f"Differences below {ALIKE_BRIER:g} Brier and {ALIKE_LOG_LOSS:g} log loss cannot be told "
        "apart with records of this size."
    )
    slope = report.compared[0].scores.slope
    if slope is not None and not 0.95 <= slope <= 1.05:
        yield f"The model's forecasts are too {'bold' if slope < 1 else 'timid'}."


def columns(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """Rows under a heading, the first column to the left, numbers to the right."""
    cells = list(rows)
    widths = [max(width(row[place]) for row in cells) for place in range(len(cells[0]))]
    for row in cells:
        parts = [pad(row[0], widths[0])]
        parts += [
            pad(cell, most) if cell.startswith("[") or cell[:1].isalpha() else cell.rjust(most)
            for cell, most in zip(row[1:], widths[1:], strict=True)
        ]
        yield "  ".join(parts).rstrip()


def document(report: Report) -> str:
    """The scores as JSON, version 1."""
    import json

    value = {
        "version": 1,
        "task": report.task,
        "hub": report.hub,
        "from": report.first_year,
        "to": report.last_year,
        "covered_until": iso(report.covered),
        "last_seen": iso(report.seen) if report.seen else None,
        "forecasts": report.scored,
        "unknown": report.unknown,
        "came_true": report.happened,
        "silent": list(report.silent),
        "cannot_be_told_apart": {"brier": ALIKE_BRIER, "log_loss": ALIKE_LOG_LOSS},
        "scores": [_value(each) for each in report.compared],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _value(each: Compared) -> dict[str, object]:
    scores = each.scores
    return {
        "name": each.name,
        "brier": _measured(scores.brier, each.brier),
        "log_loss": _measured(scores.log_loss, each.log_loss),
        "auc": None if scores.auc is None else round(scores.auc, 6),
        "ece": round(scores.ece, 6),
        "slope": None if scores.slope is None else round(scores.slope, 6),
        "bins": [
            {
                "forecasts": b.size,
                "mean": round(b.forecast, 6),
                "came_true": round(b.happened, 6),
            }
            for b in scores.bins
        ],
        "model_less_this": None
        if each.brier_difference is None or each.log_loss_difference is None
        else {
            "brier": _measured(*each.brier_difference),
            "log_loss": _measured(*each.log_loss_difference),
            "verdict": each.verdict,
        },
    }


def _measured(value: float, interval: Interval | None) -> dict[str, float | None]:
    return {
        "value": round(value, 6),
        "low": None if interval is None else round(interval.low, 6),
        "high": None if interval is None else round(interval.high, 6),
    }


def forecasts(report: Report) -> str:
    """Every forecast as CSV: outcome 1, 0 or, where it is not known yet, empty; the best simple
    baseline's probability beside that of the model, both as they are scored.
    """
    from calendar_gen.rendering.spreadsheet import written

    return written([HEADER, *_rows(report)])


def _rows(report: Report) -> Iterator[Sequence[object]]:
    for forecast in report.forecasts:
        case = forecast.case
        yield (
            case.task,
            iso(case.issued),
            case.guest,
            case.host,
            iso(case.first),
            iso(case.last),
            f"{clipped(forecast.probability):.6f}",
            None if forecast.outcome is None else int(forecast.outcome),
            f"{clipped(forecast.baselines[-1]):.6f}",
        )
