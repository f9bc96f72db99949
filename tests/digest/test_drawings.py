"""The drawings of a digest in a real browser: nothing in them lies over their words."""

from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from calendar_gen.cli import main
from calendar_gen.edtf import day
from calendar_gen.entries.phrases import phrases
from calendar_gen.forecasting.ledger import ledger
from calendar_gen.rendering import pair_drawing
from calendar_gen.rulebook import load
from tests.digest.browsing import context
from tests.scenario import RULES

LONG_NAMES = """\
calendar-gen: 1
sources:
  t: {publisher: A, published: 2020-12-31, title: t}
commemorations:
  - {id: c, title: {en: C}, of: 1945-05-20, host: BA, sources: [t]}
reciprocal_visits:
  - {id: p, title: {en: C}, pattern: dated, guest: VC, host: BA, at: c, every: 5, sources: [t]}
  - {id: q, title: {en: C}, pattern: dated, guest: RU, host: BA, at: c, every: 5,
     window: 20 days before .. 3 days before, sources: [t]}
"""
DECEMBER = """\
calendar-gen: 1
sources:
  t: {publisher: A, published: 2020-12-31, title: t}
commemorations:
  - {id: c, title: {en: C}, of: 1941-12-07, host: IN, sources: [t]}
reciprocal_visits:
  - {id: p, title: {en: C}, pattern: dated, guest: RU, host: IN, at: c, every: 1,
     window: 1 day before .. 1 day after, sources: [t]}
  - {id: q, title: {en: C}, pattern: dated, guest: RU, host: IN, at: c, every: 1,
     window: 6 days before .. 24 days after, sources: [t]}
"""
LINES = """\
calendar-gen: 1
sources:
  t: {publisher: A, published: 2020-12-31, title: t}
commemorations:
  - {id: c, title: {en: C}, of: 1945-05-20, host: BA, sources: [t]}
reciprocal_visits:
  - {id: p, title: {en: C}, pattern: dated, guest: VC, host: BA, at: c, every: 5, sources: [t]}
  - {id: m, title: Summit of the Movement of Commonwealth Women from MMMWWW to the WWWMMMM,
     pattern: rotating, hosts: [BA, VC], guests: [BA, VC, FR], sources: [t],
     first: {cycle: 2021, host: BA}, every: 1 year}
  - {id: n, title: {en: n, ru: Встреча министров промышленности и торговли Шанхайской организации,
     zh: 第二届上海合作组织成员国政府首脑理事会会议暨中国国际进口博览会开幕式},
     pattern: rotating, hosts: [BA, VC], guests: [BA, VC, FR], sources: [t],
     first: {cycle: 2021, host: BA}, every: 1 year}
visits:
  - {id: v, guest: VC, host: BA, claims: [
      {date: 2019-02-03, status: occurred, source: t, known: 2019-02-03}]}
"""
CUT = """[...document.querySelectorAll('.drawing > svg')].flatMap(drawing => {
    const {left, right} = drawing.getBoundingClientRect();
    return [...drawing.querySelectorAll('text')].filter(each => {
        const box = each.getBoundingClientRect();
        return box.width && (box.left < left - 1 || box.right > right + 1);
    }).map(each => each.textContent);
})"""
OVERLAPS = """drawing => {
    const box = e => e.getBoundingClientRect();
    const meet = (a, b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const seen = selector => [...drawing.querySelectorAll(selector)].filter(e => box(e).width
        || box(e).height);
    const words = seen('text');
    const shapes = seen('line.as-of, .occasion path, rect.frame, circle');
    const found = [];
    words.forEach((one, number) => {
        for (const other of [...words.slice(number + 1), ...shapes])
            if (meet(box(one), box(other)))
                found.push(`${one.textContent} / ${other.textContent || other.outerHTML}`);
    });
    return [found, words.length, shapes.length];
}"""


@pytest.fixture(scope="module", params=["2025-05-06", "2026-11-24", "long names", "December"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawings")
    file, rules = folder / "digest.html", folder / "rules.yaml"
    if request.param == "long names":
        rules.write_text(LONG_NAMES, encoding="utf-8")
        which = ["2025", "--as-of", "2025-05-06", "-r", str(rules)]
    elif request.param == "December":
        rules.write_text(DECEMBER, encoding="utf-8")
        which = ["2026", "--as-of", "2026-11-29", "-r", str(rules)]
    else:
        which = [request.param[:4], "--as-of", request.param, "-r", str(RULES)]
    done = CliRunner().invoke(main, ["digest", *which, "-o", str(file)])
    assert done.exit_code == 0, done.output
    return file


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_lies_over_words(width: int, made: Path, browser: Browser) -> None:
    with context(browser, width) as opened:
        shown = opened.new_page()
        shown.goto(made.as_uri())
        shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        drawings = shown.locator(".drawing > svg").all()
        assert drawings
        for drawing in drawings:
            overlaps, words, shapes = drawing.evaluate(OVERLAPS)
            assert overlaps == []
            assert words > 5
            assert shapes > 1


@pytest.mark.parametrize("language", ["en", "ar", "ru", "zh"])
def test_no_name_is_cut_on_a_telephone(
    language: str, tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(LINES, encoding="utf-8")
    asked = ["digest", "2025", "--as-of", "2025-05-06", "-r", str(rules), "--lang", language]

    def cut(shown: Page, name: str) -> tuple[list[str], str]:
        file = tmp_path / name
        done = CliRunner().invoke(main, [*asked, "-o", str(file)])
        assert done.exit_code == 0, done.output
        shown.goto(file.as_uri())
        drawn = shown.locator("#timeline .who, svg.pair .who").all_text_contents()
        return list(shown.evaluate(CUT)), " ".join(drawn)

    with context(browser, 320) as opened:
        shown = opened.new_page()
        found, words = cut(shown, "lines.html")
        assert found == []
        assert "Summit of the Movement of Commonwealth Women from MMMWWW to the WWWMMMM" in words
        for room in ("digest.timeline", "pair_drawing"):
            place = import_module(f"calendar_gen.rendering.{room}")
            monkeypatch.setattr(place, "lines", lambda name: (name,))
        monkeypatch.setattr(pair_drawing, "_drawings", {})
        assert len(cut(shown, "one line.html")[0]) > 1, "the check sees nothing"


def test_a_pair_is_drawn_once_for_all_years_and_anew_for_another_language_or_day() -> None:
    book = load([str(RULES)])
    first, later = day(2026, 11, 24), day(2031, 11, 24)
    pair = ledger(book, first)[0]
    made = pair_drawing.pair_drawing(pair, book, phrases("en"), first)
    assert pair_drawing.pair_drawing(pair, book, phrases("en"), first) is made
    russian = pair_drawing.pair_drawing(pair, book, phrases("ru"), first)
    assert russian.title != made.title
    assert russian.lanes != made.lanes
    on_another_day = pair_drawing.pair_drawing(ledger(book, later)[0], book, phrases("ru"), later)
    assert on_another_day.as_of != made.as_of
    assert pair_drawing.pair_drawing(pair, book, phrases("en"), first) == made
