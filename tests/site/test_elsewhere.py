"""A feed that is too large for calendars says which other has what it leaves out, and it does."""

import re
from pathlib import Path

from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.entries.days import MONTHS
from calendar_gen.site.feeds import uncut
from tests.feeds.reading import blocks, unfolded, values

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


def build(path: Path, out: Path) -> Result:
    result = CliRunner().invoke(main, ["build", str(path), "-o", str(out), "--as-of", "2026-11-24"])
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
    assert f"{len(gone)} events were left out, numbers that are no mark from {first} on" in remark
    places = ", ".join(f"feeds/{name}.ics" for name in named)
    assert f"; they are in {places}; a feed of fewer years" in remark


def test_the_data_have_what_no_feed_has(tmp_path: Path) -> None:
    out = tmp_path / "site"
    told = build(rules(tmp_path, ("SE",)), out).stderr
    (description,) = values(unfolded((out / "feeds" / "se.ics").read_bytes()), "X-WR-CALDESC")
    assert "What is left out is in: data/occurrences.json" in description
    assert "megabyte; they are in data/occurrences.json; a feed of" in told


def test_feeds_that_have_some_of_it_are_named_and_the_data_for_the_rest(tmp_path: Path) -> None:
    out = tmp_path / "site"
    told = build(rules(tmp_path, ("SE", *["FI"] * 12)), out).stderr
    feeds = out / "feeds"
    assert "Note: feeds/fi.ics: " in told
    assert uids(feeds / "se.ics") - uids(feeds / "all.ics")
    (description,) = values(unfolded((feeds / "all.ics").read_bytes()), "X-WR-CALDESC")
    assert "is in: feeds/se.ics\\, data/occurrences.json" in description
    assert "they are in feeds/se.ics, data/occurrences.json;" in told


def test_a_year_that_is_too_large_by_itself_is_told_of(tmp_path: Path) -> None:
    path = rules(tmp_path, ("SE",))
    text = path.read_text()
    head, _, days = text.partition("commemorations:\n")
    many = "".join(days.replace("id: d-", f"id: d{n}-") + "\n" for n in range(10))
    path.write_text(f"{head}commemorations:\n{many}")
    told = build(path, tmp_path / "site").stderr
    assert "all of 2025, numbers that are no mark from 2027 on, since" in told
    assert "the year of the as-of day, which is never cut, passes 900 kB by itself" in told


def test_forecast_says_what_its_feed_lacks(tmp_path: Path) -> None:
    command = ["forecast", str(rules(tmp_path, ("SE",))), "--format", "ics", "--lang", "en"]
    days = ["--as-of", "2026-11-24", "--from", "2026-01-01", "--to"]
    told = CliRunner().invoke(main, [*command, *days, "2036-12-31"])
    assert told.exit_code == 0
    assert "Note: feed: " in told.stderr
    assert "since calendars drop what is past one megabyte; a feed of fewer" in told.stderr
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
