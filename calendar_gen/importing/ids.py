"""Ids made from titles: ASCII letters, digits and hyphens, unique, and no words of the language."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from calendar_gen.importing.draft import Draft

LONGEST = 60

# Russian, Ukrainian, Belarusian, Bulgarian and Serbian letters, as on road signs rather than by
# any one standard: an id is for people to type.
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya "
        "i yi ye g u j lj nj c dj dz".replace("-", "").split(" "),
        strict=True,
    )
)
_OTHERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l"}
_LETTERS = str.maketrans({**_CYRILLIC, **_OTHERS})


def slug(text: str) -> str:
    """`Victory Day` -> `victory-day`, `День Победы` -> `den-pobedy`; "" if no letter is known."""
    # Cyrillic letters go first: decomposed, й and ё would be others.
    plain = unicodedata.normalize("NFC", text[:400]).lower().translate(_LETTERS)
    spelled = unicodedata.normalize("NFKD", plain)
    letters = "".join(c for c in spelled if not unicodedata.combining(c) and c not in "'’ʼ")
    words = re.findall(r"[a-z0-9]+", letters)
    return _cut("-".join(words))


def _cut(id: str) -> str:
    """Not longer than an id should be, and not within a word if that can be helped."""
    if len(id) <= LONGEST:
        return id
    return (id[: LONGEST + 1].rpartition("-")[0] or id[:LONGEST]).strip("-")


class Ids:
    """Gives out ids, each once; sources and rules have spaces of their own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, *wishes: str) -> str:
        """The first wish that makes an id, with a number behind it if it is taken already."""
        from calendar_gen.rulebook.references import is_word

        base = next((id for id in map(slug, wishes) if id), "imported")
        if is_word(base):
            base = f"our-{base}"
        id, count = base, self._counts.get(base, 1)
        while id in self._taken or (count > 1 and is_word(id)):
            count += 1
            id = f"{base}-{count}"
        self._taken.add(id)
        self._counts[base] = count
        return id


def wishes(draft: Draft) -> Iterator[str]:
    """What a rule may be called by: as its file says, by its titles (English first), by its day."""
    if draft.wish is not None:
        yield draft.wish
    yield from titles_in_order(draft.titles.items())
    if draft.known_as is not None:
        yield draft.known_as
    yield f"imported {draft.day.of or draft.day.on}"


def titles_in_order(titles: Iterable[tuple[str, str]]) -> list[str]:
    """English first, then by language."""
    return [text for _, text in sorted(titles, key=lambda pair: (pair[0] != "en", pair[0]))]
