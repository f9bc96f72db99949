"""All that a set of rule files says."""

from collections.abc import Mapping

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Problem
from calendar_gen.record import Coverage, Visit
from calendar_gen.rules.commemorations import Commemoration
from calendar_gen.rules.days import Source
from calendar_gen.rules.patterns import VisitPattern
from calendar_gen.rules.people import Gate, Office, Party


class Rulebook(NamedTuple):
    """All that a set of rule files says.

    Every tuple is in order of ids, whatever the order of files. `licences` are those
    that the files give their data, in order of bytes. `roots` are the paths that it was read from,
    as given.
    """

    sources: Mapping[str, Source]
    commemorations: Mapping[str, Commemoration]
    patterns: Mapping[str, VisitPattern]
    visits: tuple[Visit, ...]
    coverage: tuple[Coverage, ...]
    parties: Mapping[str, Party]
    offices: tuple[Office, ...]
    gates: Mapping[str, Gate]
    problems: tuple[Problem, ...]
    licences: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of what the files say: independent of their names, order and layout."""
        from calendar_gen.canonical import digest

        # Every page and document of a build asks for it, and it takes as long as a page.
        kept = _digests.get(id(self))
        if kept is None or kept[0] is not self:
            kept = self, digest(self._replace(problems=(), roots=()))
            _digests.clear()
            _digests[id(self)] = kept
        return kept[1]


_digests: dict[int, tuple[Rulebook, str]] = {}
"""The digest of the last rulebook that was asked for it, by its identity: its values are frozen."""
