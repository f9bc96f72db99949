"""Occurrences by the million (extra `bulk`): projected as columns, kept as Parquet, asked with SQL.

Many rules share the days they have: they collapse to patterns (`collapsing`). The bases of these,
each once, have their days from the ordinary path (`bases`); steps and fields are applied to all
that are alike at a time (`shapes`, `pattern_days`), and what comes out is gathered for every rule
(`gathering`). Rules that lean on others, and visits, take the ordinary path each (`shards`). A run
is cut into shards and blocks of years, each a file that can be made anywhere, and put together by
year, sorted by day (`compacting`).
"""
