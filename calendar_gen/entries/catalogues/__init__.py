"""Phrases in each language: `<language>.po` for people, and the `.mo` made from it.

To add a language: copy `ru.po`, translate it, run `python -m calendar_gen.entries.catalogues`.
"""
