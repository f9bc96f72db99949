"""From the text of a file to nodes, by the events of PyYAML's parser on libyaml.

The composing is our own because PyYAML's descends once a level, expands nothing in bounds and ends
at the first fault: here reading goes on after it.
"""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place, Problem
from calendar_gen.rulebook.building import BoundPassed, Builder
from calendar_gen.rulebook.nodes import Node
from calendar_gen.rulebook.recovery import (
    Damage,
    Piece,
    Resumption,
    blank,
    indent_of,
    lines_of,
    rest_from,
    resumption,
)
from calendar_gen.rulebook.syntax import TOO_DEEP, Spoilt, spoilt_by, syntax_problem
from calendar_gen.rulebook.text import REPLACED
from calendar_gen.rulebook.under_way import levels_of, pending, reopen, spoil, take_back

MOST_FAULTS = 50
"""Faults of the YAML after which the rest of a file is not read."""


class Composed(NamedTuple):
    """What was read of a file: the roots of its documents, of which there should be one.

    `whole` is False if anything could not be read, and `unread` is the text of it.
    """

    roots: list[Node]
    whole: bool
    unread: list[str]
    problems: list[Problem]


def compose(text: str, name: str, sections: Collection[str] = ()) -> Composed:
    """The nodes of a YAML document, with every problem of the YAML itself.

    After a fault reading goes on where something whole begins again (see `recovery`); `sections`
    are keys that may stand at the top.
    """
    builder = Builder(name)
    damage = _read(builder, Piece(text, 0, 0), -1)
    whole = damage is None and builder.documents < 2
    lines = [] if damage is None else lines_of(text)
    faults = 0
    while damage is not None:
        faults += 1
        damage = _prepared(builder, lines, damage)
        levels = levels_of(builder.stack, lines)
        at = resumption(lines, damage, levels, sections) if faults < MOST_FAULTS else None
        _cut(builder, damage, at)
        end = len(lines) if at is None else at.line
        builder.unread.append("\n".join(lines[damage.line : end]))
        damage = None if at is None else _read(builder, rest_from(lines, at, levels), at.line)
    if faults == MOST_FAULTS:
        _give_up(builder)
    return Composed(builder.roots, whole, builder.unread, builder.problems)


def _read(builder: Builder, piece: Piece, begins: int) -> Damage | None:
    """Takes the events of a piece, whose own text begins in a line; the fault that ends it."""
    import yaml

    builder.text, builder.before = piece.text, piece.before
    event, taken = None, piece.given
    try:
        try:
            for event in islice(_events(piece.text), piece.given, None):
                builder.take(event)
                taken += 1
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            if mark is None or TOO_DEEP not in str(error.problem):
                raise
            # libyaml looks ahead of what it tells, to its own bound: ours was passed before that.
            for event in islice(_events(piece.text[: mark.index]), taken, None):
                builder.take(event)
            raise
    except yaml.MarkedYAMLError as error:
        problem, spoilt = syntax_problem(error, piece.text, builder.name), spoilt_by(error)
        lines = lines_of(piece.text)[spoilt.line : problem.place.line]
        if not any(REPLACED in line for line in lines):  # else reported
            line = problem.place.line + piece.before
            builder.problems.append(problem._replace(place=problem.place._replace(line=line)))
    except BoundPassed as passed:
        spoilt = Spoilt(passed.line, None, passed.line + 1, text_before=False)
    else:
        return None
    return _damage(builder, spoilt, event, begins)


def _events(text: str) -> Iterator[Any]:
    import yaml

    parser = yaml.CBaseLoader(text)
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()


def _damage(builder: Builder, spoilt: Spoilt, event: Any, begins: int) -> Damage:
    """What a fault after an event spoils, with a column of -1 for all of a line."""
    before = builder.before
    if spoilt.text_before and event is not None and event.end_mark.line >= spoilt.line:
        several = event.start_mark.line < spoilt.line
        builder.unread.append(spoil(builder.stack, several=several))
    end = len(lines_of(builder.text)) - 1 + before  # behind which libyaml may see one line more
    line, column = min(spoilt.line + before, end), spoilt.column
    next_line = max(spoilt.next_line + before, begins + 1)
    alone = None if spoilt.alone is None else spoilt.alone + before
    if alone is not None and event is not None:  # libyaml reads ahead of what it tells
        line = min(line, event.start_mark.line + before)
    flow = next((each for each in builder.stack if each.flow), None)
    key = pending(builder.stack)
    if flow is not None:
        line, column = flow.at.line - 1, flow.at.column - 1
        next_line = max(line, begins) + 1
    elif column is None and key is not None and key.line == line + 1:
        column = key.column - 1
    return Damage(line, -1 if column is None else column, next_line, alone)


def _prepared(builder: Builder, lines: list[str], damage: Damage) -> Damage:
    """The damage as a place to go on from, with all open again that it may have ended too early.

    A line that is wrong alone is taken out, and what it spoils before it is read once more.
    """
    indent = indent_of(lines[damage.line])
    if damage.column < 0:
        damage = damage._replace(column=indent)
    if damage.alone is not None and damage.line < damage.alone:
        builder.unread.append(blank(lines, damage.alone))
        builder.alone.append(damage.alone)
        take_back(builder.stack, Place(builder.name, damage.line + 1, indent + 1))
        damage = damage._replace(column=indent, next_line=damage.line)
    if not builder.stack and builder.closed is not None:
        builder.roots.pop()
        builder.stack.append(builder.closed)
    reopen(builder.stack, damage.column)
    return damage


def _cut(builder: Builder, damage: Damage, at: Resumption | None) -> None:
    """Ends what is open deeper than where reading goes on, and notes there that something is
    lost.
    """
    place = Place(builder.name, damage.line + 1, damage.column + 1)
    depth = -1 if at is None else at.depth
    while len(builder.stack) > depth + 1:
        builder.stack[-1].damage(place)
        builder.close()
    if builder.stack:
        builder.stack[-1].damage(place)


def _give_up(builder: Builder) -> None:
    """Says that the rest is not read after so many faults."""
    place = max(problem.place for problem in builder.problems)
    message = f"after {MOST_FAULTS} such faults the rest of the file is not read"
    builder.problems.append(Problem(place, "error", "yaml", message))
