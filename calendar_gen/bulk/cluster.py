"""The parts of a run made by workers of dask.distributed (extra `cluster`).

Workers write into the store themselves; only the plan travels. A worker that dies takes nothing
along: what it had not written is made by another, and what it had written is found.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from distributed import Client, as_completed
from distributed.client import FutureCancelledError

from calendar_gen.bulk.parts import make_shard, put_together
from calendar_gen.bulk.projecting import Step
from calendar_gen.bulk.runs import Block, Run
from calendar_gen.bulk.shards import Plan
from calendar_gen.bulk.stores import opened

RETRIES = 3
"""Times that a part is tried again after an error, such as a store that did not answer."""


class Cluster:
    """Makes parts on the workers of a scheduler; all must reach the store, under the same name."""

    def __init__(self, client: Client, target: str, endpoint: str | None) -> None:
        self._client = client
        # A worker has a current folder of its own.
        self._store = target if "://" in target else str(Path(target).absolute()), endpoint

    def __call__(self, plan: Plan, run: Run, todo: Sequence[Block], step: Step) -> None:
        """See Engine."""
        for sending in range(RETRIES + 1):
            try:
                self._make(plan, run, todo, step, sending)
            except FutureCancelledError:
                # The plan was with a worker that died before another had it: it is sent once more,
                # and parts that are made are found.
                if sending == RETRIES:
                    raise
            else:
                return

    def _make(self, plan: Plan, run: Run, todo: Sequence[Block], step: Step, sending: int) -> None:
        client, total = self._client, len(todo) * (run.shards + 1)
        sent = client.scatter(plan, hash=False)  # type: ignore[no-untyped-call]
        waiting: list[Any] = []
        for block in todo:
            made = [
                client.submit(
                    *(_shard, self._store, sent, run, number, block),
                    key=f"shard-{run.key(number, *block)}-{sending}",
                    retries=RETRIES,
                )
                for number in range(run.shards)
            ]
            waiting += made
            waiting.append(
                client.submit(
                    *(_together, self._store, run, block, made),
                    key=f"block-{run.key(*block)}-{sending}",
                    retries=RETRIES,
                )
            )
        for done, future in enumerate(as_completed(waiting, loop=client.loop)):  # type: ignore[no-untyped-call]
            future.result()
            step(done + 1, total)


def _shard(store: tuple[str, str | None], plan: Plan, run: Run, number: int, block: Block) -> int:
    make_shard(opened(*store), plan, run, number, block)
    return number


def _together(store: tuple[str, str | None], run: Run, block: Block, made: Sequence[int]) -> int:
    put_together(opened(*store), run, block)
    return len(made)
