"""Changes in words: what happened to an occurrence, and when it is."""

from collections.abc import Iterator
from typing import NamedTuple

from calendar_gen.changes import Change, State
from calendar_gen.entries.days import span_text
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases, text_for


class News(NamedTuple):
    """A change for readers of one language.

    `label` is a word or two, such as `Moved`; `title` is that of the occurrence; `details` say each
    thing that changed, from what to what, and its days.
    """

    label: str
    title: str
    details: tuple[str, ...]


def news(change: Change, phrases: Phrases) -> News:
    """A change in words."""
    told = list(_told(change, phrases))
    details = [
        phrases.say("{label}: {text}", label=label, text=text) if text else label
        for label, text in told
    ]
    if {*change.aspects} <= {"likelihood", "text"}:
        details.append(when(change.latest_state, phrases))
    return News(told[0][0], title(change.latest_state, phrases), tuple(details))


def title(state: State, phrases: Phrases) -> str:
    """The title with parties and number, in this language or the nearest there is."""
    return text_for(state.titles, phrases.tag)[1]


def when(state: State, phrases: Phrases) -> str:
    """Its days in words."""
    return span_text(state.earliest, state.latest, phrases)


def outlook(state: State, phrases: Phrases) -> str:
    """How an occurrence that is coming stands: its days and, of a visit, how likely it is."""
    days = when(state, phrases)
    if state.status != "projected":
        status = _status(state, phrases)
    elif state.likelihood is not None:
        status = phrases.say("expected, {percent}", percent=percent(state.likelihood, phrases))
    else:
        return days
    return phrases.say("{text} ({status})", text=days, status=status)


def percent(share: int, phrases: Phrases) -> str:
    """A likelihood that is kept in whole per cents."""
    return percent_text(share / 100, phrases)


def _told(change: Change, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Label and text of each thing that changed."""
    before, after = change.before, change.after
    if before is None or after is None:
        label = "No longer expected" if after is None else "New"
        yield phrases.word("change", label), when(change.latest_state, phrases)
        return
    if "cancelled" in change.aspects:
        yield phrases.word("change", "Cancelled"), when(after, phrases)
    if "confirmed" in change.aspects:
        label = "Took place" if after.status == "occurred" else "Confirmed"
        yield phrases.word("change", label), when(after, phrases)
    if "moved" in change.aspects:
        label = "Narrowed" if _is_narrowed(before, after) else "Moved"
        yield (
            phrases.word("change", label),
            _arrow(when(before, phrases), when(after, phrases), phrases),
        )
    if "likelihood" in change.aspects:
        old, new = before.likelihood or 0, after.likelihood or 0
        yield (
            phrases.word("change", "Likelier" if new > old else "Less likely"),
            _arrow(percent(old, phrases), percent(new, phrases), phrases),
        )
    if "text" in change.aspects:
        yield from _text(before, after, phrases)


def _is_narrowed(before: State, after: State) -> bool:
    inside = before.earliest <= after.earliest and after.latest <= before.latest
    return inside and before.extent == "window"


def _text(before: State, after: State, phrases: Phrases) -> Iterator[tuple[str, str]]:
    old, new = title(before, phrases), title(after, phrases)
    if old != new:
        yield phrases.word("change", "Renamed"), _arrow(old, new, phrases)
    elif before.status != after.status:
        was, now = _status(before, phrases), _status(after, phrases)
        yield phrases.word("change", "Status"), _arrow(was, now, phrases)
    else:
        yield phrases.word("change", "Details changed"), ""


def _arrow(before: str, after: str, phrases: Phrases) -> str:
    return phrases.say("{before} → {after}", before=before, after=after)


def _status(state: State, phrases: Phrases) -> str:
    return phrases.word("status", state.status.replace("-", " "))
