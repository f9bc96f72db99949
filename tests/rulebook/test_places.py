"""Where the characters of a text stand in its file, whatever quotes and lines it is written in."""

import pytest

from calendar_gen.rulebook.composer import compose
from calendar_gen.rulebook.nodes import Mapping, Scalar


def value(text: str) -> Scalar:
    root = compose(text, "f").roots[0]
    assert isinstance(root, Mapping)
    [(_, node)] = root.pairs
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize(
    "text, marked, line, column",
    [
        ("a: 9 Mya", "M", 1, 6),
        ("a: '9 Mya'", "M", 1, 7),
        ('a: "9 Mya"', "M", 1, 7),
        ("a: 'it''s Mya'", "M", 1, 11),
        ('a: "\\u0039 Mya"', "M", 1, 12),
        ('a: "\\t\\x39 Mya"', "M", 1, 12),
        ("日: 五月 Mya", "M", 1, 7),
        ("a: 9\n   of Mya", "M", 2, 7),
        ('a: "9\n   of Mya"', "M", 2, 7),
        ("a: 9\r\n   of Mya", "M", 2, 7),
        ("a:\n  9 Mya", "M", 2, 5),
    ],
)
def test_place_of_a_character(text: str, marked: str, line: int, column: int) -> None:
    node = value(text)
    place = node.place(node.text.index(marked))
    assert (place.line, place.column) == (line, column)


def test_the_end_of_a_text_has_a_place() -> None:
    node = value("a: 9 May")
    assert node.place(len(node.text)).column == 9
    assert value("a: '9'").place(1).column == 6
