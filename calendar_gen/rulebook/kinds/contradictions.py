"""Exceptions that say twice, or gainsay, what becomes of one cycle."""

from collections.abc import Callable, Sequence
from typing import Literal

from calendar_gen import edtf
from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place
from calendar_gen.rulebook.context import Context

Action = Literal["moved", "cancelled", "renamed", "extra", "skipped", "host", "insert", "swap"]


class Said(NamedTuple):
    """An exception as far as it can be read: what it does, and when, to the cycles it means.

    `cycles` is None if nobody knows which; `day` names one of several days of a cycle.
    """

    action: Action | None
    cycles: frozenset[str] | None
    day: int | None
    other: str | None
    known: int | None
    to: tuple[int, int] | None
    at: Place


def check_contradictions(entries: Sequence[Said], context: Context) -> None:
    """Reports each entry that says again, or gainsays, what an earlier one says of its cycle."""
    earlier: dict[object, list[Said]] = {}
    for entry in entries:
        keys = {*(entry.cycles or ()), entry.other, entry.to if entry.action == "extra" else None}
        near = {first.at: first for key in keys - {None} for first in earlier.get(key, ())}
        for _, first in sorted(near.items()):
            message = _clash(first, entry)
            if message is not None:
                same_file = first.at.file == entry.at.file
                hint = (
                    f"the first is {f'in line {first.at.line}' if same_file else f'at {first.at}'}"
                )
                context.reading.error(entry.at, "exception", message, hint)
                break
        for key in keys - {None}:
            earlier.setdefault(key, []).append(entry)


def check_own_days(
    entries: Sequence[Said],
    given: Callable[[int], frozenset[str] | None],
    moves: frozenset[int],
    context: Context,
) -> None:
    """Reports each entry that gives a day which the rule gives by itself.

    `given` tells to which cycles the sentence gives a day. Days of the weekdays that `moves` has
    are not looked at: the rule's own may be observed on another, and the day itself kept by an
    exception.
    """
    for entry in entries:
        if entry.to is None or entry.action not in ("extra", "moved"):
            continue
        for day in range(entry.to[0], min(entry.to[1], entry.to[0] + _LONGEST) + 1):
            own = given(day) or frozenset()
            if not own or day % 7 in moves or _is_given_up(own, entry, entries):
                continue
            if entry.action == "moved" and (entry.to[0] < entry.to[1] or not own & _named(entry)):
                continue
            message = f"the rule gives {edtf.iso(day)} by itself"
            context.reading.error(entry.at, "exception", message, "leave the exception out")
            break


_LONGEST = 60
"""Days of an exception that are looked at."""


def _named(entry: Said) -> frozenset[str]:
    return entry.cycles or frozenset()


def _is_given_up(own: frozenset[str], entry: Said, entries: Sequence[Said]) -> bool:
    """Whether another exception takes that day from its cycle."""
    return entry.action == "extra" and any(
        other.action in ("moved", "cancelled") and (other.cycles is None or own <= _named(other))
        for other in entries
    )


def _clash(first: Said, entry: Said) -> str | None:
    """What is wrong with two exceptions together; None if both can stand."""
    one, two = first.action, entry.action
    if one is None or two is None:
        return None
    if one == "extra" or two == "extra":
        again = one == two and first.known == entry.known and first.to == entry.to
        return "this exception stands twice" if again and entry.to is not None else None
    if one == two == "swap":
        return _twice_swapped(first, entry)
    cycle = _shared(first, entry)
    if cycle is None:
        return None
    if {one, two} <= _HOSTS and (one != two or first.known != entry.known):
        return f'the cycle {cycle} has both "{one}" and "{two}"'
    if first.known != entry.known:  # the one decreed later overrules the other
        return None
    if one == two:
        return "this exception stands twice"
    if {one, two} == {"insert", "cancelled"}:
        return f'the cycle {cycle} has both "{one}" and "{two}"'
    both = {one, two} <= _FATES
    return f"the cycle {cycle} is both {one} and {two}" if both else None


_HOSTS: frozenset[Action] = frozenset({"skipped", "host", "insert"})
"""What says whose turn a cycle is, of which each has one."""
_FATES: frozenset[Action] = frozenset({"moved", "cancelled", "skipped"})
"""What becomes of a cycle, of which there is one at a time."""


def _shared(first: Said, entry: Said) -> str | None:
    """The cycle that two exceptions mean; None if they mean different ones or days."""
    if first.day is not None and entry.day is not None and first.day != entry.day:
        return None
    both = (first.cycles or frozenset()) & (entry.cycles or frozenset())
    return min(both, default=None)


def _twice_swapped(first: Said, entry: Said) -> str | None:
    both = {*(entry.cycles or ()), entry.other} - {None}
    if not both & {*(first.cycles or ()), first.other}:
        return None
    cycle = min(entry.cycles or {"?"})
    return f"a cycle of this swap, {cycle} with {entry.other}, is swapped twice"
