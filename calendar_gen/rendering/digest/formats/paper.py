"""What of a page paper does not need, left out before it is laid out.

WeasyPrint spends its time box by box, also on what it is told not to display, and most boxes of a
page are those of its entries, rules and sources. So what only a screen has goes first, and what is
several boxes there is one here: the facts of an entry a line, the number of a source its link.
Whatever this leaves alone looks the same, it only takes longer.
"""

import re
from functools import partial

_SCREEN_ONLY = re.compile(
    r'<nav class="contents".*?</nav>|<search>.*?</search>'
    r'|<details class="back">.*?</details>|<ul class="back".*?</ul>'
    r'|<p class="when aside">[^<]*</p>|<span class="aside">[^<]*</span>',
    re.DOTALL,
)
_DATA = re.compile(r' data-(?:[a-z]+="[^"]*"|edges(?=>))')
"""What scripts and narrow screens read; no text of a page has a quotation mark or a ">"."""
_MARK = re.compile(r'(<a href="#source:[^"]*">)([^<]*)(</a>)')
_LISTS = re.compile(
    r'<ol class="(?:cards|rules|sources|listed)">.*?(?=<ol class|<section |</section>)', re.DOTALL
)
_MONTH = re.compile(r'<section class="month"(.*?</section>)', re.DOTALL)
_CARD = re.compile('class="card (visit)?')
FITTING, BESIDE_HEADING = 12, 8
"""Entries of a month that surely fit a page, a visit for two, and those of the first, which has the
heading of its part above it. More are not kept together: what is before them would stand on a page
alone.
"""
_FACTS = re.compile(r'<dl class="facts">(.*?)</dl>', re.DOTALL)
_FACT = re.compile(r"<dd[^<>]*>(.*?)</dd>", re.DOTALL)
_OWN = re.compile(r'<p class="own"><bdi lang="([^"]*)" dir="ltr">([^<]*)</bdi></p>')
_ISOLATE = re.compile(r'<bdi(?: lang="([^"]*)")?(?: dir="ltr")?>([^<]*)</bdi>')
_PAGE = re.compile(r'<html lang="([^"]*)" dir="ltr">')
_QUIET = re.compile(r'<span class="quiet">([^<]*)</span>')
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters from right to left, and signs that turn text: only among them an isolated piece of text
from left to right may stand elsewhere than one that is not.
"""


def for_paper(page: str) -> str:
    """A page of ours without what paper does not show, in fewer boxes."""
    page = _DATA.sub("", _SCREEN_ONLY.sub("", page))
    page = _MARK.sub(r"\1[\2]\3", page)
    page = _MONTH.sub(partial(_month, _MONTH.search(page)), page)
    turned = _PAGE.search(page)
    language = None if turned is None else turned[1]
    return _LISTS.sub(lambda found: _lean(found[0], language), page)


def _month(first: re.Match[str] | None, found: re.Match[str]) -> str:
    room = BESIDE_HEADING if first is not None and first.start() == found.start() else FITTING
    together = sum(2 if kind else 1 for kind in _CARD.findall(found[1])) <= room
    return f'<section class="month{" together" if together else ""}"{found[1]}'


def _lean(part: str, language: str | None) -> str:
    """Entries, rules or sources in fewer boxes; `language` is that of a page from left to right."""
    part = _FACTS.sub(lambda facts: _line(facts[1]), _QUIET.sub(r"\1", part))
    if language is None:
        return part

    def plain(piece: re.Match[str]) -> str:
        foreign = piece[1] not in (None, language)
        return piece[0] if foreign or _FROM_RIGHT.search(piece[2]) else piece[2]

    return _ISOLATE.sub(plain, _OWN.sub(r'<span class="theirs" lang="\1">· \2</span>', part))


def _line(facts: str) -> str:
    """The facts of an entry on one line; their names, which paper does not show, are gone."""
    line = "\u00a0· ".join(fact[1] for fact in _FACT.finditer(facts))
    line = line.replace("\u00a0· <span class=", " <span class=").replace(
        "</span>\u00a0·", "</span>"
    )
    return f'<p class="facts">{line}</p>'
