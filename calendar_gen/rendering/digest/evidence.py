"""The last part of a digest: what it rests on.

Sources, rules and where they stand, and what sources disagree on.
"""

from collections.abc import Iterable, Mapping, Sequence
from posixpath import commonpath, dirname, relpath
from typing import NamedTuple

from calendar_gen.entries.days import edtf_text
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import Phrases, text_for
from calendar_gen.entries.sources import citation
from calendar_gen.record import Claim, Visit
from calendar_gen.rendering.digest.anchors import (
    Mark,
    Marks,
    conflict_anchor,
    rule_anchor,
    source_anchor,
)
from calendar_gen.rules import Rulebook


class Backlink(NamedTuple):
    """A place on the page that needs a source; `name` is a title in it, in a language."""

    anchor: str
    text: str
    name: str = ""
    name_language: str = ""


class SourceRow(NamedTuple):
    """A source with all places that need it.

    `url` is None unless it is a web address.
    """

    mark: Mark
    url: str | None
    backlinks: Sequence[Backlink]


class RuleRow(NamedTuple):
    """A rule that gave entries of the page, and where it stands: path from the folder of all rules,
    and line; `marks` are those of its sources that none of its entries names.
    """

    anchor: str
    id: str
    title: str
    title_language: str
    file: str
    line: int
    marks: Sequence[Mark]
    backlinks: Sequence[Backlink]


class ClaimRow(NamedTuple):
    """What one source says of a visit; `chosen` marks the claim that the author settled on."""

    when: str
    status: str
    mark: Mark
    chosen: bool


class Conflict(NamedTuple):
    """A visit that sources disagree on; `because` is None while nobody has settled it."""

    anchor: str
    text: str
    claims: Sequence[ClaimRow]
    settled: bool
    because: str | None


def source_rows(
    marks: Marks,
    backlinks: Mapping[str, Sequence[Backlink]],
    rulebook: Rulebook,
    phrases: Phrases,
) -> Sequence[SourceRow]:
    """All sources of the page in order of their numbers; `backlinks` are by the place of the
    source.
    """
    return [
        SourceRow(
            marks.of([id_])[0],
            web_address(citation(id_, rulebook, phrases).url),
            backlinks.get(source_anchor(id_), ()),
        )
        for id_ in marks.ids()
    ]


def web_address(url: str | None) -> str | None:
    """The address if a browser may follow it safely: `http` or `https`, never a script."""
    if url is None or not url.casefold().startswith(("http://", "https://")):
        return None
    return url


def rule_rows(
    entries: Sequence[Entry],
    links: Mapping[str, Backlink],
    marks: Marks,
    stated: Mapping[str, Sequence[str]],
    rulebook: Rulebook,
    phrases: Phrases,
) -> Sequence[RuleRow]:
    """The rules of the entries, by id, as are the sources that they have `stated` themselves."""
    given: dict[str, list[Entry]] = {}
    for entry in entries:
        given.setdefault(entry.occurrence.rule, []).append(entry)
    shown_path = shown_paths(rulebook)
    rows = []
    for id_ in sorted(given):
        rule = rulebook.commemorations.get(id_) or rulebook.patterns.get(id_)
        if rule is None:
            continue
        found = given[id_]
        cited = {source.id for entry in found for source in entry.citations}
        silent = [source for source in stated[id_] if source not in cited]
        titles = rule.titles[-1].texts if rule.titles else {}
        language, title = text_for(titles, phrases.language)
        rows.append(
            RuleRow(
                rule_anchor(id_),
                id_,
                title,
                language or phrases.language,
                shown_path[rule.at.file],
                rule.at.line,
                marks.of(silent) if silent else (),
                [links[entry.occurrence.id] for entry in found],
            )
        )
    return rows


def shown_paths(rulebook: Rulebook) -> Mapping[str, str]:
    """Rule files as seen from the folder that holds them all, so that a page is the same wherever
    it is made.
    """
    named = {rule.at.file for rule in rulebook.commemorations.values()}
    named |= {rule.at.file for rule in rulebook.patterns.values()}
    files = sorted((file.replace("\\", "/"), file) for file in named)
    folders = [dirname(path) or "." for path, _ in files]
    alike = len({path.startswith("/") for path in folders}) == 1
    root = commonpath(folders) if folders and alike else None
    return {file: path if root is None else relpath(path, root or ".") for path, file in files}


def conflicts(
    visits: Iterable[tuple[Visit, str]], as_of: int, marks: Marks, phrases: Phrases
) -> Sequence[Conflict]:
    """The visits that sources disagree on, each given with its words: claim beside claim."""
    return [_conflict(visit, text, as_of, marks, phrases) for visit, text in visits]


def known_claims(visit: Visit, as_of: int) -> Sequence[Claim]:
    """The claims that count at the end of the day `as_of`, the earliest known first."""
    known = (
        claim
        for claim in visit.claims
        if claim.known <= as_of and (claim.withdrawn is None or claim.withdrawn > as_of)
    )
    return sorted(known, key=lambda claim: (claim.known, claim.source, claim.status))


def _conflict(visit: Visit, text: str, as_of: int, marks: Marks, phrases: Phrases) -> Conflict:
    claims = known_claims(visit, as_of)
    chosen = next((claim for claim in claims if claim.preferred), None)
    return Conflict(
        conflict_anchor(visit.id),
        text,
        [
            ClaimRow(
                phrases.say("no date") if claim.date is None else edtf_text(claim.date, phrases),
                phrases.word("status", claim.status),
                marks.of([claim.source])[0],
                claim is chosen,
            )
            for claim in claims
        ],
        chosen is not None,
        None if chosen is None else chosen.because,
    )
