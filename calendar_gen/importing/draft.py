"""What an importer hands over: drafts of commemorations, and what it could not take over."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from calendar_gen.problems import Place, Problem, Severity, shortened


class Day(NamedTuple):
    """The day of a commemoration in the words of the rule language.

    `of` is the event remembered, `on` the date sentence, one of them at least. `comments` tell a
    reviewer what was decided.
    """

    of: str | None = None
    on: str | None = None
    missing: str | None = None
    comments: tuple[str, ...] = ()


class Exceptional(NamedTuple):
    """A day that departs from the rule: `day` is moved or, without `moved_to`, cancelled; without
    `day`, `moved_to` is an extra day. Days are ISO texts.
    """

    day: str | None
    moved_to: str | None


class Source(NamedTuple):
    """Where something comes from: a file, of which the user may say this, or a page about an entry.

    `id` None leaves it to the name of the file or entry, `title` None likewise.
    """

    id: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None


class Draft(NamedTuple):
    """A commemoration to be written for review; `titles` and `note` are by language.

    `wish` is the id that the file itself suggests, `known_as` what may stand in for titles that no
    id can be made of, and `happening` what is remembered of that. `page` is about this entry,
    and becomes a source of its own.
    """

    at: Place
    titles: Mapping[str, str]
    day: Day
    wish: str | None = None
    known_as: str | None = None
    happening: str | None = None
    host: str | None = None
    place: str | None = None
    categories: tuple[str, ...] = ()
    note: Mapping[str, str] = MappingProxyType({})
    every: str | None = None
    since: str | None = None
    until: str | None = None
    lasts: str | None = None
    exceptions: tuple[Exceptional, ...] = ()
    page: Source | None = None
    comments: tuple[str, ...] = ()


class Settings(NamedTuple):
    """What holds for all entries. `language` is that of texts that do not tell their own.

    `origin` says that the first day of a yearly iCalendar event is the day of what it remembers.
    """

    source: Source = Source()
    language: str = "en"
    host: str | None = None
    categories: tuple[str, ...] = ()
    origin: bool = False


def with_defaults(draft: Draft, settings: Settings) -> Draft:
    """The host and categories that the user gives to entries."""
    categories = tuple(dict.fromkeys((*draft.categories, *settings.categories)))
    return draft._replace(host=draft.host or settings.host, categories=categories)


class ImportResult(NamedTuple):
    """Rule-file text, "" if nothing could be taken over; how many rules it has; what was lost.

    An `error` left a whole entry out, a `warning` a part of one, a `note` tells a choice.
    """

    text: str
    written: int
    findings: tuple[Problem, ...]


class Findings:
    """Notes what is lost of one file, and where."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def place(self, line: int, column: int = 1) -> Place:
        """A place in the file."""
        return Place(self.file, line, column)

    def entry(self, at: Place, message: str, hint: str | None = None) -> None:
        """An entry is left out."""
        self._add("error", at, "left-out", message, hint)

    def part(self, at: Place, message: str, hint: str | None = None) -> None:
        """A part of an entry is left out."""
        self._add("warning", at, "part-left-out", message, hint)

    def choice(self, at: Place, message: str, hint: str | None = None) -> None:
        """Everything is taken over, and a person should look at how."""
        self._add("note", at, "choice", message, hint)

    def _add(
        self, severity: Severity, at: Place, code: str, message: str, hint: str | None
    ) -> None:
        said = inert(message)
        self.found.append(Problem(at, severity, code, said, None if hint is None else inert(hint)))


def inert(text: str) -> str:
    """A text in which nothing acts on a terminal or turns the direction of writing."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def shown(text: str) -> str:
    """A text from a file as a message can show it: one line, short, nothing that acts."""
    return inert(shortened(text[:10_000]))
