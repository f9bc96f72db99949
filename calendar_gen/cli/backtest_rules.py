"""`calendar-gen backtest RULE...`: named rules, each scored on its own occurrences."""

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from calendar_gen.cli.options import FINDINGS, Failure, read_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calendar_gen.backtest.named_rules import RulesReport
    from calendar_gen.backtest.variants import SideBySide
    from calendar_gen.cli.backtest import Outputs
    from calendar_gen.rules import Rulebook

MOST_DAYS_BEFORE = 3660


class Asked(NamedTuple):
    """Rules by id (none: all patterns), files of rules and records, leads as written, years."""

    names: tuple[str, ...]
    files: tuple[str, ...]
    records: tuple[str, ...]
    lead: str
    as_of: int
    years: tuple[int | None, int | None]


def score(asked: Asked, outputs: "Outputs", *, keep_going: bool) -> None:
    """Score the rules, write what is to be written, and print the scores."""
    from calendar_gen.cli.writing import write
    from calendar_gen.rendering import rule_backtests

    leads = _leads(asked.lead)
    # `--rules rules/` may follow the names as well as go before them.
    files = [name for name in asked.names if "/" in name or "." in name]
    names = [name for name in asked.names if name not in files]
    files += [file for file in asked.files if file]
    rulebook = read_rules(tuple(files), asked.records, keep_going=keep_going)
    report = _report(rulebook, _patterns(rulebook, names), leads, asked)
    variants = _variants(rulebook, report, _years(asked))
    if outputs.forecasts is not None:
        write(outputs.forecasts, rule_backtests.forecasts(report))
    if outputs.reliability is not None:
        write(outputs.reliability, rule_backtests.reliability(report))
    click.echo(rule_backtests.RULES_FORMATS[outputs.format](report, variants), nl=False)


def _leads(text: str) -> list[int]:
    from calendar_gen.backtest.named_rules import YEAR_AHEAD
    from calendar_gen.cli.words import whole_numbers

    found = sorted(whole_numbers(text, "--lead"), reverse=True)
    if any(not 1 <= days <= MOST_DAYS_BEFORE for days in found):
        raise click.BadParameter(
            f"a lead lies between 1 and {MOST_DAYS_BEFORE} days", param_hint="--lead"
        )
    return [YEAR_AHEAD, *found]


def _patterns(rulebook: "Rulebook", names: "Sequence[str]") -> "Sequence[str]":
    from calendar_gen.problems import did_you_mean

    for name in names:
        if name in rulebook.patterns:
            continue
        if name in rulebook.commemorations:
            raise Failure(
                f'"{name}" is a commemoration, which comes by itself; name a visit pattern',
                FINDINGS,
            )
        hint = did_you_mean(name, rulebook.patterns)
        raise Failure(
            f'no visit pattern is called "{name}"' + (f"; {hint}" if hint else ""), FINDINGS
        )
    if not rulebook.patterns:
        raise Failure("the rules hold no visit pattern, so there is nothing to score", FINDINGS)
    return names or tuple(rulebook.patterns)


def _report(
    rulebook: "Rulebook", rules: "Sequence[str]", leads: list[int], asked: Asked
) -> "RulesReport":
    """The back-test, with a bar on a terminal's stderr while it runs."""
    from calendar_gen.backtest.named_rules import backtest_rules

    years = _years(asked)
    if not sys.stderr.isatty():
        return backtest_rules(rulebook, rules, asked.as_of, leads=leads, years=years)
    with click.progressbar(length=1, label="rules", file=sys.stderr) as bar:

        def done(_number: int, of: int) -> None:
            bar.length = of
            bar.update(1)

        return backtest_rules(rulebook, rules, asked.as_of, leads=leads, years=years, progress=done)


def _years(asked: Asked) -> tuple[int, int]:
    first, last = asked.years
    return 1 if first is None else first, 9999 if last is None else last


def _variants(
    rulebook: "Rulebook", report: "RulesReport", years: tuple[int, int]
) -> "Sequence[SideBySide]":
    """Each rule beside its variants, with a bar of its own while rules are read otherwise."""
    from calendar_gen.backtest.variants import read_otherwise, side_by_side

    if not sys.stderr.isatty():
        return side_by_side(report, read_otherwise(rulebook, report, years=years))
    with click.progressbar(length=1, label="variants", file=sys.stderr) as bar:

        def done(_number: int, of: int) -> None:
            bar.length = of
            bar.update(1)

        readings = read_otherwise(rulebook, report, years=years, progress=done)
    return side_by_side(report, readings)
