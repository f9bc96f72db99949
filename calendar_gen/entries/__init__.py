"""Occurrences in words: the only place that knows languages and UIDs."""

from calendar_gen.entries.entry import Citation, Entry, Line, Link
from calendar_gen.entries.phrases import available_languages, supported_language
from calendar_gen.entries.wording import entries, lines

__all__ = [
    "Citation",
    "Entry",
    "Line",
    "Link",
    "available_languages",
    "entries",
    "lines",
    "supported_language",
]
