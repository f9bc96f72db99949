"""What a page of a site rests on: where that is the same, the page is.

A digest of a year is made of its entries, their rules and sources, and of all that is no
commemoration: the record, patterns, parties. Of commemorations of other years it says at most that
they are silent, so that it stays while they are corrected; tests hold the pages to that.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pickle import Pickler  # nosec B403 # writes only

from calendar_gen.canonical import digest
from calendar_gen.entries import Entry
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.digest import Edition
from calendar_gen.rendering.digest.revisions import revisions
from calendar_gen.rendering.digest.silent_rules import silent_rules
from calendar_gen.rules import Commemoration, Rulebook, Source
from calendar_gen.site.order import Material, Worded


class Basis:
    """What the pages of one rulebook rest on."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        rules = rulebook.commemorations.values()
        rest = rulebook._replace(sources={}, commemorations={}, problems=(), roots=())
        own = {id_ for rule in rules for id_ in rule.sources} - set(_texts(rest))
        shared = {id_: each for id_, each in rulebook.sources.items() if id_ not in own}
        self._own = {id_: each for id_, each in rulebook.sources.items() if id_ in own}
        self._rest = rest._replace(sources=shared)
        self._rest_digest = digest(self._rest)
        # A page names the files of its rules as seen from the folder that holds all files.
        self._whole = _sum((self._rest, sorted({_folder(rule.at.file) for rule in rules})))
        self._digests: dict[str, str] = {}
        self._sums: dict[str, str] = {}

    def version(self, entries: Sequence[Entry]) -> str:
        """SHA-256, in hex, of the part of the rulebook that a page of these entries rests on, as
        `Rulebook.digest` is of all of it: the same wherever the rule files lie.
        """
        told = sha256(self._rest_digest.encode())
        for rule in self._rules(entries):
            told.update(self._digest(rule).encode())
        return told.hexdigest()

    def around(self, shared: Material, words: Worded) -> str:
        """A digest of what pages of a material and its words rest on beside their entries."""
        return _sum((self._whole, words.also, shared.ledgers))

    def key(self, edition: Edition, shown: Sequence[Entry], around: str) -> str:
        """SHA-256, in hex, of all that decides the bytes of a year's pages, but for the program.

        `shown` are the entries in the edition's days, `around` is what `around` gives. Of the
        changes that an edition knows of, its page tells of those in its days.
        """
        spoken, period = phrases(edition.language), edition.days
        noted = revisions(edition.noted, period, {}, spoken, edition.since)
        silent = silent_rules(shown, self._rulebook, edition.selection, period, spoken)
        rules = list(map(self._told, self._rules(shown)))
        return _sum((around, edition._replace(noted=()), noted, shown, silent, rules))

    def _rules(self, entries: Sequence[Entry]) -> Iterator[Commemoration]:
        """The commemorations of the entries, in order of ids."""
        for id_ in sorted({entry.occurrence.rule for entry in entries}):
            rule = self._rulebook.commemorations.get(id_)
            if rule is not None:
                yield rule

    def _digest(self, rule: Commemoration) -> str:
        """The digest of a rule with the sources that nothing else names."""
        if rule.id not in self._digests:
            self._digests[rule.id] = digest((rule, self._sources(rule)))
        return self._digests[rule.id]

    def _told(self, rule: Commemoration) -> str:
        """The same with the rule's place, which a page names too."""
        if rule.id not in self._sums:
            self._sums[rule.id] = _sum((rule, self._sources(rule)))
        return self._sums[rule.id]

    def _sources(self, rule: Commemoration) -> tuple[Source | None, ...]:
        return tuple(self._own.get(id_) for id_ in rule.sources)


def shown_in(edition: Edition, words: Worded) -> list[Entry]:
    """The entries of the edition's days."""
    period = edition.days
    return [
        entry
        for entry in words.shown
        if period.holds(entry.occurrence.earliest, entry.occurrence.latest)
    ]


def _folder(file: str) -> str:
    """The folder of a rule file, as far as its name tells."""
    return file.replace("\\", "/").rpartition("/")[0]


def _texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep: the ids that it names are among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(key)
            yield from _texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)


def _sum(value: object) -> str:
    """A digest that equal values share in every process, and others never.

    Without the memo of what it has written before, a pickle does not tell one value that stands in
    two places from two equal ones.
    """
    written = BytesIO()
    pickler = Pickler(written, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return sha256(written.getbuffer()).hexdigest()
