"""Occurrences in words: the only place that knows languages and UIDs."""

from calendar_gen.entries.entry import Citation, Entry, Link
from calendar_gen.entries.phrases import available_languages, supported_language
from calendar_gen.entries.wording import entries

__all__ = [
    "Citation",
    "Entry",
    "Link",
    "available_languages",
    "entries",
    "supported_language",
]
