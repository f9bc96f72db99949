"""The rank that an office has, as lists of visits name offices: in English, in a few words."""

import re

_TEMPORARY = r"(?:acting |interim |provisional |transitional |federal )?"
_OF_STATES = re.compile(
    _TEMPORARY + r"(?:president|king|queen|emperor|empress|shah|sultan|amir|emir|pope"
    r"|grand (?:duke|duchess)|head of state|regent|governor[ -]general)"
)
_OF_GOVERNMENTS = re.compile(
    _TEMPORARY + r"(?:prime mini?ster|premier|chancellor|taoiseach|head of government"
    r"|president of the (?:government|council of ministers))(?: of .*)?"
)
_OF_MINISTRIES = re.compile(
    _TEMPORARY + r"(?:secretary of state(?: for (?:foreign|external) affairs)?|foreign secretary"
    r"|(?:foreign minister|minister (?:of|for) (?:foreign|external) (?:affairs|relations))"
    r"(?: of .*)?)"
)
_BELOW = re.compile(
    r"\b(?:vice|deputy|minister|secretary (?:of|for)|ambassador|envoy|delegation|speaker)\b"
)


def rank_of(office: str) -> str | None:
    """The rank of who holds an office, in the words of rules; None if the office says none.

    Those who are below heads of state and of government, and no foreign ministers, have the rank of
    their office, in lower case. Of others whose office is not known nobody can tell: a list of
    leaders names chairmen and generals too.
    """
    name = " ".join(office.casefold().replace("-", " ").split())
    for ranks, rank in _RANKS:
        if ranks.fullmatch(name):
            return rank
    return name if _BELOW.search(name) else None


_RANKS = (
    (_OF_STATES, "head of state"),
    (_OF_GOVERNMENTS, "head of government"),
    (_OF_MINISTRIES, "foreign minister"),
)
