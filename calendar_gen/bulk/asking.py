"""Questions to a projection: SQL over its Parquet files, of which only those of the days asked for
are read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from calendar_gen import edtf
from calendar_gen.bulk.manifest import MANIFEST, NoProjection, manifest_of
from calendar_gen.bulk.stores import Folder, Store

if TYPE_CHECKING:
    import pyarrow as pa

UNIX_EPOCH = edtf.day(1970, 1, 1)
AT_ONCE = 10_000
"""Rows fetched at a time."""

MOST = 2**63 - 1
"""Rows that can be asked for, in words of DuckDB: more than there are."""


class Question(NamedTuple):
    """What to find: days `first` to `last`, both in (None: all that was projected); the rest as in
    a forecast's selection, and an empty filter keeps all. `most` bounds the answer.
    """

    first: int | None = None
    last: int | None = None
    parties: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    marks: frozenset[int] = frozenset()
    marks_only: bool = False
    visits_only: bool = False
    least: float = 0.0
    most: int | None = None


class NoSuch(Exception):  # noqa: N818 - it says what is the case
    """A question to which nothing answers names a rule or category that the projection lacks: the
    nearest of those that it has, at most `NEAREST`.
    """

    def __init__(self, what: str, name: str, near: Sequence[str]) -> None:
        super().__init__(f'no {what} is called "{name}"')
        self.what, self.name, self.near = what, name, near


NEAREST = 13


class Found(NamedTuple):
    """An occurrence: days are numbers, `titles` by language."""

    id: str
    kind: str
    first: int
    last: int
    number: int | None
    mark: bool
    titles: dict[str, str]
    guests: tuple[str, ...]
    host: str | None
    place: str | None
    categories: tuple[str, ...]
    status: str
    certainty: str
    probability: float | None


def ask(store: Store, question: Question) -> Iterator[Found]:
    """The occurrences that answer, by first day, last day and id.

    Raises NoProjection and NoSuch.
    """
    manifest = manifest_of(store)
    if manifest is None:
        raise NoProjection("it holds no projection; calendar-gen project makes one")
    paths = _years(manifest, question)
    if not paths:
        return
    try:
        yield from _answers(store, question, manifest["rules"]["path"], paths)
    except (duckdb.Error, UnicodeDecodeError) as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> NoProjection:
    """What to say of files that are there and are not what was written."""
    why = str(error).partition("\n")[0].rstrip(" .")
    return NoProjection(
        f"it cannot be read ({why}); if a file of it is damaged, remove that and project again"
    )


def _answers(
    store: Store, question: Question, rules_path: str, paths: Sequence[str]
) -> Iterator[Found]:
    with duckdb.connect() as connection:
        rules, years = _tables(connection, store, rules_path, paths)
        where, values = _conditions(question)
        answer = connection.execute(
            f"""
            SELECT r.id || o.tail, r.kind, o.first - {EPOCH}, o.last - {EPOCH}, o.number, o.mark,
                   coalesce(o.titles, r.titles[coalesce(o.title, 0) + 1]),
                   o.guests, coalesce(o.host, r.host), coalesce(o.place, r.place), r.categories,
                   o.status, o.certainty, o.probability
            FROM {years} AS o JOIN {rules} AS r USING (rule)
            WHERE {" AND ".join(where)}
            ORDER BY o.first, o.last, r.id || o.tail
            LIMIT {"ALL" if question.most is None else min(question.most, MOST)}
            """,  # nosec B608 # of our words and quoted names; what is asked comes as values
            values,
        )
        nothing = True
        while rows := answer.fetchmany(AT_ONCE):
            nothing = False
            yield from map(_found, rows)
        if nothing:
            _look_up(connection, rules, question)


def _look_up(connection: duckdb.DuckDBPyConnection, rules: str, question: Question) -> None:
    """Raises NoSuch for the first word of a question that the table of rules lacks."""
    ids = {name.partition(".")[0] for name in question.rules}
    for what, named, told in (
        ("category", question.categories, "unnest(categories)"),
        ("rule", ids, "id"),
    ):
        for name in sorted(named):
            nearest = connection.execute(
                f"""
                SELECT name FROM (SELECT DISTINCT {told} AS name FROM {rules})
                ORDER BY levenshtein(name, ?), name LIMIT {NEAREST}
                """,  # nosec B608 # of our words and quoted names; what is asked comes as values
                [name],
            ).fetchall()
            if nearest[:1] != [(name,)]:
                raise NoSuch(what, name, [near for (near,) in nearest])


EPOCH = "DATE '1970-01-01'"


def _years(manifest: Mapping[str, Any], question: Question) -> list[str]:
    """The files of the years in which something can begin that has a day of those asked for."""
    found = []
    for year, told in manifest["years"].items():
        start, end = edtf.day(int(year), 1, 1), edtf.day(int(year) + 1, 1, 1) - 1
        early = question.last is not None and question.last < start
        late = question.first is not None and end + told["longest"] - 1 < question.first
        if not early and not late:
            found.append(told["path"])
    return found


def _tables(
    connection: duckdb.DuckDBPyConnection, store: Store, rules: str, years: Sequence[str]
) -> tuple[str, str]:
    """What to read from in SQL: the very files of a folder, or tables fetched from a bucket."""
    if isinstance(store, Folder):
        return _files(store, [rules]), _files(store, years)
    import pyarrow as pa

    connection.register("rules_", _fetched(store, rules))
    connection.register("years_", pa.concat_tables(_fetched(store, path) for path in years))
    return "rules_", "years_"


def _fetched(store: Store, path: str) -> "pa.Table":
    import pyarrow as pa
    import pyarrow.parquet as pq

    content = store.get(path)
    if content is None:
        raise _lacks(path)
    try:
        return pq.read_table(pa.BufferReader(content))
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(error) from error


def _lacks(path: str) -> NoProjection:
    return NoProjection(f"it lacks {path}, which its {MANIFEST} names; project again")


def _files(store: Folder, paths: Sequence[str]) -> str:
    names = [str(store.path_of(path)) for path in paths]
    for name, path in zip(names, paths, strict=True):
        if not Path(name).is_file():
            raise _lacks(path)
    # DuckDB takes the marks of patterns in a name for patterns.
    quoted = ", ".join(
        "'" + re.sub(r"[*?[]", r"[\g<0>]", n).replace("'", "''") + "'" for n in names
    )
    return f"read_parquet([{quoted}], hive_partitioning = false)"


def _conditions(question: Question) -> tuple[list[str], list[object]]:
    """What SQL asks of an occurrence `o` of the rule `r`, and the values it asks for."""
    asked: list[tuple[object, str, tuple[object, ...]]] = [
        (question.first is not None, f"o.last >= {EPOCH} + ?::INTEGER", _since(question.first)),
        (question.last is not None, f"o.first <= {EPOCH} + ?::INTEGER", _since(question.last)),
        (question.parties, PARTY, (sorted(question.parties),) * 2),
        (question.categories, "list_has_any(r.categories, ?)", (sorted(question.categories),)),
        (question.rules, "list_has_any([r.id, r.id || o.tail], ?)", (sorted(question.rules),)),
        (question.marks, "list_contains(?, o.number)", (sorted(question.marks),)),
        (question.marks_only, "o.mark", ()),
        (question.visits_only, "r.kind = 'visit'", ()),
        (question.least, "coalesce(o.probability, 1) >= ?", (question.least,)),
    ]
    used = [(condition, values) for wanted, condition, values in asked if wanted]
    where = [condition for condition, _ in used] or ["true"]
    return where, [value for _, values in used for value in values]


PARTY = "(list_contains(?, coalesce(o.host, r.host)) OR list_has_any(o.guests, ?))"


def _since(day: int | None) -> tuple[int, ...]:
    return () if day is None else (day - UNIX_EPOCH,)


def _found(row: tuple[Any, ...]) -> Found:
    found = Found(*row)
    return found._replace(
        first=found.first + UNIX_EPOCH,
        last=found.last + UNIX_EPOCH,
        titles=found.titles or {},
        guests=tuple(found.guests or ()),
        categories=tuple(found.categories or ()),
    )
