"""What the second pass knows: all that the files declare, and what of it could be made so far."""

from collections.abc import Hashable, Iterable, Mapping

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place, Problem
from calendar_gen.rulebook.reading import Reading
from calendar_gen.rulebook.unread import Unread
from calendar_gen.rules import Commemoration, DateRule, Source, VisitPattern

Declared = Mapping[str, dict[str, Place]]
"""Key of a kind to ids to the places of their declarations, broken ones too."""


def nameable(declared: Declared, unread: Unread) -> frozenset[str] | None:
    """Ids that sentences may name, with those that may stand where a file could not be read; None
    if any may.
    """
    if unread.ids is None:
        return None
    return unread.ids.union(declared["commemoration"], declared["pattern"])


class Context(NamedTuple):
    """Filled from the bottom: sources and parties first, then rules, then the record.

    `rule_ids` are those that sentences may name, None if any may. `sentences` holds those that
    were read without a problem, by all that decides what they mean.
    """

    reading: Reading
    declared: Declared
    unread: Unread
    rule_ids: frozenset[str] | None
    sentences: dict[tuple[Hashable, ...], DateRule]
    sources: dict[str, Source]
    commemorations: dict[str, Commemoration]
    patterns: dict[str, VisitPattern]

    def declares(self, rule: str) -> bool:
        """Whether something is declared that a rule can lean on."""
        return any(rule in self.declared[kind] for kind in ("commemoration", "pattern", "gate"))

    def note(self, problems: Iterable[Problem]) -> None:
        """Takes over problems that another room found."""
        for problem in problems:
            self.reading.problems.append(problem)
            self.reading.failures += problem.severity == "error"

    def known(self, stated: int | None, sources: Iterable[str]) -> int | None:
        """The day at whose end something was public: as stated, else the latest of its sources."""
        if stated is not None:
            return stated
        days = [self.sources[source].public_from for source in sources if source in self.sources]
        return max((day for day in days if day is not None), default=None)

    def cited(self, sources: Iterable[str] | None) -> tuple[str, ...]:
        """Sources without those that are broken themselves, sorted, each once."""
        return tuple(sorted({source for source in sources or () if source in self.sources}))

    def is_own_party(self, party: str) -> bool:
        """Whether a party is one of the rulebook's own and no state or region."""
        return party in self.declared["party"]


def unordered(words: tuple[str, ...] | None) -> tuple[str, ...]:
    """Words whose order says nothing: sorted, each once."""
    return () if words is None else tuple(sorted(set(words)))
