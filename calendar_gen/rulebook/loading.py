"""Reading rule files: first each file by itself, then all that they declare together."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from calendar_gen.canonical import canonical
from calendar_gen.limits import limit, raising
from calendar_gen.problems import BoundMet, Place, in_order
from calendar_gen.record import Coverage, Visit
from calendar_gen.rulebook.assembling import make_commemorations, make_patterns
from calendar_gen.rulebook.collector import paused
from calendar_gen.rulebook.context import Context, nameable
from calendar_gen.rulebook.drafts import Draft, FileDrafts, drafts_of
from calendar_gen.rulebook.files import RuleFile, Stamps, is_table
from calendar_gen.rulebook.gate_cycles import with_answers
from calendar_gen.rulebook.kinds import people, record, sources
from calendar_gen.rulebook.making import Making, Misnamed
from calendar_gen.rulebook.reading import Reading
from calendar_gen.rulebook.references import (
    declared_ids,
    forbidden_ids,
    repeated_ids,
    undated_sources,
    unknown_references,
    withdrawn_too_early,
)
from calendar_gen.rulebook.unread import Unread
from calendar_gen.rules import Gate, Office, Party, Rulebook

if TYPE_CHECKING:
    from calendar_gen.rulebook.lists import Lists
    from calendar_gen.rulebook.tables import Shared


@paused()
def assemble(
    files: Iterable[RuleFile],
    records: Iterable[RuleFile] = (),
    trees: Collection[str] = (),
    stamps: Stamps | None = None,
) -> Rulebook:
    """The rulebook of files already read; their order makes no difference.

    `records` are CSV files of visits. Those that rule files name are read too if they lie in one of
    the folders `trees`, and `stamps` gets how they stood before that. Raises MissingInput for one
    that changed while it was read, and BoundMet for more entries than a rulebook may have.
    """
    reading = Reading()
    drafts: list[Draft] = []
    unread: dict[str, list[str] | None] = {}
    licences: set[str] = set()
    shared: Shared = {}
    most = limit("rules")
    for file in sorted(files):
        found = _declared(file, shared)
        drafts += found.drafts
        if len(drafts) > most:
            raise BoundMet(
                f"up to {file.name} the rules and the record have more than {most:,} entries; "
                f"{raising('rules')}"
            )
        reading.problems += found.problems
        reading.resting += found.resting
        licences.update(filter(None, (found.licence,)))
        unread[file.name] = found.unread
    declared = declared_ids(drafts)
    missed = Unread(unread)
    context = Context(reading, declared, missed, nameable(declared, missed), {}, {}, {}, {})
    lists = _lists(drafts, records, trees, {} if stamps is None else stamps, context)
    placed = sorted(drafts, key=lambda draft: draft.values.at)
    return _Assembly(context, placed, _misnamed(drafts, context), lists).rulebook(
        tuple(sorted(licences))
    )


def _declared(file: RuleFile, shared: "Shared") -> FileDrafts:
    """What a file declares; `shared` are the sources that lines of all tables carry."""
    if not is_table(file):
        return drafts_of(file)
    from calendar_gen.rulebook.tables import table_drafts

    return table_drafts(file, shared)


def _lists(
    drafts: Sequence[Draft],
    records: Iterable[RuleFile],
    trees: Collection[str],
    stamps: Stamps,
    context: Context,
) -> "Lists | None":
    """The records in CSV files, if there are any, with the ids of their rows declared."""
    given, named = list(records), [draft for draft in drafts if draft.kind == "record"]
    if not given and not named:
        return None
    from calendar_gen.rulebook.lists import declare, lists_of

    return declare(lists_of(named, given, trees, stamps, context.reading), context)


def _misnamed(drafts: Sequence[Draft], context: Context) -> Misnamed:
    """What cannot count because of its id, or because it names what is not there."""
    reading = context.reading
    ids = repeated_ids(drafts, reading) | forbidden_ids(drafts, reading)
    bad = dict.fromkeys(ids, frozenset[str]())
    for draft in drafts:
        unknown = unknown_references(draft, context.declared, reading, context.unread)
        if unknown:
            bad[draft.values.at] = unknown
    context.unread.note_unchecked(reading)
    return bad


class _Assembly(Making):
    """Makes all of a rulebook, those values that others need first."""

    def rulebook(self, licences: tuple[str, ...]) -> Rulebook:
        """All of it, in order of ids, under these licences."""
        context = self.context
        made_sources = self.named("source", lambda id, draft: sources.source(id, draft.values))
        context.sources.update(made_sources)
        self._undated_sources()
        parties: dict[str, Party] = self.named("party", lambda id, d: people.party(id, d.values))
        gates: dict[str, Gate] = self.named(
            "gate", lambda id, d: people.gate(id, d.values, context), broken=True
        )
        make_commemorations(self, gates)
        make_patterns(self, gates)
        gates = with_answers(gates, self.drafts, context)
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

    def _coverage(self) -> tuple[Coverage, ...]:
        found = [made for _, made in self.made("coverage", lambda d: record.coverage(d.values))]
        lists = self.lists
        if lists is not None:
            from calendar_gen.rulebook.lists import coverage_of

            for _, more in self.made("record", lambda draft: coverage_of(draft.values, lists)):
                found += more
        return tuple(sorted(found, key=canonical))

    def _visits(self) -> tuple[Visit, ...]:
        context = self.context
        visits: list[Visit] = []
        if self.lists is not None:
            from calendar_gen.rulebook.lists import visits_of

            visits += (self._with_claims(visit) for visit in visits_of(self.lists, context))
        for draft, visit in self.made(
            "visit", lambda draft: record.visit(draft.id or "", draft.values, context), broken=True
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
        extensions = self.extensions("visit", row.id)
        return record.with_additions(row, extensions, self.context) if extensions else row

    def _undated_sources(self) -> None:
        """Reports claims of sources without a day of publication, unreadable sources included."""
        undated = {id for id, each in self.context.sources.items() if each.public_from is None}
        for draft in self.drafts.get("source", ()):
            if draft.id is not None and not draft.values.wrote(sources.PUBLISHED):
                undated.add(draft.id)
        undated_sources(undated, self.context.reading)
        withdrawn_too_early(self.context.sources, self.context.reading)

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
        made = self.made("office", lambda draft: people.office(draft.values, self.context))
        found = {(office.party, office.rank): office for _, office in reversed(made)}
        return tuple(found[key] for key in sorted(found))
