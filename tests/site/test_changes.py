"""What changed between two builds or two days: each kind of change, in each format."""

import json
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result

from calendar_gen.changes import MOST_NOTED, Change, Noted, State, compare, noted
from calendar_gen.cli import main
from calendar_gen.edtf import day
from calendar_gen.rendering.changes import FORMATS, Bulletin
from tests.digest.reading import Page
from tests.site.samples import AS_OF, RULES, built, order, rulebook

HORIZON = (day(2024, 1, 1), day(2035, 12, 31))
VISIT = State(
    id="exchange.2035.ru-cn",
    titles={"en": "Exchange", "ru": "Обмен"},
    said={"en": "1", "ru": "1"},
    earliest=day(2035, 8, 25),
    latest=day(2035, 9, 4),
    extent="window",
    status="projected",
    likelihood=41,
)


def aspects(before: State | None, after: State | None) -> list[str]:
    old = {} if before is None else {"x": before}
    new = {} if after is None else {"x": after}
    return [a for change in compare(old, new, (HORIZON, HORIZON)) for a in change.aspects]


@pytest.mark.parametrize(
    "after, expected",
    [
        (VISIT, []),
        (VISIT._replace(id="renamed.2035.ru-cn"), []),
        (VISIT._replace(latest=day(2035, 9, 3)), ["moved"]),
        (VISIT._replace(likelihood=42), ["likelihood"]),
        (VISIT._replace(status="cancelled", likelihood=None), ["cancelled"]),
        (VISIT._replace(status="confirmed", likelihood=None), ["confirmed"]),
        (VISIT._replace(status="occurred", likelihood=None), ["confirmed"]),
        (VISIT._replace(status="announced", likelihood=90), ["likelihood", "text"]),
        (VISIT._replace(status="postponed"), ["text"]),
        (VISIT._replace(titles={"en": "Exchange", "ru": "Визит"}), ["text"]),
        (VISIT._replace(said={"en": "1", "ru": "2"}), ["text"]),
        (VISIT._replace(said={"en": "1", "ru": "1", "zh": "1"}), []),
        (
            VISIT._replace(
                status="confirmed", likelihood=None, latest=day(2035, 8, 26), extent="days"
            ),
            ["moved", "confirmed"],
        ),
        (None, ["removed"]),
    ],
)
def test_each_kind_of_change(after: State | None, expected: list[str]) -> None:
    assert aspects(VISIT, after) == expected


def test_what_was_not_there_is_added() -> None:
    assert aspects(None, VISIT) == ["added"]


def test_a_day_that_took_place_is_not_confirmed_again() -> None:
    done = VISIT._replace(status="confirmed", likelihood=None)
    assert aspects(done, done._replace(status="occurred")) == ["text"]


def test_a_horizon_that_moves_on_is_no_change() -> None:
    later = (day(2025, 1, 1), day(2036, 12, 31))
    old = VISIT._replace(earliest=day(2024, 5, 9), latest=day(2024, 5, 9))
    new = VISIT._replace(earliest=day(2036, 5, 9), latest=day(2036, 5, 9))
    assert compare({"old": old}, {"new": new}, (HORIZON, later)) == []
    assert len(compare({"old": old}, {"new": new}, (HORIZON, HORIZON))) == 1


def test_a_reader_is_told_of_changes_in_his_language_only() -> None:
    retitled = VISIT._replace(titles={"en": "Exchange", "ru": "Визит"})
    (change,) = compare({"x": VISIT}, {"x": retitled}, (HORIZON, HORIZON))
    assert change.concerns("ru")
    assert not change.concerns("en")


def test_the_newest_changes_are_kept_and_told_apart() -> None:
    change = Change("x", ("moved",), VISIT, VISIT)
    first = noted((), [change], 10)
    second = noted(first, [change], 10)
    third = noted(second, [change], 11)
    assert [(entry.day, entry.nth) for entry in third] == [(11, 0), (10, 1), (10, 0)]
    many = noted(third, [change._replace(uid=str(n)) for n in range(MOST_NOTED)], 12)
    assert len(many) == MOST_NOTED
    assert {entry.day for entry in many} == {12}
    assert noted(many, [], 13) == many
    assert isinstance(many[0], Noted)


# --- on the command line

ANNOUNCED = """
visits:
  - id: visit-2025
    guest: RU
    host: CN
    kind: state
    fulfils: exchange.2025.ru-cn
    claims:
      - {date: 2025-09-02/2025-09-03, status: announced, known: 2025-06-01, source: gazette-1999}
      - {date: 2025-09-02/2025-09-03, status: confirmed, known: 2025-08-20, source: gazette-1999}
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES + ANNOUNCED, encoding="utf-8")
    return file


def test_two_days_of_the_same_rules(rules: Path) -> None:
    told = run("diff", rules, "--as-of", "2025-05-31", "--as-of", "2025-08-20")
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    title = "Exchange of visits: Russia to China (80th)"
    assert (
        f"moved       exchange.2025.ru-cn  2025-08-25/2025-09-04 -> 2025-09-02/2025-09-03  {title}"
        in lines
    )
    assert f"confirmed   exchange.2025.ru-cn  2025-09-02/2025-09-03  {title}" in lines
    assert not any("victory-day" in line for line in lines)
    same = run("diff", rules, "--as-of", "2025-05-30", "--as-of", "2025-05-31")
    assert (same.exit_code, same.stdout, same.stderr) == (0, "", "")


def test_backwards_is_told_too(rules: Path) -> None:
    told = run("diff", rules, "--as-of", "2025-08-20", "--as-of", "2025-05-31")
    assert "2025-09-02/2025-09-03 -> 2025-08-25/2025-09-04" in told.stdout


def test_two_builds_as_folders_and_as_memories(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    built(order(rulebook(tmp_path / "rules"))._replace(languages=("en", "ru")), one)
    changed = RULES.replace("en: Surrender Day, ru: День капитуляции", "en: V-J Day, ru: День")
    changed = changed.replace("of: 1945-05-09", "of: 1945-05-08")
    later = order(rulebook(tmp_path / "rules", changed), AS_OF + 1)
    built(later._replace(languages=("en", "ru")), other)
    lines = run("diff", one, other).stdout.splitlines()
    assert "retitled    surrender-day.2025  2025-09-03  V-J Day: 80th anniversary" in lines
    assert (
        "moved       victory-day.2025  2025-05-09 -> 2025-05-08  Victory Day: 80th anniversary"
        in lines
    )
    memories = [folder / "data" / "revisions.json" for folder in (one, other)]
    assert run("diff", *memories).stdout.splitlines() == lines
    assert "retitled    surrender-day.2025  2025-09-03  День: 80-летие" in (
        run("diff", one, memories[1], "--lang", "ru").stdout.splitlines()
    )
    assert run("diff", one, one).stdout == ""


DETAILS = {
    "place: Moscow": ("place: Kazan", "location: Moscow, Russia -> Kazan, Russia", ["location"]),
    "[wwii, parade]": ("[wwii]", "categories: parade, wwii -> wwii", ["categories"]),
    "title: The days of remembrance": ("title: Days", "description", ["description"]),
    f"place: {'Moscow' * 20}": ("place: Kazan", "location", ["location"]),
}
"""A text of the rules, to another in its place, what is told, and the fields in JSON."""


@pytest.mark.parametrize("text", DETAILS)
def test_what_changed_of_an_occurrence_is_told(text: str, tmp_path: Path) -> None:
    rules, one, other = tmp_path / "rules.yaml", tmp_path / "one", tmp_path / "other"
    before = RULES.replace("place: Moscow", text) if "place" in text else RULES
    rules.write_text(before, encoding="utf-8")
    days = ("--as-of", "2025-05-06", "--years", "2025..2026")
    run("build", rules, "-o", one, *days)
    run("build", rules, "-o", other, *days)
    now, told, fields = DETAILS[text]
    rules.write_text(before.replace(text, now), encoding="utf-8")
    line = f"changed     victory-day.2025  2025-05-09  {told}  Victory Day: 80th anniversary"
    assert line in run("build", rules, "-o", other, *days, "--diff").stdout.splitlines()
    run("build", rules, "-o", other, *days)
    assert line in run("diff", one, other).stdout.splitlines()
    plain = json.loads(run("diff", one, other, "--format", "json").stdout)
    found = {each["id"]: each for each in plain["changes"]}
    assert found["victory-day.2025"]["fields"] == fields
    assert run("diff", one, one).stdout == ""


def test_of_a_build_by_an_older_version_it_is_not_known_which_texts_changed() -> None:
    known = VISIT._replace(said={"en": "0123456789ab" + "c" * 24})
    assert aspects(VISIT._replace(said={"en": "0123456789ab"}), known) == []
    old, window = VISIT._replace(said={"en": "1123456789ab"}), known._replace(extent="days")
    assert aspects(old, known) == ["text"]
    change = compare({"x": old}, {"x": window}, (HORIZON, HORIZON))[0]
    assert change.reworded("en") == ()
    bulletin = Bulletin("en", AS_OF, None, [Noted(AS_OF, 0, change)], {}, {}, "example.org")
    assert "2035-08-25/2035-09-04  extent: window -> days  Exchange\n" in FORMATS["text"](bulletin)
    change = compare({"x": old}, {"x": known}, (HORIZON, HORIZON))[0]
    bulletin = bulletin._replace(noted=[Noted(AS_OF, 0, change)])
    assert "2035-08-25/2035-09-04  wording  Exchange\n" in FORMATS["text"](bulletin)


def test_json_has_a_record_for_each_thing_that_changed(rules: Path) -> None:
    days = ("--as-of", "2025-05-31", "--as-of", "2025-08-20")
    plain = json.loads(run("diff", rules, *days, "--format", "json").stdout)
    assert list(plain) == ["version", "from_as_of", "to_as_of", "changes"]
    assert (plain["version"], plain["from_as_of"], plain["to_as_of"]) == (
        1,
        "2025-05-31",
        "2025-08-20",
    )
    found = {(each["id"], each["change"]): each for each in plain["changes"]}
    moved = found["exchange.2025.ru-cn", "moved"]
    assert moved["before"]["earliest"] == "2025-08-25"
    assert moved["after"] == found["exchange.2025.ru-cn", "confirmed"]["after"]
    assert moved["after"] == {
        "id": "exchange.2025.ru-cn",
        "title": "Exchange of visits: Russia to China (80th)",
        "earliest": "2025-09-02",
        "latest": "2025-09-03",
        "extent": "days",
        "status": "confirmed",
        "probability": 0.9,
    }


@pytest.mark.parametrize(
    "arguments, code, said",
    [
        ((), 2, "name two builds"),
        (("one",), 2, "name two builds"),
        (("--as-of", "2025-01-01"), 2, "give --as-of twice"),
        (("none.json", "other.json"), 66, "cannot read none.json"),
        (("--as-of", "soon", "--as-of", "today"), 2, "no day can be read"),
        (("a", "b", "--format", "rss"), 2, "rss"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(
    arguments: tuple[str, ...], code: int, said: str
) -> None:
    failed = run("diff", *arguments)
    assert (failed.exit_code, failed.stdout) == (code, "")
    assert said in failed.stderr
    assert "Traceback" not in failed.stderr


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_page_and_feeds_of_changes_between_two_days(rules: Path, language: str) -> None:
    days = ("--as-of", "2025-05-31", "--as-of", "2025-08-20", "--lang", language)
    page = Page(run("diff", rules, *days, "--format", "html").stdout)
    (body,) = page.all("body")
    before = {"en": "31 May 2025", "ru": "31 мая 2025", "zh": "2025年5月31日"}[language]
    assert before in body.text
    moved = {"en": "Narrowed", "ru": "Сроки уточнены", "zh": "日期范围缩小"}[language]
    assert moved in body.text
    links = {element.attributes["href"] for element in page.all("a")}
    assert links == {"#main"}  # there is no site around it
    atom = feedparser.parse(run("diff", rules, *days, "--format", "atom").stdout_bytes)
    assert not atom.bozo
    plain = json.loads(run("diff", rules, *days, "--format", "jsonfeed").stdout)
    assert [item["id"] for item in plain["items"]] == [entry.id for entry in atom.entries]
    assert any(moved in item["content_text"] for item in plain["items"])
