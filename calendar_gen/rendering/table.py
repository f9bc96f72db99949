"""Occurrences as a table for people, in a terminal or a pipe.

A row is a day or window, what returns, where or who comes to whom, its status and, for visits, how
likely it is. Years, or months of a year, are set apart by an empty line where that helps. What does
not fit is broken into lines, the longest column first; on a screen too narrow for columns, each
occurrence is a small paragraph.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from calendar_gen.edtf import civil
from calendar_gen.entries.days import day_text
from calendar_gen.entries.entry import Entry, Line
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.named import NamedTuple
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.asked import Asked, Screen
from calendar_gen.rendering.cells import plain, searchable, side_by_side, width, wrap
from calendar_gen.rendering.short_days import short_when

_GAP = "  "
_LEAST = (0, 16, 10, 9, 11)
"""Fewest cells of each column; a day is never broken."""

_BOLD, _FAINT, _RED, _GREEN, _YELLOW = "1", "2", "31", "32", "33"
_COLOURS = {
    "announced": _GREEN,
    "confirmed": _GREEN,
    "occurred": _GREEN,
    "postponed": _YELLOW,
    "cancelled": _RED,
    "missed": _RED,
}


class Row(NamedTuple):
    """An occurrence in cells: day, what, where, status, likelihood; how wide each is, and how it is
    emphasised.
    """

    cells: tuple[str, ...]
    widths: tuple[int, ...]
    styles: tuple[str, ...]
    group: tuple[int, int]


def table(entries: Sequence[Line | Entry], asked: Asked, screen: Screen) -> str:
    """The entries in the order given, and a line that counts them and names the as-of day."""
    say = phrases(asked.language)
    if not entries:
        return _nothing(asked, say) + "\n"
    rows = [_row(entry, say) for entry in entries]
    used = [column for column in range(5) if any(row.cells[column] for row in rows)]
    words = [say.word("table", word) for word in ("Day", "What", "Where", "Status", "Likely")]
    head = Row(*_measured(words), styles=(_BOLD,) * 5, group=(0, 0))
    widths = _fit(rows, head, used, screen.width)
    body = _paragraphs(rows, screen) if widths is None else _columns(rows, head, widths, screen)
    foot = _footer(entries, asked, say)
    feet = [foot] if screen.width is None else wrap(foot, screen.width)
    lines = [*body, "", *(_styled(line, _FAINT, screen.colour) for line in feet)]
    return searchable("\n".join(lines)) + "\n"


def _row(entry: Line | Entry, say: Phrases) -> Row:
    found = entry.occurrence
    status = entry.status_text
    if found.certainty not in ("exact", "computed"):
        status = say.say(", ").join((status, say.word("certainty", found.certainty)))
    if found.conflict:
        status = say.say(", ").join((status, say.word("table", "sources disagree")))
    cells = (
        short_when(found, say),
        say.say(", ").join(filter(None, (entry.title, entry.number_text))),
        _where(entry, say),
        status,
        _likely(found, say),
    )
    colour = _YELLOW if found.conflict else _COLOURS.get(found.status, "")
    styles = ("", _BOLD if found.mark else "", "", colour, "")
    year, month, _ = civil(found.earliest)
    return Row(*_measured(cells), styles, (year, month))


def _measured(texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The texts as they may stand on a line, and how wide they are."""
    cells = tuple(map(plain, texts))
    return cells, tuple(map(width, cells))


def _where(entry: Line | Entry, say: Phrases) -> str:
    if entry.guest_text:
        host = entry.host_text or entry.location or "?"
        return say.say("{guest} →\u00a0{host}", guest=entry.guest_text, host=host)
    return entry.location or entry.host_text or ""


def _likely(found: Occurrence, say: Phrases) -> str:
    """The word, the share and what it rests on: never a bare number."""
    likelihood = found.likelihood
    if likelihood is None or found.status in ("occurred", "missed", "cancelled", "not-recorded"):
        return ""
    word = say.word("likelihood", likelihood.word.replace("-", " "))
    share = _unbroken(percent_text(likelihood.probability, say))
    text = say.say(", ").join((word, share))
    if not likelihood.chances:
        return text
    record = say.say("{hits} of {chances}", hits=likelihood.hits, chances=likelihood.chances)
    return f"{text} ({_unbroken(record)})"


def _unbroken(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _fit(
    rows: Sequence[Row], head: Row, used: Sequence[int], screen: int | None
) -> dict[int, int] | None:
    """How wide each column that is used shall be, or None if no widths fit the screen."""
    wanted = {column: max(row.widths[column] for row in (head, *rows)) for column in used}
    if screen is None:
        return wanted
    least = {c: min(wanted[c], max(_LEAST[c], head.widths[c])) for c in used}
    least[0] = wanted[0]
    gaps = len(_GAP) * (len(used) - 1)
    if sum(least.values()) + gaps > screen:
        return None
    while sum(wanted.values()) + gaps > screen:
        # The longest column gives way first; of equals the one on the left, which is what returns.
        longest = max((c for c in used if wanted[c] > least[c]), key=lambda c: (wanted[c], -c))
        wanted[longest] -= 1
    return wanted


def _columns(
    rows: Sequence[Row], head: Row, widths: dict[int, int], screen: Screen
) -> Iterator[str]:
    whole = sum(widths.values()) + len(_GAP) * (len(widths) - 1)
    yield from _lines(head, widths, screen.colour)
    yield _styled("─" * whole, _FAINT, screen.colour)
    for group in _apart(rows):
        if not group:
            yield ""
        for row in group:
            yield from _lines(row, widths, screen.colour)


def _lines(row: Row, widths: dict[int, int], colour: bool) -> Iterator[str]:
    """One row, in as many lines as its tallest cell has."""
    cells, wide, styles = row.cells, row.widths, row.styles
    room = [(column, cells_wide - wide[column]) for column, cells_wide in widths.items()]
    if min([left for _, left in room]) >= 0:  # as nearly always
        padded = [
            _styled(cells[column], styles[column], colour) + " " * left for column, left in room
        ]
        yield side_by_side(padded, _GAP).rstrip(" \u200e")
        return
    broken = [wrap(cells[column], cells_wide) for column, cells_wide in widths.items()]
    for texts in zip_longest(*broken, fillvalue=""):
        padded = [
            _styled(text, styles[column], colour) + " " * (cells_wide - width(text))
            for text, (column, cells_wide) in zip(texts, widths.items(), strict=True)
        ]
        yield side_by_side(padded, _GAP).rstrip(" \u200e")


def _paragraphs(rows: Sequence[Row], screen: Screen) -> Iterator[str]:
    """Each occurrence below its day, for screens too narrow for columns."""
    for row in rows:
        if row is not rows[0]:
            yield ""
        for column, (text, style) in enumerate(zip(row.cells, row.styles, strict=True)):
            indent = "  " if column else ""
            for line in wrap(text, max((screen.width or 80) - len(indent), 2), 99):
                if line:
                    yield indent + _styled(line, style, screen.colour)


def _apart(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows by year, or by month within one year, with an empty group between; all in one if few."""
    years = len({row.group[0] for row in rows})
    key: Callable[[Row], object] = (lambda r: r.group[0]) if years > 1 else (lambda r: r.group)
    groups = [list(group) for _, group in groupby(rows, key)]
    if len(rows) < 2 * len(groups):
        groups = [list(rows)]
    for position, group in enumerate(groups):
        if position:
            yield []
        yield group


def _footer(entries: Sequence[Line | Entry], asked: Asked, say: Phrases) -> str:
    visits = sum(entry.occurrence.kind == "visit" for entry in entries)
    others = len(entries) - visits
    counts = [
        say.count("{n} commemoration", "{n} commemorations", others) if others else "",
        say.count("{n} visit", "{n} visits", visits) if visits else "",
    ]
    return say.say(
        "{counts}; as known on {day}",
        counts=say.say(", ").join(filter(None, counts)),
        day=day_text(asked.as_of, say),
    )


def _nothing(asked: Asked, say: Phrases) -> str:
    """A sentence that says what was asked, since the answer shows nothing of it."""
    if not asked.rulebook.commemorations and not asked.rulebook.patterns:
        return say.say("There are no rules to forecast from.")
    text = say.say(
        "Nothing from {start} to {end}, as known on {day}.",
        start=day_text(asked.first, say),
        end=day_text(asked.last, say),
        day=day_text(asked.as_of, say),
    )
    if not asked.filters:
        return text
    options = " ".join(map(plain, asked.filters))
    return say.sentences((text, say.say("Asked for: {options}.", options=options)))


def _styled(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour and style and text else text
