"""How fields are declared, and how a mapping is read by its declaration.

A `Field` says once what an author may write: its name, what reads it, whether it is needed, what it
means. Reading, the
suggestions for misspelt names, the JSON Schema for editors and the reference are all made from
that.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from calendar_gen.named import NamedTuple
from calendar_gen.problems import (
    Place,
    Problem,
    Severity,
    did_you_mean,
    nearest,
    odd_blank,
    shortened,
)
from calendar_gen.rulebook import nodes
from calendar_gen.rulebook.nodes import Node, Scalar, Wrong, described

T = TypeVar("T")
Schema = Mapping[str, Any]


class Reference(NamedTuple):
    """An id that something else must declare; `kind` is a key of `references.NAMES`."""

    kind: str
    id: str
    at: Place


class Resting(NamedTuple):
    """What counts from the day on which its source was published, unless it says `known`; until a
    claim is `withdrawn`, which stands at `until_at`.
    """

    source: str
    at: Place
    known: int | None
    withdrawn: int | None
    until_at: Place


class Reading:
    """What is noted while nodes are read: problems, and what is to be looked up at the end.

    `resting` holds what rests on the day of its source; `licence` is what a file says of its data,
    `unread` holds texts that nothing reads.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.resting: list[Resting] = []
        self.licence: str | None = None
        self.unread: list[str] = []
        self.failures = 0

    def error(self, at: Place, code: str, message: str, hint: str | None = None) -> None:
        """Notes an error: what is being read cannot be used."""
        self.failures += 1
        self.problems.append(Problem(at, "error", code, message, hint))

    def remark(
        self, severity: Severity, at: Place, code: str, message: str, hint: str | None = None
    ) -> None:
        """Notes a warning or a note: what is being read stands."""
        self.problems.append(Problem(at, severity, code, message, hint))


class Reader(NamedTuple, Generic[T]):
    """Reads one node to a value, or to None with a problem; `means` says what it expects.

    `schema` is its JSON Schema; `kinds` are those that it refers to.
    """

    read: Callable[[Node, Reading], T | None]
    schema: Schema
    means: str
    kinds: "tuple[Kind, ...]" = ()


class Field(NamedTuple, Generic[T]):
    """One field of a kind. `example` is what an author may write after the colon."""

    name: str
    reader: Reader[T]
    doc: str
    example: str
    required: bool = False


class _Kind(NamedTuple):
    """A kind of mapping, such as a commemoration, with its fields; `name` has its article.

    `check` looks at the fields together, and may be given some that could not be read. `elsewhere`
    says of fields that belong to kinds nearby where they belong. `together` is what of `check` a
    JSON Schema can say.
    """

    name: str
    doc: str
    fields: tuple[Field[Any], ...]
    check: Callable[["Values", Reading], None] | None = None
    elsewhere: Mapping[str, str] = {}
    together: Mapping[str, Any] = {}


class Kind(_Kind):
    """The same with what every reading of such a mapping looks up."""

    @cached_property
    def by_name(self) -> dict[str, Field[Any]]:
        """The fields by their names."""
        return {field.name: field for field in self.fields}

    @cached_property
    def read_by_name(self) -> dict[str, Callable[[Node, Reading], Any]]:
        """What reads the value of each."""
        return {field.name: field.reader.read for field in self.fields}

    @cached_property
    def required(self) -> tuple[Field[Any], ...]:
        """The fields without which there is nothing to read."""
        return tuple(field for field in self.fields if field.required)


class Values(NamedTuple):
    """The fields of one mapping that could be read. `sound` is False if any of it had an error.

    `places` holds where each field's value stands; a field whose name is misspelt counts as there.
    """

    kind: Kind
    at: Place
    found: Mapping[str, Any]
    places: Mapping[str, Place]
    sound: bool

    def get(self, field: Field[T]) -> T | None:
        """The value of a field, None if it is not there."""
        value: T | None = self.found.get(field.name)  # no cast: rules are asked fifty times each
        return value

    def need(self, field: Field[T]) -> T:
        """The value of a required field of a sound mapping."""
        return cast("T", self.found[field.name])

    def place(self, field: Field[Any]) -> Place:
        """Where the value of a field stands, else where the mapping does."""
        return self.places.get(field.name, self.at)

    def wrote(self, field: Field[Any]) -> bool:
        """Whether the field is there, readable or not."""
        return field.name in self.places

    def has(self, field: Field[Any]) -> bool:
        """Whether the field is there and could be read."""
        return field.name in self.found

    def lost(self, field: Field[Any]) -> bool:
        """Whether a fault of the file leaves open if the field is there."""
        return not self.has(field) and self.places.get(field.name) == self.at

    def broken(self, *fields: Field[Any]) -> bool:
        """Whether any of the fields is there and could not be read, so that nobody knows it."""
        return any(self.wrote(field) and not self.has(field) for field in fields)


def read_record(kind: Kind, node: Node, reading: Reading) -> Values | None:
    """The fields of a mapping; None, with a problem, if it is none. Every error in it is noted."""
    if not isinstance(node, nodes.Mapping):
        unexpected(node, reading, f"the fields of {kind.name}")
        return None
    before = reading.failures
    read_by_name = kind.read_by_name
    found: dict[str, Any] = {}
    places: dict[str, Place] = {}
    meant: dict[str, Place] = {}
    for key, value in pairs(node, reading):
        name = key.text
        places[name] = value.at
        read = read_by_name.get(name)
        if read is None:
            meant.setdefault(nearest(name, kind.by_name) or name, value.at)
            _unknown_field(kind, key, reading)
        elif isinstance(value, Scalar) and not value.text and not value.style:
            message = f'"{name}" has no value'
            means = kind.by_name[name].reader.means
            reading.error(key.at, "no-value", message, f"it must be {means}")
        else:
            made = read(value, reading)
            if made is not None:
                found[name] = made
    places = {**meant, **places}
    if not node.whole:
        places = {**unreadable(kind, node.at).places, **places}
    for field in kind.required:
        if node.whole and field.name not in places:
            message = f'{kind.name} needs "{field.name}"'
            reading.error(node.at, "missing-field", message, f"an example: {_example(field)}")
    if kind.check is not None and node.whole:
        kind.check(Values(kind, node.at, found, places, False), reading)
    return Values(kind, node.at, found, places, reading.failures == before)


def _unknown_field(kind: Kind, key: Scalar, reading: Reading) -> None:
    hint = odd_blank(key.text) or kind.elsewhere.get(key.text) or _below(key.text, kind)
    hint = hint or did_you_mean(key.text, kind.by_name, most=16)
    message = f'{kind.name} has no field "{shortened(key.text)}"'
    reading.error(key.at, "unknown-field", message, hint)


def unreadable(kind: Kind, at: Place) -> Values:
    """The fields of a mapping of which nothing could be read: each may be there."""
    return Values(kind, at, {}, {field.name: at for field in kind.fields}, False)


def record_of(kind: Kind) -> Reader[Values]:
    """Reads a mapping of that kind, as part of another; one with errors too, for what else is wrong
    with it.
    """

    def read(node: Node, reading: Reading) -> Values | None:
        return read_record(kind, node, reading)

    schema = {"$ref": f"#/$defs/{key_of(kind)}"}
    return Reader(read, schema, f"the fields of {kind.name}", (kind,))


def key_of(kind: Kind) -> str:
    """The name of a kind without its article, as one word."""
    return kind.name.partition(" ")[2].replace(" ", "-")


def pairs(node: nodes.Mapping, reading: Reading) -> Iterable[tuple[Scalar, Node]]:
    """Keys and values of a mapping; a repeated key is a problem, and its first one counts.

    Of a mapping that is not whole only the failure is noted.
    """
    if node.whole and len({key.text for key, _ in node.pairs}) == len(node.pairs):
        return node.pairs
    return _first_of_each(node, reading)


def _first_of_each(node: nodes.Mapping, reading: Reading) -> Iterator[tuple[Scalar, Node]]:
    reading.failures += not node.whole
    seen: dict[str, Place] = {}
    for key, value in node.pairs:
        if key.text in seen:
            message = f'"{shortened(key.text)}" stands twice in the same place'
            first = seen[key.text]
            reading.error(key.at, "repeated-key", message, f"the first is in line {first.line}")
            continue
        seen[key.text] = key.at
        yield key, value


def unexpected(node: Node, reading: Reading, means: str) -> None:
    """Notes that a node is not what is expected; of what is reported already, only the failure."""
    if isinstance(node, Wrong) or (isinstance(node, nodes.Mapping) and not node.whole):
        reading.failures += 1
    else:
        reading.error(node.at, "wrong-kind", f"this must be {means}, and not {described(node)}")


def _below(name: str, kind: Kind) -> str | None:
    """Where a field belongs that is one of the kinds below this one: `status`, in a claim."""
    for field in kind.fields:
        for lower in field.reader.kinds:
            if any(name == each.name for each in lower.fields):
                return f'it belongs to {lower.name}, under "{field.name}"'
    return None


def _example(field: Field[Any]) -> str:
    return f"{field.name}: {field.example}"
