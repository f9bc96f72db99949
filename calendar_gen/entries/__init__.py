"""Occurrences in words: the only place that knows languages and UIDs."""

from calendar_gen.entries.entry import Citation, Entry, Link

__all__ = ["Citation", "Entry", "Link"]
