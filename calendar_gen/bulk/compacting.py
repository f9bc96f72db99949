"""The shards of a block put together: by year, and in each year by day, so that a question for a
day reads little.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from calendar_gen import edtf
from calendar_gen.bulk.tables import EPOCH

ROW_GROUP = 1 << 16
"""Occurrences of a row group: the least that is read for a day."""


def by_year(shards: Sequence[pa.Table]) -> Iterator[tuple[int, pa.Table]]:
    """The occurrences of all shards, a table for each year in which some begin, in order of days
    and ids.
    """
    whole = pa.concat_tables(shards).unify_dictionaries()
    if not whole.num_rows:
        return
    first, last = _days(whole["first"]), _days(whole["last"])
    order = _order(whole, first, last)
    whole, first = _taken(whole, pa.array(order)), first[order]
    start, end = edtf.civil(int(first[0]))[0], edtf.civil(int(first[-1]))[0]
    for year in range(start, end + 1):
        low, high = np.searchsorted(first, (edtf.day(year, 1, 1), edtf.day(year + 1, 1, 1)))
        if low < high:
            yield year, whole.slice(low, high - low)


def _taken(table: pa.Table, order: pa.Array) -> pa.Table:
    """The rows in that order; most columns have no value at all, and are left as they are."""
    columns = [
        column if column.null_count == len(column) else column.take(order)
        for column in table.columns
    ]
    return pa.table(columns, table.schema)


def _days(column: pa.ChunkedArray) -> "np.typing.NDArray[np.int64]":
    return np.asarray(column.cast(pa.int32()).to_numpy()).astype(np.int64) + EPOCH


def _order(
    table: pa.Table, first: "np.typing.NDArray[np.int64]", last: "np.typing.NDArray[np.int64]"
) -> "np.typing.NDArray[np.intp]":
    """Rows by first day, last day and id; one sort of whole numbers, which is far quicker than
    three.
    """
    rule = table["rule"].to_numpy().astype(np.int64)
    lasting = last - first
    rules, days = int(rule.max()) + 1, int(lasting.max()) + 1
    key = ((first - first.min()) * days + lasting) * rules + rule
    order = np.argsort(key)
    same = np.flatnonzero(np.diff(key[order]) == 0)
    if len(same):  # a day that a rule gives twice, under two ids
        tails = table["tail"].cast(pa.string()).take(pa.array(order)).to_pylist()
        for row in same.tolist():
            # Three of one rule on one day there are not: a rule gives a day and its observed day.
            if tails[row] > tails[row + 1]:
                order[row : row + 2] = order[row : row + 2][::-1]
    return order


def parquet(table: pa.Table) -> bytes:
    """A table as a Parquet file; the same bytes whenever the rows are the same."""
    # Dictionaries in the order in which their words come, whatever the shards had.
    fresh = [
        pc.dictionary_encode(column.cast(pa.string())).combine_chunks()
        if pa.types.is_dictionary(column.type)
        else column.combine_chunks()
        for column in table.columns
    ]
    written = BytesIO()
    pq.write_table(
        pa.table(fresh, table.schema),
        written,
        compression="zstd",
        row_group_size=ROW_GROUP,
        write_page_index=True,
    )
    return written.getvalue()
