"""The days that a digest is asked for, and what it then holds."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.edtf import day
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.digest import Edition, Period, digest
from calendar_gen.rendering.digest.periods import (
    file_stem,
    month_period,
    period_text,
    week_period,
    year_period,
)
from tests.digest.editions import made
from tests.digest.reading import Page
from tests.digest.samples import ALL, AS_OF, LEDGER, RULEBOOK, TO_BEIJING, TO_MOSCOW, worded
from tests.entries.samples import VICTORY
from tests.scenario import RULES

BOOK = """\
calendar-gen: 1
sources:
  almanac: {publisher: Almanac, title: Days, published: 2020-01-01}
commemorations:
  - id: spring
    title: Spring day
    of: 1930-05-12
    host: RU
    categories: [science]
    sources: [almanac]
  - id: summer
    title: Summer day
    of: 1940-05-20
    host: CN
    categories: [wwii]
    sources: [almanac]
  - id: winter
    title: Winter day
    of: 1950-12-31
    host: RU
    categories: [wwii]
    sources: [almanac]
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("rules") / "days.yaml"
    place.write_text(BOOK, encoding="utf-8")
    return str(place)


def run(book: str, *arguments: str) -> Result:
    fixed = ("-r", book, "--today", "2027-05-10", "--format", "text")
    return CliRunner().invoke(main, ["digest", *arguments, *fixed])


@pytest.mark.parametrize(
    "arguments,title,shown",
    [
        (("2027",), "Digest 2027", {"Spring", "Summer", "Winter"}),
        (("2027-05",), "Digest May 2027", {"Spring", "Summer"}),
        (("2027-12",), "Digest December 2027", {"Winter"}),
        (("2027-W19",), "Digest Week 19, 10 to 16 May 2027", {"Spring"}),
        (("2027W20",), "Digest Week 20, 17 to 23 May 2027", {"Summer"}),
        (("--days", "11"), "Digest 10 to 20 May 2027", {"Spring", "Summer"}),
        (("--from", "2027-05-13", "--to", "2027-06"), "Digest 13 May to 30 June", {"Summer"}),
        (("2027", "--country", "RU"), "Only: Russia.", {"Spring", "Winter"}),
        (("2027", "--category", "wwii"), "Only: Second World War.", {"Summer", "Winter"}),
        (
            ("2027", "--country", "RU", "--category", "wwii"),
            "Only: Russia; Second World War.",
            {"Winter"},
        ),
    ],
)
def test_a_digest_holds_the_days_and_the_part_asked_for(
    book: str, arguments: tuple[str, ...], title: str, shown: set[str]
) -> None:
    result = run(book, *arguments)
    assert result.exit_code == 0, result.output
    assert title in result.stdout
    assert {word for word in ("Spring", "Summer", "Winter") if word in result.stdout} == shown


@pytest.mark.parametrize(
    "arguments,said",
    [
        ((), "which days? Write 2027, 2027-05 or 2027-W19"),
        (("2027-13",), 'no days can be read from "2027-13"'),
        (("soon",), 'no days can be read from "soon"'),
        (("2027-W53",), "2027 has the weeks W01 to W52"),
        (("2027", "--days", "3"), "leave out --from, --to and --days"),
        (("2027", "--lead", "soon"), "write a list such as 30,7,1"),
        (("2027", "--country", "XX"), '"XX" is no party'),
        (("2027", "--category", "wwi2"), 'did you mean "wwii"?'),
    ],
)
def test_unclear_days_are_a_sentence(book: str, arguments: tuple[str, ...], said: str) -> None:
    result = run(book, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_pair_brings_its_own_ledger_alone() -> None:
    run = CliRunner().invoke
    fixed = ["--today", "2026-11-24", "--format", "text", "-r", str(RULES)]
    of_pair = run(main, ["digest", "2035", "--pair", "RU,CN", *fixed]).stdout
    assert "China and Russia (" in of_pair
    assert "Liberation of Auschwitz" not in of_pair
    of_category = run(main, ["digest", "2035", "--category", "wwii", *fixed]).stdout
    assert "China and Russia (" not in of_category


def test_periods_are_named_in_words_and_for_files() -> None:
    week = week_period(2026, 53)
    assert week == Period("week", day(2026, 12, 28), day(2027, 1, 3))
    assert week_period(2027, 53) is None
    periods = (
        year_period(-43),
        month_period(2027, 12),
        week,
        Period("days", day(2026, 12, 31), day(2027, 1, 1)),
    )
    assert [file_stem(period) for period in periods] == [
        "-043",
        "2027-12",
        "2026-W53",
        "2026-12-31_2027-01-01",
    ]
    assert [period_text(period, phrases("en")) for period in periods] == [
        "44 BCE",
        "December 2027",
        "Week 53, 28 December 2026 to 3 January 2027",
        "31 December 2026 to 1 January 2027",
    ]
    assert period_text(week, phrases("zh")) == "第53周，2026年12月28日至2027年1月3日"


def test_a_page_of_a_month_has_only_what_a_month_has() -> None:
    edition = Edition(2025, "en", AS_OF, period=month_period(2025, 5))
    page = Page(digest(worded(*ALL), (LEDGER,), RULEBOOK, edition))
    assert "victory-day-moscow.2025" in page.ids()
    assert "victory-day-beijing.2025" not in page.ids()
    assert "part:year" not in page.ids()
    assert "timeline" not in page.ids()
    assert page.targets() <= set(page.ids())


def test_months_of_two_years_are_told_apart() -> None:
    across = Period("days", day(2025, 5, 1), day(2026, 6, 30))
    page = Page(digest(worded(*ALL), (), RULEBOOK, Edition(2025, "en", AS_OF, period=across)))
    months = [id_ for id_ in page.ids() if id_.startswith("month:") and "title" not in id_]
    assert months[0] == "month:2025-05"
    assert len(months) == len(set(months))


@pytest.mark.parametrize(
    "name, begins",
    [
        ("year.html", b"<!DOCTYPE html>"),
        ("YEAR.HTM", b"<!DOCTYPE html>"),
        ("year", b"<!DOCTYPE html>"),
        ("year.txt", b"Digest"),
        ("year.eml", b"From: "),
        ("year.pdf", b"%PDF-"),
    ],
)
def test_a_file_holds_what_its_name_ends_in(tmp_path: Path, name: str, begins: bytes) -> None:
    told = into(tmp_path / name)
    assert (told.exit_code, told.stderr) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("form", ["html", "email"])
def test_a_name_that_says_otherwise_is_told_of(tmp_path: Path, form: str) -> None:
    told = into(tmp_path / "year.pdf", "--format", form)
    assert told.exit_code == 0
    assert told.stderr == f"{tmp_path}/year.pdf ends in .pdf, but is written as {form}, as asked.\n"
    assert not (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF")


def test_a_diary_may_end_in_txt(tmp_path: Path) -> None:
    told = into(tmp_path / "year.txt", "--format", "diary")
    assert (told.exit_code, told.stderr) == (0, "")


def into(place: Path, *options: str) -> Result:
    """The digest of 2025 of rules of our own, written into a file."""
    rules = place.parent / "rules.yaml"
    rules.write_text(BOOK, encoding="utf-8")
    asked = ["digest", "2025", "-r", str(rules), "--as-of", "2025-05-06", "-o", str(place)]
    return CliRunner().invoke(main, [*asked, *options])


def test_what_shares_a_day_is_told_of_both() -> None:
    stay = TO_MOSCOW._replace(earliest=AS_OF + 1, latest=AS_OF + 4)
    feast = VICTORY._replace(earliest=AS_OF + 3, latest=AS_OF + 3)
    window = TO_BEIJING._replace(earliest=AS_OF + 1, latest=AS_OF + 9)
    (lead,) = made(stay, feast, window, leads=(30,)).plan
    clashes = {task.id: len(task.clashes) for task in lead.tasks}
    assert clashes == {stay.id: 1, feast.id: 1, window.id: 0}
