"""Build a site: all of it, or nothing."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from calendar_gen.changes import Noted
from calendar_gen.rendering.ics import STYLES, Revised, Shelf, Windows, events, revise
from calendar_gen.site.basis import Basis
from calendar_gen.site.bulletins import write_bulletins
from calendar_gen.site.changes import Changes, changes, follows_the_day
from calendar_gen.site.documents import write_data, write_digests, write_index
from calendar_gen.site.feeds import write_feeds
from calendar_gen.site.folder import (
    CannotWrite,
    Draft,
    beside,
    compare,
    keep_foreign,
    keep_unchanged,
    locked,
    mend,
    swap,
)
from calendar_gen.site.ground import located, must_be_ours
from calendar_gen.site.inherited import current, past, published_in, remember, shelf, told, unasked
from calendar_gen.site.order import Material, Order, Worded, begun_before, material, worded
from calendar_gen.site.packing import copies, pack
from calendar_gen.site.previous import PLACE, Feeds, Memory, NoMemory, Revisions, read, written
from calendar_gen.site.states import Text, likely, states, texts


class Report(NamedTuple):
    """What a build did or, with `dry`, would do: its changes, the files of the site, remarks, and
    the keys of what pages rest on, by path.
    """

    folder: Path
    changes: Changes
    files: tuple[str, ...]
    domain: str
    remarks: tuple[str, ...]
    keys: Mapping[str, str]


def build(
    order: Order,
    out: Path,
    previous: Memory | None,
    *,
    dry: bool = False,
    waiting: Callable[[], None] = lambda: None,
    progress: Callable[[str], None] = lambda step: None,
    revised: Callable[[str, Revised], None] = lambda key, events: None,
    standing: Callable[[], Mapping[str, str]] = dict,
) -> Report:
    """Write the site of `order` into the folder `out`, in one step.

    `previous` is the memory of the build before, whose revisions go on (see `remembered`). With
    `dry` nothing is touched. `waiting` is called if another build must end first, `progress` with
    each step, `revised` with the events of each language and window style. `standing` gives the
    `keys` of those files that are as this program's last build left them: they are not made again
    if they rest on the same. Raises CannotWrite with a sentence; then the folder is as it was.
    """
    folder = located(out)
    try:
        with _draft(folder, dry, waiting, standing) as draft:
            previous = current(previous, folder)
            memory, remarks = write(order, previous, draft, folder, progress, revised)
            ours = _ours(folder, previous)
            pack(draft, order.compress, folder, ours)
            differing = compare(folder, draft, ours)
            anyway = None
            if dry and previous is not None and follows_the_day(previous, differing, order):
                anyway = _changed_on_that_day(order, previous, folder, ours, progress, standing)
            if not dry:
                keep_unchanged(folder, draft, differing)
                keep_foreign(folder, draft, ours)
                swap(folder, draft.root)
    except OSError as error:
        raise CannotWrite(_sentence(out, error)) from error
    told = changes(previous, memory, differing, order, anyway)
    return Report(out, told, tuple(draft.files), order.domain, tuple(remarks), draft.keys)


def _changed_on_that_day(
    order: Order,
    previous: Memory,
    folder: Path,
    ours: tuple[str, ...],
    progress: Callable[[str], None],
    standing: Callable[[], Mapping[str, str]],
) -> tuple[str, ...]:
    """The files that would change if it were still the as-of day of the last build."""
    then = order._replace(as_of=previous.as_of)
    with _draft(folder, dry=True, waiting=lambda: None, standing=standing) as draft:
        write(then, previous, draft, folder, progress, lambda key, events: None)
        pack(draft, then.compress, folder, ours)
        return compare(folder, draft, ours).changed


def write(
    order: Order,
    before: Memory | None,
    draft: Draft,
    folder: Path,
    progress: Callable[[str], None],
    keep: Callable[[str, Revised], None],
) -> tuple[Memory, list[str]]:
    """Write everything of a site into `draft`; `folder` is where the last one stands.

    Gives the memory for the next build, and remarks.
    """
    progress("forecast")
    shared = material(order.rulebook, order.as_of, *order.horizon)
    begun = begun_before(order, shared)
    feeds, revisions = unasked(before, order.languages)
    basis = Basis(order.rulebook)
    spoken: dict[str, Mapping[str, Text]] = {}
    remarks: list[str] = []
    reasons: dict[str, None] = {}
    for language in order.languages:
        progress(language)
        words = worded(shared, order.rulebook, language, order.as_of)
        spoken[language] = texts(words, order.min_likelihood)
        for style in _styles(order, before, language)[::-1]:  # ends with that of the feeds
            key = f"{language}/{style}"
            revised = _revised(order, words, past(before, key, order.key(language)), style)
            revisions[key] = revised.revisions
            keep(key, revised)
        published = published_in(before, language)
        made = shelf(before, folder, order, language, revised.revisions)
        noted = told(order, before, states(shared.found, {language: spoken[language]}))
        feeds[key], said, why = _write_language(
            order, shared, begun, words, noted, revised, published, basis, draft, made
        )
        remarks.extend(said)
        reasons |= dict.fromkeys(why)
    memory = remember(order, before, states(shared.found, spoken), feeds, revisions)
    for language in order.languages:
        write_bulletins(order, language, memory, draft)
    files = (*draft.files, *copies(draft.files, order.compress), PLACE)
    memory = memory._replace(files=files, digests=draft.feeds)
    draft.write(PLACE, [written(memory).encode()])
    return memory, [*remarks, *reasons]


def _styles(order: Order, before: Memory | None, language: str) -> tuple[Windows, ...]:
    """The styles asked for, and those that were kept: a server's views go on counting."""
    kept = () if before is None else before.revisions
    also = (style for style in STYLES if f"{language}/{style}" in kept)
    return tuple(dict.fromkeys((*order.windows, *also)))


def _revised(order: Order, words: Worded, last: Revisions, style: Windows) -> Revised:
    return revise(
        last,
        events(
            likely(words.shown, order.min_likelihood),
            windows=style,
            base_url=order.address(words.language),
            alarm=order.alarm,
        ),
        order.as_of,
        horizon=order.horizon,
        language=words.language,
    )


def _write_language(
    order: Order,
    shared: Material,
    begun: Mapping[int, Material],
    words: Worded,
    noted: tuple[Noted, ...],
    revised: Revised,
    before: Feeds,
    basis: Basis,
    draft: Draft,
    made: Shelf,
) -> tuple[Feeds, list[str], list[str]]:
    folder = order.folder(words.language)
    feeds, remarks, reasons = write_feeds(
        order, words.language, folder, revised, before, draft, made
    )
    years = write_digests(order, folder, shared, begun, words, feeds, noted, basis, draft)
    if not folder:
        write_data(order, words, draft)
    write_index(order, words, folder, feeds, years, draft)
    return {feed.offer.name: feed.offer.key for feed in feeds}, remarks, reasons


@contextmanager
def _draft(
    folder: Path,
    dry: bool,
    waiting: Callable[[], None],
    standing: Callable[[], Mapping[str, str]],
) -> Iterator[Draft]:
    """A new folder to write into, which is gone afterwards unless it took its place."""
    if dry:
        root = Path(mkdtemp(prefix="calendar-gen-"))
        try:
            yield Draft(root, folder, standing(), dry=True)
        finally:
            shutil.rmtree(root, ignore_errors=True)
        return
    with locked(folder, waiting):
        mend(folder)
        must_be_ours(folder)  # also what the build has left that held the lock
        root, _ = beside(folder)
        try:
            root.mkdir()
            yield Draft(root, folder, standing())
        finally:
            with suppress(OSError):
                if root.exists():
                    shutil.rmtree(root)


def _ours(folder: Path, previous: Memory | None) -> tuple[str, ...]:
    """The files in `folder` that the last build wrote; `previous` may be what it left there."""
    if previous is not None and previous.place == folder / PLACE:
        return previous.files
    try:
        return read(folder).files
    except NoMemory:
        return (PLACE,)


def _sentence(out: Path, error: OSError) -> str:
    where = f" ({error.filename})" if error.filename and str(error.filename) != str(out) else ""
    return f"cannot write {out}: {error.strerror or error}{where}; what was there is untouched"
