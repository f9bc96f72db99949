"""How many rules there are, of which kind, where, in which languages, and on what they rest."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from calendar_gen.parties.regions import REGIONS, region_of
from calendar_gen.rulebook.kinds.patterns import parties_of
from calendar_gen.rulebook.source_types import TYPES, source_type
from calendar_gen.rules import Commemoration, Rulebook, VisitPattern

ORGANISATIONS, NOWHERE = "organisations", "no host"
UN_LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")


class Counts(NamedTuple):
    """What a rulebook holds. A rule of several categories, regions or languages counts in each.

    `kinds` are commemorations and the visit patterns by pattern; `six_languages` are rules with a
    title in all languages of the United Nations; `sources` are by type.
    """

    rules: int
    kinds: Mapping[str, int]
    categories: Mapping[str, int]
    regions: Mapping[str, int]
    languages: Mapping[str, int]
    six_languages: int
    sources: Mapping[str, int]
    visits: int
    claims: int


def counted(book: Rulebook) -> Counts:
    """Counts what a rulebook holds; the largest first, but for regions and types of sources."""
    rules: list[Commemoration | VisitPattern] = [*book.commemorations.values()]
    rules += book.patterns.values()
    regions = Counter(region for rule in rules for region in _regions(rule))
    languages = [_languages(rule) for rule in rules]
    types = Counter(map(source_type, book.sources.values()))
    patterns = Counter(rule.pattern for rule in book.patterns.values())
    return Counts(
        rules=len(rules),
        kinds={"commemoration": len(book.commemorations), **_falling(patterns)},
        categories=_falling(Counter(word for rule in rules for word in rule.categories)),
        regions={name: regions[name] for name in (*REGIONS, ORGANISATIONS, NOWHERE)},
        languages=_falling(Counter(tag for tags in languages for tag in tags)),
        six_languages=sum(tags.issuperset(UN_LANGUAGES) for tags in languages),
        sources={type_: types[type_] for type_ in TYPES},
        visits=len(book.visits),
        claims=sum(len(visit.claims) for visit in book.visits),
    )


def _falling(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _regions(rule: Commemoration | VisitPattern) -> set[str]:
    parties: Iterable[str]
    if isinstance(rule, Commemoration):
        parties = () if rule.host is None else (rule.host,)
    else:
        parties = parties_of(rule.terms)
    return {region_of(party) or ORGANISATIONS for party in parties} or {NOWHERE}


def _languages(rule: Commemoration | VisitPattern) -> set[str]:
    """The languages of a rule's present title."""
    return set(rule.titles[-1].texts)
