"""What changed since the day of the last edition, of a digest that stands alone."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from tests.digest.reading import Page

BOOK = """\
calendar-gen: 1
sources:
  paper: {publisher: Paper, title: Law, published: 2000-01-01}
  gazette: {publisher: Gazette, title: Decree, published: 2027-02-01}
  news: {publisher: News, title: Visit, published: 2027-02-10}
commemorations:
  - id: kept
    title: Kept day
    of: 1930-05-12
    host: RU
    sources: [paper]
    exceptions:
      - cycle: 2027
        moved-to: 2027-05-14
        because: the square is under repair
        sources: [gazette]
visits:
  - id: come
    guest: CN
    host: FR
    kind: state
    claims:
      - {date: 2027-05-20/2027-05-22, status: announced, source: news}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("rules") / "book.yaml"
    place.write_text(BOOK, encoding="utf-8")
    return str(place)


def run(book: str, *arguments: str, as_of: str = "2027-03-01") -> Result:
    given = ("digest", "2027", "-r", book, "--as-of", as_of, "--today", "2027-03-01")
    return CliRunner().invoke(main, [*given, *arguments])


def signs(html: str) -> dict[str, str]:
    return {
        card.attributes["id"]: next((s for s in ("(+)", "(*)") if s in card.text), "")
        for card in Page(html).all("li", "card")
    }


def test_what_is_new_and_what_is_updated_is_marked(book: str) -> None:
    told = run(book, "--since", "2027-01-15")
    assert told.exit_code == 0, told.output
    assert signs(told.stdout) == {"kept.2027": "(*)", "come": "(+)"}
    part = Page(told.stdout).by_id("part:changes").text
    assert (
        "What is known at the end of 1 March 2027, against what was known at the end of "
        "15 January 2027." in part
    )
    assert "12 May 2027" in part


@pytest.mark.parametrize("since,marked", [("2027-02-05", {"come"}), ("2027-02-20", set())])
def test_what_was_known_by_then_is_not_marked(book: str, since: str, marked: set[str]) -> None:
    found = signs(run(book, "--since", since).stdout)
    assert {id_ for id_, sign in found.items() if sign} == marked
    if not marked:
        part = Page(run(book, "--since", since).stdout).by_id("part:changes").text
        assert "Nothing of 2027 has changed since the last edition." in part


def test_without_a_last_edition_nothing_is_marked(book: str) -> None:
    told = run(book)
    assert not any(signs(told.stdout).values())
    assert "against what was known" not in told.stdout


def test_what_was_left_out_of_the_digest_is_not_among_its_changes(book: str) -> None:
    told = run(book, "--since", "2027-01-15", "--country", "FR").stdout
    assert signs(told) == {"come": "(+)"}
    assert "Kept day" not in Page(told).by_id("part:changes").text


@pytest.mark.parametrize("form", ["text", "email"])
def test_text_and_mail_say_it_too(book: str, form: str, tmp_path: Path) -> None:
    place = tmp_path / "digest"
    told = run(book, "--since", "2027-01-15", "--format", form, "-o", str(place))
    assert told.exit_code == 0, told.output
    written = place.read_text(encoding="utf-8").replace("=\n", "")  # folded by a mail
    text = " ".join(written.split())
    assert "(+)" in text
    assert "(*)" in text
    assert "against what was known at the end of 15" in text


def test_a_last_edition_after_this_one_is_refused(book: str) -> None:
    told = run(book, "--since", "2027-03-02")
    assert told.exit_code == 2
    assert "--since: that is after the as-of day" in told.stderr
    told = run(book, "--since", "2027-13-02")
    assert told.exit_code == 2
    assert "--since" in told.stderr
