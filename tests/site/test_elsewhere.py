"""A feed that is too large for calendars says which other has what it leaves out, and it does."""

import re
from pathlib import Path

from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.entries.days import MONTHS
from calendar_gen.site.feeds import uncut
from tests.feeds.reading import blocks, unfolded, values

_ITEM = re.compile(r'(?s)<li>\n(<p class="name">.*?href="feeds/(\w+)\.ics")')
LONG = "It is told at length here. " * 130


def rules(folder: Path, hosts: tuple[str, ...]) -> Path:
    """Days enough for a megabyte and more, host by host, without numbers and thus without marks."""
    path = folder / "rules.yaml"
    lines = ["calendar-gen: 1", "commemorations:"]
    for number in range(26):
        day, month = number + 1, MONTHS[number % 12]
        lines.append(
            f"  - {{id: d-{number}, title: {{en: Day {number}}}, on: {day} {month}, "
            f"host: {hosts[number % len(hosts)]}, note: {{en: {LONG}}}}}"
        )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def build(path: Path, out: Path, *options: str) -> Result:
    command = ["build", str(path), "-o", str(out), "--as-of", "2026-11-24", *options]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return result


def uids(feed: Path) -> set[str]:
    return {values(block, "UID")[0] for block in blocks(feed.read_bytes())}


def test_the_feeds_named_have_all_that_is_left_out(tmp_path: Path) -> None:
    out = tmp_path / "site"
    told = build(rules(tmp_path, ("SE", "FI")), out).stderr
    feeds = out / "feeds"
    whole = uids(feeds / "fi.ics") | uids(feeds / "se.ics")
    gone = whole - uids(feeds / "all.ics")
    assert gone
    (description,) = values(unfolded((feeds / "all.ics").read_bytes()), "X-WR-CALDESC")
    assert "What is left out is in: feeds/" in description
    named = [name for name in ("fi", "se") if f"feeds/{name}.ics" in description]
    assert gone <= set().union(*(uids(feeds / f"{name}.ics") for name in named))
    assert "milestones" not in description
    remark = next(line for line in told.splitlines() if line.startswith("Note: feeds/all.ics"))
    first = min(int(uid.partition("@")[0].rpartition(".")[2]) for uid in gone)
    places = ", ".join(f"feeds/{name}.ics" for name in named)
    assert remark == (
        f"Note: feeds/all.ics lacks {len(gone)} events: numbers that are no mark from January "
        f"{first} on; all in {places}."
    )


def test_the_data_have_what_no_feed_has(tmp_path: Path) -> None:
    out = tmp_path / "site"
    told = build(rules(tmp_path, ("SE",)), out).stderr
    (description,) = values(unfolded((out / "feeds" / "se.ics").read_bytes()), "X-WR-CALDESC")
    assert "What is left out is in: data/occurrences.json" in description
    assert told.count("calendars drop what is past one megabyte") == 1
    assert "; all that was left out is in data/occurrences.json; a feed of fewer years" in told
    assert all(len(line) < 150 for line in told.splitlines() if line.startswith("Note: feeds/")), (
        told
    )


def test_feeds_that_have_some_of_it_only_are_not_named(tmp_path: Path) -> None:
    out = tmp_path / "site"
    told = build(rules(tmp_path, ("SE", *["FI"] * 12)), out).stderr
    feeds = out / "feeds"
    assert "Note: feeds/fi.ics lacks " in told
    assert uids(feeds / "se.ics") - uids(feeds / "all.ics")
    (description,) = values(unfolded((feeds / "all.ics").read_bytes()), "X-WR-CALDESC")
    assert description.endswith("What is left out is in: data/occurrences.json")
    assert "all in feeds/" not in told


def test_the_first_page_counts_what_a_feed_holds_and_says_what_it_lacks(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(rules(tmp_path, ("SE", "FI")), out, "--lang", "en,ru")
    for folder, missing in (
        ("", "Numbers that are no mark are left out from January {} on."),
        ("ru/", "Не круглые годовщины опущены начиная с этого месяца: январь {} г."),
    ):
        page = (out / folder / "index.html").read_text(encoding="utf-8")
        told = {name: text for text, name in _ITEM.findall(page)}
        for name in ("all", "fi", "se"):
            found = blocks((out / folder / "feeds" / f"{name}.ics").read_bytes())
            days = [values(block, "DTSTART;VALUE=DATE")[0] for block in found]
            ahead = sum(day >= "20261124" for day in days)
            assert re.search(rf'class="tally">\D*\b{ahead}\b', told[name]), told[name]
            first_gone = int(max(days)[:4]) + 1
            said = missing.format(first_gone)
            assert (said in told[name]) is (name == "all"), told[name]
            assert ('class="missing"' in told[name]) is (name == "all")


def test_a_year_that_is_too_large_by_itself_is_cut_by_months(tmp_path: Path) -> None:
    path = rules(tmp_path, ("SE",))
    text = path.read_text()
    head, _, days = text.partition("commemorations:\n")
    many = "".join(days.replace("id: d-", f"id: d{n}-") + "\n" for n in range(10))
    path.write_text(f"{head}commemorations:\n{many}")
    told = build(path, tmp_path / "site").stderr
    lacking = "everything before November 2026, numbers that are no mark from September 2027 on"
    assert lacking in told
    assert (tmp_path / "site" / "feeds" / "se.ics").stat().st_size <= 900_000


def test_forecast_says_what_its_feed_lacks(tmp_path: Path) -> None:
    command = ["forecast", str(rules(tmp_path, ("SE",))), "--format", "ics", "--lang", "en"]
    days = ["--as-of", "2026-11-24", "--from", "2026-01-01", "--to"]
    told = CliRunner().invoke(main, [*command, *days, "2036-12-31"])
    assert told.exit_code == 0
    assert "Note: feed lacks " in told.stderr
    assert "Note: calendars drop what is past one megabyte, so feeds are cut at" in told.stderr
    assert CliRunner().invoke(main, [*command, *days, "2027-12-31"]).stderr == ""
    (tmp_path / "old.yaml").write_text(
        "calendar-gen: 1\ncommemorations: [{id: old, title: {en: Old}, of: -0044-03-15}]\n"
    )
    days = ["--as-of=-0010-01-01", "--from=-0010-01-01", "--to", "0005-12-31"]
    old = CliRunner().invoke(main, ["forecast", str(tmp_path / "old.yaml"), *command[2:], *days])
    assert "Note: feed: 11 events on days before the year 1 have no place in a feed." in old.stderr
    assert old.stdout.count("BEGIN:VEVENT") == 5


def test_the_web_servers_of_the_readme_do_not_hand_out_what_is_uncut() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    denied = re.findall(r"^    location ~ (\S+) \{ return 404; \}$", readme, re.MULTILINE)
    hidden = re.findall(r"^ +hide (\S+)$", readme, re.MULTILINE)
    assert len(denied) == len(hidden) == 1
    for feed in ("feeds/all.ics", "ru/feeds/cn.ics"):
        assert re.search(denied[0], f"/calendar/{uncut(feed)}")  # as nginx does
        assert hidden[0] in uncut(feed).split("/")  # as Caddy does
        assert not re.search(denied[0], f"/calendar/{feed}")
