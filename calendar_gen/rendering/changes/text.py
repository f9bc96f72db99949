"""Changes as lines for a terminal and for `grep`: what, which, when, and its title."""

from calendar_gen.changes import Change, State
from calendar_gen.edtf import iso
from calendar_gen.entries.news import title
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.rendering.changes.bulletin import Bulletin
from calendar_gen.rendering.inert import inert


def text(bulletin: Bulletin) -> str:
    """A line for each thing that changed, in the order given; empty if nothing did.

    The first word is one of `added`, `removed`, `moved`, `cancelled`, `confirmed`, `likelier`,
    `unlikelier`, `retitled` and `changed`.
    """
    spoken = phrases(bulletin.language)
    lines = (
        _line(what, entry.change, detail, spoken)
        for entry in bulletin.shown
        for what, detail in _things(entry.change, spoken)
    )
    return "".join(f"{line}\n" for line in lines)


def _line(what: str, change: Change, detail: str, spoken: Phrases) -> str:
    state = change.latest_state
    parts = (f"{what:<10}", state.id, detail, title(state, spoken))
    return " ".join(inert("  ".join(parts)).replace("\n", " ").splitlines())


def _things(change: Change, spoken: Phrases) -> list[tuple[str, str]]:
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
            if not retitled and before.status != after.status:
                detail = f"{detail}  {before.status} -> {after.status}"
        found.append((what, detail))
    return found


def _days(state: State) -> str:
    first, last = iso(state.earliest), iso(state.latest)
    return first if first == last else f"{first}/{last}"
