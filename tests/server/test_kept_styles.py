"""Revisions of window styles that no file shows: what a server's views count on."""

from pathlib import Path

from calendar_gen.rendering.ics import Revised, Windows
from calendar_gen.site import Memory, build, remembered
from tests.site.samples import AS_OF, RULES, order, rulebook

ALL: tuple[Windows, ...] = ("edges", "span", "start")


def memory(out: Path) -> Memory:
    found = remembered(out, None)
    assert found is not None
    return found


def test_every_style_asked_for_is_revised_and_handed_over(tmp_path: Path) -> None:
    seen: dict[str, Revised] = {}
    wanted = order(rulebook(tmp_path / "rules"))._replace(windows=ALL)
    build(wanted, tmp_path / "site", None, revised=seen.__setitem__)
    kept = memory(tmp_path / "site").revisions
    assert set(kept) == set(seen) == {"en/edges", "en/span", "en/start"}
    assert all(kept[key] == seen[key].revisions for key in kept)
    windows = {key: [e for e in seen[key].events if e.uid.endswith(".closes")] for key in seen}
    assert windows["en/edges"]
    assert not windows["en/span"]


def test_a_build_that_is_asked_for_one_style_goes_on_with_those_that_were_kept(
    tmp_path: Path,
) -> None:
    wanted = order(rulebook(tmp_path / "rules"))
    site = tmp_path / "site"
    build(wanted._replace(windows=ALL), site, None)
    feed = (site / "feeds/all.ics").read_bytes()
    renamed = rulebook(tmp_path / "rules", RULES.replace("en: Victory Day", "en: Victory"))
    build(wanted._replace(rulebook=renamed, as_of=AS_OF + 1), site, memory(site))
    kept = memory(site).revisions
    assert {kept[f"en/{style}"]["victory-day.2026"].sequence for style in ALL} == {1}
    assert (site / "feeds/all.ics").read_bytes() != feed


def test_a_site_without_views_keeps_one_style(tmp_path: Path) -> None:
    build(order(rulebook(tmp_path / "rules")), tmp_path / "site", None)
    assert set(memory(tmp_path / "site").revisions) == {"en/edges"}
