"""What is not in the language of a page says in which it is, so that it is read out rightly."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.rendering.digest import Contents, page
from calendar_gen.rendering.pages import direction
from tests.digest.editions import made
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
