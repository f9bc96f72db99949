"""First pass: each file by itself, from nodes to the fields of what it declares."""

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place, Problem, did_you_mean, odd_blank, shortened
from calendar_gen.rulebook.composer import Composed, compose
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.kinds.extensions import EXTENDS, EXTENSIONS
from calendar_gen.rulebook.kinds.patterns import kind_of
from calendar_gen.rulebook.kinds.sections import HEADER, SECTIONS, VERSION
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar, Wrong, described, texts
from calendar_gen.rulebook.plain import plain
from calendar_gen.rulebook.readers import ID, TEXT, TEXTS
from calendar_gen.rulebook.reading import (
    Kind,
    Reading,
    Reference,
    Resting,
    Values,
    pairs,
    read_record,
    unexpected,
    unreadable,
)
from calendar_gen.rulebook.text import text_of


class Draft(NamedTuple):
    """Something that a file declares; `kind` is its section's key, `id` None if it has none.

    `extends` is True for what only adds to another that has its own draft.
    """

    kind: str
    id: str | None
    id_at: Place
    values: Values
    references: tuple[Reference, ...]
    extends: bool = False


class FileDrafts(NamedTuple):
    """All that one file declares; `unread` is the text of what could not be read, None if nobody
    knows all of it.
    """

    drafts: list[Draft]
    problems: list[Problem]
    resting: list[Resting]
    licence: str | None
    unread: list[str] | None


def drafts_of(file: RuleFile) -> FileDrafts:
    """What a file declares, with every problem that shows in the file alone."""
    text, problems = text_of(file)
    if text is None:
        return FileDrafts([], problems, [], None, None)
    root = plain(text, file.name)
    read = None if root is None else Composed([root], True, [], [])
    composed = read or compose(text, file.name, SECTIONS)
    problems += composed.problems
    reading = Reading()
    drafts: list[Draft] = []
    if composed.whole and not composed.roots:
        hint = "it begins with calendar-gen: 1"
        reading.error(Place(file.name, 1, 1), "empty-file", "the file is empty", hint)
    for root in composed.roots:
        drafts += _of_root(root, reading, whole=composed.whole)
    found = problems + reading.problems
    unread = composed.unread + reading.unread
    return FileDrafts(drafts, found, reading.resting, reading.licence, unread)


def _of_root(root: Node, reading: Reading, *, whole: bool) -> list[Draft]:
    if isinstance(root, Wrong):
        return []
    if not isinstance(root, Mapping):
        if whole:
            message = f"a rule file is a mapping of sections, and this is {described(root)}"
            reading.error(root.at, "not-a-rule-file", message, "it begins with calendar-gen: 1")
        return []
    return sections(root, reading, whole=whole and root.whole)


def sections(root: Mapping, reading: Reading, *, whole: bool) -> list[Draft]:
    """What the sections of a rule file declare; `whole` if nothing of it is lost."""
    drafts: list[Draft] = []
    names = set()
    for key, value in pairs(root, reading):
        names.add(key.text)
        if key.text == "calendar-gen":
            _version(value, reading)
        elif key.text == "title":
            TEXTS.read(value, reading)
        elif key.text == "licence":
            reading.licence = TEXT.read(value, reading)
        elif key.text in SECTIONS:
            drafts += _section(key.text, value, reading)
        else:
            message = f'a rule file has no section "{shortened(key.text)}"'
            hint = odd_blank(key.text) or did_you_mean(key.text, (*HEADER, *SECTIONS))
            reading.error(key.at, "unknown-section", message, hint)
            reading.unread += texts(value)
    if "calendar-gen" not in names and whole:
        message = "the version of the rule language is missing"
        reading.error(root.at, "version", message, "write calendar-gen: 1 at the top of the file")
    return drafts


def _version(node: Node, reading: Reading) -> None:
    if isinstance(node, Scalar) and node.text == VERSION:
        return
    if isinstance(node, Scalar):
        message = f'the version of the rule language is {VERSION}, and not "{shortened(node.text)}"'
        reading.error(node.at, "version", message)
    else:
        unexpected(node, reading, "the version of the rule language, 1")


def _section(name: str, node: Node, reading: Reading) -> list[Draft]:
    key, kind = SECTIONS[name]
    if isinstance(node, Scalar) and not node.text and not node.style:
        return []
    if key == "source":
        return _sources(node, key, kind, reading)
    if not isinstance(node, Listing):
        unexpected(node, reading, f"a list, with {kind.name} behind each dash")
        return []
    drafts = []
    for item in node.items:
        draft = draft_of(key, kind, item, reading)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _sources(node: Node, key: str, kind: Kind, reading: Reading) -> list[Draft]:
    if not isinstance(node, Mapping):
        unexpected(node, reading, "ids, each with the fields of its source")
        return []
    drafts = []
    for name, value in pairs(node, reading):
        id = ID.read(name, reading)
        before = len(reading.references)
        values = read_record(kind, value, reading)
        if values is None:
            values = unreadable(kind, value.at)
        references = tuple(reading.references[before:])
        drafts.append(Draft(key, id, name.at, values, references))
    return drafts


def draft_of(key: str, kind: Kind, node: Node, reading: Reading) -> Draft | None:
    """One entry of a section that is a list; None if it is no mapping, which is noted."""
    before = len(reading.references)
    extends = key in EXTENSIONS and _has(node, EXTENDS)
    if extends:
        kind = EXTENSIONS[key]
    elif key == "pattern":
        kind = kind_of(node)
    values = read_record(kind, node, reading)
    if values is None:
        return None
    id = values.found.get("id")
    id_at = values.places.get("id", values.at)
    references = tuple(reading.references[before:])
    return Draft(key, id if isinstance(id, str) else None, id_at, values, references, extends)


def _has(node: Node, field: str) -> bool:
    return isinstance(node, Mapping) and any(key.text == field for key, _ in node.pairs)
