"""The closing line of `build`, held against the bytes of the folder before and after."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from tests.site.samples import RULES, tree

CORRECTED = RULES.replace("en: Surrender Day", "en: V-J Day")
FIRST = ("--as-of", "2025-05-06")
SECOND = ("--as-of", "2025-05-07")
STEPS: dict[str, tuple[str, tuple[str, ...], int]] = {
    "the same": (RULES, FIRST, 0),
    "another day": (RULES, SECOND, 16),
    "a day that passes": (RULES, ("--as-of", "2025-05-10"), 19),
    "another title": (CORRECTED, FIRST, 0),
    "another day and title": (CORRECTED, SECOND, 19),
    "other years": (RULES, (*FIRST, "--years", "2025..2030"), 0),
    "other years on another day": (RULES, (*SECOND, "--years", "2025..2030"), 11),
    "a further language": (RULES, (*FIRST, "--lang", "en,ru"), 0),
    "another day and language": (RULES, (*SECOND, "--lang", "en,fr"), 16),
    "packed": (RULES, (*SECOND, "--compress", "gzip"), 16),
    "fewer visits": (RULES, (*SECOND, "--min-likelihood", "90%"), 18),
    "no memory": (RULES, (*SECOND, "--previous", "none"), 0),
}
"""Name of a second build after one of RULES as of the 6th, to its rules, its options, and how many
files follow the as-of day.
"""


def build(rules: Path, site: Path, text: str, *options: str) -> str:
    rules.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(rules), "-o", str(site), *options])
    assert done.exit_code == 0
    return done.stderr


def told(line: str) -> tuple[int, int, int, int, int]:
    """The counts of a closing line: new, changed, following the as-of day, as before, gone."""
    pattern = (
        r"; (\d+) files? new, (\d+) changed(?: \((all|\d+) follow the as-of day\))?, "
        r"(\d+) as before(?:, (\d+) gone)?\.\nOpen "
    )
    found = re.search(pattern, line)
    assert found is not None, line
    new, changed, dated, same, gone = found.groups(default="0")
    return int(new), int(changed), int(changed if dated == "all" else dated), int(same), int(gone)


def counted(
    before: dict[str, bytes], after: dict[str, bytes], dated: int
) -> tuple[int, int, int, int, int]:
    """The same from two folders by their bytes, with the number of files that follow the day."""
    both = before.keys() & after.keys()
    changed = sum(before[path] != after[path] for path in both)
    new, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    return new, changed, dated, len(both) - changed, gone


@pytest.mark.parametrize("step", STEPS)
def test_counts_are_those_of_the_bytes(step: str, tmp_path: Path) -> None:
    rules, site = tmp_path / "rules.yaml", tmp_path / "site"
    first = build(rules, site, RULES, *FIRST)
    before = tree(site)
    assert told(first) == (len(before), 0, 0, 0, 0)
    text, options, dated = STEPS[step]
    second = build(rules, site, text, *options)
    after = tree(site)
    if before == after:
        assert "; nothing has changed.\n" in second
        assert step == "the same"
    else:
        assert told(second) == counted(before, after, dated)


def test_a_day_that_only_passes_says_so_and_changes_no_feed(tmp_path: Path) -> None:
    rules, site = tmp_path / "rules.yaml", tmp_path / "site"
    build(rules, site, RULES, *FIRST)
    before = tree(site)
    said = build(rules, site, RULES, *SECOND)
    assert "; 0 files new, 16 changed (all follow the as-of day), 12 as before.\n" in said
    differing = {path for path, content in tree(site).items() if before[path] != content}
    assert differing == {
        "index.html",
        "changes.html",
        "data/occurrences.json",
        "data/revisions.json",
        *(f"digests/{year}.html" for year in range(2024, 2036)),
    }


@pytest.mark.parametrize("number, said", [(1, "1 file new"), (2, "2 files new")])
def test_files_that_went_missing_are_new_again(number: int, said: str, tmp_path: Path) -> None:
    rules, site = tmp_path / "rules.yaml", tmp_path / "site"
    build(rules, site, RULES, *FIRST)
    files = len(tree(site))
    for file in sorted((site / "digests").glob("20*.html"))[:number]:
        file.unlink()
    told = build(rules, site, RULES, *FIRST)
    assert f"; {said}, 0 changed, {files - number} as before." in told
