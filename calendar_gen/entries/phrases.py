"""Phrases of one language, from its gettext catalogue.

English is the language the phrases are written in.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from gettext import GNUTranslations, c2py
from io import BytesIO

from calendar_gen.entries.catalogues import stamp
from calendar_gen.rules import Texts

_CATALOGUES = os.path.join(os.path.dirname(__file__), "catalogues")


class Phrases:
    """The catalogue of `language`, with CLDR's ordinal categories: what tells 1st from 2nd.

    `tag` is what was asked for. It may be narrower, or have no catalogue: authors' own texts, such
    as titles, are looked up by it.
    """

    def __init__(self, tag: str, language: str, catalogue: GNUTranslations) -> None:
        about = catalogue.info()
        self.tag = tag
        self.language = language
        self._catalogue = catalogue
        self._said: dict[str, str] = {}
        self._ordinals: dict[tuple[str, int], str] = {}
        self._word = lru_cache(maxsize=4096)(catalogue.pgettext)
        self._categories = about["x-ordinal-categories"].split()
        self._category_of: Callable[[int], int] = c2py(about["x-ordinal"])

    def say(self, phrase: str, /, **values: object) -> str:
        """`phrase` with its {values} filled in; what is not translated stays English."""
        said = self._said.get(phrase)
        if said is None:
            said = self._said[phrase] = self._catalogue.gettext(phrase)
        return said.format(**values)

    def word(self, context: str, word: str) -> str:
        """A single word that could mean several things: `context` says which.

        An unknown one comes back.
        """
        return self._word(context, word)

    def sentences(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other; Chinese has no space between them."""
        return reduce(lambda text, more: self.say("{text} {more}", text=text, more=more), sentences)

    def count(self, one: str, many: str, n: int) -> str:
        """`one` or `many` for `n` things, in this language's plural; both may hold {n}."""
        return self._catalogue.ngettext(one, many, n).format(n=n)

    def ordinal(self, phrase: str, n: int) -> str:
        """The form of `phrase` (`anniversary`, `number`) for the `n`th: that of this very number if
        there is one (`ordinal =5`, where a language writes it out), else that of its category.
        """
        said = self._ordinals.get((phrase, n))
        if said is None:
            said = self._ordinals[phrase, n] = self._ordinal(phrase, n)
        return said

    def _ordinal(self, phrase: str, n: int) -> str:
        exact = self._catalogue.pgettext(f"ordinal ={n}", phrase)
        if exact != phrase:
            return exact
        category = self._categories[self._category_of(n)]
        return self._catalogue.pgettext(f"ordinal {category}", phrase).format(n=n)


@lru_cache
def available_languages() -> tuple[str, ...]:
    """Tags of the languages that have a catalogue, in order of bytes."""
    names = os.listdir(_CATALOGUES)
    return tuple(sorted(name.removesuffix(".po") for name in names if name.endswith(".po")))


@lru_cache(maxsize=1024)
def _broader(tag: str) -> Sequence[str]:
    """The tag and what RFC 4647 (section 3.4) tries after it: `zh-hans-cn`, `zh-hans`, `zh`."""
    parts = tag.replace("_", "-").casefold().split("-")
    found = ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
    return [tag for tag in found if len(tag.rpartition("-")[2]) > 1]


def supported_language(tag: str) -> str | None:
    """The catalogue for a BCP 47 tag (`zh-Hans-CN` -> `zh`), or None if there is none."""
    have = {language.casefold(): language for language in available_languages()}
    return next((have[wanted] for wanted in _broader(tag) if wanted in have), None)


@lru_cache
def phrases(tag: str) -> Phrases:
    """The phrases for a BCP 47 tag; those in English if its language has no catalogue.

    Raises BadCatalogueError (a ValueError) for a catalogue that is not compiled and cannot be.
    """
    language = supported_language(tag) or "en"
    return Phrases(tag, language, _catalogue(language))


def _catalogue(language: str) -> GNUTranslations:
    """The compiled catalogue of a language, else, or if its text has changed since, that text."""
    place = os.path.join(_CATALOGUES, language)
    with open(f"{place}.po", "rb") as file:
        source = file.read()
    try:
        with open(f"{place}.mo", "rb") as file:
            kept = GNUTranslations(file)
        if kept.info()["x-made-of"] == stamp(source):
            return kept
    except (OSError, KeyError, ValueError):
        pass  # nobody has compiled it yet, or not whole
    from calendar_gen.entries.catalogues.compiling import compiled

    return GNUTranslations(BytesIO(compiled(source, language, f"{place}.po")))


def text_for(texts: Texts, tag: str) -> tuple[str, str]:
    """(tag, text) in that language, else in English, else the first by tag; empty if none.

    A text in a narrower tag serves too: who asks for `zh` may read `zh-Hans`.
    """
    if tag in texts:  # as nearly always: no other key is this tag in other letters
        return tag, texts[tag]
    if not texts:
        return "", ""
    have = {key.casefold(): key for key in sorted(texts, reverse=True)}
    for wanted in _served(tag, have):
        if wanted in have:
            return have[wanted], texts[have[wanted]]
    return min(texts.items(), default=("", ""))


def _served(tag: str, have: dict[str, str]) -> Iterator[str]:
    yield from _broader(tag)
    yield from _narrower(tag, have)
    yield "en"
    yield from _narrower("en", have)


def _narrower(tag: str, have: dict[str, str]) -> Sequence[str]:
    primary = _broader(tag)[-1] + "-"
    return sorted(key for key in have if key.startswith(primary))
