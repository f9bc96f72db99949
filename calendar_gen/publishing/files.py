"""Publish: compare with what stands there, send what differs, remove what is gone."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from calendar_gen.publishing.addresses import BucketAddress, FolderAddress
from calendar_gen.publishing.manifest import PLACE, Item, Manifest, parse, written
from calendar_gen.publishing.outcome import CannotPublish, Outcome
from calendar_gen.publishing.places import Place
from calendar_gen.publishing.site_files import SiteFile, site_files, there
from calendar_gen.site.folder import locked

Step = Callable[[str], None]
"""Called with the name of what is being sent or removed."""


def publish_files(
    site: Path,
    address: FolderAddress | BucketAddress,
    *,
    endpoint: str | None = None,
    replace: bool = False,
    dry: bool = False,
    waiting: Callable[[], None] = lambda: None,
    step: Step = lambda name: None,
) -> Outcome:
    """Publish the files of the site in the folder `site`; with `dry` only say what would be done.

    Index pages are sent after all that they link to, the manifest last of all. A place that has
    files of the same names, but no manifest, is refused unless `replace`. `waiting` is called if
    a build or another publication has the site. Raises NoSite and CannotPublish.
    """
    folder = there(site)
    place = _place(address, endpoint, folder)
    with locked(folder, waiting):
        offered = site_files(folder)
        paths = {file.path for file in offered}
        files = [file for file in offered if place.takes(file, paths)]
        before = _manifest(place)
        standing = place.standing({file.path for file in files} | set(before or {}))
        if before is None and not replace:
            _must_be_free(files, standing)
        outcome = _compare(place, files, before or {}, standing)
        if not dry and (outcome.any or before is None):
            if before is None:  # so that what a failure leaves there is known for ours
                place.send(PLACE, written({}))
            _carry_out(place, files, before or {}, outcome, step)
    return outcome


def _place(address: FolderAddress | BucketAddress, endpoint: str | None, site: Path) -> Place:
    if isinstance(address, BucketAddress):
        from calendar_gen.publishing.bucket import Bucket

        return Bucket(address, endpoint)
    from calendar_gen.publishing.folder import Folder

    root = address.path.resolve()
    if root.is_relative_to(site) or site.is_relative_to(root):
        raise CannotPublish(f"cannot publish {site} to {address.path}: one is inside the other")
    if root.exists() and not root.is_dir():
        raise CannotPublish(f"cannot write {address.path}: it is a file, not a folder")
    return Folder(root)


def _manifest(place: Place) -> Manifest | None:
    found = place.manifest()
    if found is None:
        return None
    try:
        return parse(found.decode())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotPublish(
            f"the {PLACE} that stands there is not that of calendar-gen ({error!r}); "
            "remove it and add --replace to send everything anew"
        ) from error


def _must_be_free(files: Sequence[SiteFile], standing: Mapping[str, str]) -> None:
    foreign = sorted(file.path for file in files if file.path in standing)
    if foreign:
        raise CannotPublish(
            f"{foreign[0]} is there already, and calendar-gen did not publish it (there is no "
            f"{PLACE}); name an empty place, or add --replace to write over "
            f"{'it' if len(foreign) == 1 else f'it and {len(foreign) - 1} more'}"
        )


def _compare(
    place: Place, files: Sequence[SiteFile], before: Manifest, standing: Mapping[str, str]
) -> Outcome:
    """A file stays as it is if the manifest tells of the same bytes and headers, and the place of
    the very version that the manifest means: so a publication that broke off is mended.
    """
    new: list[str] = []
    changed: list[str] = []
    for file in files:
        last = before.get(file.path)
        if file.path not in standing:
            new.append(file.path)
        elif last != Item(file.digest, place.served(file.path), standing[file.path]):
            changed.append(file.path)
    gone = tuple(sorted(set(before) - {file.path for file in files}))
    return Outcome(tuple(new), tuple(changed), gone, len(files) - len(new) - len(changed))


def _carry_out(
    place: Place, files: Sequence[SiteFile], before: Manifest, outcome: Outcome, step: Step
) -> None:
    wanted = {*outcome.new, *outcome.changed}
    now = {path: item for path, item in before.items() if path not in outcome.removed}

    def send(file: SiteFile) -> None:
        step(file.path)
        tag = place.send(file.path, file.read())
        now[file.path] = Item(file.digest, place.served(file.path), tag)

    due = [file for file in files if file.path in wanted]
    pages = [file for file in due if file.path.rpartition("/")[2].startswith("index.html")]
    with ThreadPoolExecutor(place.lanes) as pool:
        sent = [pool.submit(send, file) for file in due if file not in pages]
        try:
            for one in sent:
                one.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    for file in pages:
        send(file)
    for path in outcome.removed:
        step(path)
        place.remove(path)
    step(PLACE)
    place.send(PLACE, written(now))
