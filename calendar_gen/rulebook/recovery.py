"""Where reading goes on after a fault of the YAML: at the next line that is surely whole again.

That line begins a field, an item or a section where one stood before the fault. What lies between
is not guessed at. The rest of the file is parsed anew behind stand-ins for all that is open there.
"""

import re
from collections.abc import Collection, Sequence

from calendar_gen.named import NamedTuple

_BREAK = re.compile("\r\n|\r|\n")
_FIELD = re.compile(r"""(?:"[^"]*"|'[^']*'|[^\s#"'\[\]{},&*!|>%@`?:-][^#]*?)\s*:(?:\s|$)""")
_ITEM = re.compile(r"-(?:\s|$)")
_NAME = re.compile(r"[\s\"'-]*([a-z][a-z_-]*)")


class Level(NamedTuple):
    """A block list or mapping that is open; `column` is that of its dashes or keys, from 0."""

    column: int
    mapping: bool


class Damage(NamedTuple):
    """A fault: where what it spoils begins, and the first line that may be whole; all from 0.

    Of a line that is wrong all `alone`, what it spoils before it is whole without it.
    """

    line: int
    column: int
    next_line: int
    alone: int | None = None


class Piece(NamedTuple):
    """A text to parse: `given` events of it stand for what was read before, and `before` lines of
    the file stand before its first one (less than none if its stand-ins need more).
    """

    text: str
    before: int
    given: int


class Resumption(NamedTuple):
    """The line with which reading goes on, from 0, and in which of the levels; -1 is a new root."""

    line: int
    depth: int


def lines_of(text: str) -> list[str]:
    """The lines as YAML counts them."""
    return _BREAK.split(text)


def indent_of(line: str) -> int:
    """The blanks before a line's first character."""
    return len(line) - len(line.lstrip(" "))


def resumption(
    lines: Sequence[str], damage: Damage, levels: Sequence[Level], sections: Collection[str]
) -> Resumption | None:
    """Where reading goes on after a fault in these levels, outermost first; None if nowhere.

    Inside an item only if nothing of what is damaged may have begun another one, inside a section
    only if none of it may have begun another section.
    """
    reach = len(levels) if damage.column else 1
    in_section = levels[1].column if len(levels) > 1 else 0
    for number in range(damage.line, len(lines)):
        line = lines[number].lstrip(" ")
        if not line or line[0] in "#\t":
            continue
        indent = len(lines[number]) - len(line)
        if number >= damage.next_line:
            depth = _fitting(line, indent, levels[:reach])
            if depth is not None:
                return Resumption(number, depth)
        name = _NAME.match(line)
        alone = line.rstrip().endswith(":")
        if name is not None and name[1] in sections and (indent <= in_section or alone):
            reach = 1
        elif alone:  # what follows belongs to it
            reach = min(reach, 2)
        elif number == damage.line:
            reach = min(reach, _within(lines[number][damage.column :], damage.column, levels))
        else:
            reach = min(reach, _within(line, indent, levels))
    return None


def _within(line: str, indent: int, levels: Sequence[Level]) -> int:
    """In how many of the levels a damaged line surely lies, and begins none of their entries."""
    if len(levels) > 1 and indent == 0 < levels[1].column:
        return 1
    if line[:1] == "-":
        lists = [depth for depth, level in enumerate(levels) if not level.mapping]
        same = [depth for depth in lists if levels[depth].column == indent]
        return 1 + next(iter(same or lists), 0)
    for depth in range(2, len(levels)):
        around = levels[depth - 1]
        begins = around.mapping or indent <= around.column
        if indent < levels[depth].column and begins:
            return depth
    return len(levels)


def _fitting(line: str, indent: int, levels: Sequence[Level]) -> int | None:
    """The innermost level that the line goes on with."""
    for depth in range(len(levels) - 1, -1, -1):
        column, mapping = levels[depth]
        if column == indent and (_FIELD if mapping else _ITEM).match(line):
            return depth
    return -1 if not levels and indent == 0 and _FIELD.match(line) else None


def blank(lines: list[str], number: int) -> str:
    """Takes out a line, and what would hang in the air without it; gives what was there."""
    end = number + 1
    line = lines[number].strip()
    heads_items = line.endswith(":")
    if heads_items or _ITEM.match(line):
        below = next((lines[n] for n in range(end, len(lines)) if lines[n].strip()), "")
        least = indent_of(below)
        if least and (heads_items or not _ITEM.match(below.strip())):
            while end < len(lines) and (not lines[end].strip() or indent_of(lines[end]) >= least):
                end += 1
    taken = "\n".join(lines[number:end])
    lines[number:end] = [""] * (end - number)
    return taken


def rest_from(lines: Sequence[str], at: Resumption, levels: Sequence[Level]) -> Piece:
    """What is left from a line on, behind stand-ins for the levels around it."""
    around = levels[: max(at.depth, 0)]
    heads = [" " * column + ("x:" if mapping else "-") for column, mapping in around]
    starts = sum(2 if mapping else 1 for _, mapping in around) + (at.depth >= 0)
    text = "\n".join([*heads, *lines[at.line :]])
    return Piece(text, at.line - len(heads), 2 + starts)
