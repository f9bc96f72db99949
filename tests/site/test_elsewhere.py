"""A feed that is too large for calendars says which other has what it leaves out, and it does."""

from pathlib import Path

from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.entries.days import MONTHS
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
    assert f"{len(gone)} events were left out" in remark
    assert remark.endswith(", ".join(f"feeds/{name}.ics" for name in named) + ".")


def test_the_data_have_what_no_feed_has(tmp_path: Path) -> None:
    out = tmp_path / "site"
    told = build(rules(tmp_path, ("SE",)), out).stderr
    (description,) = values(unfolded((out / "feeds" / "se.ics").read_bytes()), "X-WR-CALDESC")
    assert "What is left out is in: data/occurrences.json" in description
    assert "megabyte; they are in data/occurrences.json." in told
