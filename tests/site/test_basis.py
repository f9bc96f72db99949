"""Pages that rest on the same are not made again; what comes of it is what a new folder gets."""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from calendar_gen.as_left import LastBuild, Said
from calendar_gen.rendering.digest import Edition
from calendar_gen.rendering.digest.volumes import volumes
from calendar_gen.rulebook import load
from calendar_gen.rules import Commemoration
from calendar_gen.site import Order, build, documents, remembered
from calendar_gen.site.basis import shown_in
from calendar_gen.site.order import material, worded
from tests.site.samples import AS_OF, RULES, identities, order, rulebook, tree

YEARS = (2025, 2027)
EDITS = 9
MONTHS = ("january", "february", "march", "april", "may", "june", "july")


SILENT = """\
  - {id: five, title: {en: Five years}, of: 1945-06-26, every: 5, sources: [gazette-1999]}
"""


class Day(NamedTuple):
    """A day of some years, as an author writes it."""

    id: str
    title: str
    month: int
    since: int
    until: int
    source: str

    def yaml(self) -> str:
        return (
            f"  - id: {self.id}\n    title: {{en: {self.title}, ru: «{self.title}»}}\n"
            f"    on: {self.month} {MONTHS[self.month - 1]}\n"
            f"    since: {self.since}\n    until: {self.until}\n"
            f"    host: FR\n    sources: [{self.source}]\n"
        )


class Desk:
    """Rule files that an author edits, the site, and what is kept of its builds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.random = Random(6)
        self.as_of = AS_OF
        self.base = RULES.replace("\nreciprocal", f"{SILENT}\nreciprocal")
        self.days = [
            Day(f"day-{n}", f"Day {n}", n % 7 + 1, 2025 + n % 3, 2025 + n % 3, f"letter-{n % 3}")
            for n in range(8)
        ]
        self.letters = {f"letter-{n}": f"Letter {n}" for n in range(3)}
        self.head = ""

    def write(self) -> None:
        """Write the files as they are now."""
        rules = self.folder / "rules"
        rules.mkdir(exist_ok=True)
        (rules / "base.yaml").write_text(self.base, encoding="utf-8")
        sources = "".join(
            f"  {id_}: {{publisher: Office, published: 2001-01-01, title: {title}}}\n"
            for id_, title in self.letters.items()
        )
        text = f"{self.head}calendar-gen: 1\nsources:\n{sources}commemorations:\n"
        text += "".join(day.yaml() for day in self.days)
        (rules / "days.yaml").write_text(text, encoding="utf-8")

    def edits(self) -> Iterator[str]:
        """Edit something, again and again; says what."""
        kinds = ["title", "month", "add", "remove", "source", "line", "base", "day", "silent"]
        for number in range(EDITS):
            kind = kinds[number] if number < len(kinds) else self.random.choice(kinds)
            getattr(self, f"_{kind}")(number)
            self.write()
            yield kind

    def _change(self, **fields: Any) -> None:
        at = self.random.randrange(len(self.days))
        self.days[at] = self.days[at]._replace(**fields)

    def _title(self, number: int) -> None:
        self._change(title=f"Day anew {number}")

    def _month(self, number: int) -> None:
        self._change(month=number % 7 + 1)

    def _add(self, number: int) -> None:
        self.days.append(Day(f"new-{number}", f"New {number}", 7, 2026, 2026, "letter-1"))

    def _remove(self, _: int) -> None:
        self.days.pop(self.random.randrange(len(self.days)))

    def _source(self, number: int) -> None:
        self.letters["letter-0"] = f"Letter anew {number}"

    def _line(self, number: int) -> None:
        self.head += f"# {number}\n"
        self.base = f"# {number}\n{self.base}"

    def _base(self, number: int) -> None:
        self.base = self.base.replace("place: Moscow", f"place: Moscow {number}")

    def _day(self, _: int) -> None:
        self.as_of += 1

    def _silent(self, number: int) -> None:
        """Another title of a rule that has no day in most years."""
        self.base = self.base.replace("title: {en: Five", f"title: {{en: {number} Five")

    def order(self) -> Order:
        """What is asked for."""
        book = load([str(self.folder / "rules")])
        assert not book.problems
        wanted = order(book, self.as_of)
        return wanted._replace(years=YEARS, languages=("en", "ru"), base_url="https://example.org")

    def last(self) -> LastBuild:
        """The build before."""
        return LastBuild(str(self.folder / "kept"), str(self.site), (), ())

    def build(self, *, dry: bool = False) -> None:
        """Build as the command line does."""
        last = self.last()
        before = remembered(self.site, None)
        done = build(self.order(), self.site, before, dry=dry, standing=last.standing)
        if not dry:
            last.note(Said([], [], done.files, done.keys))

    def anew(self) -> dict[str, bytes]:
        """What a new folder gets that goes on from the last build, before the site does."""
        fresh = self.folder / "fresh"
        build(self.order(), fresh, remembered(self.site, None))
        found = tree(fresh)
        fresh.rename(self.folder / f"fresh-{len(list(self.folder.iterdir()))}")
        return found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stems of digests that are made, in order."""
    found: list[str] = []

    def noted(*arguments: Any, **more: Any) -> Any:
        found.append(arguments[4])
        return volumes(*arguments, **more)

    monkeypatch.setattr(documents, "volumes", noted)
    return found


def test_after_any_edit_a_site_is_what_a_new_folder_gets(tmp_path: Path, made: list[str]) -> None:
    desk = Desk(tmp_path)
    desk.write()
    desk.build()
    kept = 0
    for edit in desk.edits():
        wanted = desk.anew()
        made.clear()
        desk.build()
        assert tree(desk.site) == wanted, edit
        kept += 2 * (YEARS[1] - YEARS[0] + 1) - len(made)
    assert kept > EDITS


def test_only_the_year_of_a_corrected_title_is_made_again(tmp_path: Path, made: list[str]) -> None:
    desk = Desk(tmp_path)
    desk.write()
    desk.build()
    desk.days[0] = desk.days[0]._replace(title="Anew")
    desk.write()
    desk.build()  # from now on pages know that there was an edition before
    desk.days[1] = desk.days[1]._replace(title="Anew")
    desk.write()
    before = identities(desk.site)
    made.clear()
    desk.build(dry=True)
    assert made == ["2026", "2026"]
    assert identities(desk.site) == before
    desk.build()
    assert made == ["2026"] * 4
    after = identities(desk.site)
    assert [path for path in after if "digests/" in path and after[path] != before[path]] == [
        path for path in after if path.endswith("digests/2026.html")
    ]


def test_a_year_is_made_again_if_somebody_touched_one_of_its_pages(
    tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calendar_gen.rendering.digest.volumes.LARGEST", 2)  # a page a month
    desk = Desk(tmp_path)
    desk.write()
    desk.build()
    wanted = tree(desk.site)
    made.clear()
    (desk.site / "digests" / "2025-05.html").write_text("Nothing.", encoding="utf-8")
    desk.build()
    assert made == ["2025"]
    assert tree(desk.site) == wanted


class Watched(dict[str, Commemoration]):
    """The rules of a rulebook, and which of them were looked at."""

    def __init__(self, rules: dict[str, Commemoration]) -> None:
        super().__init__(rules)
        self.seen: set[str] = set()
        self.all_seen_by: set[str] = set()

    def values(self) -> Any:
        self.all_seen_by.add(sys._getframe(1).f_code.co_name)
        return super().values()

    def __iter__(self) -> Iterator[str]:
        self.all_seen_by.add(sys._getframe(1).f_code.co_name)
        return super().__iter__()

    def items(self) -> Any:
        self.all_seen_by.add(sys._getframe(1).f_code.co_name)
        return super().items()

    def get(self, id_: str, default: Any = None) -> Any:
        self.seen |= {id_} & self.keys()
        return super().get(id_, default)

    def __getitem__(self, id_: str) -> Commemoration:
        self.seen |= {id_} & self.keys()
        return super().__getitem__(id_)


def test_a_page_looks_at_no_rule_but_those_of_its_entries(tmp_path: Path) -> None:
    """Else it would rest on more than its key is made of."""
    book = rulebook(
        tmp_path / "rules", RULES.replace("of: 1945-05-09", "of: 1945-05-09\n    until: 2025")
    )
    rules = Watched(dict(book.commemorations))
    watched = book._replace(commemorations=rules)
    wanted = order(watched)
    shared = material(book, AS_OF, *wanted.horizon)
    words = worded(shared, book, "en", AS_OF)
    edition = Edition(2027, "en", AS_OF, version="0")
    shown = shown_in(edition, words)
    assert {entry.occurrence.rule for entry in shown} == {"surrender-day"}
    rules.seen.clear()
    rules.all_seen_by.clear()
    assert list(volumes(shown, shared.ledgers, watched, edition, "2027", also=words.also))
    assert rules.seen == {"surrender-day"}
    # Of the first the folders are in the key, of the others all that they find.
    assert rules.all_seen_by == {"shown_paths", "_asked"}
