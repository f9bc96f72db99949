"""What one build gives to a server: the events of every language and window style, with their
names and revisions, so that a view is a choice among them and agrees with the site's own feeds.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calendar_gen.rendering.ics import Event, Revision
from calendar_gen.rules import Rulebook

if TYPE_CHECKING:
    from calendar_gen.rulebook.files import Stamps
    from calendar_gen.site import Memory, Order


class Shelf(NamedTuple):
    """The events of one language and window style, in order of days, and how each stands."""

    events: tuple[Event, ...]
    revisions: Mapping[str, Revision]


class Words(NamedTuple):
    """What filters may name. `formerly` leads from a rule's first id to its present one."""

    parties: frozenset[str]
    categories: frozenset[str]
    rules: frozenset[str]
    formerly: Mapping[str, str]


class Edition(NamedTuple):
    """All that is needed to answer for one build.

    `horizon` is the first and last day of `years`. By language are `about`, what a feed says of
    itself, `feeds`, from file name to the key of its events ("" for all), and `titles`, what the
    key of an event is called. `shelves` are by `<language>/<window style>`. `problems` counts the
    errors for which rules were left out. `retired` are languages that were given up, `gone` the
    paths of their feeds.
    """

    as_of: int
    horizon: tuple[int, int]
    years: tuple[int, int]
    languages: tuple[str, ...]
    domain: str
    base_url: str | None
    about: Mapping[str, str]
    feeds: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, Mapping[str, str]]
    shelves: Mapping[str, Shelf]
    words: Words
    problems: int
    remarks: tuple[str, ...]
    retired: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()

    def folder(self, language: str) -> str:
        """Where a language stands in the site: "" for the main one, else `ru/`."""
        return "" if language == self.languages[0] else f"{language}/"


class Task(NamedTuple):
    """What to build, from which rule files and lists of visits, as known on which day, and where
    to.

    The other fields are as in `site.Order`; without `years` they are the usual ones, and without
    `domain` it is that of the last build or of `base_url`. Without `languages` they are those of
    the last build, else all that there are; `retired` are given up. `previous` is as in
    `build --previous`, `kept_in` the folder of rulebooks once read.
    """

    rules: tuple[str, ...]
    out: Path
    as_of: int
    languages: tuple[str, ...] | None
    records: tuple[str, ...] = ()
    keep_going: bool = False
    kept_in: str | None = None
    previous: str | None = None
    years: tuple[int, int] | None = None
    domain: str | None = None
    base_url: str | None = None
    min_likelihood: float = 0.05
    contact: str | None = None
    licence: str | None = None
    retired: tuple[str, ...] = ()


class BadRules(Exception):  # noqa: N818 - it says what is the case
    """The rules have errors, told in a line each; nothing was written."""


def prepare(task: Task, lists: "Stamps | None" = None) -> Edition:
    """Build the site of a task, and gather what a server needs of it.

    `lists` gets how the lists that rule files name stood before they were read. Raises BadRules,
    MissingInput, NoMemory, OtherDomain, OtherLanguage, CannotRetire or CannotWrite with a sentence;
    then the site is as it was.
    """
    from calendar_gen.rendering.ics import STYLES, Revised
    from calendar_gen.site import (
        Order,
        address_of,
        build,
        domain_of,
        languages_of,
        remembered,
        usual_years,
    )

    rulebook, problems = _read(task, lists)
    before = remembered(task.out, task.previous)
    address = address_of(task.base_url, before)
    asked = _every_language() if before is None and task.languages is None else task.languages
    order = Order(
        rulebook=rulebook,
        as_of=task.as_of,
        years=task.years or usual_years(task.as_of),
        languages=languages_of(asked, before, task.retired),
        domain=domain_of(task.domain, before, address),
        base_url=address,
        min_likelihood=task.min_likelihood,
        contact=task.contact,
        licence=task.licence,
        windows=STYLES,
    )
    shelves: dict[str, Shelf] = {}
    one: dict[Event, Event] = {}  # styles share most of their events; here they share the memory

    def keep(key: str, revised: Revised) -> None:
        events = tuple(one.setdefault(event, event) for event in revised.events)
        shelves[key] = Shelf(events, {e.uid: revised.revisions[e.uid] for e in events})

    report = build(order, task.out, before, revised=keep)
    memory = remembered(task.out, None)
    assert memory is not None  # just written
    return _edition(order, memory, shelves, problems, report.remarks)


def _every_language() -> tuple[str, ...]:
    from calendar_gen.entries import available_languages

    return tuple(sorted(available_languages(), key=lambda tag: (tag != "en", tag)))


def _read(task: Task, lists: "Stamps | None") -> tuple[Rulebook, int]:
    """The rulebook, and how many errors it has. Raises BadRules or MissingInput."""
    from calendar_gen.forecasting.findings import sound
    from calendar_gen.rulebook import MissingInput, load
    from calendar_gen.rulebook.files import standing

    for path in (*task.rules, *task.records):
        if Path(path).exists() and standing(path) is None:  # it may never end, nor begin
            raise MissingInput(f'"{path}" is no file or folder, and a server reads it many times')
    book = load(task.rules, task.records, kept_in=task.kept_in, finish=sound, named=lists)
    errors = [str(problem) for problem in book.problems if problem.severity == "error"]
    if errors and not task.keep_going:
        raise BadRules("\n".join(errors))
    return book, len(errors)


def _edition(
    order: "Order",
    memory: "Memory",
    shelves: Mapping[str, Shelf],
    problems: int,
    remarks: tuple[str, ...],
) -> Edition:
    style = order.windows[0]
    past = {key: key.partition("/")[0] for key in memory.feeds}
    past = {key: language for key, language in past.items() if language not in order.languages}
    return Edition(
        as_of=order.as_of,
        horizon=order.horizon,
        years=order.years,
        languages=order.languages,
        domain=order.domain,
        base_url=order.base_url,
        about={language: _about(order, language) for language in order.languages},
        feeds={language: memory.feeds[f"{language}/{style}"] for language in order.languages},
        titles={
            language: dict(_titles(shelves[f"{language}/{style}"].events, order.rulebook, language))
            for language in order.languages
        },
        shelves=shelves,
        words=words_of(order.rulebook, _keys(memory, shelves.values())),
        problems=problems,
        remarks=remarks,
        retired=frozenset(past.values()),
        gone=frozenset(
            f"{language}/feeds/{name}.ics"
            for key, language in past.items()
            for name in memory.feeds[key]
        ),
    )


def _about(order: "Order", language: str) -> str:
    from calendar_gen.entries.notices import subscription

    return subscription(order.rulebook, language, licence=order.licence, contact=order.contact)


def _titles(
    events: Iterable[Event], rulebook: Rulebook, language: str
) -> Iterator[tuple[str, str]]:
    from calendar_gen.entries.phrases import phrases
    from calendar_gen.site.feeds import KINDS, title

    spoken = phrases(language)
    for key in sorted({key for event in events for key in event.keys}):
        head, _, value = key.partition(":")
        for kind in KINDS:
            if kind == head:
                yield key, title(kind, value, rulebook, spoken)


def _keys(memory: "Memory", shelves: Iterable[Shelf]) -> set[str]:
    """What events are chosen by, now or once: an address that was subscribed to stays right."""
    keys = {key for shelf in shelves for event in shelf.events for key in event.keys}
    keys |= {key for feeds in memory.feeds.values() for key in feeds.values()}
    return keys.union(*(r.keys for known in memory.revisions.values() for r in known.values()))


def words_of(rulebook: Rulebook, keys: set[str]) -> Words:
    """What filters may name by some rules, and by the `keys` of the events that there are."""
    from calendar_gen.parties import STATES

    former = {id: rule.formerly for id, rule in rulebook.commemorations.items()}
    former |= {id: rule.formerly for id, rule in rulebook.patterns.items()}
    return Words(
        parties=frozenset({*STATES, *rulebook.parties, *_named(keys, "party")}),
        categories=frozenset(
            {
                *(word for rule in rulebook.commemorations.values() for word in rule.categories),
                *(word for rule in rulebook.patterns.values() for word in rule.categories),
                *_named(keys, "category"),
            }
        ),
        rules=frozenset({*former, *_named(keys, "rule")}),
        formerly={
            old: id for id, olds in sorted(former.items()) for old in olds if old not in former
        },
    )


def _named(keys: Iterable[str], kind: str) -> set[str]:
    heads = (key.partition(":") for key in keys)
    return {value for head, _, value in heads if head == kind}
