"""The parts of a run in its store: shards first, years made of them, and the manifest last.

Each part is named by what it was made of and is the same whoever makes it, so that a run that was
cut off goes on where it stopped, and a part that is made twice does no harm.
"""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pyarrow as pa

from calendar_gen import edtf
from calendar_gen.bulk.compacting import by_year, parquet
from calendar_gen.bulk.manifest import MANIFEST, VERSION, manifest_of, named
from calendar_gen.bulk.runs import Block, Run
from calendar_gen.bulk.shards import Plan
from calendar_gen.bulk.stores import Store


class NotShared(Exception):  # noqa: N818 - it says what is the case
    """A sentence: what was made is not in the store, since a worker found another place there."""

    def __init__(self) -> None:
        super().__init__(
            "what workers made is not in the target; name a folder that all share, by the same "
            "path, or s3://bucket/prefix"
        )


def shard_name(run: Run, number: int, block: Block) -> str:
    """Where a shard of a block is kept until the block is put together."""
    return f"{run.key()}/shards/{run.key(number, *block)}.arrow"


def block_name(run: Run, block: Block) -> str:
    """Where it stands which years a block has given."""
    return f"{run.key()}/blocks/{run.key(*block)}.json"


def make_shard(store: Store, plan: Plan, run: Run, number: int, block: Block) -> None:
    """Make a shard of a block, unless it or the block is there."""
    name = shard_name(run, number, block)
    if store.get(block_name(run, block)) is not None or store.get(name) is not None:
        return
    table = plan.shard(run, number, block)
    written = BytesIO()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_file(written, table.schema, options=options) as file:
        file.write_table(table)
    store.put(name, written.getvalue())


def put_together(store: Store, run: Run, block: Block) -> None:
    """Make the years of a block of its shards, and let these go. Raises NotShared."""
    told = block_name(run, block)
    names = [shard_name(run, number, block) for number in range(run.shards)]
    if store.get(told) is None:
        years: dict[str, Any] = {}
        for year, table in by_year([_shard(store, name) for name in names]):
            path = f"{run.key()}/year={year}/occurrences.parquet"
            store.put(path, parquet(table))
            longest = pa.compute.max(pa.compute.days_between(table["first"], table["last"]))
            years[str(year)] = {"path": path, "rows": len(table), "longest": longest.as_py() + 1}
        store.put(told, json.dumps(years).encode())
    for name in names:
        store.remove(name)


def _shard(store: Store, name: str) -> pa.Table:
    content = store.get(name)
    if content is None:
        raise NotShared
    return pa.ipc.open_file(pa.BufferReader(content)).read_all()


def finish(store: Store, run: Run, rules: pa.Table, blocks: Sequence[Block]) -> dict[str, Any]:
    """Write the table of rules and the manifest, and let go of what no manifest names.

    Raises NotShared.
    """
    key = run.key()
    path = f"{key}/rules.parquet"
    years: dict[str, Any] = {}
    for block in blocks:
        told = store.get(block_name(run, block))
        if told is None:
            raise NotShared
        years |= json.loads(told)
    store.put(path, parquet(rules))
    manifest = {
        "version": VERSION,
        "as_of": edtf.iso(run.as_of),
        "from": edtf.iso(run.first),
        "to": edtf.iso(run.last),
        "rulebook": run.rulebook,
        "rules": {"path": path, "rows": len(rules)},
        "occurrences": sum(each["rows"] for each in years.values()),
        "years": years,
    }
    before = manifest_of(store)
    store.put(MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode())
    kept = named(manifest)
    for name in store.names(key):
        if name not in kept:
            store.remove(name)
    if before is not None:
        for name in sorted(named(before) - kept):
            store.remove(name)
    return manifest
