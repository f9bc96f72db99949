"""A date sentence as words, numbers and marks, each with the place where it stands."""

import re
from typing import Literal

from calendar_gen.named import NamedTuple
from calendar_gen.sentences.words import ordinal_number

Kind = Literal["number", "ordinal", "word", "mark", "end"]

_TOKEN = re.compile(r"\.\.|[\[\],]|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|(?:(?!\.\.)[^\s\[\],])+")
_ORDINAL = r"(?i:([0-9]+)(st|nd|rd|th))"


class SentenceError(ValueError):
    """Why a text is no sentence, as a clause; `offset` counts its characters from 0.

    A `settled` hint says what was meant, so that nothing else is looked for.
    """

    def __init__(
        self, message: str, offset: int, hint: str | None = None, *, settled: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint
        self.settled = settled

    def suggesting(self, meant: str) -> "SentenceError":
        """The same with the whole text that was meant as its hint, unless its hint says so."""
        said = (f'write "{meant}"', f'did you mean "{meant}"')
        if self.settled or (self.hint is not None and self.hint.startswith(said)):
            return self
        return self.hinting(f'did you mean "{meant}"?')

    def hinting(self, hint: str) -> "SentenceError":
        """The same with another hint."""
        return SentenceError(self.message, self.offset, hint, settled=self.settled)


class Token(NamedTuple):
    """One word, number or mark as written; `value` is what a number or an ordinal counts."""

    kind: Kind
    text: str
    offset: int
    value: int = 0

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.offset + len(self.text)


def tokenise(text: str) -> list[Token]:
    """The tokens of a text in order, with one of kind `end` behind them. Raises SentenceError."""
    tokens = [_token(found[0], found.start()) for found in _TOKEN.finditer(text)]
    return [*tokens, Token("end", "", len(text))]


def ordinal_text(number: int) -> str:
    """A number as an English ordinal in digits: 1st, 2nd, 3rd, 11th."""
    suffix = "th" if number % 100 in (11, 12, 13) else _SUFFIX.get(number % 10, "th")
    return f"{number}{suffix}"


_SUFFIX = {1: "st", 2: "nd", 3: "rd"}


def _token(text: str, offset: int) -> Token:
    if text[0].isdecimal() and text.isascii():
        plain = text.replace(",", "")
        if plain.isdecimal():
            if len(plain) > 9:
                raise SentenceError(f'"{text}" is too large a number', offset)
            return Token("number", text, offset, int(plain))
        ordinal = re.fullmatch(_ORDINAL, text)
        if ordinal is not None:
            return _ordinal(text, offset, ordinal[1])
    if text in ("..", "[", "]", ","):
        return Token("mark", text, offset)
    spelt = ordinal_number(text) or 0
    return Token("ordinal", text, offset, spelt) if spelt > 0 else Token("word", text, offset)


def _ordinal(text: str, offset: int, digits: str) -> Token:
    if len(digits) > 9:
        raise SentenceError(f'"{text}" is too large a number', offset)
    number = int(digits)
    right = ordinal_text(number)
    if text.lower() != right:
        raise SentenceError(f'"{text}" is no ordinal', offset, f'did you mean "{right}"?')
    return Token("ordinal", text, offset, number)
