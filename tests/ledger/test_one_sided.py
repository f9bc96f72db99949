"""Where a record is complete one way only, what hangs on the other way is not recorded."""

import csv
import io
import json
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.entries.phrases import Phrases, available_languages, phrases

RULES = """\
calendar-gen: 1
sources:
  s: {publisher: A, title: a, published: 2020-01-01}
coverage:
  - {guest: RU, host: CN, from: 2010, to: 2030, source: s}
%svisits:
  - {id: first, guest: CN, host: RU, rank: head of state,
     claims: [{date: 2020-05-01, status: occurred, source: s, known: 2020-05-01}]}
  - {id: one, guest: RU, host: CN, rank: head of state,
     claims: [{date: 2021-05-01, status: occurred, source: s, known: 2021-05-01}]}
  - {id: two, guest: RU, host: CN, rank: head of state,
     claims: [{date: 2023-05-01, status: occurred, source: s, known: 2023-05-01}]}
"""
BOTH = "  - {guest: CN, host: RU, from: 2010, to: 2030, source: s}\n"
AS_OF = ("--as-of", "2024-05-01")


@pytest.fixture
def one_way(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES % "", encoding="utf-8")
    return path


@pytest.fixture
def both_ways(tmp_path: Path) -> Path:
    path = tmp_path / "both.yaml"
    path.write_text(RULES % BOTH, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> str:
    found = CliRunner(env={"COLUMNS": "400"}).invoke(main, [*map(str, arguments), *AS_OF])
    assert found.exit_code == 0, found.output
    return found.stdout


def test_who_owes_and_who_is_ahead_is_not_recorded(one_way: Path) -> None:
    told = run("ledger", "RU", "CN", "-r", one_way)
    assert "On record China owes Russia a visit since 1 May 2021, for 3 years; " in told
    assert "whether it has been made is not recorded." in told
    assert "On record Russia is ahead by 1 visit; which side made more is not recorded." in told
    row = run("ledger", "RU", "-r", one_way)
    assert "China (not recorded)" in row
    assert "owed" not in row


def test_nobody_owes_what_no_record_would_tell_of(one_way: Path) -> None:
    """No visit of China is on record, and the record of its visits is not complete."""
    text = one_way.read_text("utf-8")
    start = text.index("  - {id: first")
    one_way.write_text(text[:start] + text[text.index("  - {id: one") :], encoding="utf-8")
    told = run("ledger", "RU", "CN", "-r", one_way)
    assert "Whether China owes Russia a visit is not recorded: no record of visits that " in told
    assert "Which side made more visits is not recorded." in told
    assert "ahead" not in told
    (row,) = (line for line in run("ledger", "-r", one_way).splitlines() if "China and" in line)
    assert row.split()[-5:] == ["not", "recorded", "–", "not", "recorded"]
    assert "owed since" not in run("ledger", "RU", "CN", "-r", one_way, "--format", "svg")


def test_a_record_both_ways_says_so_plainly(both_ways: Path) -> None:
    told = run("ledger", "RU", "CN", "-r", both_ways)
    assert "China owes Russia a visit since 1 May 2021, for 3 years; 2 visits unanswered." in told
    assert "Balance: Russia is ahead by 1 visit." in told
    assert "not recorded" not in told + run("ledger", "RU", "-r", both_ways)


def test_programs_are_told_too(one_way: Path, both_ways: Path) -> None:
    rows = [
        next(csv.DictReader(io.StringIO(run("ledger", "-r", path, "--format", "csv"))))
        for path in (one_way, both_ways)
    ]
    assert [(row["owes"], row["unknown"], row["state"]) for row in rows] == [
        ("CN", "true", "unknown"),
        ("CN", "false", "owed"),
    ]
    (pair,) = json.loads(run("ledger", "-r", one_way, "--format", "json"))["pairs"]
    assert (pair["owes"], pair["unknown"], pair["overdue"]) == ("CN", True, False)
    drawing = run("ledger", "RU", "CN", "-r", one_way, "--format", "svg")
    assert "owed since 1 May 2021 (not recorded)" in drawing


FORMS = [*(("text", each) for each in available_languages()), ("html", "fr"), ("email", "ar")]


@pytest.mark.parametrize("form, language", FORMS)
def test_a_digest_says_so_in_each_language(
    one_way: Path, both_ways: Path, form: str, language: str
) -> None:
    spoken = phrases(language)
    asked = ["digest", "2024", "--format", form, "--lang", language]
    if form == "email":
        asked += ["--mail-from", "a@example.org", "--mail-to", "b@example.org"]
    one, both = (
        " ".join(words(run(*asked, "-r", path), form).split()) for path in (one_way, both_ways)
    )
    known = beginning("Balance: {party} is ahead by {visits}.", spoken)
    doubted = beginning(
        "On record {party} is ahead by {visits}; which side made more is not recorded.", spoken
    )
    assert [each in one for each in (known, doubted)] == [False, True]
    assert [each in both for each in (known, doubted)] == [True, False]
    if form == "text":
        for told, stands in ((one, "unknown"), (both, "owed")):
            state = spoken.word("state of a pair", stands)
            assert spoken.say("{text} ({status})", text="", status=state).strip() in told


def beginning(phrase: str, spoken: Phrases) -> str:
    said = spoken.say(phrase, party="|", visits="|").partition("|")[0]
    return " ".join(said.split())


def words(text: str, form: str) -> str:
    if form != "email":
        return text
    body = message_from_string(text, policy=policy.default).get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())
