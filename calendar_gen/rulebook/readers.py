"""What reads the values of fields: texts, words, numbers, lists. Nothing is coerced."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from calendar_gen.problems import did_you_mean, shortened
from calendar_gen.rulebook import nodes, shapes
from calendar_gen.rulebook.languages import TAG, language_tag
from calendar_gen.rulebook.nodes import Node, Scalar
from calendar_gen.rulebook.reading import Reader, Reading, Reference, Schema, pairs, unexpected
from calendar_gen.rules import Texts

T = TypeVar("T")
U = TypeVar("U")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NUMBER = 9


def from_text(
    means: str, take: Callable[[Scalar, Reading], T | None], schema: Schema | None = None
) -> Reader[T]:
    """A reader of a text that is not empty."""

    def read(node: Node, reading: Reading) -> T | None:
        if not isinstance(node, Scalar) or not node.text.strip():
            unexpected(node, reading, means)
            return None
        return take(node, reading)

    return Reader(read, schema or {"type": "string", "pattern": shapes.TEXT}, means)


def _text(node: Scalar, _reading: Reading) -> str:
    text = " ".join(node.text.split())
    return node.text if text == node.text else text  # which may stand elsewhere too


TEXT: Reader[str] = from_text("a text", _text)
SCALAR: Reader[Scalar] = from_text("a text", lambda node, _: node)
"""A text with its place, for what is read when all files are known."""


def _id(node: Scalar, reading: Reading) -> str | None:
    if _ID.fullmatch(node.text):
        return node.text
    message = (
        f'"{shortened(node.text)}" is not an id: lower-case letters, digits and single hyphens'
    )
    usual = "-".join(re.findall(r"[a-z0-9]+", node.text.lower()))
    reading.error(node.at, "id", message, f'did you mean "{usual}"?' if usual else None)
    return None


ID: Reader[str] = from_text("an id", _id, {"type": "string", "pattern": f"^{_ID.pattern}$"})


def one_of(*words: str, meant: Mapping[str, str] = {}) -> Reader[str]:
    """A word out of a few; `meant` has what people write instead, by the word it means."""

    def take(node: Scalar, reading: Reading) -> str | None:
        if node.text in words:
            return node.text
        message = f'"{shortened(node.text)}" is none of the words allowed here'
        said = next(
            (word for word in words if node.text.casefold() in meant.get(word, "").split()), None
        )
        hint = f'did you mean "{said}"?' if said else did_you_mean(node.text, words)
        reading.error(node.at, "unknown-word", message, hint)
        return None

    return from_text(" or ".join(f'"{word}"' for word in words), take, {"enum": list(words)})


def _yes_or_no(node: Scalar, reading: Reading) -> bool | None:
    meaning = {"yes": True, "true": True, "no": False, "false": False}.get(node.text)
    if meaning is None:
        message = f'"{shortened(node.text)}" is neither "yes" nor "no"'
        reading.error(node.at, "yes-or-no", message)
    return meaning


YES_OR_NO: Reader[bool] = from_text(
    '"yes" or "no"', _yes_or_no, {"enum": ["yes", "no", "true", "false", True, False]}
)


def _only_yes(node: Scalar, reading: Reading) -> bool | None:
    if _yes_or_no(node, reading) is False:
        reading.error(
            node.at, "yes-or-no", "only true can stand here", "leave the field out instead"
        )
        return None
    return True


ONLY_YES: Reader[bool] = from_text('"true"', _only_yes, {"enum": ["yes", "true", True]})


def _whole(node: Scalar, reading: Reading) -> int | None:
    digits = node.text
    if re.fullmatch(r"[1-9][0-9]*", digits) and len(digits) <= _LONGEST_NUMBER:
        return int(digits)
    usual = re.sub(r"(?i)(?<=[0-9])(st|nd|rd|th)$", "", digits).lstrip("0")
    hint = f'did you mean "{usual}"?' if re.fullmatch("[0-9]+", usual) else None
    if re.fullmatch(r"[1-9][0-9]*(?:\s*[,;]\s*[1-9][0-9]*)+", digits):
        hint = f'did you mean "[{", ".join(re.findall("[0-9]+", digits))}]"?'
    message = f'"{shortened(digits)}" is not a whole number from 1 on'
    reading.error(node.at, "number", message, hint)
    return None


WHOLE: Reader[int] = from_text(
    "a whole number",
    _whole,
    {
        "type": ["integer", "string"],
        "pattern": f"^[1-9][0-9]{{0,{_LONGEST_NUMBER - 1}}}$",
        "minimum": 1,
        "maximum": 10**_LONGEST_NUMBER - 1,
    },
)


def _whole_or_zero(node: Scalar, reading: Reading) -> int | None:
    return 0 if node.text == "0" else _whole(node, reading)


WHOLE_OR_ZERO: Reader[int] = from_text(
    "a whole number",
    _whole_or_zero,
    {
        "type": ["integer", "string"],
        "pattern": f"^(0|[1-9][0-9]{{0,{_LONGEST_NUMBER - 1}}})$",
        "minimum": 0,
        "maximum": 10**_LONGEST_NUMBER - 1,
    },
)


def _url(node: Scalar, reading: Reading) -> str | None:
    if re.fullmatch(_ADDRESS, node.text) and len(node.text) <= _LONGEST_ADDRESS:
        return node.text
    message = f'"{shortened(node.text)}" is not a web address'
    reading.error(
        node.at, "url", message, 'it begins with "https://" or "http://" and has no blanks'
    )
    return None


_ADDRESS = r"https?://[^\s/?#@]+\.?[^\s]*"
_LONGEST_ADDRESS = 2000

URL: Reader[str] = from_text(
    "a web address",
    _url,
    {"type": "string", "pattern": f"^{_ADDRESS}$", "maxLength": _LONGEST_ADDRESS},
)


def list_of(
    reader: Reader[T], *, single: bool = True, least: int = 0, once: bool = False
) -> Reader[tuple[T, ...]]:
    """A list; with `single` one value may stand for the list that has only it. With `once` a value
    that comes twice is warned of.

    Of words that cannot all be read there is no list; of records those that can be read are one.
    """

    def read(node: Node, reading: Reading) -> tuple[T, ...] | None:
        if not isinstance(node, nodes.Listing):
            if not single or isinstance(node, nodes.Wrong):
                unexpected(node, reading, f"a list ({reader.means} each)")
                return None
            value = reader.read(node, reading)
            return None if value is None else (value,)
        if len(node.items) < least:
            reading.error(node.at, "too-few", f"a list of at least {least} is expected here")
        values = [reader.read(item, reading) for item in node.items]
        found = tuple(value for value in values if value is not None)
        if once and len(set(found)) < len(found):
            _warn_of_twice(values, node.items, reading)
        return found if reader.kinds or len(found) >= max(least, len(values)) else None

    items: dict[str, Any] = {"type": "array", "items": dict(reader.schema)}
    if least:
        items["minItems"] = least
    schema: Schema = {"anyOf": [dict(reader.schema), items]} if single else items
    means = f"{reader.means}, or a list of these" if single else "a list"
    return Reader(read, schema, means, reader.kinds)


def _warn_of_twice(values: Sequence[object], items: Sequence[Node], reading: Reading) -> None:
    for at, (value, item) in enumerate(zip(values, items, strict=True)):
        if value is not None and value in values[:at]:
            said = f'"{shortened(item.text)}"' if isinstance(item, Scalar) else "this"
            message = f"{said} is in the list twice"
            reading.remark("warning", item.at, "no-effect", message, "leave one out")


def mapped(reader: Reader[T], change: Callable[[T], U]) -> Reader[U]:
    """The same reader with its value changed."""

    def read(node: Node, reading: Reading) -> U | None:
        value = reader.read(node, reading)
        return None if value is None else change(value)

    return Reader(read, reader.schema, reader.means, reader.kinds)


def either(listed: Reader[T], other: Reader[T]) -> Reader[T]:
    """`listed` reads lists, `other` all else."""

    def read(node: Node, reading: Reading) -> T | None:
        return (listed if isinstance(node, nodes.Listing) else other).read(node, reading)

    schema = {"anyOf": [dict(other.schema), dict(listed.schema)]}
    return Reader(read, schema, other.means, (*other.kinds, *listed.kinds))


def reference(kind: str, means: str) -> Reader[str]:
    """An id that must be declared somewhere in the rulebook (see `references`)."""
    return mapped(placed_reference(kind, means), lambda named: named.id)


def placed_reference(kind: str, means: str) -> Reader[Reference]:
    """A reference that keeps its place, for what shows only when the rules are forecast."""

    def take(node: Scalar, reading: Reading) -> Reference:
        named = Reference(kind, node.text, node.at)
        reading.references.append(named)
        return named

    return from_text(means, take)


def texts_without(key: Scalar, value: Node, reading: Reading) -> tuple[str, str] | None:
    """One language tag with its text."""
    tag = language_tag(key, reading)
    text = TEXT.read(value, reading)
    return None if tag is None or text is None else (tag, text)


def _texts(node: Node, reading: Reading) -> Texts | None:
    if isinstance(node, Scalar) and node.text.strip():
        text = TEXT.read(node, reading)
        return None if text is None else {"en": text}
    if not isinstance(node, nodes.Mapping) or not node.pairs:
        unexpected(node, reading, TEXTS.means)
        return None
    texts: dict[str, str] = {}
    for key, value in pairs(node, reading):
        pair = texts_without(key, value, reading)
        if pair is None:
            continue
        if pair[0] in texts:
            reading.error(key.at, "language", f'the language "{pair[0]}" stands here twice')
        texts[pair[0]] = pair[1]
    return dict(sorted(texts.items()))


TEXTS: Reader[Texts] = Reader(
    _texts,
    {
        "anyOf": [
            dict(TEXT.schema),
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": TAG},
                "additionalProperties": dict(TEXT.schema),
            },
        ]
    },
    "a text, or texts by language such as {en: Victory Day}",
)
