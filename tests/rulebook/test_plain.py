"""The reader of plain files gives what PyYAML's parser does, to the place of each text, or nothing.

Held on every rule file there is, and on parts of these with random faults: such signs as mean
something in YAML put in, letters taken out, lines indented anew, exchanged or repeated.
"""

from pathlib import Path
from random import Random

import pytest

from calendar_gen.assets import rules_dir
from calendar_gen.rulebook.composer import Composed, compose
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.kinds.sections import SECTIONS
from calendar_gen.rulebook.plain import DEEPEST, plain
from calendar_gen.rulebook.text import text_of

SHIPPED = sorted(Path(rules_dir()).rglob("*.yaml"))
FILES = [*SHIPPED, *sorted(Path(__file__).parent.parent.rglob("*.yaml"))]
SIGNS = [
    *("-", "?", ":", ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", '"', "%", "@"),
    *("`", " ", "\n", "\t", "\\", "~", ".", "=", "é", "1", "\xa0", "  ", "\n\n", "\n ", " \n"),
    *("- ", ": ", ", ", " #", "...", "---", "''", "<<", "\r\n", "{a: b}", "[a, b]", "[]", "{}"),
    *("|-", ">-\n", "|\n", ">+\n", "- - a\n", "key:", "key: v\n", "- v\n", "# c\n", "    \n"),
]
MUTATED = 4000


def text(path: Path) -> str:
    return text_of(RuleFile(path.name, path.read_bytes()))[0] or ""


def agree(text: str) -> bool:
    """Whether the text is plain; if so it must be what the parser of all YAML makes of it."""
    root = plain(text, "f")
    if root is not None:
        assert compose(text, "f", SECTIONS) == Composed([root], True, [], []), text
    return root is not None


def test_every_file_is_read_alike() -> None:
    found = [agree(text(path)) for path in FILES]
    assert sum(found) > len(SHIPPED) + 100


def test_the_shipped_files_are_plain() -> None:
    assert all(agree(text(path)) for path in SHIPPED)


def part(whole: str, random: Random) -> str:
    """A few lines of a file that begin with a section or an item of one."""
    lines = whole.split("\n")
    begins = [n for n, line in enumerate(lines) if line[:1].isalpha() or line[:4] == "  - "]
    first = random.choice(begins or [0])
    head = ["x:"] if lines[first][:1] == " " else []
    end = random.choice(["", "\n"])
    return "\n".join([*head, *lines[first : first + random.randint(1, 25)]]) + end


def mutated(text: str, random: Random) -> str:
    """The text with one random fault."""
    at, lines = random.randint(0, len(text)), text.split("\n")
    number = random.randrange(len(lines))
    match random.randrange(7):
        case 0 | 1 | 2:
            return text[:at] + random.choice(SIGNS) + text[at:]
        case 3:
            return text[:at] + text[at + random.randint(1, 3) :]
        case 4:
            lines[number] = " " * random.randrange(9) + lines[number].lstrip()
        case 5:
            other = random.randrange(len(lines))
            lines[number], lines[other] = lines[other], lines[number]
        case 6:
            lines.insert(number, random.choice(lines))
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(4))
def test_faults_are_read_alike_or_left_to_the_parser(seed: int) -> None:
    random = Random(seed)
    texts = [text(path) for path in FILES]
    read = 0
    for _ in range(MUTATED // 4):
        fault = part(random.choice(texts), random)
        for _ in range(random.choice([1, 1, 1, 2, 4])):
            fault = mutated(fault, random)
        read += agree(text_of(RuleFile("f", fault.encode("utf-8", "replace")))[0] or "")
    assert read > MUTATED // 4 // 10


@pytest.mark.parametrize(
    "text",
    [
        "a: 1",
        "a: b # c\n",
        "a: b#c\n",
        "a: it's 5:30, http://b.c/d?e=f#g [h] {i}\n",
        "a: 'it''s'\nb: \"x\" \n",
        "a: ''\nb: []\nc: {}\nd: [ ]\n",
        "a: [b, 'c, d', \"e\", {f: g, h: [i j]}, http://k:1/l]  \n",
        "a:\n- b\n-   c: d\n    e: f\n- [g]\ng: h\n",
        "a: # b\n  # c\n\n  - d: e\n# f\n    g:\n      h: i\n",
        "a:\n  - b: >-\n      c\n      # d\n\n    e: |\n      f: g\n",
        "a: >\n  b  \n  c\n# d\n",
        "a: [\n  b, c,\n   d]\ne: f\n",
        "a:\n  - {b: c,\n     d: [e,\n    f], g: {\n      h: 'i'}}  \n  - j\n",
    ],
)
def test_plain_text_is_read(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "- a\n",
        " a: b\n",
        "a:\n",
        "a:\nb: c\n",
        "a: b\n  c\n",
        "a: b\n  c: d\n",
        "a:\n    b: c\n  d: e\n",
        "a: b: c\n",
        "a: b:\n",
        "a: - b\n",
        "a: -1\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "a: 'b\n  c'\n",
        'a: "\\u0041"\n',
        "a: 'b' c\n",
        "a: [b\n  ,c]\n",
        "a: [b,\nc]\n",
        "a:\n  - [b,\n  c]\n",
        "a: [b,\n\n  c]\n",
        "a: [b,\n  # c\n  d]\n",
        "a: [b, # c\n  d]\n",
        "a: [b,\n  c\n  ]\n",
        "a: [b c,\n  d\n  e]\n",
        "a: {b:\n  c}\n",
        "a: [b,\n",
        "a: [b,\n  c] d\n",
        "a: [b, c,]\n",
        "a: [b: c]\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: [b?c]\n",
        "a: [b] # c\n",
        "a: >+\n  b\n",
        "a: >\n  b\n\n  c\n",
        "a: >\n  b\n   c\n",
        "a: >\n  b",
        "a: >\n  b\n   \n",
        "a: >\nb: c\n",
        "a: b\n---\na: b\n",
        "a: b\n...\n",
        "%YAML 1.2\n---\na: b\n",
        "a:\tb\n",
        "a: b\r\n",
        "a:\n  -\n    b: c\n",
        "a:\n  - - b\n",
        "? a\n: b\n",
        "'a': b\n",
        "a: " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1) + "\n",
    ],
)
def test_other_text_is_left_to_the_parser(text: str) -> None:
    assert plain(text, "f") is None
