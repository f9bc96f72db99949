"""Language tags (BCP 47, RFC 5646): which ones an author may write, in their one canonical form."""

import re
from functools import cache

from calendar_gen.problems import shortened
from calendar_gen.rulebook.nodes import Scalar
from calendar_gen.rulebook.reading import Reading

_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?")
_HINT = "write a tag such as en, zh or zh-Hant"
_UNDISPUTED = """
ar be bg bn bs ca cs cy da de el en es et eu fa fi fr ga he hi hr hu hy id is it ja ka kk ko ky lt
lv mk mn ms nb nl no pl pt ro ru sk sl sq sr sv ta th tr uk ur uz vi zh
"""
_COMMON = frozenset(_UNDISPUTED.split())
"""Known without a look into CLDR, which costs more time than all the rest of a short file."""


def language_tag(key: Scalar, reading: Reading) -> str | None:
    """The canonical tag that a key is; None, with a problem, if it is none."""
    found = _TAG.fullmatch(key.text)
    if found is None:
        message = f'"{shortened(key.text)}" is not a language tag'
        reading.error(key.at, "language", message, _HINT)
        return None
    language = found[1].lower()
    if language not in _COMMON and language not in _languages():
        message = f'there is no language "{language}"'
        reading.error(key.at, "language", message, _HINT)
        return None
    subtags = (language, found[2] and found[2].title(), found[3] and found[3].upper())
    return "-".join(subtag for subtag in subtags if subtag)


@cache
def _languages() -> frozenset[str]:
    """Languages that CLDR has a name for."""
    from babel import Locale

    return frozenset(Locale("en").languages)
