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

from calendar_gen.limits import limit, raising, written

BETWEEN = 1 << 20
"""Bytes between two objects: what is compressed may have no end, and nothing in it."""

DEEPEST = 1000
"""Lists and objects in one another, of which no reader of JSON takes more."""

_CHUNK = 1 << 18
_BOM = b"\xef\xbb\xbf"
_MARKS = re.compile(rb'"(?:[^"\\]++|\\.)*+"|["{}\[\]]', re.DOTALL)
_END_OF_TEXT = re.compile(rb'(?:[^"\\]++|\\.)*+"', re.DOTALL)
_NO_CHARACTERS = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 that go on with a character."""
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

    `broken` says what is no object, as a clause, and `hint` what can be done; the text is then
    empty.
    """

    text: bytes
    line: int
    column: int
    broken: str | None = None
    hint: str | None = None


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
    blank = 0
    while start and not start.strip():
        blank += len(start)
        if blank > BETWEEN:
            yield Piece(b"", line[0], 1, _NO_OBJECT)
            return
        line[0] += start.endswith(b"\n")
        start = file.readline(_CHUNK)
    told = [start]
    if start.strip() in (b"{", b"["):
        told.append(file.readline(_CHUNK))
    head = b"".join(told).lstrip()
    around = next((way for begins, way in _DOCUMENTS if begins.match(head)), None)
    if around is None:
        if not told[-1].endswith(b"\n"):
            told[-1] += file.readline(limit("file"))
        yield from _lines(file, told, line)
        return
    yield from _members(chain(told, iter(lambda: file.readline(_CHUNK), b"")), around, line)


def _lines(file: BinaryIO, told: list[bytes], line: list[int]) -> Iterator[Piece]:
    """An object a line, with or without the brackets and commas of a list around them."""
    is_open = told[0].strip() == b"["
    longest, since = limit("file"), 0
    for raw in chain(told, iter(lambda: file.readline(longest), b"")):
        text = raw.strip()
        if len(raw) >= longest and not raw.endswith(b"\n"):
            rest = file.readline(longest)
            ends = len(rest) < longest or rest.endswith(b"\n")
            broken = _too_long("the line") + ("" if ends else _THE_LAST)
            yield Piece(b"", line[0], 1, broken, raising("file"))
            if not ends:
                return
        elif text in (b"", b"[", b"]"):
            is_open = is_open and text != b"]"
            since += len(raw)
            if since > BETWEEN:
                yield Piece(b"", line[0], 1, _NO_OBJECT)
                return
        else:
            column, since = 1 + len(raw) - len(raw.lstrip()), 0
            yield Piece(text.removesuffix(b","), line[0], column)
        line[0] += 1
    if is_open:
        yield Piece(b"", line[0], 1, 'the list ends without "]": the file is cut off')


_THE_LAST = "; the rest is not read"
_NO_OBJECT = f"no object in more than {written(BETWEEN)} bytes{_THE_LAST}"


def _too_long(what: str) -> str:
    return f"{what} has more than {written(limit('file'))} bytes"


class _Place:
    """Counts lines and columns along chunks, each of which ends with its line or within it."""

    def __init__(self, line: list[int]) -> None:
        self._line, self._column, self._counted = line, 1, 0

    def of(self, chunk: bytes, offset: int, broken: str | None = None) -> Piece:
        """An empty piece at an offset that is not before the last one."""
        ahead = chunk[self._counted : offset].translate(None, _NO_CHARACTERS)
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

    def __init__(
        self, offset: int, message: str, at: Piece | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.offset, self.message, self.at, self.hint = offset, message, at, hint


_NOT_CLOSED = "a text is not closed on its line"


class _Members:
    """The objects that stand right within `around`, chunk by chunk."""

    def __init__(self, around: bytes, place: _Place) -> None:
        self._around, self._place = around, place
        self._open = b""
        self._parts: list[bytes] = []
        self._piece: Piece | None = None
        self._had = False
        self._told = 0
        self._text: Piece | None = None  # where one begins that the chunk before has cut in two
        self._escapes = False  # and whether that chunk ends with half an escape
        self._since = self._size = 0
        self._longest = limit("file")

    @property
    def is_open(self) -> bool:
        """Whether something still has to be closed."""
        return bool(self._open or self._text)

    def of(self, raw: bytes) -> Iterator[Piece]:
        """The objects that end in a chunk. Raises _Broken."""
        self._since += len(raw)
        self._told, cut = 0, None
        for mark in _MARKS.finditer(raw, self._text_end(raw)):
            if mark[0] == b'"':
                cut = mark.start()
                break
            if len(mark[0]) == 1:
                yield from self._mark(raw, mark.start(), mark[0])
        if cut is not None and raw.endswith(b"\n"):
            raise _Broken(cut, _NOT_CLOSED)
        if self._piece is not None:
            self._keep(raw[self._told :])
        elif self._had and self._is_between:
            yield from self._stray(raw, len(raw), b"")
        if cut is not None:
            self._text = self._place.of(raw, cut)
            self._escapes = _ends_in_escape(raw[cut + 1 :])
        if self._piece is None and self._since > BETWEEN:
            raise _Broken(len(raw), _NO_OBJECT.removesuffix(_THE_LAST))

    def _mark(self, raw: bytes, at: int, sign: bytes) -> Iterator[Piece]:
        """The object that a bracket ends, and what stood before one that it begins."""
        if self._is_between:
            yield from self._stray(raw, at, sign)
        if sign in _CLOSED_BY:
            self._begin(raw, at, sign)
        else:
            yield from self._close(raw, at, sign)
        if self._piece is None:
            self._told = at + 1

    def _text_end(self, raw: bytes) -> int:
        """Where the text ends that the chunk before has cut, if it has. Raises _Broken."""
        if self._text is None:
            return 0
        ended = _END_OF_TEXT.match(raw, int(self._escapes))
        if ended is None:
            if raw.endswith(b"\n"):
                raise _Broken(0, _NOT_CLOSED, self._text)
            self._escapes = _ends_in_escape(raw[int(self._escapes) :])
            end = len(raw)
        else:
            self._text, self._escapes, end = None, False, ended.end()
        if self._piece is None:
            self._told = end
        return end

    @property
    def _is_between(self) -> bool:
        """Whether an object may begin here."""
        return self._piece is None and self._open == self._around

    def _begin(self, raw: bytes, at: int, sign: bytes) -> None:
        if sign == b"{" and self._is_between:
            self._piece, self._told = self._place.of(raw, at), at
        if len(self._open) >= DEEPEST:
            raise _Broken(at, "lists and objects lie too deep")
        self._open += sign

    def _close(self, raw: bytes, at: int, sign: bytes) -> Iterator[Piece]:
        if _CLOSED_BY.get(self._open[-1:]) != sign:
            raise _Broken(at, f'"{sign.decode()}" closes nothing that is open')
        self._open = self._open[:-1]
        if self._piece is not None and self._open == self._around:
            last = raw[self._told : at + 1]
            if self._size + len(last) > self._longest:
                yield self._piece._replace(broken=_too_long("an object"), hint=raising("file"))
            else:
                yield self._piece._replace(text=b"".join((*self._parts, last)))
            self._piece, self._parts, self._had = None, [], True
            self._size, self._since = 0, len(raw) - at - 1

    def _keep(self, text: bytes) -> None:
        self._size += len(text)
        self._parts.append(text)
        if self._size > self._longest:
            self._parts = []  # its end is still looked for, as far again
        if self._size > 2 * self._longest:
            raise _Broken(0, _too_long("an object"), self._piece, raising("file"))

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


def _ends_in_escape(text: bytes) -> bool:
    """Whether the last sign of a text's part makes another of what comes next."""
    return bool((len(text) - len(text.rstrip(b"\\"))) % 2)


def _members(chunks: Iterable[bytes], around: bytes, line: list[int]) -> Iterator[Piece]:
    place = _Place(line)
    members = _Members(around, place)
    raw = b""
    try:
        for chunk in chunks:
            raw = chunk
            yield from members.of(raw)
            place.end(raw)
    except _Broken as broken:
        at = broken.at or place.of(raw, broken.offset)
        yield at._replace(broken=broken.message + _THE_LAST, hint=broken.hint)
        return
    if members.is_open:
        yield Piece(b"", line[0], 1, "the file is cut off: not all that it opens is closed")
