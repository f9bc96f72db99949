"""A small set of rules, and a site built from it."""

from pathlib import Path

from calendar_gen.edtf import day
from calendar_gen.rulebook import load
from calendar_gen.rules import Rulebook
from calendar_gen.site import Order, Report, build, remembered, usual_years

AS_OF = day(2025, 5, 6)
RULES = """\
calendar-gen: 1
title: Two days of remembrance

sources:
  gazette-1999: {publisher: Gazette, published: 1999-01-01, title: The days of remembrance}

commemorations:
  - id: victory-day
    title: {en: Victory Day, ru: День Победы, zh: 胜利日}
    of: 1945-05-09
    host: RU
    place: Moscow
    categories: [wwii, parade]
    sources: [gazette-1999]
  - id: surrender-day
    title: {en: Surrender Day, ru: День капитуляции, zh: 抗战胜利日}
    of: 1945-09-03
    host: CN
    categories: [wwii]
    sources: [gazette-1999]

reciprocal_visits:
  - id: exchange
    title: {en: Exchange of visits}
    pattern: paired
    every: 10
    since: 2015
    legs:
      - {guest: CN, host: RU, at: victory-day, window: 3 days before .. 1 day after}
      - {guest: RU, host: CN, at: surrender-day, window: 9 days before .. 1 day after}
    sources: [gazette-1999]
"""


def rulebook(folder: Path, text: str = RULES) -> Rulebook:
    """The rulebook of one file in `folder`."""
    folder.mkdir(exist_ok=True)
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    book = load([str(folder)])
    assert not [problem for problem in book.problems if problem.severity == "error"]
    return book


def order(book: Rulebook, as_of: int = AS_OF) -> Order:
    """An order for the usual years around 6 May 2025."""
    return Order(book, as_of, usual_years(AS_OF), domain="example.org")


def built(wanted: Order, out: Path, *, dry: bool = False) -> Report:
    """Build into `out`, going on from what is there."""
    return build(wanted, out, remembered(out, None), dry=dry)


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    """All files of a folder with their inodes and times."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            state = path.stat()
            found[path.relative_to(folder).as_posix()] = (state.st_ino, state.st_mtime_ns)
    return found


def event(feed: bytes, uid: str) -> str:
    """The text of one event of a feed."""
    found = [part for part in feed.decode().split("BEGIN:VEVENT") if f"UID:{uid}@" in part]
    assert len(found) == 1
    return found[0].partition("END:VEVENT")[0]
