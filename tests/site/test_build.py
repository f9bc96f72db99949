"""What a site holds: the same bytes for the same input, in every language, with no dead link."""

import json
import re
from pathlib import Path

import pytest

from calendar_gen.edtf import civil, day
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Rulebook
from calendar_gen.site import (
    Order,
    lines,
    usual_years,
)
from calendar_gen.site import order as orders
from tests.digest.reading import Page
from tests.site.links import dead
from tests.site.samples import AS_OF, RULES, built, event, identities, order, rulebook, tree


def test_what_a_site_holds(plain: Order, out: Path) -> None:
    built(plain, out)
    assert set(tree(out)) == {
        "index.html",
        "changes.html",
        "atom.xml",
        "feed.json",
        "feeds/all.ics",
        "feeds/visits.ics",
        "feeds/milestones.ics",
        "feeds/cn.ics",
        "feeds/ru.ics",
        "feeds/cn-ru.ics",
        "feeds/parade.ics",
        "feeds/wwii.ics",
        *(f"digests/{year}.html" for year in range(2024, 2036)),
        "data/occurrences.json",
        "data/occurrences.csv",
        "data/schema.json",
        "data/revisions.json",
    }


def test_feeds_hold_what_their_names_say(plain: Order, out: Path) -> None:
    built(plain, out)
    feeds = {path: text.decode() for path, text in tree(out).items() if path.endswith(".ics")}
    assert "UID:victory-day.2025@example.org" in feeds["feeds/ru.ics"]
    assert "UID:surrender-day.2025@" not in feeds["feeds/ru.ics"]
    assert "UID:surrender-day.2025@" not in feeds["feeds/parade.ics"]
    assert "UID:victory-day." not in feeds["feeds/cn-ru.ics"]
    assert "UID:exchange.2025.cn-ru@" in feeds["feeds/cn-ru.ics"]
    assert "UID:victory-day.2026@" not in feeds["feeds/milestones.ics"]
    assert "UID:victory-day.2030@" in feeds["feeds/milestones.ics"]


def test_a_second_build_gives_the_same_bytes_and_touches_no_file(plain: Order, out: Path) -> None:
    built(plain, out)
    before, files = tree(out), identities(out)
    report = built(plain, out)
    assert tree(out) == before
    assert identities(out) == files
    assert not report.changes.any
    assert report.changes.files.same == len(before)


def test_only_what_changed_is_touched(plain: Order, out: Path, tmp_path: Path) -> None:
    built(plain, out)
    before, files = tree(out), identities(out)
    corrected = order(
        rulebook(tmp_path / "rules", RULES.replace("en: Surrender Day", "en: V-J Day"))
    )
    report = built(corrected._replace(as_of=AS_OF + 1), out)
    after = identities(out)
    assert after["feeds/parade.ics"] == files["feeds/parade.ics"]
    assert after["data/schema.json"] == files["data/schema.json"]
    assert after["feeds/cn.ics"] != files["feeds/cn.ics"]
    surrender = event(tree(out)["feeds/all.ics"], "surrender-day.2025")
    assert "SUMMARY:V-J Day" in surrender
    assert "SEQUENCE:1\r\n" in surrender
    assert "LAST-MODIFIED:20250507T000000Z" in surrender
    name = "victory-day.2025"
    assert event(tree(out)["feeds/all.ics"], name) == event(before["feeds/all.ics"], name)
    told = [line.split()[:2] for line in lines(report.changes)]
    assert ["retitled", "surrender-day.2025"] in told
    assert not any(name in words for words in told)


def test_order_of_rules_and_names_of_files_change_no_feed(plain: Order, tmp_path: Path) -> None:
    built(plain, tmp_path / "a")
    other = tmp_path / "other"
    other.mkdir()
    (other / "renamed.yaml").write_text(reversed_rules(), encoding="utf-8")
    from calendar_gen.rulebook import load

    built(order(load([str(other)])), tmp_path / "b")
    one, two = tree(tmp_path / "a"), tree(tmp_path / "b")
    feeds = [path for path in one if path.endswith(".ics")]
    assert feeds
    assert [path for path in feeds if one[path] != two[path]] == []


def reversed_rules() -> str:
    """The rules with commemorations, legs and categories the other way round."""
    head, first, second = RULES.partition("reciprocal_visits")[0].split("  - id: ")
    _, _, visits = RULES.partition("reciprocal_visits")
    start, one, two_and_tail = visits.split("      - ")
    two, tail = two_and_tail.split("\n", 1)
    turned = f"{start}      - {two}\n      - {one}{tail}".replace("\n    sources", "\n    sources")
    text = f"{head}  - id: {second.rstrip()}\n  - id: {first.rstrip()}\n\nreciprocal_visits{turned}"
    return text.replace("[wwii, parade]", "[parade, wwii]")


TURN = """\
  - {id: turn, title: {en: Turn of the year}, on: 30 December, lasts: 4 days, host: RU, \
sources: [gazette-1999]}
"""


def test_the_year_before_is_forecast_once_for_all_languages(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = RULES.replace("\nreciprocal", f"{TURN}\nreciprocal")
    wanted = order(rulebook(out.parent / "rules", text))._replace(languages=("en", "ru", "zh"))
    asked: list[int] = []

    def counted(book: Rulebook, first: int, *rest: int, steady: bool) -> list[Occurrence]:
        asked.append(civil(first)[0])
        return occurrences(book, first, *rest, steady=steady)

    monkeypatch.setattr(orders, "occurrences", counted)
    built(wanted, out)
    assert asked.count(2023) == 1
    for folder in ("", "ru/", "zh/"):
        assert b'id="turn.2023"' in tree(out)[f"{folder}digests/2023.html"]


@pytest.mark.parametrize("as_of", [day(2025, 8, 10), day(2025, 8, 30)])
def test_the_first_page_names_the_visit_that_a_window_is_for(
    as_of: int, plain: Order, out: Path
) -> None:
    """Before it opens, and when it only closes any more."""
    built(plain._replace(as_of=as_of), out)
    page = tree(out)["index.html"].decode()
    told = dict(re.findall(r'<bdi>(.*?)</bdi>.*?<p class="next">(.*?)</p>', page, re.DOTALL))
    assert told["Visits"] == (
        "Next: Exchange of visits: Russia to China (80th) (expected, 25 %), "
        "25 August to 4 September 2025"
    )


def test_languages_stand_beside_one_another(plain: Order, out: Path) -> None:
    built(plain._replace(languages=("en", "ru", "zh"), base_url="https://example.org/c"), out)
    files = tree(out)
    russian = files["ru/feeds/all.ics"].decode().replace("\r\n ", "")
    assert "День Победы" in russian
    assert "URL:https://example.org/c/ru/digests/2025.html#victory-day.2025" in russian.replace(
        "URL;VALUE=URI:", "URL:"
    )
    assert "День Победы" in files["ru/digests/2025.html"].decode()
    assert 'href="ru/index.html"' in files["index.html"].decode()
    assert 'href="../zh/index.html"' in files["ru/index.html"].decode()
    assert 'href="../data/occurrences.json"' in files["ru/index.html"].decode()


def test_every_address_of_an_event_leads_to_an_entry(plain: Order, out: Path) -> None:
    built(plain._replace(base_url="https://example.org/c"), out)
    files = {path: text.decode() for path, text in tree(out).items()}
    urls = set(
        re.findall(
            r"^URL\S*?:https://example.org/c/(\S+)#(\S+)\r$",
            files["feeds/all.ics"].replace("\r\n ", ""),
            re.MULTILINE,
        )
    )
    assert len(urls) > 20
    for path, place in urls:
        assert f'id="{place}"' in files[path]


@pytest.mark.parametrize("base_url", [None, "https://example.org/c"])
def test_every_link_leads_somewhere_also_from_what_was_removed_or_begins_before_the_years(
    plain: Order, out: Path, tmp_path: Path, base_url: str | None
) -> None:
    turning = RULES.replace("of: 1945-09-03", "of: 1946-01-02")
    book = rulebook(tmp_path / "rules", turning)
    wanted = plain._replace(
        rulebook=book, languages=("en", "zh"), base_url=base_url, years=(2026, 2028)
    )
    built(wanted, out)
    assert dead(out, "https://example.org/c") == []
    whole = built(wanted._replace(years=(2025, 2028)), tmp_path / "longer")
    assert "digests/2025.html" in whole.files
    entries = Page((out / "digests" / "2025.html").read_text()).ids()
    assert "exchange.2026.ru-cn" in entries
    assert entries == Page((tmp_path / "longer" / "digests" / "2025.html").read_text()).ids()
    without = rulebook(tmp_path / "rules", turning.partition("reciprocal_visits:")[0])
    built(wanted._replace(rulebook=without, as_of=AS_OF + 1), out)
    changes = (out / "changes.html").read_text()
    assert "change:exchange.2026.ru-cn:2025-05-07:0" in changes
    assert "changes.html#change:exchange.2026.ru-cn:2025-05-07:0" in (out / "atom.xml").read_text()
    assert dead(out, "https://example.org/c") == []
    moved = rulebook(tmp_path / "rules", turning.replace("1945-05-09", "1945-12-29"))
    built(wanted._replace(rulebook=moved, as_of=AS_OF + 2), out)
    assert dead(out, "https://example.org/c") == []
    built(wanted._replace(rulebook=moved, as_of=AS_OF + 400, years=(2027, 2029)), out)
    assert dead(out, "https://example.org/c") == []
    (out / "digests" / "2027.html").unlink()
    assert dead(out, "https://example.org/c")


def test_start_style_has_one_event_a_window(plain: Order, out: Path) -> None:
    built(plain._replace(windows=("start",)), out)
    feed = tree(out)["feeds/all.ics"]
    assert b".closes@" not in feed
    assert "DTEND;VALUE=DATE:20250826\r\n" in event(feed, "exchange.2025.ru-cn")


def test_alarm_is_in_every_event_of_every_feed_if_it_was_asked_for(plain: Order, out: Path) -> None:
    built(plain._replace(alarm=7), out)
    for path, feed in tree(out).items():
        if path.endswith(".ics"):
            assert feed.count(b"TRIGGER:-P7D\r\n") == feed.count(b"BEGIN:VEVENT") > 0


def test_unlikely_visits_stay_out_of_feeds_but_not_out_of_digests(plain: Order, out: Path) -> None:
    built(plain._replace(min_likelihood=1.0), out)
    files = {path: text.decode() for path, text in tree(out).items()}
    assert "exchange.2035" not in files["feeds/all.ics"]
    assert 'id="exchange.2035.cn-ru"' in files["digests/2035.html"]
    assert '"exchange.2035.cn-ru"' in files["data/occurrences.json"]


def test_data_agrees_with_itself(plain: Order, out: Path) -> None:
    import csv
    import io

    import jsonschema

    built(plain, out)
    files = {path: text.decode() for path, text in tree(out).items()}
    data = json.loads(files["data/occurrences.json"])
    jsonschema.validate(data, json.loads(files["data/schema.json"]))
    ids = [each["id"] for each in data["occurrences"]]
    assert ids == [row["id"] for row in csv.DictReader(io.StringIO(files["data/occurrences.csv"]))]
    assert data["from"] == "2024-01-01"
    assert data["to"] == "2035-12-31"


def test_usual_years() -> None:
    assert usual_years(AS_OF) == (2024, 2035)


def test_every_language_has_every_feed_in_its_own_words(plain: Order, out: Path) -> None:
    built(plain._replace(languages=("en", "ru", "zh"), contact="desk@example.org"), out)
    files = {path: data.replace(b"\r\n ", b"").decode() for path, data in tree(out).items()}
    named = {path for path in files if path.startswith("feeds/")}
    assert len(named) == 8
    for folder, names, leave in (
        ("", ("Anniversaries and visits", "China and Russia", "Russia"), "To unsubscribe"),
        ("ru/", ("Годовщины и визиты", "Китай и Россия", "Россия"), "Чтобы отписаться"),
        ("zh/", ("周年纪念与访问", "中国与俄罗斯", "俄罗斯"), "如需退订"),
    ):
        assert {path for path in files if path.startswith(f"{folder}feeds/")} == {
            f"{folder}{path}" for path in named
        }
        for feed, name in zip(("all", "cn-ru", "ru"), names, strict=True):
            text = files[f"{folder}feeds/{feed}.ics"]
            assert f"\r\nX-WR-CALNAME:{name}\r\n" in text
            assert leave in text.partition("BEGIN:VEVENT")[0]
            assert "desk@example.org" in text.partition("BEGIN:VEVENT")[0]


def test_siblings_are_named_only_where_they_stand(plain: Order, out: Path) -> None:
    built(plain, out)
    named = 0
    for path, data in tree(out).items():
        if path.endswith(".ics"):
            text = data.replace(b"\r\n ", b"").decode()
            uids = set(re.findall(r"\r\nUID:(\S+)", text))
            siblings = re.findall(r"\r\nRELATED-TO;RELTYPE=SIBLING:(\S+)", text)
            assert set(siblings) <= uids, path
            assert not any(".closes@" in uid for uid in siblings)
            named += len(siblings)
    assert named > 4
