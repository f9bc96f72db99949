"""A digest as text, for terminals and plain mail.

Columns are cells of a terminal: wide characters take two. Nothing that rules say reaches the
terminal as anything but letters.
"""

from collections.abc import Iterable, Iterator, Sequence

from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.rendering.cells import pad, plain, together, width, wrap
from calendar_gen.rendering.digest.accounts import Account, RecordedVisit
from calendar_gen.rendering.digest.anchors import Mark
from calendar_gen.rendering.digest.cards import Card, Month
from calendar_gen.rendering.digest.contents import Contents
from calendar_gen.rendering.short_days import short_weekdays

LEAST = 24
"""Fewest columns that text is set in, whatever the terminal has."""

_NARROW = 48
"""On fewer columns a day stands above its entry and not beside it."""


def text(made: Contents, columns: int) -> str:
    """The contents of a digest in lines of at most so many columns, and never fewer than
    `LEAST`.
    """
    say = phrases(made.edition.language)
    cells = max(columns, LEAST)
    lines = [*_head(made, say, cells)]
    for heading, part in _parts(made, say, cells):
        lines += ["", "", *wrap(plain(heading), cells, 9), "─" * cells, *part]
    lines += ["", "─" * cells, *_foot(made, say, cells)]
    # No-break spaces have done their work; whoever searches the text types ordinary ones.
    return "\n".join(line.rstrip() for line in lines).replace("\u00a0", " ") + "\n"


def _parts(made: Contents, say: Phrases, cells: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Heading and lines of each part that has something to say."""
    parts = (
        (say.say("What to prepare now"), _plan(made, say, cells)),
        (say.say("Milestones"), _milestones(made, say, cells)),
        *((heading, _listed(lines, cells)) for heading, lines in ongoing(made, say)),
        *((_name(month, say), _cards(month, say, cells)) for month in made.months),
        (say.say("Ledger: who owes whom a visit"), _accounts(made, say, cells)),
        (say.say("What falls on the same days"), _clashes(made, say, cells)),
        (say.say("What changed since the last edition"), _changes(made, say, cells)),
        (say.say("Where sources disagree"), _conflicts(made, say, cells)),
        (say.say("Rules without an answer"), _silent(made, say, cells)),
        (say.say("Sources"), _sources(made, cells)),
    )
    for heading, lines in parts:
        found = list(lines)
        if found:
            yield heading, found


def _name(month: Month, say: Phrases) -> str:
    if not month.number:
        return month.name
    return say.say("{month} {year}", month=month.name, m=month.number, year=month.year)


def _head(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    yield from wrap(plain(say.say("Digest {year}", year=made.year)), cells, 9)
    yield "═" * cells
    lede = "Commemorations and expected visits, as known at the end of {day}."
    yield from _block(say.say(lede, day=made.as_of), cells)
    if made.edition.chosen:
        choice = say.say("; ").join(made.edition.chosen)
        yield from _block(say.say("Only: {choice}.", choice=choice), cells)
    visits = len(made.visits)
    counts = (
        say.count("{n} commemoration", "{n} commemorations", made.commemorations),
        say.count("{n} visit", "{n} visits", visits),
        say.count("{n} round number", "{n} round numbers", made.anniversaries),
    )
    yield from _block(say.say(", ").join(counts), cells)
    if made.edition.page is not None:
        label = say.say("The whole digest as a page")
        yield from _block(say.say("{label}: {text}", label=label, text="").rstrip(), cells)
        yield f"  {plain(made.edition.page)}"


def _foot(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    yield from _block(say.say("A forecast is not an announcement."), cells)
    yield from _block(say.say("States and territories follow ISO 3166."), cells)
    for sentence in made.without_code:
        yield from _block(sentence, cells)
    made_by = "Made by calendar-gen from rulebook {version}, as of {day}."
    yield from _block(say.say(made_by, version=made.version, day=made.as_of), cells)


def _plan(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    for number, lead in enumerate(made.plan):
        if number:
            yield ""
        yield from _block(lead.title, cells)
        if not lead.tasks:
            yield from _block(say.say("Nothing begins."), cells, "  ")
        for task in lead.tasks:
            when = say.say(", ").join((task.title, task.when, task.until, task.standing))
            yield from _block(when, cells, "  ", "    ")
            if task.clashes:
                others = [*task.clashes]
                if task.more:
                    others.append(say.say("and {n} more", n=task.more))
                same = f"{say.say('Same day:')} {say.say('; ').join(others)}"
                yield from _block(same, cells, "    ")
            yield from _block(task.citation, cells, "    > ")


def _milestones(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    for group in made.milestones:
        yield from _block(group.title, cells)
        for milestone in group.milestones:
            entry = milestone.entry
            parts = (entry.title, entry.number_text, entry.jubilee_text, entry.when)
            yield from _block(say.say(", ").join(filter(None, parts)), cells, "  ", "    ")


def _cards(month: Month, say: Phrases, cells: int) -> Iterator[str]:
    days = [_day(card, say) if month.number else month.year for card in month.cards]
    margin = max(map(width, days), default=0) + 2
    for day, card in zip(days, month.cards, strict=True):
        first, *rest = _facts(card, say)
        if cells < _NARROW:
            yield day
            margin = 2
            yield from _block(first, cells, "  ", "    ")
        else:
            yield from _block(first, cells, pad(day, margin), " " * (margin + 2))
        for fact in rest:
            yield from _block(fact, cells, " " * margin)


def ongoing(made: Contents, say: Phrases) -> Iterator[tuple[str, Sequence[str]]]:
    """Who is in the chair, and which windows are open on all the days, by their own: heading and
    lines.
    """
    if made.terms:
        yield (
            say.say("In the chair"),
            [say.say("{title}, {when}", title=each.title, when=each.when) for each in made.terms],
        )
    if made.throughout:
        by_days: dict[str, list[str]] = {}
        for each in made.throughout:
            by_days.setdefault(each.when, []).append(each.title)
        yield (
            say.say("Also open on all of these days: {n}", n=len(made.throughout)),
            [
                say.say("{label}: {text}", label=when, text=say.say("; ").join(titles))
                for when, titles in by_days.items()
            ],
        )


def _listed(lines: Sequence[str], cells: int) -> Iterator[str]:
    for line in lines:
        yield from _block(line, cells, "  ", "    ")


def _day(card: Card, say: Phrases) -> str:
    """`9 Fri`, and of several days the first and last."""
    occurrence = card.entry.occurrence
    names = short_weekdays(say.language)
    if occurrence.earliest == occurrence.latest:
        return f"{card.days:>2} {names[(occurrence.earliest - 1) % 7]}"
    return card.days


def _facts(card: Card, say: Phrases) -> Iterator[str]:
    """The lines of an entry: its title first, then what is known of it."""
    entry = card.entry
    title = say.say(", ").join(filter(None, (entry.title, entry.number_text, entry.jubilee_text)))
    sign = f"{card.sign[0]} " if card.sign is not None and card.sign[0] else ""
    yield f"{sign}{title}{_marks(card.marks)}"
    if entry.own_title is not None:
        yield entry.own_title[1]
    if card.spans:
        yield entry.when
    who = card.who or (entry.host_text if entry.location is None else None)
    where = say.say("; ").join(filter(None, (who, entry.person_text, entry.location)))
    if where:
        yield where
    if entry.protocol_text is not None:
        yield entry.protocol_text
    kinds = say.say(", ").join(entry.category_texts)
    yield say.say("; ").join((entry.status_text, entry.certainty_text, kinds))
    for fact in (entry.likelihood_text, entry.moved_text, entry.conflict_text, entry.note):
        if fact is not None:
            yield fact
    if entry.occasion is not None:
        yield say.say("For {occasion}", occasion=entry.occasion.title)
    for other in entry.counterparts:
        tie = say.say("Belongs with {counterpart}", counterpart=other.title)
        yield say.say(", ").join((tie, other.when))


def _marks(marks: Iterable[Mark]) -> str:
    return "".join(f" [{mark.number}]" for mark in marks)


def _accounts(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    if "accounts" in made.more:
        left = "Pairs without a visit on these days: {n}."
        yield from _block(say.say(left, n=made.more["accounts"]), cells)
    for number, account in enumerate(made.accounts):
        if number:
            yield ""
        title = say.say("{text} ({status})", text=account.title, status=account.state_text)
        yield from _block(title, cells)
        for sentence in (account.verdict, account.doubt, *account.standing):
            if sentence is not None:
                yield from _block(sentence, cells, "  ")
        for way in account.directions:
            head = say.say("{guest} to {host}", guest=way.guest, host=way.host)
            visits = say.say("none on record")
            if way.visits:
                visits = say.count("{n} visit", "{n} visits", way.visits)
            yield from _block(say.say("{label}: {text}", label=head, text=visits), cells, "  ")
            for coming in way.coming:
                following = say.say("{title}, {when}", title=coming.title, when=coming.when)
                label = say.say("Next expected")
                text = say.say("{label}: {text}", label=label, text=following)
                yield from _block(text, cells, "    ")
        for line in _record(account, say):
            yield from _block(line, cells, "  - ", "    ")


def _record(account: Account, say: Phrases) -> Iterator[str]:
    for visit in account.visits:
        yield _recorded(visit, say)
    left_out = say.say("counts for neither")
    for visit in account.meetings:
        yield say.say("{text} ({status})", text=_recorded(visit, say), status=left_out)


def _recorded(visit: RecordedVisit, say: Phrases) -> str:
    parts = filter(None, (visit.when, visit.who, visit.kind))
    return say.say(", ").join(parts) + _marks(visit.marks)


def _clashes(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    for clash in made.clashes:
        yield from _block(say.say("{label}: {text}", label=clash.when, text=clash.why), cells)
        for named in clash.named:
            yield from _block(named.title, cells, "  - ", "    ")
        if clash.more:
            yield from _block(say.say("and {n} more", n=clash.more), cells, "    ")
    if made.more_clashes:
        yield from _block(say.say("and {n} more", n=made.more_clashes), cells)


def _changes(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    if made.revisions.since is not None:
        compared = say.say(
            "What is known at the end of {after}, against what was known at the end of {before}.",
            after=made.as_of,
            before=made.revisions.since,
        )
        yield from _block(compared, cells)
        if not made.revisions.groups:
            yield from _block(unchanged(made, say), cells)
    for group in made.revisions.groups:
        yield from _block(" ".join(filter(None, (group.title, group.sign))), cells)
        for row in group.revised:
            details = say.say("; ").join(row.news.details)
            text = say.say("{label}: {text}", label=row.news.title, text=details)
            yield from _block(text, cells, "  - ", "    ")


def unchanged(made: Contents, say: Phrases) -> str:
    """That nothing has changed: of the view, or of all the days."""
    if made.edition.chosen:
        return say.say("Nothing in this view has changed since the last edition.")
    if made.edition.days.kind == "year":
        return say.say("Nothing of {year} has changed since the last edition.", year=made.year)
    return say.say("Nothing of these days has changed since the last edition.")


def _conflicts(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    for conflict in made.conflicts:
        yield from _block(conflict.text, cells)
        for claim in conflict.claims:
            parts = [claim.when, claim.status, claim.mark.text]
            if claim.chosen:
                parts.append(say.say("(shown)"))
            line = say.say("; ").join(parts) + _marks([claim.mark])
            yield from _block(line, cells, "  - ", "    ")
        if conflict.because is not None:
            yield from _block(conflict.because, cells, "  ")


def _silent(made: Contents, say: Phrases, cells: int) -> Iterator[str]:
    for rule in made.silent:
        name = say.say("{text} ({status})", text=rule.title, status=rule.id) if rule.title else ""
        parts = (name or rule.id, f"{rule.file}:{rule.line}", rule.why)
        yield from _block(say.say(", ").join(parts), cells, "- ", "  ")


def _sources(made: Contents, cells: int) -> Iterator[str]:
    for source in made.sources:
        number = f"[{source.mark.number}] "
        yield from _block(source.mark.text, cells, number, "    ")
        if source.url is not None:
            # An address is not broken: programs find where it ends.
            yield f"    {plain(source.url)}"


def _block(text: str, cells: int, first: str = "", following: str | None = None) -> Iterator[str]:
    """A text in lines, the first after `first`, the others after as many spaces or `following`."""
    after = " " * width(first) if following is None else following
    room = cells - max(width(first), width(after))
    for number, line in enumerate(wrap(together(plain(text)), room, 999)):
        yield (after if number else first) + line
