"""A place in the tokens of a sentence that is being read, and what is said when it cannot go on."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from calendar_gen.limits import limit, raising
from calendar_gen.problems import did_you_mean
from calendar_gen.sentences.tokens import SentenceError, Token, tokenise
from calendar_gen.sentences.words import fold

Found = TypeVar("Found")


class Cursor:
    """The tokens of `text` from `at` on. `rule_ids` are the rules that may be named, None any."""

    def __init__(self, text: str, rule_ids: Collection[str] | None = None) -> None:
        self.text = text
        self.rule_ids = rule_ids
        self.tokens = tokenise(text)
        self.at = 0
        self.depth = 0

    def deepen(self) -> None:
        """One more day from which another is counted. Raises SentenceError past the bound."""
        self.depth += 1
        most = limit("sentence")
        if self.depth > most:
            message = f"a sentence counts from at most {most} days in a row; {raising('sentence')}"
            raise SentenceError(message, self.here.offset)

    @property
    def here(self) -> Token:
        """The token that is read next."""
        return self.tokens[self.at]

    def ended(self) -> bool:
        """Whether nothing is left."""
        return self.here.kind == "end"

    def ahead(self, by: int = 1) -> Token:
        """The token that comes `by` tokens after the next, or the end."""
        return self.tokens[min(self.at + by, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The next token, which is then behind."""
        token = self.here
        if token.kind != "end":
            self.at += 1
        return token

    def says(self, *words: str) -> bool:
        """Whether the next tokens are these words, in order."""
        return all(
            self.ahead(n).text.casefold() == word and self.ahead(n).kind != "end"
            for n, word in enumerate(words)
        )

    def accept(self, *words: str) -> bool:
        """Goes past these words if they come next, and says whether they did."""
        if not self.says(*words):
            return False
        self.at += len(words)
        return True

    def expect(self, *allowed: str, example: str | None = None) -> str:
        """Goes past one of the words (or phrases) and returns it, else raises."""
        for phrase in sorted(allowed, key=len, reverse=True):
            if self.accept(*phrase.split()):
                return phrase
        raise self.refusal(allowed, example=example)

    def longest(self, names: Mapping[str, Found], most: int = 3) -> Found | None:
        """What the longest run of at most `most` tokens names, then gone past; else None."""
        for count in range(most, 0, -1):
            tokens = self.tokens[self.at : self.at + count]
            if len(tokens) < count or any(token.kind in ("mark", "end") for token in tokens):
                continue
            if not all(fold(token.text) for token in tokens):  # a lone hyphen is part of no name
                continue
            found = names.get(fold("".join(token.text for token in tokens)))
            if found is not None:
                self.at += count
                return found
        return None

    def refusal(
        self, allowed: Sequence[str], what: str | None = None, example: str | None = None
    ) -> SentenceError:
        """Why the next token cannot stand: it is none of `allowed`, or of `what` in words.

        The hint is the nearest of `allowed`, or else the `example` of how it is written.
        """
        options = what or _listed(allowed)
        token = self.here
        hint = None if example is None else f'as in "{example}"'
        if token.kind == "end":
            return SentenceError(
                f"the sentence ends where {options} must follow", token.offset, hint
            )
        message = f'found "{token.text}" where {options} must stand'
        begun = [phrase for phrase in allowed if phrase.split()[0] == token.text.casefold()]
        if begun:
            meant = " or ".join(f'"{phrase}"' for phrase in begun)
            return SentenceError(message, token.offset, f"did you mean {meant}?")
        near = did_you_mean(token.text, [phrase.split()[0] for phrase in allowed], most=0)
        return SentenceError(message, token.offset, near or hint)

    def said(self, since: int) -> str:
        """The text read from token number `since` to here, as written."""
        return self.text[self.tokens[since].offset : self.tokens[self.at - 1].end]


def _listed(allowed: Sequence[str]) -> str:
    quoted = [f'"{word}"' for word in allowed]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
