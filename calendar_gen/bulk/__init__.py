"""Occurrences by the million (extra `bulk`): projected as columns, kept as Parquet, asked with SQL.

Many rules share the days they have: they collapse to patterns (`collapsing`), whose days are asked
of the ordinary path once and gathered for every rule (`gathering`). Rules that lean on others, and
visits, take the ordinary path each (`singles`). A run is cut into shards and blocks of years, each
a file that can be made anywhere (`shards`), and put together by year, sorted by day (`compacting`).
"""
