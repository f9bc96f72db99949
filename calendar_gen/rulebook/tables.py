"""Tables of rules: JSON Lines, a commemoration a line, and Parquet, a commemoration a row.

A line has the fields of a commemoration in a rule file. The first line may head the table: an
object with `calendar-gen` and any of the sections of a rule file. A line may carry its sources with
it, as objects among the ids in `sources`; one that has an `id` is the same in every line that says
the same of it, and one without is called by its rule.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

from calendar_gen.limits import limit, raising, written
from calendar_gen.problems import Place, Problem
from calendar_gen.rulebook.drafts import Draft, FileDrafts, draft_of, sections
from calendar_gen.rulebook.files import PARQUET, RuleFile
from calendar_gen.rulebook.json_text import JsonText, Unreadable
from calendar_gen.rulebook.kinds.commemorations import COMMEMORATION
from calendar_gen.rulebook.kinds.patterns import PATTERNS
from calendar_gen.rulebook.kinds.sections import SECTIONS
from calendar_gen.rulebook.kinds.sources import SOURCE
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar, Wrong, described, texts
from calendar_gen.rulebook.readers import ID
from calendar_gen.rulebook.reading import Field, Kind, Reading, read_record
from calendar_gen.rulebook.text import text_of

MOST_FAULTS = 50
"""Lines that cannot be read and are told one by one; the others are counted."""

Shared = dict[str, tuple[str, ...]]
"""What lines of all tables say of the sources that they carry, by id."""

_VERSION = "calendar-gen"
_BLANKS = " \t\r"
_SOURCES = "sources"
_ID_OF_SOURCE = Field("id", ID, "Its id, by which others can cite it.", "ap-2025-05-06")
_CARRIED = Kind(SOURCE.name, SOURCE.doc, (_ID_OF_SOURCE, *SOURCE.fields), SOURCE.check)


def table_drafts(file: RuleFile, shared: Shared) -> FileDrafts:
    """What a table declares, with every problem that shows in it alone.

    `shared` gets the sources with ids that its lines carry, and has those of other tables.
    """
    if file.name.lower().endswith(PARQUET):
        from calendar_gen.rulebook.parquet import as_lines

        file = as_lines(file)
    text, problems = text_of(file, "rulebook")
    if text is None:
        return FileDrafts([], problems, [], None, None)
    return _Table(file.name, problems, shared).drafts(text.split("\n"))


class _Table:
    """One table while it is read."""

    def __init__(self, name: str, problems: list[Problem], shared: Shared) -> None:
        self._name, self._problems, self._shared = name, problems, shared
        self._reading = Reading()
        self._json = JsonText(name, _yes_or_no())
        self._unread: list[str] = []
        self._faults = 0

    def drafts(self, lines: list[str]) -> FileDrafts:
        """What all lines declare; the last is empty if the line before it has its end."""
        reading = self._reading
        drafts: list[Draft] = []
        first = True
        longest = limit("file")
        for number, line in enumerate(lines, 1):
            if not line.strip(_BLANKS):
                continue
            node = self._node(line, number, longest, cut=number == len(lines))
            if node is not None:
                drafts += self._drafts(node, reading, first=first)
            first = False
        if first:
            hint = 'it has a commemoration a line, as {"id": "v-day", "title": "V-Day", ...}'
            reading.error(Place(self._name, 1, 1), "empty-file", "the file is empty", hint)
        if self._faults > MOST_FAULTS:
            more = f"{self._faults - MOST_FAULTS} more lines cannot be read"
            self._problems.append(self._problems[-1]._replace(message=more, hint=None))
        problems = self._problems + self._json.problems + reading.problems
        unread = self._unread + reading.unread
        return FileDrafts(drafts, problems, reading.resting, reading.licence, unread)

    def _node(self, line: str, number: int, longest: int, *, cut: bool) -> Node | None:
        """The value of a line; None if it cannot be read, which is told. `cut` has no end."""
        problem: Problem | None
        try:
            if (len(line) if line.isascii() else len(line.encode())) <= longest:
                return self._json.read(line, number)
            at, most = Place(self._name, number, 1), f"a line has at most {written(longest)} bytes"
            problem = Problem(at, "error", "too-large", most, raising("file"))
        except Unreadable as found:
            problem = found.problem
        self._unread.append(line)
        if problem is not None:
            self._faults += 1
            if self._faults <= MOST_FAULTS:
                self._problems.append(_hinted(problem, line, cut=cut))
        return None

    def _drafts(self, node: Node, reading: Reading, *, first: bool) -> Iterable[Draft]:
        if isinstance(node, Wrong):
            return ()
        if not isinstance(node, Mapping):
            means = "an object with the fields of a commemoration"
            message = f"a line of a table is {means}, and this is {described(node)}"
            reading.error(node.at, "not-a-rule", message)
            reading.unread += texts(node)
            return ()
        head = next((key for key, _ in node.pairs if key.text == _VERSION), None)
        if head is not None and first:
            return sections(node, reading, whole=True)
        if head is not None:
            message = f'"{_VERSION}" heads a table, and stands in its first line'
            reading.error(head.at, "head", message, f"leave out this line, or {_VERSION} in it")
            return ()
        return self._rule(node, reading)

    def _rule(self, node: Mapping, reading: Reading) -> Iterator[Draft]:
        """The commemoration that a line is, behind the sources that it carries."""
        for index, (key, value) in enumerate(node.pairs):
            items = value.items if isinstance(value, Listing) else (value,)
            if key.text == _SOURCES and any(isinstance(item, Mapping) for item in items):
                name = _name(node)
                ids: list[Node] = []
                for item in items:
                    if not isinstance(item, Mapping):
                        ids.append(item)
                        continue
                    id, draft = self._carried(item, name, len(ids), reading)
                    ids.append(Wrong(item.at) if id is None else Scalar(id, item.at, '"', ""))
                    if draft is not None:
                        yield draft
                named = (key, Listing(tuple(ids), value.at))
                pairs = (*node.pairs[:index], named, *node.pairs[index + 1 :])
                node = node._replace(pairs=pairs)
        draft = draft_of("commemoration", COMMEMORATION, node, reading)
        if draft is not None:
            yield draft

    def _carried(
        self, node: Mapping, name: str, before: int, reading: Reading
    ) -> tuple[str | None, Draft | None]:
        """The id of a source that a line carries, None if it cannot be read; and the source,
        unless it stands elsewhere already.
        """
        start = len(reading.references)
        known = next((v for key, v in node.pairs if key.text == _ID_OF_SOURCE.name), None)
        said = tuple(texts(node))
        if isinstance(known, Scalar) and self._shared.get(known.text) == said:
            return known.text, None
        values = read_record(_CARRIED, node, reading)
        if values is None:
            return None, None
        at = values.places.get(_ID_OF_SOURCE.name, values.at)
        id = values.get(_ID_OF_SOURCE)
        if id is not None:
            self._shared.setdefault(id, said)
        elif known is None:
            id = f"{name}-source" if before == 0 else f"{name}-source-{before + 1}"
            if name.startswith(_EXTENSION):
                id = f"{id.removeprefix(_EXTENSION)}-{crc32(repr(said).encode()):08x}"
        return id, Draft("source", id, at, values, tuple(reading.references[start:]))


def _hinted(problem: Problem, line: str, *, cut: bool) -> Problem:
    """The fault of a line with what is likely to be behind it; `cut` is a last line without end."""
    hint = problem.hint
    if "Extra data" in problem.message:
        hint = "each rule has a line of its own, and a line feed ends it"
    elif cut and (problem.place.column > len(line) or "Unterminated" in problem.message):
        hint = "the last line has no end: the file may be cut off"
    return problem._replace(hint=hint)


_EXTENSION = "extends "


def _name(node: Mapping) -> str:
    """What the sources of a line are called by."""
    named = {key.text: value.text for key, value in node.pairs if isinstance(value, Scalar)}
    if "id" in named:
        return named["id"]
    return f"{_EXTENSION}{named['extends']}" if "extends" in named else f"line-{node.at.line}"


@lru_cache(maxsize=1)
def _yes_or_no() -> frozenset[str]:
    """The names of the fields that take true or false."""
    found, seen = set(), set()
    kinds = [kind for _, kind in SECTIONS.values()]
    kinds += [pattern.kind for pattern in PATTERNS.values()]
    while kinds:
        kind = kinds.pop()
        if kind.name in seen:
            continue
        seen.add(kind.name)
        for field in kind.fields:
            kinds += field.reader.kinds
            if any(word is True for word in field.reader.schema.get("enum", ())):
                found.add(field.name)
    return frozenset(found)
