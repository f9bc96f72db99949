"""Cycles in a row that stand alike are one sentence of an explanation, with what answered each."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

VISIT = """  - {id: v-YEAR, guest: IE, host: US,
     claims: [{date: YEAR-03-17, status: occurred, source: s}]}"""
RULES = """calendar-gen: 1
sources: {r: {publisher: P, published: 1990-01-01}, s: {publisher: P, published: 2010-01-01}}
reciprocal_visits:
  - {id: shamrock, title: S, pattern: dated, guest: IE, host: US, on: 17 March,
     since: 1995, sources: [r]}
coverage: [{guest: IE, host: US, from: 1999, to: 2009, source: s}]
visits:
"""


def test_runs_of_cycles_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    years = (1999, 2000, 2001, 2002, 2003, 2005)
    visits = "\n".join(VISIT.replace("YEAR", str(year)) for year in years)
    Path("r.yaml").write_text(RULES + visits + "\n", "utf-8")
    asked = ("explain", "shamrock", "2011", "-r", "r.yaml", "--as-of", "2010-12-31")
    told = CliRunner(env={"COLUMNS": "200"}).invoke(main, asked).stdout
    said = " ".join(told.partition("Likelihood\n")[2].split())
    assert said.startswith(
        "1995 to 1998, 4 cycles: not recorded; none is a chance. 1999 to 2003, 5 cycles: occurred "
        "by v-1999, v-2000, v-2001, v-2002, v-2003; each counts as a chance and a hit. 2004: "
        "missed; it counts as a chance. 2005: occurred by v-2005; it counts as a chance and a hit. "
        "2006 to 2009, 4 cycles: missed; each counts as a chance. 2010: not recorded; it is no "
        "chance. The rule's own record: 6 of 11."
    )
