"""Reading rule files: first each file by itself, then all that they declare together."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from calendar_gen.canonical import canonical
from calendar_gen.problems import Place, in_order
from calendar_gen.record import Coverage, Visit
from calendar_gen.rulebook.completing import STEPS, Completing
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.dependencies import in_order_of_need, report_chains, report_rings
from calendar_gen.rulebook.drafts import Draft, drafts_of
from calendar_gen.rulebook.extending import Added, by_target, extended, with_entries
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.kinds import people, record, sources
from calendar_gen.rulebook.kinds.patterns import pattern
from calendar_gen.rulebook.reading import Reading, Values
from calendar_gen.rulebook.references import (
    declared_ids,
    forbidden_ids,
    repeated_ids,
    undated_sources,
    unknown_references,
)
from calendar_gen.rules import Gate, Office, Party, Rulebook, VisitPattern
from calendar_gen.rules.leanings import (
    Leanings,
    leaning_on,
    leanings_of_commemoration,
    leanings_of_pattern,
    ring_leanings,
)

if TYPE_CHECKING:
    from calendar_gen.rulebook.lists import Lists

T = TypeVar("T")


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


@_no_collection()
def assemble(
    files: Iterable[RuleFile], records: Iterable[RuleFile] = (), trees: Collection[str] = ()
) -> Rulebook:
    """The rulebook of files already read; their order makes no difference.

    `records` are CSV files of visits. Those that rule files name are read too if they lie in one of
    the folders `trees`.
    """
    reading = Reading()
    drafts: list[Draft] = []
    whole = True
    licences: set[str] = set()
    for file in sorted(files):
        found = drafts_of(file)
        drafts += found.drafts
        reading.problems += found.problems
        reading.undated += found.undated
        licences.update(filter(None, (found.licence,)))
        whole = whole and found.whole
    declared = declared_ids(drafts)
    context = Context(reading, declared, whole, {}, {}, {})
    lists = _lists(drafts, records, trees, context)
    placed = sorted(drafts, key=lambda draft: draft.values.at)
    return _Assembly(context, placed, _misnamed(drafts, context), lists).rulebook(
        tuple(sorted(licences))
    )


def _lists(
    drafts: Sequence[Draft], records: Iterable[RuleFile], trees: Collection[str], context: Context
) -> "Lists | None":
    """The records in CSV files, if there are any, with the ids of their rows declared."""
    given, named = list(records), [draft for draft in drafts if draft.kind == "record"]
    if not given and not named:
        return None
    from calendar_gen.rulebook.lists import declare, lists_of

    return declare(lists_of(named, given, trees, context.reading), context)


def _misnamed(drafts: Sequence[Draft], context: Context) -> set[Place]:
    """Places of what cannot count because of its id, or because it names what is not there."""
    reading = context.reading
    bad = repeated_ids(drafts, reading) | forbidden_ids(drafts, reading)
    for draft in drafts:
        if unknown_references(draft, context.declared, reading, whole=context.whole):
            bad.add(draft.values.at)
    return bad


class _Assembly:
    """Makes the values of each kind from drafts, those that others need first.

    What has an error or is `misnamed` is made too as far as it goes, for the problems that only
    this shows, but does not count.
    """

    def __init__(
        self,
        context: Context,
        drafts: Sequence[Draft],
        misnamed: set[Place],
        lists: "Lists | None",
    ) -> None:
        self.context = context
        self.misnamed = misnamed
        self.lists = lists
        self.drafts: dict[str, list[Draft]] = {}
        self.added: dict[str, Added] = {}
        self.tried: dict[str, Added] = {}
        for kind in ("commemoration", "pattern", "visit"):
            extensions = [draft.values for draft in drafts if draft.extends and draft.kind == kind]
            counting = [each for each in extensions if each.sound and each.at not in misnamed]
            self.added[kind] = by_target(counting)
            self.tried[kind] = by_target(each for each in extensions if each not in counting)
        for draft in drafts:
            if not draft.extends:
                values = with_entries(draft.values, self._extensions(draft.kind, draft.id))
                self.drafts.setdefault(draft.kind, []).append(draft._replace(values=values))

    def _extensions(self, kind: str, id: str | None) -> Sequence[Values]:
        return self.added.get(kind, {}).get(id or "", ())

    def rulebook(self, licences: tuple[str, ...]) -> Rulebook:
        """All of it, in order of ids, under these licences."""
        context = self.context
        made_sources = self._named("source", lambda id, draft: sources.source(id, draft.values))
        context.sources.update(made_sources)
        self._undated_sources()
        parties: dict[str, Party] = self._named("party", lambda id, d: people.party(id, d.values))
        gates: dict[str, Gate] = self._named(
            "gate", lambda id, d: people.gate(id, d.values, context), broken=True
        )
        self._commemorations(gates)
        self._patterns(gates)
        visits = self._visits()
        coverage = self._coverage()
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
        return Rulebook(*content, in_order(context.reading.problems), licences)

    def _made(
        self, kind: str, make: Callable[[Draft], T | None], *, broken: bool = False
    ) -> list[tuple[Draft, T]]:
        """What could be made of the drafts of a kind without an error; with `broken` those that
        have errors are tried too.
        """
        found = []
        for draft in self.drafts.get(kind, ()):
            if not (draft.values.sound or broken):
                continue
            before = self.context.reading.failures
            value = make(draft)
            failed = self.context.reading.failures > before or not draft.values.sound
            if value is not None and not failed and draft.values.at not in self.misnamed:
                found.append((draft, value))
        return found

    def _named(
        self, kind: str, make: Callable[[str, Draft], T | None], *, broken: bool = False
    ) -> dict[str, T]:
        made = self._made(kind, lambda draft: make(draft.id or "", draft), broken=broken)
        return dict(sorted(((draft.id or "", value) for draft, value in made), key=lambda e: e[0]))

    def _commemorations(self, gates: dict[str, Gate]) -> None:
        """First all without their exceptions, which are then looked up among the days of all."""
        context = self.context
        rules = context.commemorations
        rules_under_way = Completing(self.drafts.get("commemoration", ()), context)
        begun = self._made(
            "commemoration",
            lambda d: rules_under_way.begin(d, self._extensions("commemoration", d.id)),
            broken=True,
        )
        rules.update(sorted((rule.id, rule) for _, rule in begun))
        declared = {*context.declared["commemoration"], *context.declared["gate"]} - set(gates)
        needs = ring_leanings(rules.values())
        broken = (declared - set(rules)) | report_rings(needs, context)
        broken |= report_chains(needs, context)
        leanings = {id: leanings_of_commemoration(rule) for id, rule in rules.items()}
        self._leave_out(rules, leanings, broken)
        for step in STEPS:
            lost = set()
            for id in in_order_of_need(rules.values()):
                made = rules_under_way.take(step, rules[id].at)
                if made is None:
                    lost.add(id)
                else:
                    rules[id] = made
            self._leave_out(rules, {id: leanings[id] for id in rules}, lost)
            rules_under_way.take_rest(step)
        for id, extensions in self.tried["commemoration"].items():
            for extension in extensions:
                rules_under_way.try_out(id, extension)

    def _patterns(self, gates: dict[str, Gate]) -> None:
        context = self.context
        rules = context.patterns
        rules.update(self._named("pattern", self._pattern, broken=True))
        self._try_patterns()
        days = {id: leanings_of_commemoration(rule) for id, rule in context.commemorations.items()}
        leanings = {id: leanings_of_pattern(rule) for id, rule in rules.items()}
        declared = context.declared
        known = {*declared["commemoration"], *declared["pattern"], *declared["gate"]}
        broken = known - set(gates) - set(context.commemorations) - set(rules)
        all_leanings = {**leanings, **ring_leanings(context.commemorations.values())}
        in_rings = report_rings(all_leanings, context)
        self._leave_out(rules, leanings, broken | in_rings)
        missing = set(declared["pattern"]) - set(rules)
        self._leave_out(context.commemorations, days, missing | in_rings)

    def _try_patterns(self) -> None:
        """Reports what else is wrong with extensions of patterns that have an error."""
        for draft in self.drafts.get("pattern", ()):
            for extension in self.tried["pattern"].get(draft.id or "", ()):
                values = with_entries(draft.values, [extension])
                made = pattern(draft.id or "", values, self.context)
                if made is not None:
                    extended(made, [extension], self.context)

    def _pattern(self, id: str, draft: Draft) -> VisitPattern | None:
        made = pattern(id, draft.values, self.context)
        if made is None:
            return None
        return extended(made, self._extensions("pattern", id), self.context)

    def _leave_out(self, made: dict[str, Any], leanings: Leanings, broken: set[str]) -> None:
        """Takes out what is broken, and what needs it."""
        lost = leaning_on(broken, leanings)
        for id in sorted(lost & set(made)):
            needs = sorted(leanings[id] & (broken | lost))
            message = f'"{id}" is left out: it needs "{needs[0]}", which has an error'
            self.context.reading.remark("note", made[id].at, "left-out", message)
        for id in (broken | lost) & set(made):
            del made[id]

    def _coverage(self) -> tuple[Coverage, ...]:
        found = [made for _, made in self._made("coverage", lambda d: record.coverage(d.values))]
        lists = self.lists
        if lists is not None:
            from calendar_gen.rulebook.lists import coverage_of

            for _, more in self._made("record", lambda draft: coverage_of(draft.values, lists)):
                found += more
        return tuple(sorted(found, key=canonical))

    def _visits(self) -> tuple[Visit, ...]:
        context = self.context
        visits: list[Visit] = []
        if self.lists is not None:
            from calendar_gen.rulebook.lists import visits_of

            visits += (self._with_claims(visit) for visit in visits_of(self.lists, context))
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

    def _with_claims(self, row: Visit) -> Visit:
        """A visit of a CSV file with what extensions add to it."""
        extensions = self._extensions("visit", row.id)
        return record.with_additions(row, extensions, self.context) if extensions else row

    def _undated_sources(self) -> None:
        """Reports claims of sources without a day of publication, unreadable sources included."""
        undated = {id for id, each in self.context.sources.items() if each.public_from is None}
        for draft in self.drafts.get("source", ()):
            if draft.id is not None and not draft.values.wrote(sources.PUBLISHED):
                undated.add(draft.id)
        undated_sources(undated, self.context.reading)

    def _offices(self) -> tuple[Office, ...]:
        first: dict[tuple[str, str], Place] = {}
        for draft in self.drafts.get("office", ()):
            party, rank = people.office_key(draft.values)
            if party is None or rank is None:
                continue
            if (party, rank) in first:
                message = f'the office "{rank}" of {party} stands twice'
                hint = f"the first is at {first[party, rank]}"
                self.context.reading.error(draft.values.at, "repeated-office", message, hint)
            first.setdefault((party, rank), draft.values.at)
        made = self._made("office", lambda draft: people.office(draft.values, self.context))
        found = {(office.party, office.rank): office for _, office in reversed(made)}
        return tuple(found[key] for key in sorted(found))
