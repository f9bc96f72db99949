"""Records in CSV files as part of a rulebook: time, paths, and what their order means."""

import time
from pathlib import Path

import pytest

from calendar_gen.rulebook import load
from calendar_gen.rulebook.ranks import rank_of

HEAD = "date_start,date_end,visitor_country,visitor_office,host_country,source,source_id\n"
RULES = """\
calendar-gen: 1
records:
  - {csv: visits.csv, covers: [{host: FR, from: 2000, to: 2010}]}
"""


def rows(number: int) -> str:
    lines = (f"2001-03-0{n % 9 + 1},2001-03-11,NA,President,FR,A list,r-{n}" for n in range(number))
    return HEAD + "\n".join(lines) + "\n"


def test_nine_thousand_visits_load_in_under_a_second(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "visits.csv").write_text(rows(9000), encoding="utf-8")
    start = time.process_time()
    book = load([str(tmp_path)])
    assert time.process_time() - start < 1
    assert (len(book.visits), len(book.coverage), book.problems) == (9000, 1, ())


def test_a_source_in_words_is_a_source_of_the_rulebook(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text(rows(2), encoding="utf-8")
    book = load([], [str(tmp_path / "visits.csv")])
    assert book.sources["a-list"].publisher == "A list"
    assert {claim.source for visit in book.visits for claim in visit.claims} == {"a-list"}


def test_a_record_is_read_once_however_it_is_named(tmp_path: Path) -> None:
    rules, visits = tmp_path / "rules.yaml", tmp_path / "visits.csv"
    rules.write_text(RULES, encoding="utf-8")
    visits.write_text(rows_ := rows(3), encoding="utf-8")
    plain = load([str(rules)])
    assert load([str(rules), str(visits)])._replace(roots=plain.roots) == plain
    assert load([str(rules)], [str(visits)]).visits == plain.visits
    head, *lines = rows_.splitlines()
    visits.write_text("\n".join([head, *reversed(lines)]), encoding="utf-8")
    assert load([str(rules)]).digest == plain.digest


def test_rows_of_several_files_are_named_together(tmp_path: Path) -> None:
    head = "date_start,visitor_country,host_country,source\n"
    for name, source in (("b.csv", "One"), ("a.csv", "Two")):
        (tmp_path / name).write_text(head + f"2001-03-01,NA,FR,{source}\n", encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    ids = {v.id: v.claims[0].source for v in load([], paths).visits}
    assert ids == {"na-fr-2001-03-01": "one", "na-fr-2001-03-01-2": "two"}
    assert load([], paths[::-1]).digest == load([], paths).digest


def test_a_record_with_a_bad_row_makes_nothing_complete(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "visits.csv").write_text(rows(3) + "2001,,NA,,ZZ,A list,\n", encoding="utf-8")
    book = load([str(tmp_path)])
    assert (len(book.visits), book.coverage) == (3, ())


def test_a_record_outside_is_read_if_it_is_given_too(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "data").mkdir()
    visits, rules = tmp_path / "data" / "visits.csv", tmp_path / "rules" / "rules.yaml"
    visits.write_text(rows(3), encoding="utf-8")
    rules.write_text(RULES.replace("visits.csv", "../data/visits.csv"), encoding="utf-8")
    assert [problem.code for problem in load([str(rules)]).problems] == ["record-file"]
    assert len(load([str(rules), str(visits)]).coverage) == 1
    rules.write_text(RULES.replace("visits.csv", str(visits)), encoding="utf-8")
    assert len(load([str(tmp_path)]).visits) == 3


@pytest.mark.parametrize(
    "office, rank",
    [
        ("President", "head of state"),
        ("Acting President", "head of state"),
        ("Governor-General", "head of state"),
        ("Prime Minister", "head of government"),
        ("Prime Minister of Ireland", "head of government"),
        ("Federal Chancellor", "head of government"),
        ("Taoiseach", "head of government"),
        ("Secretary of State", "foreign minister"),
        ("Minister for Foreign Affairs", "foreign minister"),
        ("Vice President", "vice president"),
        ("Deputy Prime Minister", "deputy prime minister"),
        ("Secretary of Defense", "secretary of defense"),
        ("President-elect", None),
        ("President of the Senate", None),
        ("Chairman", None),
        ("", None),
    ],
)
def test_an_office_has_a_rank_where_its_name_says_so(office: str, rank: str | None) -> None:
    assert rank_of(office) == rank
