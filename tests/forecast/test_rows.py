r"""Rows of a list of visits, and the stays that are known of them: `rows.txt`, text in, text out.

A case begins with `=== TITLE`, then come rows, each its first and last day, and a line `! DATE` for
what a rule file says of a visit by the same guest, or `= WINDOW` for the one in which it is
expected. Below `---` stand the visits known of these;
`~ OLD => NEW` changes the rows for the lines that follow (`\n` is a new line).
"""

import re
from pathlib import Path

import pytest

from calendar_gen.edtf import day
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.rulebook import load
from tests.forecast.test_cases import shown

TEXT = (Path(__file__).parent / "rows.txt").read_text(encoding="utf-8")
CASES = {
    case.partition("\n")[0]: case.partition("\n")[2].strip()
    for case in re.split(r"^=== ", TEXT, flags=re.MULTILINE)[1:]
}
HEAD = "date_start,date_end,precision,visitor_country,visitor_office,host_country,source_id"
RULES = """\
calendar-gen: 1
sources: {archive: {publisher: Archive, published: 2009-12-31}}
records: [{csv: list.csv, source: archive}]
"""
VISIT = """\
  - {id: told, guest: NA, host: FR, claims: [{date: DATE, status: occurred, source: archive}]}
"""
EXPECTED = """\
reciprocal_visits:
  - {id: expected, title: E, pattern: dated, guest: NA, host: FR, on: 5 May, window: WINDOW}
"""


def known(rows: str, folder: Path) -> list[str]:
    """The visits of 2008, as lines."""
    lines = [line for line in rows.splitlines() if line[0] not in "!="]
    dates = [line[2:] for line in rows.splitlines() if line.startswith("! ")]
    windows = [line[2:] for line in rows.splitlines() if line.startswith("= ")]
    table = [f"{row},day,NA,President,FR,r{number}" for number, row in enumerate(lines)]
    (folder / "list.csv").write_text("\n".join([HEAD, *table, ""]), encoding="utf-8")
    visits = "".join(VISIT.replace("DATE", date) for date in dates)
    expected = "".join(EXPECTED.replace("WINDOW", window) for window in windows)
    told = ("visits:\n" + visits) * bool(dates)
    (folder / "rules.yaml").write_text(RULES + expected + told, "utf-8")
    book = load([str(folder / "rules.yaml")])
    assert [str(problem) for problem in book.problems if problem.severity == "error"] == []
    found = occurrences(book, day(2008, 1, 1), day(2008, 12, 31), day(2010, 1, 1))
    return [shown(each) for each in found]


def told(case: str, folder: Path) -> str:
    """A case with its visits made anew."""
    rows, _, lines = case.partition("---\n")
    said = known(rows, folder)
    for line in lines.splitlines():
        if line.startswith("~ "):
            old, _, new = line[2:].partition(" => ")
            assert old in rows
            rows = rows.replace(old, new.replace("\\n", "\n"))
            said += [line, *known(rows, folder)]
    return "\n".join(said)


@pytest.mark.parametrize("title", CASES)
def test_rows_make_stays(title: str, tmp_path: Path) -> None:
    assert told(CASES[title], tmp_path) == CASES[title].partition("---\n")[2]
