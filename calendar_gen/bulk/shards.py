"""One shard of a run in one block of years: what a worker makes, wherever it is."""

import numpy as np
import pyarrow as pa

from calendar_gen.bulk.collapsing import Collapsed
from calendar_gen.bulk.gathering import Rows, gather, rows
from calendar_gen.bulk.runs import Block, Run, shard_of
from calendar_gen.bulk.tables import from_columns, from_occurrences
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Rulebook

CHUNK = 1 << 20
"""Occurrences gathered at a time, so that steps between take little memory."""


class Plan:
    """A rulebook ready to be projected: its patterns, and the shard of each rule."""

    def __init__(self, rulebook: Rulebook, collapsed: Collapsed, shards: int) -> None:
        self.rulebook = rulebook
        self.collapsed = collapsed
        own = [shard_of(name, shards) for name in collapsed.names]
        self._counted = np.array(own, dtype=np.int32)[collapsed.counted.rule]
        self._single = [shard_of(name, shards) for name in collapsed.single]
        self._rows: tuple[Block, Rows] | None = None

    def rows(self, block: Block) -> Rows:
        """The days of all patterns in a block: kept, since each shard asks for them."""
        if self._rows is None or self._rows[0] != block:
            found = rows(self.collapsed.patterns, block)
            self._rows = block, found
        return self._rows[1]

    def shard(self, run: Run, number: int, block: Block) -> pa.Table:
        """The occurrences of one shard in one block, rule by rule."""
        collapsed, found = self.collapsed, self.rows(block)
        mine = np.flatnonzero(self._counted == number)
        counts = found.found.counts
        each = max(1, CHUNK * max(len(counts), 1) // max(int(counts.sum()), 1))
        tables = [
            from_columns(part, found, run.as_of)
            for start in range(0, len(mine), each)
            for part in gather(collapsed, collapsed.counted.take(mine[start : start + each]), found)
        ]
        tables.append(from_occurrences(self._singles(run, number, block), collapsed))
        return pa.concat_tables(tables).unify_dictionaries()

    def _singles(self, run: Run, number: int, block: Block) -> list[Occurrence]:
        """Those that are worked out one by one; visits are all of the first shard."""
        book = self.rulebook
        names = [n for n, s in zip(self.collapsed.single, self._single, strict=True) if s == number]
        own = [name for name in names if name in book.commemorations]
        found = occurrences(
            *(book, block.first, block.last, run.as_of), commemorations=own, with_visits=not number
        )
        return [each for each in found if block.holds(each.earliest)]
