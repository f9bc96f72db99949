"""Wikidata as a whole: rules from a stream of entities or of results, an item at a time.

Nothing is kept of an item once its rules are written but that it came, a bit each. Of what is lost
only the first cases are told, and the others counted.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

from calendar_gen.importing.draft import Draft, Findings, Settings, shown, with_defaults
from calendar_gen.importing.ids import slug
from calendar_gen.importing.json_places import Member
from calendar_gen.importing.json_stream import Piece, pieces, unpacked
from calendar_gen.importing.rule_lines import rule_line
from calendar_gen.importing.wikidata import is_plain_row
from calendar_gen.importing.wikidata_entities import of_entity
from calendar_gen.importing.wikidata_results import item_of, of_rows
from calendar_gen.problems import Place, Problem, Severity

_fast: Callable[[bytes], Any] = json.loads
with suppress(ImportError):  # the extra `bulk`
    from orjson import loads as _fast

TOLD = 10
"""Cases of a kind that are told; the others are counted."""

LAST_ITEM = 2**31 - 1


class BrokenInput(Exception):  # noqa: N818 - it names what was found
    """A place that cannot be read, where nothing may be left out."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Tally(Findings):
    """Tells the first cases of each severity and counts the others."""

    def __init__(self) -> None:
        super().__init__("")
        self.counts: Counter[str] = Counter()

    def _add(
        self, severity: Severity, at: Place, code: str, message: str, hint: str | None
    ) -> None:
        self.counts[severity] += 1
        if self.counts[severity] <= TOLD:
            super()._add(severity, at, code, message, hint)


class BulkImport:
    """One import of any number of streams; `items`, `rules` and `broken` count as it goes on."""

    def __init__(self, settings: Settings, *, keep_going: bool) -> None:
        self.items = self.rules = self.broken = 0
        self._settings, self._keep_going = settings, keep_going
        self._tally = _Tally()
        self._seen = _Items()

    @property
    def counts(self) -> tuple[int, int, int]:
        """Entries left out, parts of entries left out, and choices made."""
        counts = self._tally.counts
        return counts["error"], counts["warning"], counts["note"]

    def told(self) -> list[Problem]:
        """The findings since the last call that are told, in the order in which they were met."""
        found, self._tally.found = self._tally.found, []
        return found

    def read(self, name: str, file: BinaryIO) -> Iterator[str]:
        """The rules of each item of a stream as lines of JSON; "" for an item without any.

        Raises BrokenInput at the first line that is no object, unless told to keep going.
        """
        self._tally.file = name
        rows: list[tuple[Place, Any]] = []
        of: str | None = None
        for at, value in self._values(file):
            if is_plain_row(value):
                item = item_of(value)
                if rows and item != of:
                    yield self._of_rows(of, rows)
                    rows = []
                of = item
                rows.append((at, value))
            else:
                if rows:
                    yield self._of_rows(of, rows)
                    rows = []
                yield self._of_entity(at, value)
        if rows:
            yield self._of_rows(of, rows)

    def _values(self, file: BinaryIO) -> Iterator[tuple[Place, Any]]:
        """Each object with its place; what is none is told."""
        for piece in pieces(unpacked(file)):
            message, at = piece.broken, self._tally.place(piece.line, piece.column)
            if message is None:
                value, message, at = self._value(piece, at)
                if message is None:
                    yield at, value
                    continue
            self.broken += 1
            problem = Problem(at, "error", "not-json", shown(message), piece.hint)
            if not self._keep_going:
                raise BrokenInput(problem)
            if self.broken <= TOLD:
                self._tally.found.append(problem)

    def _value(self, piece: Piece, at: Place) -> tuple[Any, str | None, Place]:
        try:
            value = _fast(piece.text)
        except ValueError:  # which our own reader tells in the words of all imports
            value, message, at = _read(piece.text, at)
            if message is not None:
                return None, message, at
        if isinstance(value, dict):
            return value, None, at
        return None, "the line holds a value that is no object", at

    def _of_entity(self, at: Place, value: Any) -> str:
        drafts = list(of_entity(Member("", value, 0), at, self._settings, self._tally))
        return self._written(str(value.get("id")), at, drafts)

    def _of_rows(self, item: str | None, rows: Sequence[tuple[Place, Any]]) -> str:
        at = rows[0][0]
        if item is None:
            hint = "let the query select ?item"
            for place, _ in rows:
                self._tally.entry(place, "the row names no item, by which its rule is called", hint)
            return ""
        return self._written(item, at, of_rows(rows, self._settings, self._tally))

    def _written(self, item: str, at: Place, drafts: Sequence[Draft]) -> str:
        self.items += 1
        if not drafts:
            return ""
        number = int(item[1:])
        if number > LAST_ITEM:
            self._tally.entry(
                at, f"{item} is beyond the {LAST_ITEM:,} items that can be told apart"
            )
            return ""
        if not self._seen.add(number):
            hint = "let a query end with ORDER BY ?item"
            self._tally.entry(at, f"{item} came before, and not right before this", hint)
            return ""
        taken: dict[str, Draft] = {}
        for draft in drafts:
            self._take(draft, taken)
        self.rules += len(taken)
        source = self._settings.source
        return "".join(rule_line(draft, id, source) for id, draft in taken.items())

    def _take(self, draft: Draft, taken: dict[str, Draft]) -> None:
        """Calls a draft by its item and what happened, and a further one of both by its day too."""
        name = f"{draft.known_as} {draft.happening or ''}".strip()
        base = id = name.lower().replace(" ", "-")
        count = 1
        while id in taken:
            if taken[id].day.of == draft.day.of:
                self._tally.part(draft.at, f"{name}: {draft.day.of} is stated twice")
                return
            base = base if count > 1 else f"{base}-{slug(draft.day.of or '')}"
            id = base if count == 1 else f"{base}-{count}"
            count += 1
        for decided in draft.day.comments:
            self._tally.choice(draft.at, f"{name}: {decided}")
        taken[id] = with_defaults(draft, self._settings)


def _read(text: bytes, at: Place) -> tuple[Any, str | None, Place]:
    """A value that the standard library reads, or what keeps it from being one, and where."""
    try:
        written = text.decode()
    except UnicodeDecodeError as error:
        column = at.column + len(text[: error.start].decode())
        return None, "the line holds bytes that are no text in UTF-8", at._replace(column=column)
    try:
        return json.loads(written), None, at
    except json.JSONDecodeError as error:
        lines = at.line + error.lineno - 1
        column = error.colno + (at.column - 1 if error.lineno == 1 else 0)
        return None, f"no JSON: {error.msg}", Place(at.file, lines, column)
    except RecursionError:
        return None, "no JSON: lists and objects lie too deep in one another", at
    except ValueError as error:  # a number of thousands of digits
        return None, f"no JSON: {re.sub(r';.*', '', str(error))}", at


class _Items:
    """A set of the numbers of items: a bit each, in blocks, so that all of Wikidata takes 20 MB."""

    _BLOCK = 1 << 12

    def __init__(self) -> None:
        self._blocks: dict[int, bytearray] = {}

    def add(self, number: int) -> bool:
        """Adds a number; whether it is new."""
        block, bit = divmod(number, self._BLOCK * 8)
        bits = self._blocks.get(block)
        if bits is None:
            bits = self._blocks[block] = bytearray(self._BLOCK)
        byte, mask = bit >> 3, 1 << (bit & 7)
        new = not bits[byte] & mask
        bits[byte] |= mask
        return new
