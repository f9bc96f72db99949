"""Conventions of agencies and protocol by option, and what a digest says where there is nothing."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.entries.phrases import phrases
from tests.digest.reading import Page

RULES = """\
calendar-gen: 1
sources:
  s: {publisher: A, title: a, published: 2020-01-01}
commemorations:
  - {id: victory, title: {en: Victory Day, ru: День Победы}, of: 1945-05-09, host: RU,
     place: Moscow, categories: [wwii], sources: [s]}
  - {id: rising, title: Rising, of: 1919-04, host: KR, sources: [s]}
reciprocal_visits:
  - {id: fair, title: Fair, pattern: dated, guest: RU, host: CN, on: 6 April,
     window: on the day .. 2 days after, since: 2020, sources: [s]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def asked(rules: Path, *more: str) -> Result:
    fixed = ["digest", "-r", str(rules), "--as-of", "2026-11-29"]
    return CliRunner().invoke(main, [*fixed, *more])


def said(rules: Path, *more: str) -> str:
    found = asked(rules, *more)
    assert found.exit_code == 0, found.output
    return found.stdout


def test_own_names_come_first_on_a_page_and_in_text(rules: Path) -> None:
    page = Page(said(rules, "2027", "--own-names"))
    card = page.by_id("victory.2027").text
    assert card.index("День Победы") < card.index("Victory Day")
    text = said(rules, "2027-05", "--own-names", "--format", "text")
    assert " 9 Sun  День Победы, 82nd anniversary [1]\n        Victory Day\n" in text
    plain = said(rules, "2027-05", "--format", "text")
    assert " 9 Sun  Victory Day, 82nd anniversary [1]\n        День Победы\n" in plain


def test_a_diary_has_them_without_being_asked_and_never_twice(rules: Path) -> None:
    diary = said(rules, "2027-05", "--format", "diary")
    assert "MOSCOW: День Победы / Victory Day: 82nd anniversary" in diary
    assert said(rules, "2027-05", "--format", "diary", "--own-names") == diary


def test_a_mail_leads_to_its_page(rules: Path) -> None:
    address = "https://example.org/2027.html"
    mail = ("2027-05", "--format", "email", "--mail-to", "desk@example.org")
    message = message_from_bytes(
        said(rules, *mail, "--mail-link", address).encode(), policy=policy.default
    )
    text, page = (message.get_body((form,)) for form in ("plain", "html"))
    assert text is not None
    assert page is not None
    assert f"The whole digest as a page:\n  {address}\n" in str(text.get_content()).replace(
        "\r", ""
    )
    assert f'<a href="{address}"' in str(page.get_content())
    assert address not in said(rules, *mail)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "2027.html", ""])
def test_what_is_no_address_of_a_page_is_refused(rules: Path, address: str) -> None:
    found = asked(rules, "2027", "--format", "email", "--mail-link", address)
    assert found.exit_code == 2
    assert f'"{address}" is no address of a page; write https://' in found.stderr


def test_what_is_known_by_its_month_alone_has_that_in_the_margin(rules: Path) -> None:
    text = said(rules, "2027-04", "--format", "text")
    assert "\nApr  Rising, 108th anniversary" in text
    assert "\n6–8  Fair" in text
    card = Page(said(rules, "2027-04", "--lang", "ru")).by_id("rising.2027").text
    assert card.startswith("апр")


@pytest.mark.parametrize("form", ["text", "diary"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_that_nothing_has_changed_is_said(rules: Path, form: str, language: str) -> None:
    spoken = phrases(language)
    since = ("--since", "2026-11-01", "--format", form, "--lang", language)
    told = [
        " ".join(said(rules, *period, *since).split())
        for period in (("2027-05",), ("2027", "--country", "RU"))
    ]
    assert spoken.say("Nothing of these days has changed since the last edition.") in told[0]
    assert spoken.say("Nothing in this view has changed since the last edition.") in told[1]


def test_a_narrowed_page_speaks_of_its_view_alone(rules: Path) -> None:
    page = said(rules, "2027", "--country", "KR")
    for part in (
        "No round anniversary falls in this view.",
        "No visit is expected or recorded in this view.",
    ):
        assert part in page
    assert "falls in 2027" not in page
    assert "No round anniversary falls in 2027." in said(rules, "2027")
