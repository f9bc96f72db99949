"""Exceptions of visits whose cycles the record or other visits give, text in and text out."""

from pathlib import Path

import pytest

from calendar_gen.forecasting.findings import findings
from calendar_gen.rulebook import load

RULES = """\
calendar-gen: 1
sources: {s: {publisher: A, published: 2001-08-01}}
commemorations: [{id: fair, title: Fair, of: 1990-07-01, sources: [s]}]
reciprocal_visits:
  - {id: answers, title: A, pattern: returned, between: [BE, NL], within: 1 year, exceptions: [%s]}
  - {id: trip, title: A, pattern: first, guest: BE, host: FR, after: fair, within: 1 year,
     exceptions: [%s]}
  - {id: at-trip, title: A, pattern: dated, guest: DE, host: FR, at: trip, exceptions: [%s]}
visits:
  - {id: came, guest: BE, host: NL, claims: [{date: 2001-01-01, status: occurred, source: s}]}
  - {id: went, guest: BE, host: FR, fulfils: trip,
     claims: [{date: 2001-08-01, status: occurred, source: s}]}
"""

CANCELLED = "{%s, cancelled: true, because: b, sources: [s]}"


def _naming(text: str) -> str:
    return text if ": " in text else f"cycle: {text}"


@pytest.mark.parametrize(
    "cycles, said",
    [
        (("came", "2001", "2001"), []),
        (
            ("cam", "2001", "2001"),
            ['5:96: the rule has no cycle "cam"; did you mean "came"?'],
        ),
        (
            ("came", "1989", "2001"),
            ['7:19: the rule has no cycle "1989"'],
        ),
        (
            ("came", "2001", "20011"),
            ['8:89: the rule has no cycle "20011"'],
        ),
        (
            ("came", "2001", "day: 1990-06-30"),
            ["8:89: the rule has no occurrence on that day"],
        ),
        (("came", "2001", "day: 2001-06-30"), []),
        (
            ("came", "2001", "number: 11"),
            ["8:89: the rule has no anniversary number 11"],
        ),
    ],
)
def test_a_cycle_that_nothing_gives_is_a_problem(
    cycles: tuple[str, ...], said: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES % tuple(CANCELLED % _naming(c) for c in cycles), encoding="utf-8")
    book = load([str(path)])
    assert [p for p in book.problems if p.severity == "error"] == []
    found = [str(p).removeprefix(f"{path}:") for p in findings(book) if p.severity == "error"]
    assert [text[: len(begins)] for text, begins in zip(found, said, strict=True)] == said
