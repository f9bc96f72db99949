"""Chinese lines may break between any two characters, and so within a date or between a number and
what it counts (UAX #14 has no word of them), Russian ones before the "г." of a year, which then
begins a line alone. On a page these are kept whole.
"""

import re

LANGUAGES = frozenset(["zh", "ja", "ru"])
"""Languages whose pages have such numbers."""

_COUNTED = r"[0-9]+(?:[.,][0-9]+)*(?:个月|周年|%|[年月日周天次个届岁项])"
_WHOLE = re.compile(rf"(?:公元前)?(?:{_COUNTED})+")
_PIECES = re.compile(
    r"(<(style|script|title|desc|text|option|code)\b.*?</\2>|<[^>]*>)([^<]*)", re.DOTALL
)
"""A tag, or an element whose text is no text of lines, and the text after it."""


_YEAR = re.compile(r"(?<=[0-9]) (?=г\.)")


def with_whole_numbers(page: str, language: str) -> str:
    """A page of ours whose dates and counts have a `span` of the class `whole` around them, or
    years of Russian a space that does not break.
    """
    return _PIECES.sub(_with_year if language == "ru" else _kept, page)


def _with_year(piece: re.Match[str]) -> str:
    return piece[1] + _YEAR.sub("\u00a0", piece[3])


def _kept(piece: re.Match[str]) -> str:
    return piece[1] + _WHOLE.sub(r'<span class="whole">\g<0></span>', piece[3])
