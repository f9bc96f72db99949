"""Occurrences as JSON, version 1, and as one JSON object a line.

The shape is `occurrences_schema`. Fields may be added within a version; none changes or goes.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from calendar_gen.edtf import iso
from calendar_gen.entries.entry import Entry
from calendar_gen.occurrences import Likelihood
from calendar_gen.record import Claim
from calendar_gen.rendering.asked import Asked
from calendar_gen.rendering.indented import indented
from calendar_gen.rendering.rule_places import rule_file
from calendar_gen.rules import Source

VERSION = 1

Values = Mapping[str, object]
"""What is told of an occurrence, by the names of the form."""


def document(entries: Sequence[Entry], asked: Asked) -> str:
    """The whole answer as one JSON text, in the order given, with the sources that it rests on."""
    return document_of(values(entries, asked), entries, asked)


def document_of(found: Sequence[Values], entries: Sequence[Entry], asked: Asked) -> str:
    """The same where the `values` of the entries are at hand."""
    book = asked.rulebook
    answer = {
        "version": VERSION,
        "as_of": iso(asked.as_of),
        "from": iso(asked.first),
        "to": iso(asked.last),
        "rulebook": {
            "digest": book.digest,
            "rules": len(book.commemorations) + len(book.patterns),
            "problems": len(book.problems),
        },
        "sources": {
            source: _source(book.sources[source])
            for source in _cited(entries)
            if source in book.sources
        },
        "occurrences": found,
    }
    return indented(answer, 2) + "\n"


def lines(entries: Sequence[Entry], asked: Asked) -> str:
    """Each occurrence as JSON on a line of its own, in the order given."""
    return "".join(
        json.dumps(each, ensure_ascii=False, separators=(",", ":")) + "\n"
        for each in values(entries, asked)
    )


def values(entries: Sequence[Entry], asked: Asked) -> list[Values]:
    """Each occurrence as JSON values: absent is null, days are ISO 8601 with astronomical years."""
    file = cache(lambda path: rule_file(path, asked.rulebook.roots))
    return [_values(entry, file) for entry in entries]


def _values(entry: Entry, file: Callable[[str], str]) -> dict[str, object]:
    found = entry.occurrence
    return {
        "id": found.id,
        "rule": found.rule,
        "kind": found.kind,
        "pattern": found.pattern,
        "cycle": found.cycle,
        "number": found.number,
        "mark": found.mark,
        "calendar": found.calendar,
        "title": entry.title,
        "titles": {tag: found.titles[tag] for tag in sorted(found.titles)},
        "earliest": iso(found.earliest),
        "latest": iso(found.latest),
        "extent": found.extent,
        "moved_from": None if found.moved_from is None else iso(found.moved_from),
        "because": found.because,
        "certainty": found.certainty,
        "status": found.status,
        "outcome": found.outcome,
        "guest": found.guest,
        "guests": list(found.guests),
        "host": found.host,
        "person": found.person,
        "rank": " or ".join(found.rank) or None,
        "place": found.place,
        "occasion": found.occasion,
        "counterparts": list(found.counterparts),
        "visit": found.visit,
        "likelihood": None if found.likelihood is None else _likelihood(found.likelihood, entry),
        "claims": [_claim(claim) for claim in found.claims],
        "conflict": found.conflict,
        "categories": list(found.categories),
        "sources": list(found.sources),
        "note": entry.note,
        "rule_at": f"{file(found.at.file)}:{found.at.line}:{found.at.column}",
        "stated_later": found.stated_later,
        "format": found.format,
    }


def _likelihood(likelihood: Likelihood, entry: Entry) -> dict[str, object]:
    return {
        "probability": _share(likelihood.probability),
        "low": _share(likelihood.low),
        "high": _share(likelihood.high),
        "word": likelihood.word,
        "base_rate": None if likelihood.base_rate is None else _share(likelihood.base_rate),
        "all_pairs_rate": None
        if likelihood.all_pairs_rate is None
        else _share(likelihood.all_pairs_rate),
        "hits": likelihood.hits,
        "chances": likelihood.chances,
        "before_stated": likelihood.before_stated,
        "class": likelihood.class_name,
        "gate": None if likelihood.gate is None else _share(likelihood.gate),
        "basis": entry.basis,
    }


def _share(share: float) -> float:
    """Four decimals: more are not known, and the last bits of a float differ between machines."""
    return round(share, 4)


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "date": None if claim.date is None else str(claim.date),
        "status": claim.status,
        "source": claim.source,
        "preferred": claim.preferred,
        "because": claim.because,
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": None if source.published is None else str(source.published),
    }


def _cited(entries: Sequence[Entry]) -> list[str]:
    """Ids of the sources that occurrences and claims name, each once, in order of bytes."""
    named = {source for entry in entries for source in entry.occurrence.sources}
    named |= {claim.source for entry in entries for claim in entry.occurrence.claims}
    return sorted(named)
