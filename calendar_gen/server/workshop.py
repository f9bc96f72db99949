"""Builds in a process of their own: answering goes on undisturbed, what a build needs of memory is
given back, and whatever happens to it the last edition stays.
"""

import asyncio
import contextlib
import multiprocessing
import pickle  # nosec B403 # from our own child
import signal
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import NoReturn

from calendar_gen.limits import TimeIsUp, in_time
from calendar_gen.rulebook.files import Stamps, standing
from calendar_gen.server.edition import Edition, Task, prepare


class BuildFailed(Exception):  # noqa: N818 - it says what is the case
    """A sentence, or some lines, on why there is no new edition; `kind` names the exception."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__(text)
        self.kind = kind


class Workshop:
    """Makes one edition at a time.

    `lists` is how the lists that the rules name stood before the last build read them.
    """

    def __init__(self) -> None:
        self.lists: Stamps = {}
        self._process: BaseProcess | None = None
        # One thread for all editions: each that ever held one keeps as much memory for the next.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="edition")

    async def make(self, task: Task) -> Edition:
        """The edition of a task. Raises BuildFailed."""
        # A build that is killed tells nothing: then it is not begun anew because of what it read.
        self.lists = await asyncio.to_thread(_now, self.lists)
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(task, theirs), daemon=True)
        self._process = process
        process.start()
        theirs.close()
        try:
            running = asyncio.get_running_loop()
            made, self.lists = await running.run_in_executor(self._thread, _received, ours)
        finally:
            ours.close()
            await asyncio.to_thread(process.join)
            self._process = None
        if isinstance(made, BuildFailed):
            raise made
        return made

    def stop(self) -> None:
        """End a build that is going on: its site stays as it was."""
        if self._process is not None:
            self._process.terminate()


def _work(task: Task, answer: Connection) -> None:
    """What the other process does: build, and send what became of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to hear
    signal.signal(signal.SIGTERM, _end)
    lists: Stamps = {}
    try:
        with in_time():
            result: Edition | BuildFailed = prepare(task, lists)
    except TimeIsUp as late:
        result = BuildFailed(str(late), "TimeIsUp")
    except Exception as error:  # noqa: BLE001 - it is told to who waits
        result = BuildFailed(str(error) or type(error).__name__, type(error).__name__)
    plain = result if isinstance(result, Edition) else (str(result), result.kind)
    with contextlib.suppress(BrokenPipeError):  # nobody waits any more
        answer.send_bytes(pickle.dumps((plain, lists), protocol=pickle.HIGHEST_PROTOCOL))


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    """End as a command does that is told to: what it has begun to write is cleared away."""
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(1)


def _now(stamps: Stamps) -> Stamps:
    return {name: standing(name) for name in stamps}


def _received(answer: Connection) -> tuple[Edition | BuildFailed, Stamps]:
    try:
        result, lists = pickle.loads(answer.recv_bytes())  # nosec B301 # from our own child
    except (EOFError, OSError) as error:
        raise BuildFailed("the build ended before it was done", "Interrupted") from error
    return result if isinstance(result, Edition) else BuildFailed(*result), lists
