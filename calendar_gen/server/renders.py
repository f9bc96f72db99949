"""Making views ready beside the answering: so many at a time, and each but once."""

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from calendar_gen.server.resources import Resource

AT_ONCE = 2
"""Views that are worked at; the others of the limit wait. More would only slow each other down."""


class Busy(Exception):  # noqa: N818 - it says what is the case
    """As many views as may be are being made."""


class Renders:
    """At most `most` views being made or waiting to be; each is made once, whoever asks."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._running: dict[Hashable, asyncio.Future[Resource]] = {}
        self._threads = ThreadPoolExecutor(
            max_workers=min(most, AT_ONCE), thread_name_prefix="render"
        )

    async def run(
        self, key: Hashable, make: Callable[[], Resource], keep: Callable[[Resource], None]
    ) -> Resource:
        """What `make` gives, which `keep` is told of in the same step in which it stops being made,
        so that whoever asks finds it in one place or the other. Raises Busy at once, so that no
        queue builds up.
        """
        running = self._running.get(key)
        if running is None:
            if len(self._running) >= self._most:
                raise Busy
            running = asyncio.get_running_loop().run_in_executor(self._threads, make)
            self._running[key] = running
            running.add_done_callback(partial(self._made, key, keep))
        return await asyncio.shield(running)

    def _made(
        self, key: Hashable, keep: Callable[[Resource], None], done: asyncio.Future[Resource]
    ) -> None:
        del self._running[key]
        if not done.cancelled() and done.exception() is None:
            keep(done.result())

    def close(self) -> None:
        """End when the views being made are made."""
        self._threads.shutdown(wait=True, cancel_futures=True)
