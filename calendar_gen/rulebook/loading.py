"""Reading rule files: first each file by itself, then all that they declare together."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from calendar_gen.canonical import canonical
from calendar_gen.problems import Place, in_order
from calendar_gen.record import Visit
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.dependencies import (
    leaning_on,
    leanings_of_commemoration,
    leanings_of_pattern,
    report_rings,
)
from calendar_gen.rulebook.drafts import Draft, drafts_of
from calendar_gen.rulebook.files import RuleFile, rule_files
from calendar_gen.rulebook.kinds import people, record, sources
from calendar_gen.rulebook.kinds.commemorations import commemoration, with_exceptions
from calendar_gen.rulebook.kinds.patterns import pattern
from calendar_gen.rulebook.kinds.sentences import check_sentences
from calendar_gen.rulebook.reading import Reading
from calendar_gen.rulebook.references import (
    declared_ids,
    forbidden_ids,
    repeated_ids,
    undated_sources,
    unknown_references,
)
from calendar_gen.rules import Gate, Office, Party, Rulebook

T = TypeVar("T")


def load(paths: Sequence[str]) -> Rulebook:
    """The rulebook of files and folders (`-` is standard input), with every problem in `problems`.

    What has an error is left out, and so is what needs it. Raises MissingInput for a path that
    cannot be read.
    """
    with _no_collection():
        return assemble(rule_files(paths))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pauses the cyclic collector, which would look at each of the many nodes again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def assemble(files: Iterable[RuleFile]) -> Rulebook:
    """The rulebook of files already read; their order makes no difference."""
    reading = Reading()
    drafts: list[Draft] = []
    whole = True
    for file in sorted(files):
        found = drafts_of(file)
        drafts += found.drafts
        reading.problems += found.problems
        reading.undated += found.undated
        whole = whole and found.whole
    context = Context(reading, declared_ids(drafts), whole, {}, {}, {})
    check_sentences([draft.values for draft in drafts if not draft.values.sound], context)
    readable = sorted((d for d in drafts if d.values.sound), key=lambda draft: draft.values.at)
    return _Assembly(context, readable, _misnamed(drafts, context)).rulebook()


def _misnamed(drafts: Sequence[Draft], context: Context) -> set[Place]:
    """Places of what cannot count because of its id, or because it names what is not there."""
    reading = context.reading
    bad = repeated_ids(drafts, reading) | forbidden_ids(drafts, reading)
    for draft in drafts:
        if unknown_references(draft, context.declared, reading, whole=context.whole):
            bad.add(draft.values.at)
    return bad


class _Assembly:
    """Makes the values of each kind from readable drafts, those that others need first.

    What is `misnamed` is made too, for the problems that only this shows, but does not count.
    """

    def __init__(self, context: Context, drafts: Sequence[Draft], misnamed: set[Place]) -> None:
        self.context = context
        self.misnamed = misnamed
        self.drafts: dict[str, list[Draft]] = {}
        for draft in drafts:
            self.drafts.setdefault(draft.kind, []).append(draft)

    def rulebook(self) -> Rulebook:
        """All of it, in order of ids."""
        context = self.context
        made_sources = self._named("source", lambda id, draft: sources.source(id, draft.values))
        context.sources.update(made_sources)
        undated_sources(context.sources, context.reading)
        parties: dict[str, Party] = self._named("party", lambda id, d: people.party(id, d.values))
        gates: dict[str, Gate] = self._named(
            "gate", lambda id, d: people.gate(id, d.values, context)
        )
        self._commemorations()
        self._patterns(gates)
        visits = self._visits()
        coverage = self._listed("coverage", lambda draft: record.coverage(draft.values))
        content = (
            context.sources,
            context.commemorations,
            context.patterns,
            visits,
            coverage,
            parties,
            self._offices(),
            gates,
        )
        return Rulebook(*content, in_order(context.reading.problems))

    def _made(self, kind: str, make: Callable[[Draft], T]) -> list[tuple[Draft, T]]:
        """What could be made of the drafts of a kind without an error."""
        found = []
        for draft in self.drafts.get(kind, ()):
            before = self.context.reading.failures
            value = make(draft)
            if self.context.reading.failures == before and draft.values.at not in self.misnamed:
                found.append((draft, value))
        return found

    def _named(self, kind: str, make: Callable[[str, Draft], T]) -> dict[str, T]:
        made = self._made(kind, lambda draft: make(draft.id or "", draft))
        return dict(sorted(((draft.id or "", value) for draft, value in made), key=lambda e: e[0]))

    def _listed(self, kind: str, make: Callable[[Draft], T]) -> tuple[T, ...]:
        return tuple(sorted((value for _, value in self._made(kind, make)), key=canonical))

    def _commemorations(self) -> None:
        """First all without their exceptions, which are then looked up among the days of all."""
        context = self.context
        made = self._named("commemoration", lambda id, d: commemoration(id, d.values, context))
        context.commemorations.update(made)
        leanings = {id: leanings_of_commemoration(rule) for id, rule in made.items()}
        self._leave_out(context.commemorations, leanings, set(context.declared["commemoration"]))
        self.drafts["commemoration"] = [
            draft
            for draft in self.drafts.get("commemoration", ())
            if draft.id in context.commemorations
        ]
        complete = self._named(
            "commemoration",
            lambda id, d: with_exceptions(context.commemorations[id], d.values, context),
        )
        context.commemorations.clear()
        context.commemorations.update(complete)

    def _patterns(self, gates: dict[str, Gate]) -> None:
        context = self.context
        made = self._named("pattern", lambda id, d: pattern(id, d.values, context))
        context.patterns.update(made)
        leanings = {id: leanings_of_pattern(rule) for id, rule in made.items()}
        leanings |= {
            id: leanings_of_commemoration(rule) for id, rule in context.commemorations.items()
        }
        declared = context.declared
        known = {*declared["commemoration"], *declared["pattern"], *declared["gate"]}
        self._leave_out(
            context.patterns, leanings, known - set(gates) - set(context.commemorations)
        )

    def _leave_out(
        self, made: dict[str, Any], leanings: dict[str, frozenset[str]], declared: set[str]
    ) -> None:
        """Takes out rings and what needs something that is broken."""
        broken = (declared - set(made)) | report_rings(leanings, self.context)
        lost = leaning_on(broken, leanings)
        for id in sorted(lost & set(made)):
            needs = sorted(leanings[id] & (broken | lost))
            message = f'"{id}" is left out: it needs "{needs[0]}", which has an error'
            self.context.reading.remark("note", made[id].at, "left-out", message)
        for id in (broken | lost) & set(made):
            del made[id]

    def _visits(self) -> tuple[Visit, ...]:
        context = self.context
        visits = []
        for draft, visit in self._made(
            "visit", lambda draft: record.visit(draft.id or "", draft.values, context)
        ):
            broken = sorted({c.source for c in visit.claims if c.source not in context.sources})
            if broken:
                message = f'"{draft.id}" is left out: it needs "{broken[0]}", which has an error'
                context.reading.remark("note", draft.values.at, "left-out", message)
            else:
                visits.append(visit)
        return tuple(sorted(visits, key=lambda visit: visit.id))

    def _offices(self) -> tuple[Office, ...]:
        context = self.context
        found: dict[tuple[str, str], Office] = {}
        for _, office in self._made("office", lambda draft: people.office(draft.values, context)):
            key = (office.party, office.rank)
            if key in found:
                message = f'the office "{office.rank}" of {office.party} stands twice'
                hint = f"the first is at {found[key].at}"
                context.reading.error(office.at, "repeated-office", message, hint)
            found.setdefault(key, office)
        return tuple(found[key] for key in sorted(found))
