"""Ids across files: declared once, declared if used, and no words of the language."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from calendar_gen.edtf import iso
from calendar_gen.problems import Place, did_you_mean, nearest, shortened
from calendar_gen.rulebook.context import Declared
from calendar_gen.rulebook.drafts import Draft
from calendar_gen.rulebook.kinds.common import FORMERLY
from calendar_gen.rulebook.kinds.first_trip import TAKING_OFFICE
from calendar_gen.rulebook.kinds.sections import SECTIONS
from calendar_gen.rulebook.reading import Reading, Reference
from calendar_gen.rulebook.unread import Unread
from calendar_gen.rules import Source

NAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "source": ("source", ("source",)),
    "party": ("party", ("party",)),
    "rule": ("rule", ("commemoration", "pattern")),
    "followed": ("rule", ("commemoration", "pattern")),
    "condition": ("gate or rule", ("gate", "commemoration", "pattern")),
    "commemoration": ("commemoration", ("commemoration",)),
    "pattern": ("reciprocal visit", ("pattern",)),
    "visit": ("visit", ("visit",)),
    "observed": ("weekday or commemoration", ("commemoration",)),
    "fulfilled": ("visit pattern", ("pattern",)),
}
"""Kind of a reference to what it is called and the keys of the kinds that declare it."""

WORDS_BESIDE: dict[str, tuple[str, ...]] = {"followed": (TAKING_OFFICE,)}
"""Kind of a reference to the words that may stand instead of an id."""

_SPACES: tuple[tuple[str, ...], ...] = (
    ("source",),
    ("commemoration", "pattern", "gate", "visit"),
    ("party",),
)
"""Kinds that share one space of ids: occurrences and conditions are found by them."""


def undated_sources(undated: Collection[str], reading: Reading) -> None:
    """Reports claims that nobody can date: their sources do not say when they were published."""
    for resting in reading.resting:
        if resting.known is None and resting.source in undated:
            message = (
                f'the source "{resting.source}" has no "published", '
                "so nobody knows since when this was known"
            )
            hint = 'add "published" to the source or "known" to the claim'
            reading.error(resting.at, "unknown-since", message, hint)


def withdrawn_too_early(sources: Mapping[str, Source], reading: Reading) -> None:
    """Reports claims that never stand, since they are withdrawn when or before they are known."""
    for resting in reading.resting:
        source = sources.get(resting.source)
        known = resting.known or (None if source is None else source.public_from)
        if resting.withdrawn is None or known is None or known < resting.withdrawn:
            continue
        if resting.withdrawn < known:
            message = (
                f"the claim is withdrawn before it was known, on {iso(known)}, so it never stands"
            )
            reading.error(resting.until_at, "withdrawn", message)
        else:
            message = "the claim is withdrawn on the day on which it was known, so it never stands"
            reading.remark("warning", resting.until_at, "withdrawn", message)


def declared_ids(drafts: Iterable[Draft]) -> Declared:
    """Ids by kind with the place of the first declaration, of broken things too."""
    declared: dict[str, dict[str, Place]] = {key: {} for key, _ in SECTIONS.values()}
    for draft in sorted(drafts, key=lambda draft: draft.id_at):
        if draft.id is not None:
            declared[draft.kind].setdefault(draft.id, draft.id_at)
    return declared


def repeated_ids(drafts: Sequence[Draft], reading: Reading) -> set[Place]:
    """Places of all that has an id that stands twice in its space; the later ones are reported."""
    repeated: set[Place] = set()
    for space in _SPACES:
        first: dict[str, Draft] = {}
        for draft in sorted(drafts, key=lambda draft: draft.id_at):
            if draft.kind not in space or draft.id is None:
                continue
            other = first.setdefault(draft.id, draft)
            if other is not draft:
                repeated |= {other.values.at, draft.values.at}
                message = f'the id "{draft.id}" stands twice in the rulebook'
                reading.error(draft.id_at, "repeated-id", message, f"the first is at {other.id_at}")
    return repeated


def forbidden_ids(drafts: Iterable[Draft], reading: Reading) -> set[Place]:
    """Places of what has an id that is a sentence, a word, a code or another rule's first id."""
    from calendar_gen.parties import is_party_code

    drafts = sorted(drafts, key=lambda draft: draft.id_at)
    former, found = _first_ids(drafts, reading)
    for draft in drafts:
        if draft.id is None:
            continue
        if draft.kind in ("commemoration", "pattern") and is_word(draft.id):
            message = f'"{draft.id}" means something in date sentences, so it cannot be an id'
            reading.error(draft.id_at, "reserved-id", message, f'an example: "our-{draft.id}"')
            found.add(draft.values.at)
        if draft.kind == "party" and is_party_code(draft.id.upper()) and "-" not in draft.id:
            message = f'"{draft.id}" looks like the code of a state'
            reading.error(draft.id_at, "reserved-id", message, "choose a longer id")
            found.add(draft.values.at)
        owner = former.get(draft.id)
        if owner is not None and owner is not draft and draft.kind in ("commemoration", "pattern"):
            message = f'"{draft.id}" was the first id of "{owner.id}" and stays taken'
            hint = f'"formerly" says so at {owner.values.place(FORMERLY)}'
            reading.error(draft.id_at, "former-id", message, hint)
            found.add(draft.values.at)
    return found


def _first_ids(drafts: Iterable[Draft], reading: Reading) -> tuple[dict[str, Draft], set[Place]]:
    """Each id that was a rule's first, to that rule; and the places of all that cannot have had
    theirs: two rules of one first id would be the same event to subscribers.
    """
    former: dict[str, Draft] = {}
    found: set[Place] = set()
    for draft in drafts:
        first = draft.values.found.get(FORMERLY.name)
        if draft.id is None or not isinstance(first, str):
            continue
        at = draft.values.place(FORMERLY)
        owner = former.setdefault(first, draft)
        if first == draft.id:
            message = f'"{first}" is the id that the rule has, so it was not renamed'
            reading.error(at, "former-id", message, 'leave "formerly" out')
            found.add(draft.values.at)
        elif owner is not draft:
            message = f'"{first}" was the first id of "{owner.id}" already, and only one had it'
            reading.error(
                at, "former-id", message, f"the other is at {owner.values.place(FORMERLY)}"
            )
            found |= {owner.values.at, draft.values.at}
    return former, found


def is_word(id: str) -> bool:
    """Whether an id is also a sentence, a name or a word of the language: `easter`, `9-may`, `may`,
    `weekend`, `12`.
    """
    from calendar_gen.sentences.reserved import RESERVED, is_reserved
    from calendar_gen.sentences.words import GRAMMAR_WORDS, fold, ordinal_number, weekday_number

    if id in _WORDS or id in GRAMMAR_WORDS or is_reserved(id):
        return True
    if weekday_number(id) is not None or ordinal_number(id) is not None:
        return True
    if id[0].isdigit() and re.fullmatch(_NUMBERS, id):
        return True
    words = id.split("-")
    if len(words) == 1 or not (any(word.isdigit() for word in words) or _begins(words[0])):
        return False
    names = (fold("".join(words[:count])) for count in (1, 2, 3))
    if not (_begins(words[0]) or any(name in RESERVED for name in names)):
        return False
    texts = {id, " ".join(words)} if id[0].isdigit() else {" ".join(words)}
    from calendar_gen.sentences.beginnings import is_sentence

    return any(is_sentence(text) for text in texts)


_NUMBERS = r"[0-9]+(?:st|nd|rd|th)?|[0-9]{1,2}-[0-9]{1,2}"
"""Numbers, ordinals, and days in numbers such as `05-09`."""


def _begins(word: str) -> bool:
    """Whether a sentence without a number can begin with a word and go on."""
    from calendar_gen.sentences.words import ordinal_number, weekday_number

    numbered = weekday_number(word) is not None or ordinal_number(word) is not None
    return numbered or word[0].isdigit() or word in FIRST_WORDS


# Spelt out, because asking for the named days takes reading the tables of every calendar.
_BEGINNINGS = """
day every last the january february march april may june july august september october november
december easter orthodox lichun yushui jingzhe chunfen qingming guyu lixia xiaoman mangzhong xiazhi
xiaoshu dashu liqiu chushu bailu qiufen hanlu shuangjiang lidong xiaoxue daxue dongzhi xiaohan dahan
diwali dussehra ganesh guru holi janmashtami maha mahavir ram
"""
FIRST_WORDS = frozenset(_BEGINNINGS.split())
"""Words that a sentence without a number can begin with."""
_WORDS = frozenset({"also", "even", "falls", "odd", "only", "weekend", "years", "months", "weeks"})


def unknown_references(
    draft: Draft, declared: Declared, reading: Reading, unread: Unread
) -> frozenset[str]:
    """The ids that a draft names and nobody declares; of what may be unread nothing is said."""
    found = set()
    for reference in draft.references:
        if not _is_known(reference, declared):
            found.add(_target(reference))
            if not unread.may_declare(_target(reference), reference):
                own = None if reference.kind == "fulfilled" else draft.id  # a visit is no pattern
                _report(reference, own, declared, reading)
        elif reference.kind == "party" and "-" in reference.id:
            _warn_of_region(reference, declared, reading)
    return frozenset(found)


def _target(reference: Reference) -> str:
    return reference.id.partition(".")[0] if reference.kind == "fulfilled" else reference.id


def _is_known(reference: Reference, declared: Declared) -> bool:
    if reference.kind == "party":
        from calendar_gen.parties import is_party_code

        return is_party_code(reference.id) or reference.id in declared["party"]
    target = _target(reference)
    return any(target in declared[kind] for kind in NAMES[reference.kind][1])


def _report(reference: Reference, own: str | None, declared: Declared, reading: Reading) -> None:
    """Reports what nobody declares; the rule itself, `own`, is no answer."""
    name, kinds = NAMES[reference.kind]
    target = shortened(_target(reference))
    if reference.kind == "party":
        _report_party(target, reference.at, declared, reading)
        return
    other = next((kind for kind in _ARTICLES if target in declared[kind]), None)
    if other is not None:
        message = f'"{target}" is {_ARTICLES[other]}, and a {name} is expected here'
        reading.error(reference.at, "unknown-reference", message)
        return
    options = {id for kind in kinds for id in declared[kind]} - {own}
    options.update(WORDS_BESIDE.get(reference.kind, ()))
    message = f'no {name} "{target}" is declared anywhere'
    hint = did_you_mean(target, options, most=6)
    if hint is None and not options:
        hint = f"these rules declare no other {name}"
    reading.error(reference.at, "unknown-reference", message, hint)


_ARTICLES = {"commemoration": "a commemoration", "pattern": "a visit pattern"}
USUAL_SLIPS = {"UK": "GB", "EL": "GR"}
"""Codes that people write for states, to the codes that ISO 3166 has for them."""


def _warn_of_region(reference: Reference, declared: Declared, reading: Reading) -> None:
    """Says of the code of a region that nobody lists it: it may be newer than the list."""
    from calendar_gen.parties import name
    from calendar_gen.parties.subdivisions import is_listed, of_state

    code = reference.id
    if code in declared["party"] or is_listed(code):
        return
    state, _, region = code.partition("-")
    near = nearest(region, of_state(state))
    hint = f'did you mean "{state}-{near}"?' if near else f'the state itself is "{state}"'
    message = f'"{code}" is no region of {name(state, "en", {})} by ISO 3166-2'
    reading.remark("warning", reference.at, "unknown-region", message, hint)


def _report_party(target: str, at: Place, declared: Declared, reading: Reading) -> None:
    from calendar_gen.parties import is_party_code
    from calendar_gen.parties.meant import code_meant

    capitals = target.upper()
    code = USUAL_SLIPS.get(capitals, capitals)
    near = code if is_party_code(code) else code_meant(target) or nearest(target, declared["party"])
    hint = f'did you mean "{near}"?' if near else "what is no state is declared under parties:"
    message = f'"{target}" is neither an ISO 3166 code nor a party of these rules'
    reading.error(at, "unknown-reference", message, hint)
