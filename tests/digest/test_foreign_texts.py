"""What is not in the language of a page says in which it is, so that it is read out rightly."""

import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.rendering.digest import Contents, page
from calendar_gen.rendering.digest.formats import FORMATS, Sheet
from calendar_gen.rendering.foreign_names import titled
from calendar_gen.rendering.pages import direction
from tests.digest.editions import made
from tests.digest.samples import ALL, TO_MOSCOW
from tests.entries.samples import VICTORY

NOTE = {"en": "A parade in the morning", "fr": "Un défilé le matin"}


def foreign(written: str, text: str) -> set[str]:
    """The languages that the innermost elements around a text say, empty for that of the page."""
    found = re.findall(rf'<(\w+)((?: [\w-]+="[^"]*")*)>{re.escape(text)}</\1>', written)
    return {(re.findall(r' lang="([^"]*)"', attributes) or [""])[0] for _, attributes in found}


def noted(language: str, note: dict[str, str]) -> Contents:
    return made(VICTORY._replace(note=note), language=language)


@pytest.mark.parametrize(
    "language, text, tongue", [("ru", NOTE["en"], "en"), ("fr", NOTE["fr"], "fr")]
)
def test_a_note_says_its_language(language: str, text: str, tongue: str) -> None:
    contents = noted(language, NOTE)
    assert foreign(page(contents), text) == {tongue}
    way = direction(tongue)
    assert f'<bdi lang="{tongue}" dir="{way}">{text}</bdi>' in page(contents)


def test_when_the_day_begins_is_told_in_the_language_of_the_page(tmp_path: Path) -> None:
    rules = tmp_path / "feast.yaml"
    rules.write_text(
        "calendar-gen: 1\n"
        "commemorations: [{id: feast, title: {en: H}, on: 25 Kislev, note: {en: Candles}}]\n"
    )
    asked = ["digest", "2027", "-r", str(rules), "--lang", "ru", "--as-of", "2026-11-29"]
    written = CliRunner().invoke(main, asked).stdout
    assert foreign(written, "Candles") == {"en"}
    assert '<p class="note">Начинается накануне с заходом солнца' in written


def html_of(contents: Contents) -> str:
    written = FORMATS["email"](contents, Sheet(80, "a@example.org", ("b@example.org",)))
    body = message_from_bytes(written, policy=policy.default).get_body(("html",))
    assert body is not None
    return str(body.get_content())


def untranslated(language: str) -> Contents:
    """The sample year with titles in English alone, and what to prepare."""
    alone = [each._replace(titles={"en": each.titles["en"]}) for each in ALL]
    return made(*alone, language=language, leads=(365,))


@pytest.mark.parametrize("language", ["ru", "zh", "fr", "es", "ar"])
@pytest.mark.parametrize("form", ["page", "email"])
def test_no_title_stands_without_its_language(language: str, form: str) -> None:
    """In links, tables, the ledger, clashes and the plan as well."""
    contents = untranslated(language)
    written = page(contents) if form == "page" else html_of(contents)
    body = re.sub(r"<desc\b.*?</desc>|<script\b.*?</script>", "", written, flags=re.DOTALL)
    seen = re.sub(r"<(\w+)[^>]* lang=\"en\"[^>]*>[^<]*</\1>", "", body)
    for each in contents.months:
        for card in each.cards:
            assert card.entry.title not in re.sub("<[^>]*>", "", seen)
            assert foreign(written, card.entry.title) == {"en"}


def test_a_title_in_the_language_of_the_page_says_nothing_more() -> None:
    line = titled("Day: 80", "Day", "en", language="en", direction=direction)
    assert line == '<bdi dir="ltr">Day: 80</bdi>'


@pytest.mark.parametrize("language", ["ru", "zh", "ar"])
@pytest.mark.parametrize("form", ["page", "email"])
def test_places_and_persons_in_latin_letters_are_english(language: str, form: str) -> None:
    contents = made(TO_MOSCOW._replace(place="Kazan"), language=language)
    written = page(contents) if form == "page" else html_of(contents)
    assert foreign(written, "Xi Jinping") == {"en"}
    assert foreign(written, "Kazan") == {"en"}
    own = made(VICTORY._replace(place="Αθήνα"), language=language)
    assert foreign(page(own), "Αθήνα") <= {""}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_names_need_no_language_among_latin_letters(language: str) -> None:
    written = page(made(TO_MOSCOW._replace(place="Kazan"), language=language))
    assert foreign(written, "Xi Jinping") <= {""}
    assert not foreign(written, "Kazan")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_marked_title_is_letters_only(language: str) -> None:
    enemy = '<b onclick="x">&{}\u202e'
    line = str(titled(f"{enemy}: 80", enemy, "ru", language=language, direction=direction))
    assert line.count("<") == 4
    assert "&lt;b onclick=&#34;x&#34;&gt;&amp;{}</bdi>: 80</bdi>" in line
