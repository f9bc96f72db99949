"""The objects of a JSON stream one after the other, each with where it begins, in flat memory.

A stream has an object a line (JSON Lines, and the dumps of Wikidata: lists with an item a line), or
is a document whose objects stand in a list or in another object. It may be compressed by gzip or
bzip2. Nothing is parsed here: a line that is no JSON is handed over like any other, so that those
after it can still be read.
"""

import bz2
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple, cast

LONGEST = 64 * 1024 * 1024
"""Bytes of one object; the largest items of Wikidata have four million."""

_CHUNK = 1 << 18
_BOM = b"\xef\xbb\xbf"
_MARKS = re.compile(rb'"(?:[^"\\]|\\.)*"|["{}\[\]]', re.DOTALL)
_CLOSED_BY = {b"{": b"}", b"[": b"]"}

_LIST = b"["
_RESULTS = b"{{["
_ENTITIES = b"{{"
_NOTHING = b""
"""What is open around an object: in a list, in {"results": {"bindings": [ and so on."""

_DOCUMENTS = (
    (re.compile(rb'\{\s*"(?:head|results)"'), _RESULTS),
    (re.compile(rb'\{\s*"entities"'), _ENTITIES),
    (re.compile(rb"\[.|\[\s*\{\s*\n"), _LIST),
    (re.compile(rb"\{\s*\n"), _NOTHING),  # objects over several lines
)
"""How documents begin that do not have an object a line, by their first two lines."""


class Piece(NamedTuple):
    """The text of an object with the line and column (from 1) where it begins.

    `broken` says what is no object, as a clause; the text is then empty.
    """

    text: bytes
    line: int
    column: int
    broken: str | None = None


def unpacked(file: BinaryIO) -> BinaryIO:
    """A file as it was before it was compressed, of which its first bytes tell."""
    buffered = file if isinstance(file, io.BufferedReader) else _buffered(file)
    start = buffered.peek(3)[:3]
    if start.startswith(b"\x1f\x8b"):
        return _buffered(gzip.GzipFile(fileobj=buffered))
    return _buffered(bz2.BZ2File(buffered)) if start == b"BZh" else buffered


def _buffered(file: object) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", file), _CHUNK)


def pieces(file: BinaryIO) -> Iterator[Piece]:
    """The objects of a stream; a broken one is its last if nothing after it can be read."""
    counted = [1]
    try:
        yield from _pieces(file, counted)
    except (EOFError, zlib.error, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk's, not the decompressor's
        why = "what was compressed is damaged or cut off"
        yield Piece(b"", counted[0], 1, f"{why} ({error})")


def _pieces(file: BinaryIO, line: list[int]) -> Iterator[Piece]:
    start = file.readline(_CHUNK).removeprefix(_BOM)
    while start and not start.strip():
        line[0] += start.endswith(b"\n")
        start = file.readline(_CHUNK)
    told = [start]
    if start.strip() in (b"{", b"["):
        told.append(file.readline(_CHUNK))
    head = b"".join(told).lstrip()
    around = next((way for begins, way in _DOCUMENTS if begins.match(head)), None)
    if around is None:
        if not told[-1].endswith(b"\n"):
            told[-1] += file.readline(LONGEST)
        return _lines(file, told, line)
    return _members(chain(told, iter(lambda: file.readline(_CHUNK), b"")), around, line)


def _lines(file: BinaryIO, told: list[bytes], line: list[int]) -> Iterator[Piece]:
    """An object a line, with or without the brackets and commas of a list around them."""
    is_open = told[0].strip() == b"["
    for raw in chain(told, iter(lambda: file.readline(LONGEST), b"")):
        if len(raw) >= LONGEST and not raw.endswith(b"\n"):
            yield Piece(b"", line[0], 1, f"the line has more than {LONGEST >> 20} MiB")
            rest = raw
            while rest and not rest.endswith(b"\n"):
                rest = file.readline(LONGEST)
        else:
            text = raw.strip()
            if text == b"]":
                is_open = False
            elif text and text != b"[":
                column = 1 + len(raw) - len(raw.lstrip())
                yield Piece(text.removesuffix(b","), line[0], column)
        line[0] += 1
    if is_open:
        yield Piece(b"", line[0], 1, 'the list ends without "]": the file is cut off')


class _Place:
    """Counts lines and columns along chunks, each of which ends with its line or within it."""

    def __init__(self, line: list[int]) -> None:
        self._line, self._column, self._counted = line, 1, 0

    def of(self, chunk: bytes, offset: int, broken: str | None = None) -> Piece:
        """An empty piece at an offset that is not before the last one."""
        ahead = chunk[self._counted : offset].decode("utf-8", "ignore")
        self._column, self._counted = self._column + len(ahead), offset
        return Piece(b"", self._line[0], self._column, broken)

    def end(self, chunk: bytes) -> None:
        """Goes on to the chunk after this one."""
        self.of(chunk, len(chunk))
        if chunk.endswith(b"\n"):
            self._line[0] += 1
            self._column = 1
        self._counted = 0


class _Broken(Exception):  # noqa: N818 - it names what was found
    """Nothing after this can be told apart."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset, self.message = offset, message


class _Members:
    """The objects that stand right within `around`, chunk by chunk."""

    def __init__(self, around: bytes, place: _Place) -> None:
        self._around, self._place = around, place
        self._open = b""
        self._parts: list[bytes] = []
        self._piece: Piece | None = None
        self._had = False
        self._told = 0
        self.rest = b""
        """A text that the chunk cuts in two."""

    @property
    def is_open(self) -> bool:
        """Whether something still has to be closed."""
        return bool(self._open or self.rest)

    def of(self, raw: bytes) -> Iterator[Piece]:
        """The objects that end in a chunk. Raises _Broken."""
        self.rest, self._told = b"", 0
        for mark in _MARKS.finditer(raw):
            sign, at = mark[0], mark.start()
            if sign == b'"':
                if raw.endswith(b"\n"):
                    raise _Broken(at, "a text is not closed on its line")
                self.rest = raw[at:]
                break
            if len(sign) > 1:
                continue
            if self._is_between:
                yield from self._stray(raw, at, sign)
            if sign in _CLOSED_BY:
                self._begin(raw, at, sign)
            else:
                yield from self._close(raw, at, sign)
            if self._piece is None:
                self._told = mark.end()
        end = len(raw) - len(self.rest)
        if self._piece is not None:
            self._keep(raw[self._told : end])
        elif self._had and self._is_between:
            yield from self._stray(raw, end, b"")

    @property
    def _is_between(self) -> bool:
        """Whether an object may begin here."""
        return self._piece is None and self._open == self._around

    def _begin(self, raw: bytes, at: int, sign: bytes) -> None:
        if sign == b"{" and self._is_between:
            self._piece, self._told = self._place.of(raw, at), at
        self._open += sign

    def _close(self, raw: bytes, at: int, sign: bytes) -> Iterator[Piece]:
        if _CLOSED_BY.get(self._open[-1:]) != sign:
            raise _Broken(at, f'"{sign.decode()}" closes nothing that is open')
        self._open = self._open[:-1]
        if self._piece is not None and self._open == self._around:
            text = b"".join((*self._parts, raw[self._told : at + 1]))
            yield self._piece._replace(text=text)
            self._piece, self._parts, self._had = None, [], True

    def _keep(self, text: bytes) -> None:
        self._parts.append(text)
        if len(self._parts) * _CHUNK > LONGEST and sum(map(len, self._parts)) > LONGEST:
            raise _Broken(0, f"an object has more than {LONGEST >> 20} MiB")

    def _stray(self, raw: bytes, at: int, sign: bytes) -> Iterator[Piece]:
        """What stands in a list and is no object."""
        if self._around == _ENTITIES or (sign != b"{" and not self._had):
            return
        text = raw[self._told : at].strip(b" \t\r\n,")
        if text:
            found = text[:40].decode("utf-8", "replace")
            yield self._place.of(raw, raw.index(text, self._told), f"{found} is no object")
        elif sign == b"[":
            yield self._place.of(raw, at, "a list stands where an object should")


def _members(chunks: Iterable[bytes], around: bytes, line: list[int]) -> Iterator[Piece]:
    place = _Place(line)
    members = _Members(around, place)
    raw = b""
    try:
        for chunk in chunks:
            raw = members.rest + chunk
            if len(raw) > LONGEST:
                raise _Broken(0, f"a text has more than {LONGEST >> 20} MiB")
            yield from members.of(raw)
            place.end(raw[: len(raw) - len(members.rest)])
    except _Broken as broken:
        yield place.of(raw, broken.offset, f"{broken.message}; nothing after this can be read")
        return
    if members.is_open:
        yield Piece(b"", line[0], 1, "the file is cut off: not all that it opens is closed")
