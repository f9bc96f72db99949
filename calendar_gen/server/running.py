"""A server from its start to its end: builds, answers, and builds anew when something changes."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from time import monotonic, time
from typing import NamedTuple

from calendar_gen.edtf import iso
from calendar_gen.rendering.ics import forget
from calendar_gen.rulebook.files import first_changed
from calendar_gen.server import moved, secret_feeds, validators
from calendar_gen.server.application import Application, place_of
from calendar_gen.server.edition import Edition, Task
from calendar_gen.server.finding import Finder
from calendar_gen.server.freed import give_back
from calendar_gen.server.holdings import Holdings, Rules, hold
from calendar_gen.server.log import Log
from calendar_gen.server.patience import Patience
from calendar_gen.server.renders import Renders
from calendar_gen.server.secret_feeds import SecretFeed
from calendar_gen.server.worker import (
    Server,
    configured,
    listening,
    loop_factory,
    on_signals,
)
from calendar_gen.server.workshop import BuildFailed, Workshop
from calendar_gen.site import CannotWrite
from calendar_gen.site.ground import located
from calendar_gen.site.previous import PLACE

PAUSE = 1.0
"""Seconds between two looks at the clock and the files."""

OF_THE_RULES = frozenset(("BadRules", "BoundMet"))
"""What a build fails of as long as the rules are what they are; whatever else it is may pass."""


class Settings(NamedTuple):
    """What to serve, where, and how much at once.

    `host` and `port` (0: any that is free); `moved` and `secrets` are files. With `secret_only`
    nothing but secret feeds is served. `renders` is how many views may be being made.
    """

    task: Task
    host: str = "127.0.0.1"
    port: int = 8000
    moved: Path | None = None
    secrets: Path | None = None
    secret_only: bool = False
    renders: int = 8


class Surroundings(NamedTuple):
    """The world outside: the day of the clock, and a stamp that changes with the rule files."""

    today: Callable[[], int]
    stamp: Callable[[], object]


State = tuple[int, int, int] | None
"""Time of change, size and number of a file; None if it is not there."""


class Beside(NamedTuple):
    """How what needs no build stands: the site, and the files of moved and secret feeds."""

    site: State
    moved: State
    secrets: State


class Also(NamedTuple):
    """What there is beside the rules: moved feeds and secret feeds."""

    moved: Mapping[str, str | None]
    secrets: Mapping[str, SecretFeed]


def read_also(settings: Settings) -> Also:
    """The files of moved and secret feeds. Raises BadMoves or BadSecrets."""
    feeds = () if settings.secrets is None else secret_feeds.load(settings.secrets)
    return Also(
        {} if settings.moved is None else moved.load(settings.moved), secret_feeds.by_hash(feeds)
    )


class Serving:
    """The state of a running server.

    Raises CannotWrite where its site cannot stand, BadMoves or BadSecrets for what it reads beside.
    """

    def __init__(self, settings: Settings, around: Surroundings, log: Log) -> None:
        self._settings = settings
        self._around = around
        self._log = log
        self._workshop = Workshop()
        self._renders = Renders(settings.renders)
        out = located(settings.task.out)
        self._memory = out.with_name(f".{out.name}.served")
        self._validators = validators.load(self._memory)
        self._read = self._beside()  # before it is read: it may change meanwhile
        self._also = read_also(settings)
        self._built: object = None
        self._edition: Edition | None = None
        self._rules: Rules = "good"
        self._building = False
        self._build_again = Patience()
        self._read_again = Patience()
        self._told_to_stop = False

    async def run(self, opened: Callable[[str], None]) -> None:
        """Build, then serve until a signal ends it, be it the building; `opened` is told the
        address.

        Raises BuildFailed if there is nothing to begin with, and OSError if the address is taken.
        """
        with contextlib.closing(listening(self._settings.host, self._settings.port)) as place:
            self._built = self._outside()
            self._edition = await self._first()
            if self._edition is None:
                return
            if self._edition.remarks:
                self._log("remarks", "warning", remarks=self._edition.remarks)
            self._note_site()
            app = Application(self._finder(self._edition), self._log)
            self._keep()
            host, port = place.getsockname()[:2]
            address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
            server = Server(configured(app, self._log), lambda: opened(address))
            looks = (self._look_at_rules, self._look_beside)
            watching = [asyncio.create_task(self._watch(look, app)) for look in looks]
            try:
                await server.serve(sockets=[place])
            finally:
                for task in watching:
                    task.cancel()
                self._workshop.stop()
                await asyncio.gather(*watching, return_exceptions=True)
                self._renders.close()
                self._keep()
                self._log.end()

    async def _first(self) -> Edition | None:
        """The first edition; None if a signal ended the build. Raises BuildFailed."""
        with on_signals(self._stop):
            try:
                return await self._workshop.make(self._task())
            except BuildFailed:
                if self._told_to_stop:
                    return None
                raise

    def _stop(self, _number: int) -> None:
        self._told_to_stop = True
        self._workshop.stop()

    def _task(self) -> Task:
        return self._settings.task._replace(as_of=self._around.today())

    def _finder(self, edition: Edition) -> Finder:
        held: Holdings = hold(
            self._settings.task.out.resolve(),
            edition,
            self._validators,
            moved=self._also.moved,
            secrets=self._also.secrets,
            secret_only=self._settings.secret_only,
            now=int(time()),
        )
        idle = moved.idle(held.moved, held.files.union(held.feeds))
        if idle:
            self._log("moved", "warning", remarks=idle)
        return Finder(held, self._renders, self._log, self._rules)

    def _outside(self) -> object:
        """What a build follows from, as far as it may change by itself."""
        return self._around.today(), self._around.stamp()

    def _beside(self) -> Beside:
        settings = self._settings
        paths = (settings.task.out / PLACE, settings.moved, settings.secrets)
        return Beside(*(None if path is None else _state(path) for path in paths))

    def _note_site(self) -> None:
        """The site is that of the edition; what else changed meanwhile is still to be read."""
        self._read = self._read._replace(site=self._beside().site)

    async def _watch(
        self, look: Callable[[Application], Awaitable[None]], app: Application
    ) -> None:
        trouble = Patience(first=PAUSE)
        pause = PAUSE
        while True:
            await asyncio.sleep(pause)
            try:
                await look(app)
            except Exception as error:  # noqa: BLE001 - a server that looks no more serves the past
                pause = trouble.failed(monotonic())
                kind, where = type(error).__name__, place_of(error)
                self._log("failure", "error", error=kind, where=where, again_in=pause)
            else:
                trouble.settled()
                pause = PAUSE

    async def _look_at_rules(self, app: Application) -> None:
        """Build if rules, a list that they name, or the day changed, or what failed is to be tried
        again.

        Not while the site is away: built from nothing, it would count changes anew and know of no
        feed that was published before.
        """
        outside = await asyncio.to_thread(self._outside)
        if (await asyncio.to_thread(self._beside)).site is None:
            return
        another = await asyncio.to_thread(first_changed, self._workshop.lists)
        if outside != self._built or another is not None:
            self._build_again.settled()
            await self._rebuild(app)
            self._built = outside  # not before: what was not finished is begun anew
        elif self._build_again.over(monotonic()):
            await self._rebuild(app)

    async def _look_beside(self, app: Application) -> None:
        """Take in what needs no build, also while one is going on: a secret feed that is revoked
        waits for none.
        """
        beside = await asyncio.to_thread(self._beside)
        if self._building:
            beside = beside._replace(site=self._read.site)  # it is for the edition that comes
        if beside != self._read or self._read_again.over(monotonic()):
            self._reread(app)
            self._read = beside

    async def _rebuild(self, app: Application) -> None:
        """Go over to a new edition; the last one stays if that cannot be made."""
        task = self._task()
        self._building = True
        try:
            self._edition = await self._workshop.make(task)
            self._note_site()
        except BuildFailed as failed:
            self._rules = app.finder.rules = "bad"
            again = None if failed.kind in OF_THE_RULES else self._build_again.failed(monotonic())
            problems = str(failed).splitlines()
            self._log("build", "error", kind=failed.kind, problems=problems, again_in=again)
            return
        finally:
            self._building = False
        self._build_again.settled()
        self._rules = app.finder.rules = "good"
        self._log("build", as_of=iso(task.as_of), remarks=self._edition.remarks)
        self._renew(app)

    def _reread(self, app: Application) -> None:
        """Take in what needs no build; what was read last stays if it cannot be read."""
        problem = self._unreadable()
        if problem is not None:
            again = self._read_again.failed(monotonic())
            self._log("reload", "error", problems=problem.splitlines(), again_in=again)
            return
        if self._renew(app):
            self._log("reload")

    def _unreadable(self) -> str | None:
        """Read what needs no build; gives a sentence on what cannot be."""
        try:
            self._also = read_also(self._settings)
        except (moved.BadMoves, secret_feeds.BadSecrets) as bad:
            return str(bad)
        return None

    def _renew(self, app: Application) -> bool:
        """Go over to what lies in the site now; but for who may read what, not while that is away,
        nor as it goes: gives whether.

        The feeds of a site that is not there are not taken down: who subscribed to them would be
        told to forget them.
        """
        assert self._edition is not None  # made before anything is answered
        before = self._beside().site
        finder = self._finder(self._edition)
        if before is None or self._beside().site != before:
            again = self._read_again.failed(monotonic())
            away = f"the site in {self._settings.task.out} is not there; build it, or bring it back"
            self._log("reload", "error", problems=[away], again_in=again)
            held = app.finder.held
            app.finder.held = held._replace(moved=self._also.moved, secrets=self._also.secrets)
            return False
        self._read_again.settled()
        app.renew(finder)
        forget()
        self._keep()
        give_back()
        return True

    def _keep(self) -> None:
        try:
            validators.save(self._validators, self._memory)
        except CannotWrite as error:
            self._log("memory", "warning", problem=str(error))


def _state(path: Path) -> State:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


def run(settings: Settings, around: Surroundings, log: Log, opened: Callable[[str], None]) -> None:
    """Serve until a signal ends it; see `Serving.run`."""
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(Serving(settings, around, log).run(opened))
