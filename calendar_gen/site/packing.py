"""Gzip and brotli copies of a site's files, for web servers that choose between them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from filecmp import cmp
from io import BytesIO
from pathlib import Path
from typing import Literal

from calendar_gen.site.folder import Draft
from calendar_gen.site.previous import PLACE

Packing = Literal["gzip", "br"]
SUFFIXES: Mapping[Packing, str] = {"gzip": ".gz", "br": ".br"}


def copies(paths: Iterable[str], packings: Collection[Packing]) -> Iterator[str]:
    """The paths of the copies of `paths`; the memory and hidden files have none, since no reader
    asks for them.
    """
    for path in paths:
        if path != PLACE and not path.startswith("."):
            yield from (path + SUFFIXES[packing] for packing in packings)


def pack(draft: Draft, packings: Collection[Packing], old: Path, ours: Collection[str]) -> None:
    """Write the copies of all files of the draft.

    The copy that the last build wrote (one of `ours`, in `old`) is taken over where the file is
    the same. Raises ModuleNotFoundError for `br` where brotli is not installed.
    """
    if not packings:
        return
    for path in tuple(draft.files):
        for packing, copy in zip(packings, copies([path], packings), strict=False):
            same = path in draft.kept or _same(old / path, draft.place(path))
            if copy in ours and same and (old / copy).is_file():
                draft.take(copy)
            else:
                content = draft.place(path).read_bytes()
                draft.write(copy, [PACKERS[packing](content)])


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and cmp(one, other, shallow=False)


def _gzip(content: bytes) -> bytes:
    """As a gzip file without name and time, so that the same bytes come of the same bytes."""
    from gzip import GzipFile

    packed = BytesIO()
    with GzipFile("", "wb", 9, packed, mtime=0) as file:
        file.write(content)
    return packed.getvalue()


def _brotli(content: bytes) -> bytes:
    import brotli  # type: ignore[import-untyped] # it has no types

    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT))


PACKERS: Mapping[Packing, Callable[[bytes], bytes]] = {"gzip": _gzip, "br": _brotli}
