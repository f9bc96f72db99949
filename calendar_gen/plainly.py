"""The answer to a plain question, made without the command line: the import of its library takes
three times as long as an interpreter that does nothing.

Plain is a forecast of files and folders, or of none, with nothing else said but perhaps --today, by
a day in full. Any other question is the command line's, and so is what is wrong with this one:
until an answer is whole nothing was told of it. Both take from here how rules are read, what an
answer rests on, and the table.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from calendar_gen import edtf
from calendar_gen.answers import states_of
from calendar_gen.assets import files_of
from calendar_gen.limits import given
from calendar_gen.named import NamedTuple
from calendar_gen.screen import colour, height, width

if TYPE_CHECKING:
    from calendar_gen.answers import States
    from calendar_gen.occurrences import Occurrence
    from calendar_gen.rendering.asked import Asked
    from calendar_gen.rules import Rulebook

YEAR = 365
"""Days after the first one that are shown unless it is said how many."""


class Answer(NamedTuple):
    """What is to be told, each text with whether it is a note beside the answer, and the state of
    all that it rests on, if it may be kept.
    """

    told: list[tuple[bool, str]]
    states: "States | None"


class _Plain(NamedTuple):
    rules: tuple[str, ...]
    today: int


def answer(arguments: Sequence[str], today: Sequence[int], kept_in: str) -> Answer | None:
    """The answer to what stands behind `forecast`, by the day of the clock; None if the command
    line is to give it.
    """
    plain = _plain(arguments, edtf.day(*today))
    if plain is None or given():
        return None
    try:
        if not _lasting(plain.rules):  # what is read here is gone when the command line reads it
            return None
        states = rests_on(plain.rules, ())
        rulebook = read(plain.rules, (), kept_in)
        if any(problem.severity == "error" for problem in rulebook.problems):
            return None
        return Answer(_told(rulebook, plain.today), states)
    except Exception:  # noqa: BLE001 - the command line meets it again, and says what it is
        return None


def _plain(arguments: Sequence[str], today: int) -> _Plain | None:
    """What a plain question asks; None if it is none."""
    rules, day = list(arguments), today
    if "--today" in rules:
        at = rules.index("--today")
        try:
            day = edtf.from_iso(rules[at + 1])
        except (IndexError, ValueError):
            return None
        if len(rules[at + 1]) != len("2026-11-24"):  # a year before the first, or of five digits
            return None
        del rules[at : at + 2]
    if any(word.startswith("-") for word in rules):
        return None
    return _Plain(tuple(rules), day)


def _lasting(rules: Sequence[str]) -> bool:
    """Whether all can be read again."""
    from calendar_gen.rulebook.files import lasts

    return all(map(lasts, files_of(rules)))


def _told(rulebook: "Rulebook", today: int) -> list[tuple[bool, str]]:
    from calendar_gen.forecasting.projection import occurrences
    from calendar_gen.forecasting.ranges import unanswered
    from calendar_gen.rendering.asked import Asked

    asked = Asked(today, today, today + YEAR, rulebook)
    found = occurrences(rulebook, asked.first, asked.last, today)
    notes = [f"{note}\n" for note in unanswered(rulebook, asked.first, asked.last)]
    shown, more = as_table(found, asked, whole=False)
    after = [] if more is None else [(True, f"{more}\n")]
    return [*((True, note) for note in notes), (False, shown), *after]


def read(paths: Sequence[str], records: Sequence[str], kept_in: str | None) -> "Rulebook":
    """The rulebook of the paths, or of the shipped rules, with the visits of CSV files: of rules
    that can be forecast together. Raises MissingInput and AssetMissing.
    """
    from calendar_gen.rulebook import load

    return load(files_of(paths), records, kept_in=kept_in, finish=_sound)


def _sound(rulebook: "Rulebook") -> "Rulebook":
    from calendar_gen.forecasting.findings import sound  # late, as one that was kept is sound

    return sound(rulebook)


def rests_on(rules: Sequence[str], records: Sequence[str]) -> "States | None":
    """The files and folders that an answer from these follows from, as they stand now; None if it
    follows from more than that.
    """
    from calendar_gen.rulebook.basis import basis

    found = basis(files_of(rules), records)
    return None if found is None else states_of({*rules, *found})


def as_table(found: "list[Occurrence]", asked: "Asked", *, whole: bool) -> "tuple[str, str | None]":
    """The occurrences as a table and, if a screen has no room for all and not the `whole` was asked
    for, what to say of the others.
    """
    from calendar_gen.entries import lines
    from calendar_gen.rendering.asked import Screen
    from calendar_gen.rendering.table import table

    nearest = _nearest(found, None if whole else height())
    shown = lines(nearest, asked.rulebook, asked.language)
    more = len(found) - len(nearest)
    return table(shown, asked, Screen(width(), colour())), _of_more(more, asked) if more else None


def _nearest(found: "list[Occurrence]", most: int | None) -> "list[Occurrence]":
    """Those that are over first, so many at most, in the order that they have: a window of a year
    is behind what comes within weeks, though it has begun.
    """
    if most is None or len(found) <= most:
        return found
    first = sorted(range(len(found)), key=lambda at: (found[at].latest, at))[:most]
    return [found[at] for at in sorted(first)]


def _of_more(count: int, asked: "Asked") -> str:
    """What a screen of the nearest days does not show, and how to ask for it."""
    return (
        f"Note: these are the nearest; {count} more to {edtf.iso(asked.last)} with --to or --days. "
        "Fewer: --marks round, --country, --category, --visits-only."
    )
