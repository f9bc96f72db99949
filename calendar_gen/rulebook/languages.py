"""Language tags (BCP 47, RFC 5646): which ones an author may write, in their one canonical form."""

import re
from functools import cache
from sys import intern

from calendar_gen.named import NamedTuple
from calendar_gen.problems import did_you_mean, shortened
from calendar_gen.rulebook.nodes import Scalar
from calendar_gen.rulebook.reading import Reading

TAG = (
    "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$"
)
"""The shape of a tag: language, script, region and variants, as a regular expression."""

_HINT = "write a tag such as en, zh or zh-Hant"
_OF_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr
ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_OF_THREE_LETTERS = "ckb crh crs fil gil niu pap pau rar rom tet tpi tvl zgh"
COMMON = frozenset(f"{_OF_TWO_LETTERS} {_OF_THREE_LETTERS}".split())
"""Languages with a code of two letters, and those of states and of what is remembered that have
none: known without a look into CLDR, which costs more time than all the rest of a short file. Tests
hold them against it.
"""
_SCRIPTS = frozenset({"Arab", "Cyrl", "Hans", "Hant", "Latn"})
"""Known without that look too."""


class _Subtags(NamedTuple):
    """What CLDR has a name for."""

    languages: frozenset[str]
    scripts: frozenset[str]
    regions: frozenset[str]
    variants: frozenset[str]


def language_tag(key: Scalar, reading: Reading) -> str | None:
    """The canonical tag that a key is; None, with a problem, if it is none."""
    if key.text in COMMON:
        return key.text
    wrong = _misshapen(key.text) if re.fullmatch(TAG, key.text) is None else None
    if wrong is not None:
        reading.error(key.at, "language", *wrong)
        return None
    language, *others = key.text.split("-")
    tag = [language.lower()]
    if tag[0] not in COMMON and tag[0] not in _known().languages:
        reading.error(key.at, "language", f'there is no language "{tag[0]}"', _HINT)
        return None
    for subtag in others:
        canonical, unknown = _subtag(subtag)
        if unknown is not None:
            offset = len("-".join(tag)) + 1
            reading.error(key.place(offset), "language", *unknown)
            return None
        tag.append(canonical)
    return intern("-".join(tag))


def _subtag(text: str) -> tuple[str, tuple[str, str] | None]:
    """A subtag behind the language in its canonical form, and what is wrong if nobody knows it."""
    from calendar_gen.parties import STATES

    if text.isalpha() and len(text) == 4:
        canonical, kind = text.title(), "script"
        if canonical in _SCRIPTS or canonical in _known().scripts:
            return canonical, None
        options = _known().scripts
    elif len(text) == 2 or (len(text) == 3 and text.isdigit()):
        canonical, kind = text.upper(), "region"
        if canonical in STATES or canonical in _known().regions:
            return canonical, None
        options = frozenset(STATES)
    else:
        canonical, kind = text.lower(), "variant"
        if canonical in _known().variants:
            return canonical, None
        options = _known().variants
    near = did_you_mean(canonical, sorted(_SCRIPTS), most=0) if kind == "script" else None
    hint = near or did_you_mean(canonical, sorted(options), most=0) or "leave it out"
    return canonical, (f'no {kind} of a language is written "{shortened(text)}"', hint)


def _misshapen(text: str) -> tuple[str, str]:
    """Why a text has not the shape of a tag, and what to write."""
    dashed = text.replace("_", "-")
    if dashed != text and re.fullmatch(TAG, dashed):
        return f'"{shortened(text)}" is not a language tag', f'did you mean "{dashed}"?'
    extended = re.fullmatch(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)(-[A-Za-z0-9]-.+)", text)
    if extended is not None and re.fullmatch(TAG, extended[1]):
        said = f'"{shortened(extended[2])}" says nothing about the language of a text'
        return said, f'write "{extended[1]}"'
    part = re.fullmatch(r"[A-Za-z]{2,3}-([A-Za-z]{3})", text)
    if part is not None:
        said = f'"{text}" names a language by the group that it belongs to'
        return said, f'write "{part[1].lower()}"'
    return f'"{shortened(text)}" is not a language tag', _HINT


@cache
def _known() -> _Subtags:
    """All subtags that CLDR has a name for, in canonical form."""
    from babel import Locale

    english = Locale("en")
    return _Subtags(
        frozenset(english.languages),
        frozenset(english.scripts),
        frozenset(english.territories),
        frozenset(str(variant).lower() for variant in english.variants),
    )
