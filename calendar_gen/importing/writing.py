"""From drafts to the text of a rule file, with comments for the person who reviews it."""

from collections.abc import Iterator, Sequence

from calendar_gen.importing.draft import Draft, Exceptional, Source
from calendar_gen.importing.ids import Ids, titles_in_order, wishes
from calendar_gen.importing.yaml_text import comment, listing, mapping, quoted, tidy, word


class _Sources:
    """The sources that rules cite, each declared once, in the order in which they are first cited.

    All files share the user's source if it has an id; else each has its own, called by its name.
    """

    def __init__(self, given: Source) -> None:
        self._given = given
        self._ids = Ids()
        self._by_key: dict[str, str] = {}
        self.cited: dict[str, Source] = {}

    def of(self, draft: Draft, rule_id: str) -> list[str]:
        """The ids of the sources of a rule: its file, and its page if it has one.

        A page whose publisher is known says all that a file says of which nothing is known.
        """
        given = self._given
        page = None if draft.page is None else self._page(draft, draft.page, rule_id)
        silent = not (given.id or given.publisher or given.title or given.url)
        if draft.page is not None and page is not None and draft.page.publisher and silent:
            return [page]
        last = draft.at.file.replace("\\", "/").rpartition("/")[2]
        name = given.id or f"import {last.rpartition('.')[0] or last}"
        key = "" if given.id else draft.at.file
        titled = given if given.title else given._replace(title=last)
        file = self._declared(key, name, titled)
        return [file] if page is None else [file, page]

    def _page(self, draft: Draft, page: Source, rule_id: str) -> str:
        whole = page._replace(
            publisher=page.publisher or self._given.publisher,
            title=page.title or titles_in_order(draft.titles.items())[0],
            published=self._given.published,
        )
        name = draft.known_as or f"{rule_id} page"
        return self._declared(f"{whole.url} {whole.title}", name, whole)

    def _declared(self, key: str, name: str, source: Source) -> str:
        if key not in self._by_key:
            self._by_key[key] = self._ids.take(name)
            self.cited[self._by_key[key]] = source
        return self._by_key[key]


def rule_file(names: Sequence[str], drafts: Sequence[Draft], given: Source) -> str:
    """The text of the rules of files of those names; it ends with a line feed."""
    ids, sources = Ids(), _Sources(given)
    rules: list[str] = []
    for draft in drafts:
        id = ids.take(*wishes(draft))
        rules += ["", *_rule(draft, id, sources.of(draft, id))]
    lines = [
        comment(f"Written by calendar-gen import from {', '.join(names)}; review it before use."),
        "calendar-gen: 1",
        "",
        "sources:",
        *(line for id, source in sources.cited.items() for line in _source(id, source)),
        "",
        "commemorations:",
        *rules[1:],
    ]
    return "\n".join(lines) + "\n"


def _source(id: str, source: Source) -> Iterator[str]:
    yield f"  {word(id)}:"
    if source.publisher:
        yield f"    publisher: {quoted(tidy(source.publisher))}"
    else:
        yield "    # publisher: not known; say who publishes it (--publisher)"
    yield f"    title: {quoted(tidy(source.title or id))}"
    if source.url:
        yield f"    url: {quoted(source.url)}"
    if source.published:
        yield f"    published: {word(source.published)}"
    else:
        yield "    # published: not known; say since when it could be known (--published)"


def _rule(draft: Draft, id: str, sources: Sequence[str]) -> Iterator[str]:
    day = draft.day
    at = f"{draft.at.file}:{draft.at.line}"
    for text in (at, *day.comments, *draft.comments):
        yield f"  {comment(text)}"
    titles = {tag: quoted(text) for tag, text in sorted(draft.titles.items())}
    yield f"  - id: {word(id)}"
    yield f"    title: {mapping(titles)}"
    if day.of:
        yield f"    of: {word(day.of)}"
    if day.on:
        yield f"    on: {day.on if day.on.startswith('[') else word(day.on)}"
    plain = {"missing": day.missing, "every": draft.every}
    plain |= {"since": draft.since, "until": draft.until, "lasts": draft.lasts}
    plain["host"] = draft.host
    yield from (f"    {key}: {word(value)}" for key, value in plain.items() if value)
    if draft.place:
        yield f"    place: {quoted(draft.place)}"
    if draft.categories:
        yield f"    categories: {listing(quoted(text) for text in draft.categories)}"
    if draft.exceptions:
        yield "    exceptions:"
        yield "      # because: is not in the file; say why"
        yield from (f"      - {_exception(one, sources)}" for one in draft.exceptions)
    if draft.note:
        yield f"    note: {mapping({tag: quoted(text) for tag, text in draft.note.items()})}"
    yield f"    sources: {listing(map(word, sources))}"


def _exception(one: Exceptional, sources: Sequence[str]) -> str:
    pairs: dict[str, str] = {}
    if one.day is None:
        pairs["extra"] = one.moved_to or ""
    else:
        pairs["day"] = one.day
        pairs |= {"moved-to": one.moved_to} if one.moved_to else {"cancelled": "true"}
    return mapping({**pairs, "sources": listing(map(word, sources[:1]))})
