"""What libyaml finds wrong in a file, in the words of people who write rules."""

import re
from typing import Any

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place, Problem, odd_blank, shortened
from calendar_gen.rulebook.recovery import indent_of, lines_of

_INDENTATION = "indent it like the fields beside it, or two spaces more if it belongs to one"

TOO_DEEP = "nesting depth"
"""A part of what libyaml says where it has no more room for what lies in one another."""

LEAVE_OUT = "leave out the line with the %"
"""What to do about a directive."""

_LIKE_A_COLON = "=：﹕꞉∶"
"""What is typed for the colon behind a name, in Chinese full width above all."""

# A part of libyaml's message, and what we say of it; the first that fits counts.
_MEANINGS: tuple[tuple[str, str, str | None], ...] = (
    ("found a tab character", "a tab cannot indent a line", "use spaces"),
    (
        "mapping values are not allowed",
        'this ":" cannot make a field here',
        f"put the text in quotes if the colon belongs to it, else {_INDENTATION}",
    ),
    ("did not find expected key", "this line does not fit the lines above it", _INDENTATION),
    (
        "did not find expected '-' indicator",
        'an item of the list, which begins with "-", must stand here',
        _INDENTATION,
    ),
    ("did not find expected ',' or '}'", 'a "," or "}" is missing before this', None),
    ("did not find expected ',' or ']'", 'a "," or "]" is missing before this', None),
    (
        "block sequence entries are not allowed",
        "a list cannot begin here",
        'begin each "-" on a line of its own',
    ),
    ("block mapping entries", "a field cannot begin here", _INDENTATION),
    (
        "found unknown escape character",
        "no such escape in a text in double quotes",
        "use single quotes",
    ),
    ("hexdecimal", "an escape in double quotes needs hexadecimal digits", "use single quotes"),
    (
        "invalid Unicode character",
        "an escape in double quotes names no character, or half of one",
        "write the character itself",
    ),
    ("tag", "tags have no meaning here", None),
    (
        "alphabetic or numeric character",
        '"*" and "&" name anchors in YAML',
        "put the text in quotes",
    ),
    ("document", "only one YAML document can be in a file", "use two files"),
    ("did not find expected node content", "a value must stand here", None),
    ("block scalar", 'what follows "|" or ">" must begin on the next line', None),
    ("comment or line break", 'what follows "|" or ">" must begin on the next line', None),
    ("indentation indicator", 'the number after "|" or ">" is 1 to 9', None),
)


def syntax_problem(error: Any, text: str, name: str) -> Problem:
    """The problem that a yaml.MarkedYAMLError stands for, where an author must look."""
    said = str(error.problem or "")
    mark = error.problem_mark or error.context_mark
    found = text[mark.index : mark.index + 1]
    directive = _directive(error, text)
    if directive is not None:
        column = mark.column if mark.line == directive else 0
        at = Place(name, directive + 1, column + 1)
        return Problem(at, "error", "directive", _of_directive(text, directive), LEAVE_OUT)
    if "unexpected end of stream" in said and "quoted" in str(error.context):
        mark = error.context_mark
        message, hint = "the quote that opens here is never closed", None
    elif "cannot start any token" in said:
        message, hint = _no_start(found)
    elif "could not find expected ':'" in said:  # which libyaml tells where it gave up looking
        mark = error.context_mark
        message, hint = _no_colon(lines_of(text)[mark.line][mark.column :])
    elif "mapping values" in said and (word := _word_above(text, mark.line)) is not None:
        line, column = word
        message, hint = _no_colon(lines_of(text)[line][column:])
        return Problem(Place(name, line + 1, column + 1), "error", "yaml", message, hint)
    else:
        message, hint = _meaning(said)
        hint = odd_blank(found) or hint
    at = Place(name, mark.line + 1, mark.column + 1)
    return Problem(at, "error", "yaml", message, hint)


def _directive(error: Any, text: str) -> int | None:
    """The line, counted from 0, of the directive (YAML 1.2, section 6.8) that a fault is about."""
    said = f"{error.context} {error.problem}"
    mark = error.context_mark or error.problem_mark
    if "directive" in said or "incompatible YAML" in said:
        return int(mark.line)
    if "<document start>" not in said:
        return None
    above = [n for n, each in enumerate(lines_of(text)[: mark.line]) if not _says_nothing(each)]
    return above[-1] if above and lines_of(text)[above[-1]].startswith("%") else None


def _says_nothing(line: str) -> bool:
    return line.lstrip(" \t")[:1] in ("", "#")


def _of_directive(text: str, line: int) -> str:
    """What is wrong with the directive in a line, counted from 0."""
    lines = lines_of(text)
    name, *values = lines[line][1:].split("#")[0].split() or [""]
    if name in (each[1:].split(" ")[0] for each in lines[:line] if each[:1] == "%"):
        return "a directive is given twice"
    if name == "TAG":
        return "tags have no meaning here"
    if name == "YAML" and values not in (["1.1"], ["1.2"]):
        other = f', not "{shortened(" ".join(values))}"' if values else ""
        return f"the YAML version after %YAML must be 1.1 or 1.2{other}"
    return "directives have no meaning here"


def _word_above(text: str, line: int) -> tuple[int, int] | None:
    """Line and column, from 0, of a text that runs into a line with a colon and was meant as the
    field before it: one that begins as far in, or at a colon too close to its value.
    """
    lines = lines_of(text)
    column = indent_of(lines[line])
    begins = None
    for number in range(line - 1, -1, -1):
        words = lines[number].lstrip(" -")
        if not words:
            continue
        at = len(lines[number]) - len(words)
        if words[0] == "#" or ": " in words or words.rstrip(" ")[-1] == ":":
            break
        begins = (number, at) if at == column or _close_colon(words) else None
        if "-" in lines[number][:at]:
            break
    return begins


def _close_colon(words: str) -> bool:
    """Whether a text begins with a name and a colon that stands too close to a value."""
    name, colon, value = words.partition(":")
    bare = name.replace("-", "").replace("_", "")
    return bool(colon) and bare.isalnum() and bool(value[:1].strip()) and value[:2] != "//"


def _no_colon(words: str) -> tuple[str, str | None]:
    """What is wrong with a text that should be a field, and what helps."""
    if _close_colon(words):
        return 'a space must follow the ":" after a name', None
    name = re.match(r"\w[\w-]*", words)
    for sign in _LIKE_A_COLON:
        if name is not None and words[name.end() :].lstrip()[:1] == sign:
            return 'a field needs a ":" after its name', f'write "{name[0]}: ", not "{sign}"'
    return 'a field needs a ":" after its name', 'write "name: value"'


def _no_start(found: str) -> tuple[str, str]:
    if found == "\t":
        return "a tab cannot indent a line", "use spaces"
    return f'no value can begin with "{found}"', "put the text in quotes"


def _meaning(said: str) -> tuple[str, str | None]:
    for part, message, hint in _MEANINGS:
        if part in said:
            return message, hint
    return f"this is not YAML: {said}", None


class Spoilt(NamedTuple):
    """What a fault spoils: from which line and column on (None: from the line's beginning), which
    line may be whole again, and whether the text before it belongs to it; lines and columns from 0.
    `alone` is a line that spoils only by standing there.
    """

    line: int
    column: int | None
    next_line: int
    text_before: bool
    alone: int | None = None


# Where libyaml was, if what it reads then is spoilt from where it began.
_BEGUN = ("quoted", "simple key", "plain scalar", "anchor", "alias")


def spoilt_by(error: Any) -> Spoilt:
    """What the fault of a yaml.MarkedYAMLError spoils."""
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    said = str(error.problem)
    if "tab character" in said or "cannot start any token" in said:
        line = mark.line if begun is None else begun.line
        return Spoilt(line, None, mark.line + 1, text_before=False, alone=mark.line)
    if begun is not None and any(part in str(error.context) for part in _BEGUN):
        return Spoilt(begun.line, begun.column, begun.line + 1, text_before=False)
    if "<document start>" in str(error.problem):
        return Spoilt(mark.line, None, mark.line, text_before=False)
    return Spoilt(mark.line, None, mark.line + 1, text_before=True)
