"""`calendar-gen explain`: why this day, and why this likelihood."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import (
    FINDINGS,
    Failure,
    as_of_options,
    known_on,
    read_rules,
    reading_options,
    records_option,
    rules_option,
)

if TYPE_CHECKING:
    from calendar_gen.entries.explanations import Step
    from calendar_gen.rules import Rulebook

EPILOG = """\b
Examples:
  calendar-gen explain victory-day-moscow 2035
  calendar-gen explain victory-exchange.2035.ru-cn --as-of 2026-11-24
  calendar-gen explain xi-kazan-2024 -r rules/
"""

WIDTH = 100


@click.command(name="explain", epilog=EPILOG, short_help="Say why a day, and why a likelihood.")
@click.argument("id_", metavar="ID")
@click.argument("cycle", required=False)
@rules_option
@records_option
@as_of_options
@reading_options
def command(
    id_: str,
    cycle: str | None,
    rules: tuple[str, ...],
    records: tuple[str, ...],
    as_of: str | None,
    today: str | None,
    keep_going: bool,
) -> None:
    """Say in sentences why an occurrence is on its day, and what its likelihood rests on.

    ID is a rule, an occurrence such as victory-exchange.2035.ru-cn, or a visit of the record. CYCLE
    is the rule's own year: 2035, 1447-islamic. Without it, the next occurrence is explained.
    """
    from calendar_gen.entries.explanations import explanation, of_visit
    from calendar_gen.forecasting.evidence import evidence
    from calendar_gen.forecasting.naming import named, present_id

    known = known_on(as_of, today)
    rulebook = read_rules(rules, records, keep_going=keep_going)
    id_ = present_id(rulebook, id_)
    visit = next((visit for visit in rulebook.visits if visit.id == id_), None)
    if visit is not None and cycle is None:
        explanations = [of_visit(visit, rulebook, known)]
    else:
        found = named(rulebook, id_, cycle, known)
        explanations = [explanation(evidence(rulebook, o, known), rulebook, known) for o in found]
        explanations += _ruled_out(rulebook, id_, cycle, known)
    if not explanations and cycle is None:
        explanations = _waiting(rulebook, id_, known)
    if not explanations:
        explanations = _absent(rulebook, id_, cycle, known)
    if not explanations:
        raise _nothing(rulebook, id_, cycle, known)
    click.echo("\n\n".join(_printed(steps) for steps in explanations))


def _ruled_out(rulebook: "Rulebook", id_: str, cycle: str | None, known: int) -> "list[list[Step]]":
    """What is said of visits that are not expected because their gate says no."""
    from calendar_gen.entries.closed_gates import of_closed
    from calendar_gen.forecasting.closed_gates import closed

    return [of_closed(found, rulebook, known) for found in closed(rulebook, id_, cycle, known)]


def _waiting(rulebook: "Rulebook", id_: str, known: int) -> "list[list[Step]]":
    """What is said of a first trip that nothing is expected of."""
    pattern = rulebook.patterns.get(id_)
    if pattern is None or pattern.pattern != "first":
        return []
    from calendar_gen.entries.explanations import Step
    from calendar_gen.entries.first_trips import waiting

    return [[Step("What", tuple(waiting(pattern, rulebook, known)))]]


def _absent(rulebook: "Rulebook", id_: str, cycle: str | None, known: int) -> "list[list[Step]]":
    """Why a commemoration has no day; nothing where another cycle is likely meant."""
    from calendar_gen.forecasting.absences import absence
    from calendar_gen.forecasting.naming import cycles_in, rule_of

    rule = rule_of(rulebook, id_)
    if rule is None or cycles_in(rulebook, rule, cycle or ""):
        return []
    found = absence(rulebook, id_, cycle, known)
    if found is None:
        return []
    from calendar_gen.entries.absences import of_absence

    return [of_absence(found, rulebook, known)]


def _nothing(rulebook: "Rulebook", id_: str, cycle: str | None, known: int) -> click.ClickException:
    """What ends the command: that a rule has nothing there, or that nothing is called so, which
    is a wrong argument here as it is for --rule.
    """
    from calendar_gen.forecasting.naming import cycles_beside, cycles_in, rule_of
    from calendar_gen.problems import did_you_mean

    rule = rule_of(rulebook, id_)
    if rule is not None:
        said = f'"{rule}" has no occurrence {cycle or id_[len(rule) + 1 :] or "ahead"}'
        own = cycles_in(rulebook, rule, cycle or "")
        if own:
            return Failure(f"{said}; in the Gregorian year it has {' and '.join(own)}", FINDINGS)
        beside = cycles_beside(rulebook, rule, cycle or id_[len(rule) + 1 :][:4], known)
        said = f"{said}; it has {' and '.join(beside)}" if beside else said
        return Failure(said, FINDINGS)
    visits = (visit.id for visit in rulebook.visits)
    hint = did_you_mean(id_, [*rulebook.commemorations, *rulebook.patterns, *visits])
    said = f'no rule or visit is called "{id_}"' + (f"; {hint}" if hint else "")
    return click.BadParameter(said, param_hint="ID")


def _printed(steps: Sequence["Step"]) -> str:
    """Steps under their headings, with sentences wrapped."""
    from textwrap import fill

    from calendar_gen.rendering.cells import harmless

    lines = []
    for step in steps:
        lines.append(click.style(step.about, bold=True))
        lines += [
            fill(
                harmless(sentence),
                WIDTH,
                initial_indent="  ",
                subsequent_indent="    ",
                break_on_hyphens=False,
                break_long_words=False,
            )
            for sentence in step.sentences
        ]
    return "\n".join(lines)
