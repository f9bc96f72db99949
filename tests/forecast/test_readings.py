"""How else a rule could be read: text in, text out."""

from pathlib import Path

import pytest

from calendar_gen.forecasting.readings import ReadAs, other_readings
from calendar_gen.rulebook import load

RULES = """\
calendar-gen: 1
sources: {law: {publisher: A}}
commemorations:
  - {id: feast, title: D, of: 1945-05-09, sources: [law]}
reciprocal_visits:
  - id: visit
    title: V
    pattern: dated
    guest: FR
    host: DE
    WHEN
    sources: [law]
"""
AROUND = "at: feast\n    window: 1 day before .. 1 day after\n"


def told(read_as: ReadAs) -> str:
    kept = "" if read_as.since_kept else ", from the beginning"
    return f"{read_as.every}{kept}{', ungated' * read_as.ungated}"


@pytest.mark.parametrize(
    "when, readings",
    [
        ("every: 10", ["5"]),
        ("every: 20\n    since: 2015", ["20, from the beginning", "10", "10, from the beginning"]),
        ("every: 7", []),
        ("every: 7\n    since: 2015", ["7, from the beginning"]),
        ("every: 15", []),
        ("every: 7\n    only-if: feast", ["7, ungated"]),
        ("every: 10\n    only-if: feast", ["10, ungated", "5, ungated"]),
        ("marks: [50, 80]", []),
        ("marks: [50, 80]\n    only-if: feast", ["None, ungated"]),
        (
            "every: 7\n    since: 2015\n    only-if: feast",
            ["7, ungated", "7, from the beginning, ungated"],
        ),
    ],
)
def test_the_readings_of_a_rule_but_itself(when: str, readings: list[str], tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.replace("WHEN", AROUND + "    " + when), encoding="utf-8")
    book = load([str(path)])
    assert [str(problem) for problem in book.problems if problem.severity == "error"] == []
    found = dict(other_readings(book.patterns["visit"]))
    assert [told(read_as) for read_as in found] == readings
    for read_as, pattern in found.items():
        assert pattern.only_if is None
        assert pattern.in_force == (book.patterns["visit"].in_force if read_as.since_kept else ())
        assert pattern.terms.every == (read_as.every or book.patterns["visit"].terms.every)  # type: ignore[union-attr]
