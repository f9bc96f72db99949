"""Headings and words of CSV records that are not read, each with what is meant instead."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """\
calendar-gen: 1
sources: {s: {publisher: A, title: a, published: 2026-01-01}}
records: [{csv: visits.csv, source: s}]
"""


def check(folder: Path, *lines: str) -> list[str]:
    """What `check` says of a record, without the path."""
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "visits.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    found = CliRunner().invoke(main, ["check", str(folder / "rules.yaml")])
    return [line.removeprefix(f"{folder}/") for line in found.stdout.splitlines()]


@pytest.mark.parametrize(
    "sign, called", [(";", 'a semicolon, ";"'), ("\t", "a tab"), ("|", 'a bar, "|"')]
)
def test_another_separator_is_named(sign: str, called: str, tmp_path: Path) -> None:
    head = sign.join(["date_start", '"visitor_country"', "host_country"])
    assert check(tmp_path, head, sign.join(["2025-05-09", "CN", "RU"])) == [
        (
            f"visits.csv:1:1: cells are parted by a comma, and here by {called}; write it as "
            "CSV with commas"
        )
    ]


def test_a_heading_in_other_letters_is_named_with_the_column_meant(tmp_path: Path) -> None:
    found = check(tmp_path, "DATE_START,visitor_country,Host Country,kind", "2025-05-09,CN,RU,")
    assert found == [
        (
            'visits.csv:1:1: there is no column "date_start"; "DATE_START" is written otherwise; '
            "write it as date_start"
        ),
        (
            'visits.csv:1:1: there is no column "host_country"; "Host Country" is written '
            "otherwise; write it as host_country"
        ),
    ]


def test_a_column_that_may_be_there_is_missed_too(tmp_path: Path) -> None:
    found = check(
        tmp_path, "date_start,visitor_country,host_country,Date-End", "2025-05-09,CN,RU,x"
    )
    assert found == [
        'visits.csv:1:41: warning: the column "Date-End" is not read; did you mean "date_end"?'
    ]


def test_a_kind_that_is_none_is_named_once(tmp_path: Path) -> None:
    head = "date_start,visitor_country,host_country,kind"
    rows = ("2025-05-09,CN,RU,zzz", "2025-06-09,CN,RU,bilateral", "2025-07-09,CN,RU,zzz")
    found = check(tmp_path, head, *rows, "2025-08-09,CN,RU,funreal")
    assert [line.partition("; allowed")[0] for line in found] == [
        (
            'visits.csv:2:18: warning: "zzz" is no kind of visit and is left out, in 2 rows; '
            "this is the first"
        ),
        (
            'visits.csv:5:18: warning: "funreal" is no kind of visit and is left out; did you mean '
            '"funeral"?'
        ),
    ]


def test_an_empty_line_is_no_heading(tmp_path: Path) -> None:
    needed = ("date_start", "host_country", "visitor_country")
    assert [line.split(";")[0] for line in check(tmp_path, "", ",".join(needed))] == [
        f'visits.csv:1:1: there is no column "{name}"' for name in needed
    ]
