"""What is wrong in a rule file, and where; with the nearest valid word."""

from collections.abc import Iterable, Iterator
from typing import Literal

from calendar_gen.named import NamedTuple

Severity = Literal["error", "warning", "note"]


class BoundMet(OverflowError):  # noqa: N818 - it names what is the case
    """An answer would be larger than any that is of use; the message is a sentence for the user."""


class Place(NamedTuple):
    """A place in a rule file: path as given by the user, line and column counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One finding.

    An `error` leaves its rule out, a `warning` fails `check --strict`, a `note` never fails.
    """

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        """One line, compiler style: `rules/japan.yaml:6:9: no pattern "alternatng"; did you mean
        ...?`; what cannot be seen is in it as an escape.
        """
        kind = "" if self.severity == "error" else f"{self.severity}: "
        tail = f"; {self.hint}" if self.hint else ""
        return visible(f"{self.place}: {kind}{self.message}{tail}")


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word most like `word` (letter case ignored), or None if none is near."""
    from difflib import SequenceMatcher, get_close_matches

    folded = {option.casefold(): option for option in sorted(allowed, reverse=True)}
    meant = word.casefold()
    for found in get_close_matches(meant, folded, n=3, cutoff=0.6):
        # Who slips in the first letter gets the others right: "Labor" is no "Hator".
        if found[:1] == meant[:1] or SequenceMatcher(None, found, meant).ratio() > _OTHER_LETTER:
            return folded[found]
    return None


_OTHER_LETTER = 0.76
"""Likeness from which on a word that begins with another letter is suggested."""


def did_you_mean(word: str, allowed: Iterable[str], *, most: int = 12) -> str | None:
    """A hint for a word that is not allowed: the nearest one, else the list if it is short."""
    options = sorted(set(allowed))
    near = nearest(word, options)
    if near is not None:
        return f'did you mean "{near}"?'
    if 0 < len(options) <= most:
        return "allowed: " + ", ".join(options)
    return None


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, line and column, each once, their messages without endless words."""
    each = {problem._replace(message=bounded(problem.message)) for problem in problems}
    return tuple(sorted(each, key=lambda p: (p.place, p.severity, p.code, p.message)))


MOST_SHOWN = 40
"""Characters that are still shown of a word that is cut."""

LONGEST = 60
"""Characters of a text, or of a word, that a message shows whole."""


def shortened(text: str) -> str:
    """A text that a message quotes: on one line, cut if it is long."""
    line = bounded(" ".join(filter(None, text.translate(_BLANKS).split(" "))))
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


_BLANKS = {ord(blank): " " for blank in "\t\n\v\f\r"}
_SPACES = frozenset(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
_JOINERS = "\u200c\u200d"
_SHORT = {"\n": "\\n", "\t": "\\t", "\x1b": "\\e"}


def odd_blank(text: str) -> str | None:
    """What helps a text that begins with a blank that looks like a space and is a letter to YAML;
    None if it does not.
    """
    if text[:1] not in _SPACES:
        return None
    name = "a no-break space" if text[0] == "\xa0" else "a blank that is no space"
    return f"it begins with {name} (U+{ord(text[0]):04X}), which indents nothing; type spaces"


def visible(text: str) -> str:
    """A text of which all is seen and nothing acts: what moves the cursor, colours, turns the
    direction or takes no room is in it as an escape, as YAML writes it in double quotes.
    """
    if text.isprintable():
        return text
    return "".join(_escape(each) if acts else each for each, acts in unseen(text))


def unseen(text: str) -> Iterator[tuple[str, bool]]:
    """Each character, with whether it is not seen or acts on what is; joiners shape the letters of
    some scripts, and beside those of ASCII they only hide.
    """
    for index, character in enumerate(text):
        if character in _JOINERS:
            around = text[max(index - 1, 0) : index + 2]
            yield character, len(around) < 3 or around[0].isascii() or around[2].isascii()
        else:
            yield character, not (character.isprintable() or character in _SPACES)


def _escape(character: str) -> str:
    code = ord(character)
    long = f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return _SHORT.get(character, f"\\x{code:02x}" if code < 0x100 else long)


def bounded(message: str) -> str:
    """A message in which no word, paths and addresses aside, goes on and on."""
    if len(message) <= LONGEST:
        return message
    return " ".join(_cut(word) for word in message.split(" "))


def _cut(word: str) -> str:
    if len(word) <= LONGEST or "/" in word[: 2 * MOST_SHOWN]:
        return word
    return word[:MOST_SHOWN] + "…" + word[len(word.rstrip("\"'.,;:)")) :]
