"""Changes as lines for a terminal and for `grep`: what, which, when, and its title."""

from calendar_gen.changes import Change, State
from calendar_gen.edtf import iso
from calendar_gen.entries.news import title
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.rendering.changes.bulletin import Bulletin, Wording
from calendar_gen.rendering.inert import inert


def text(bulletin: Bulletin) -> str:
    """A line for each thing that changed, in the order given; empty if nothing did.

    The first word is one of `added`, `removed`, `moved`, `cancelled`, `confirmed`, `likelier`,
    `unlikelier`, `retitled` and `changed`, which says what of it is other, and short texts whole.
    """
    spoken = phrases(bulletin.language)
    lines = (
        _line(what, entry.change, detail, spoken)
        for entry in bulletin.shown
        for what, detail in _things(entry.change, bulletin, spoken)
    )
    return "".join(f"{line}\n" for line in lines)


def _line(what: str, change: Change, detail: str, spoken: Phrases) -> str:
    state = change.latest_state
    parts = (f"{what:<10}", state.id, detail, title(state, spoken))
    return " ".join(inert("  ".join(parts)).replace("\n", " ").splitlines())


def _things(change: Change, bulletin: Bulletin, spoken: Phrases) -> list[tuple[str, str]]:
    before, after = change.before, change.after
    if before is None or after is None:
        return [(change.aspects[0], _days(change.latest_state))]
    found = []
    for aspect in change.aspects:
        detail = _days(after)
        what: str = aspect
        if aspect == "moved":
            detail = f"{_days(before)} -> {_days(after)}"
        elif aspect == "likelihood" and before.likelihood is not None:
            what = "likelier" if (after.likelihood or 0) > before.likelihood else "unlikelier"
            detail = f"{detail}  {before.likelihood} % -> {after.likelihood} %"
        elif aspect == "text":
            retitled = title(before, spoken) != title(after, spoken)
            what = "retitled" if retitled else "changed"
            detail = "  ".join((detail, *_others(change, before, after, bulletin, retitled)))
        found.append((what, detail))
    return found


SHORT = 60
"""Letters of a text that is told whole."""


def _others(
    change: Change, before: State, after: State, bulletin: Bulletin, retitled: bool
) -> list[str]:
    """What of an occurrence is other. Its title, when it has another, is told with it, and what
    follows from title and status, which are in every text of it, is not told again.
    """
    found = []
    if before.status != after.status and not retitled:
        found.append(f"{before.status} -> {after.status}")
    if before.extent != after.extent:
        found.append(f"extent: {before.extent} -> {after.extent}")
    parts = change.reworded(bulletin.language)
    settled = retitled or before.status != after.status
    old, new = (words.get(change.uid) for words in (bulletin.old_words, bulletin.new_words))
    for part in parts:
        if part in ("location", "categories"):
            found.append(_quoted(part, old, new))
        elif part == "description" and not settled:
            found.append(part)
    if not found and not retitled:
        found.append("summary" if parts else "wording")
    return found


def _quoted(part: str, old: Wording | None, new: Wording | None) -> str:
    """A part, from what to what where both are short."""
    if old is None or new is None:
        return part
    texts = (old.location or "none", new.location or "none")
    if part == "categories":
        texts = (", ".join(old.categories), ", ".join(new.categories))
    if max(map(len, texts)) > SHORT:
        return part
    return f"{part}: {texts[0]} -> {texts[1]}"


def _days(state: State) -> str:
    first, last = iso(state.earliest), iso(state.latest)
    return first if first == last else f"{first}/{last}"
