"""A projection from its rules to its manifest, by whatever engine makes its parts."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from calendar_gen.bulk.collapsing import collapse
from calendar_gen.bulk.manifest import manifest_of, named
from calendar_gen.bulk.parts import finish, make_shard, put_together
from calendar_gen.bulk.runs import Block, Run, blocks
from calendar_gen.bulk.shards import Plan
from calendar_gen.bulk.stores import Store
from calendar_gen.bulk.tables import rule_table
from calendar_gen.rules import Rulebook


class Asked(NamedTuple):
    """Days `first` to `last`, both in, as known at the end of `as_of`, in so many shards."""

    first: int
    last: int
    as_of: int
    shards: int


Step = Callable[[int, int], None]
"""Is told how many of how many parts are made."""


class Engine(Protocol):
    """What makes all parts of a run."""

    def __call__(self, plan: Plan, run: Run, todo: Sequence[Block], step: Step) -> None:
        """Make every shard of the blocks, and put the blocks together."""


def project(
    rulebook: Rulebook, asked: Asked, store: Store, engine: Engine, step: Step
) -> dict[str, Any]:
    """Write the occurrences of a rulebook into a store; gives the manifest.

    Raises NoProjection if the store holds a manifest of something else, NotShared if the engine
    wrote elsewhere, and BoundMet if visits and rules that lean on others give too many occurrences.
    """
    there = manifest_of(store)
    run = Run(asked.first, asked.last, asked.as_of, rulebook.digest, asked.shards)
    if there is not None and named(there) <= set(store.names(run.key())):
        return there
    plan = Plan(rulebook, collapse(rulebook), run.shards)
    todo = tuple(blocks(run.first, run.last, len(plan.collapsed.names)))
    engine(plan, run, todo, step)
    return finish(store, run, rule_table(rulebook, plan.collapsed), todo)


class Here:
    """Makes parts one after the other, in this process."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, plan: Plan, run: Run, todo: Sequence[Block], step: Step) -> None:
        """See Engine."""
        for done, block in enumerate(todo):
            for number in range(run.shards):
                step(done * run.shards + number, len(todo) * run.shards)
                make_shard(self._store, plan, run, number, block)
            put_together(self._store, run, block)
