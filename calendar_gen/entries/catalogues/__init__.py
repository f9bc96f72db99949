"""Phrases in each language: `<language>.po` for people, `<language>.mo` made from it for the
program.

To add a language: copy `ru.po`, translate it, run `python -m calendar_gen.entries.catalogues`.
"""
