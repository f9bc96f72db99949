"""Leaving rules and visits out of a rulebook, with the rules that lean on them."""

from collections.abc import Collection

from calendar_gen.problems import Problem, in_order
from calendar_gen.rules import Rulebook
from calendar_gen.rules.leanings import leaning_on, leanings_of_commemoration, leanings_of_pattern


def without(rulebook: Rulebook, ids: Collection[str]) -> Rulebook:
    """The rulebook without the rules and visits of these ids, and without the rules that lean on
    them, each of which a note in `problems` names.
    """
    leanings = {
        **{id: leanings_of_commemoration(rule) for id, rule in rulebook.commemorations.items()},
        **{id: leanings_of_pattern(rule) for id, rule in rulebook.patterns.items()},
    }
    lost = leaning_on(leanings.keys() & set(ids), leanings)
    gone = {*ids, *lost}
    places = {rule.id: rule.at for rule in rulebook.commemorations.values()}
    places.update((rule.id, rule.at) for rule in rulebook.patterns.values())
    notes = []
    for id in sorted(lost):
        needed = min(leanings[id] & gone)
        message = f'"{id}" is left out: it needs "{needed}", which has an error'
        notes.append(Problem(places[id], "note", "left-out", message))
    return rulebook._replace(
        commemorations={k: v for k, v in rulebook.commemorations.items() if k not in gone},
        patterns={k: v for k, v in rulebook.patterns.items() if k not in gone},
        visits=tuple(visit for visit in rulebook.visits if visit.id not in gone),
        problems=in_order((*rulebook.problems, *notes)),
    )
