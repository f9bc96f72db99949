"""A bounded memory of resources: those asked for last stay."""

from collections import OrderedDict
from collections.abc import Hashable

from calendar_gen.server.resources import Resource


class Cache:
    """Resources by key, within a number and a sum of bytes; the one not asked for longest goes."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._kept: OrderedDict[Hashable, Resource] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Resource | None:
        """The resource, which now was asked for last."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, found: Resource) -> bool:
        """Keep a resource; says whether another had to go for it."""
        before = self._kept.pop(key, None)
        self.bytes += found.weight - (0 if before is None else before.weight)
        self._kept[key] = found
        went = False
        while len(self._kept) > self._most or self.bytes > self._most_bytes:
            _, old = self._kept.popitem(last=False)
            self.bytes -= old.weight
            went = True
        return went
