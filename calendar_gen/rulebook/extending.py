"""Puts what `extends:` adds to the rules that it names; what does not agree is a problem."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from calendar_gen.problems import Place
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.kinds.extensions import EXTENDS
from calendar_gen.rulebook.reading import Reading, Values
from calendar_gen.rules import Commemoration, Texts, TitlePeriod, VisitPattern

R = TypeVar("R", Commemoration, VisitPattern)

LISTED = ("exceptions", "claims", "occasion", "fulfils")
"""Fields whose entries stand beside those of what is extended."""

Added = Mapping[str, Sequence[Values]]
"""Id of what is extended to its extensions, in order of their places."""


def by_target(extensions: Iterable[Values]) -> Added:
    """Extensions by what they extend."""
    found: dict[str, list[Values]] = {}
    for values in sorted(extensions, key=lambda values: values.at):
        target = values.found.get(EXTENDS)
        if isinstance(target, str):
            found.setdefault(target, []).append(values)
    return found


def with_entries(values: Values, extensions: Sequence[Values]) -> Values:
    """The fields of a rule or visit with the exceptions and claims that extensions add."""
    if not extensions:
        return values
    found = dict(values.found)
    for name in LISTED:
        more = [entry for each in extensions for entry in each.found.get(name) or ()]
        if more:
            found[name] = (*(found.get(name) or ()), *more)
    return values._replace(found=found)


def extended(rule: R, extensions: Sequence[Values], context: Context) -> R:
    """The rule with the titles, notes, marks, words and sources that extensions add."""
    if not extensions or not rule.titles:
        return rule
    reading = context.reading
    current = rule.titles[-1]
    titles = _texts(current.texts, extensions, "title", reading)
    note = _texts(rule.note or {}, extensions, "note", reading)
    changes: dict[str, Any] = {
        "titles": (*rule.titles[:-1], TitlePeriod(current.until, titles)),
        "note": note or None,
        "categories": _united(rule.categories, extensions, "categories"),
        "sources": context.cited(_united(rule.sources, extensions, "sources")),
    }
    if isinstance(rule, Commemoration):
        changes["marks"] = _marks(rule.marks, extensions, reading)
    else:
        changes["words"] = _united(rule.words, extensions, "words")
    return rule._replace(**changes)


def _texts(base: Texts, extensions: Sequence[Values], name: str, reading: Reading) -> Texts:
    """Texts by language: a language that stands there already can only be repeated."""
    found = dict(base)
    given: dict[str, Place] = {}
    for values in extensions:
        at = values.places.get(name, values.at)
        for tag, text in (values.found.get(name) or {}).items():
            if found.setdefault(tag, text) != text:
                message = f'"{values.found[EXTENDS]}" has another {name} in "{tag}" already'
                reading.error(at, "extends", message, _first(given.get(tag)))
            given.setdefault(tag, at)
    return dict(sorted(found.items()))


def _marks(
    base: tuple[int, ...] | None, extensions: Sequence[Values], reading: Reading
) -> tuple[int, ...] | None:
    """The rule's own marks and those that are added, of which there is one list only."""
    added: tuple[int, ...] | None = None
    first: Place | None = None
    for values in extensions:
        marks, at = values.found.get("marks"), values.places.get("marks", values.at)
        if marks is None:
            continue
        if added is not None and marks != added:
            message = f'another extension of "{values.found[EXTENDS]}" has other marks'
            reading.error(at, "extends", message, _first(first))
        added, first = added or marks, first or at
    return base if added is None else tuple(sorted({*(base or ()), *added}))


def _first(place: Place | None) -> str | None:
    return None if place is None else f"the first is at {place}"


def _united(base: Iterable[str], extensions: Sequence[Values], name: str) -> tuple[str, ...]:
    more = (word for values in extensions for word in values.found.get(name) or ())
    return tuple(sorted({*base, *more}))
