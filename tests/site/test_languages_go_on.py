"""Languages that were published go on: whoever subscribed to them finds their feed as it was."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from tests.feeds.reading import blocks, values
from tests.site.samples import RULES, tree


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in Russian and English."""
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    assert build(tmp_path / "site", "--lang", "ru,en").exit_code == 0
    return tmp_path / "site"


def build(site: Path, *options: str) -> Result:
    asked = ["build", str(site.parent / "rules.yaml"), "-o", str(site), "--as-of", "2025-05-06"]
    return CliRunner().invoke(main, [*asked, *options])


def test_without_lang_a_site_keeps_its_languages(site: Path) -> None:
    before = tree(site)
    again = build(site)
    assert (again.exit_code, "nothing has changed" in again.stderr) == (0, True)
    assert tree(site) == before


def test_a_language_that_is_left_out_goes_on_and_is_told_of(site: Path) -> None:
    before = tree(site)
    done = build(site, "--lang", "ru,fr")
    assert done.exit_code == 0
    assert done.stderr.startswith(
        "Note: feeds in en were published and go on, though --lang leaves them out; "
    )
    after = tree(site)
    assert after["en/feeds/all.ics"] == before["en/feeds/all.ics"]
    assert after["feeds/all.ics"] == before["feeds/all.ics"]
    assert "fr/feeds/all.ics" in after


def test_another_main_language_is_refused(site: Path) -> None:
    before = tree(site)
    failed = build(site, "--lang", "en,ru")
    assert failed.exit_code == 2
    assert failed.stderr.endswith(
        "feeds/all.ics is in ru, and whoever subscribed to it would get it in en; write ru first, "
        "or start anew with --previous none\n"
    )
    assert tree(site) == before
    assert build(site, "--lang", "en,ru", "--previous", "none").exit_code == 0


def test_a_language_that_is_given_up_ends_and_may_come_back(site: Path) -> None:
    before = tree(site)
    done = build(site, "--retire", "en")
    assert done.exit_code == 0
    assert done.stderr.startswith("Note: the feeds in en end; let the web server answer 410 ")
    assert {path for path in before if path.startswith("en/")} == {*before} - {*tree(site)}
    assert tree(site)["feeds/all.ics"] == before["feeds/all.ics"]
    assert 'hreflang="en"' not in tree(site)["index.html"].decode()
    again = build(site, "--retire", "en")
    assert (again.exit_code, "Note" in again.stderr) == (0, False)
    assert "nothing has changed" in build(site).stderr

    rules = site.parent / "rules.yaml"
    rules.write_text(RULES.replace("en: Victory Day", "en: Day of Victory"), encoding="utf-8")
    assert build(site, "--lang", "ru,en", "--as-of", "2025-05-07").exit_code == 0
    feed = tree(site)["en/feeds/all.ics"]
    counted = {values(block, "UID")[0]: values(block, "SEQUENCE") for block in blocks(feed)}
    assert counted["victory-day.2027@calendar-gen.invalid"] == ["1"]
    assert counted["surrender-day.2027@calendar-gen.invalid"] == ["0"]
    assert {path for path in before if "en/feeds" in path} <= {*tree(site)}


@pytest.mark.parametrize(
    "options, sentence",
    [
        (("--retire", "ru"), "feeds/all.ics is in ru, which is the main language and stays; "),
        (("--retire", "fr"), "no feeds in fr were published; languages with feeds: en, ru"),
        (("--retire", "xx"), '"xx" is not spoken; there are '),
        (("--retire", "en", "--lang", "ru,en"), "en is asked for and given up at once; leave one"),
    ],
)
def test_what_cannot_be_given_up(site: Path, options: tuple[str, ...], sentence: str) -> None:
    before = tree(site)
    failed = build(site, *options)
    assert failed.exit_code == 2
    assert "Invalid value for --retire: " in failed.stderr
    assert sentence in failed.stderr
    assert tree(site) == before
