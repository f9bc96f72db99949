"""Build a site: all of it, or nothing."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple
from urllib.parse import urlsplit

from calendar_gen.rendering.ics import STYLES, Revised, Windows, events, revise
from calendar_gen.site.changes import Changes, changes
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
from calendar_gen.site.order import Material, Order, Worded, material, worded
from calendar_gen.site.packing import copies, pack
from calendar_gen.site.previous import (
    PLACE,
    Feeds,
    Memory,
    NoMemory,
    Revisions,
    past,
    published_in,
    read,
    unasked,
    written,
)

NOWHERE = "calendar-gen.invalid"
"""The domain of UIDs of a site that has no name: `.invalid` can never be anybody's (RFC 2606)."""


class Report(NamedTuple):
    """What a build did or, with `dry`, would do: its changes, what is left as it was, and
    remarks.
    """

    folder: Path
    changes: Changes
    files: tuple[str, ...]
    domain: str
    remarks: tuple[str, ...]


def build(
    order: Order,
    out: Path,
    previous: Memory | None,
    *,
    dry: bool = False,
    waiting: Callable[[], None] = lambda: None,
    progress: Callable[[str], None] = lambda step: None,
    revised: Callable[[str, Revised], None] = lambda key, events: None,
) -> Report:
    """Write the site of `order` into the folder `out`, in one step.

    `previous` is the memory of the build before, whose revisions go on (see `remembered`). With
    `dry` nothing is touched. `waiting` is called if another build must end first, `progress` with
    each step, `revised` with the events of each language and window style. Raises CannotWrite with
    a sentence; then the folder is as it was.
    """
    folder = out.resolve()
    try:
        with _draft(folder, dry, waiting) as draft:
            memory, remarks = write(order, previous, draft, progress, revised)
            ours = _ours(folder)
            pack(draft, order.compress, folder, ours)
            differing = compare(folder, draft, ours)
            if not dry:
                keep_unchanged(folder, draft, differing)
                keep_foreign(folder, draft, ours)
                swap(folder, draft.root)
    except OSError as error:
        raise CannotWrite(_sentence(out, error)) from error
    told = changes(previous, memory, differing, order.key(order.languages[0]))
    return Report(out, told, tuple(draft.files), order.domain, tuple(remarks))


def remembered(out: Path, previous: str | None) -> Memory | None:
    """The memory of the last build: that of `previous` (folder, file or `none`), else that of
    `out`.

    Raises NoMemory if it is named and cannot be read, and CannotWrite if `out` is not ours.
    """
    if previous == "none":
        return None
    if previous is not None:
        return read(Path(previous))
    return read(out) if (out / PLACE).is_file() else None


def domain_of(asked: str | None, before: Memory | None, base_url: str | None) -> str:
    """The domain that ends every UID: as asked, else as before, else that of the site's address."""
    host = None if base_url is None else urlsplit(base_url).hostname
    return asked or (None if before is None else before.domain) or host or NOWHERE


def address_of(asked: str | None, before: Memory | None) -> str | None:
    """The address of the site: as asked, else as before, so that leaving it out changes no event.

    `none` is a site without an address.
    """
    if asked == "none":
        return None
    return asked or (None if before is None else before.base_url)


def write(
    order: Order,
    before: Memory | None,
    draft: Draft,
    progress: Callable[[str], None],
    keep: Callable[[str, Revised], None],
) -> tuple[Memory, list[str]]:
    """Write everything of a site into `draft`.

    Gives the memory for the next build, and remarks.
    """
    progress("forecast")
    shared = material(order.rulebook, order.as_of, *order.horizon)
    feeds, revisions = unasked(before, order.languages)
    remarks: list[str] = []
    for language in order.languages:
        progress(language)
        words = worded(shared, order.rulebook, language, order.as_of)
        for style in _styles(order, before, language)[::-1]:  # ends with that of the feeds
            key = f"{language}/{style}"
            revised = _revised(order, words, past(before, key, order.key(language)), style)
            revisions[key] = revised.revisions
            keep(key, revised)
        published = published_in(before, language)
        feeds[key], told = _write_language(order, shared, words, revised, published, draft)
        remarks.extend(told)
    memory = Memory(
        as_of=order.as_of,
        domain=order.domain,
        base_url=order.base_url,
        files=(*draft.files, *copies(draft.files, order.compress), PLACE),
        feeds=feeds,
        revisions=revisions,
    )
    draft.write(PLACE, [written(memory).encode()])
    return memory, remarks


def _styles(order: Order, before: Memory | None, language: str) -> tuple[Windows, ...]:
    """The styles asked for, and those that were kept: a server's views go on counting."""
    kept = () if before is None else before.revisions
    also = (style for style in STYLES if f"{language}/{style}" in kept)
    return tuple(dict.fromkeys((*order.windows, *also)))


def _revised(order: Order, words: Worded, last: Revisions, style: Windows) -> Revised:
    likely = [
        entry
        for entry in words.shown
        if entry.occurrence.likelihood is None
        or entry.occurrence.likelihood.probability >= order.min_likelihood
    ]
    return revise(
        last,
        events(
            likely,
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
    words: Worded,
    revised: Revised,
    before: Feeds,
    draft: Draft,
) -> tuple[Feeds, list[str]]:
    folder = order.folder(words.language)
    feeds, remarks = write_feeds(order, words.language, folder, revised, before, draft)
    years = write_digests(order, folder, shared, words, feeds, draft)
    if not folder:
        write_data(order, words, draft)
    write_index(order, words.language, folder, feeds, years, draft)
    return {feed.offer.name: feed.offer.key for feed in feeds}, remarks


@contextmanager
def _draft(folder: Path, dry: bool, waiting: Callable[[], None]) -> Iterator[Draft]:
    """A new folder to write into, which is gone afterwards unless it took its place."""
    if dry:
        root = Path(mkdtemp(prefix="calendar-gen-"))
        try:
            yield Draft(root)
        finally:
            shutil.rmtree(root, ignore_errors=True)
        return
    if not folder.parent.is_dir():
        raise CannotWrite(f"cannot write {folder}: there is no folder {folder.parent}")
    with locked(folder, waiting):
        mend(folder)
        _must_be_ours(folder)
        root, _ = beside(folder)
        try:
            root.mkdir()
            yield Draft(root)
        finally:
            with suppress(OSError):
                if root.exists():
                    shutil.rmtree(root)


def _must_be_ours(folder: Path) -> None:
    """Never replace what is not a site of ours."""
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(f"cannot write {folder}: it is a file, not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / PLACE).is_file():
        raise CannotWrite(
            f"cannot write {folder}: it is not empty and holds no site of calendar-gen (it has no "
            f"{PLACE}); name an empty or a new folder"
        )


def _ours(folder: Path) -> tuple[str, ...]:
    """The files in `folder` that the last build wrote."""
    try:
        return read(folder).files
    except NoMemory:
        return (PLACE,)


def _sentence(out: Path, error: OSError) -> str:
    where = f" ({error.filename})" if error.filename and str(error.filename) != str(out) else ""
    return f"cannot write {out}: {error.strerror or error}{where}; what was there is untouched"
