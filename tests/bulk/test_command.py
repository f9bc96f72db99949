"""`project` and `query` as a user types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from tests.scenario import RULES

DAY = "2026-11-29"


TABLE = """\
Day                    What                              No.  Where     Status         Id
2035-05-06/2035-05-10  Взаимные визиты к юбилеям Победы  90   CN to RU  projected 47%  \
victory-exchange.2035.cn-ru
2035-05-09             День Победы                       90   RU        projected      \
victory-day-moscow.2035
"""


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@pytest.fixture(scope="module")
def projected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A name with all that DuckDB takes for a pattern, and SQL for the end of a text.
    folder = tmp_path_factory.mktemp("it's [a] *projection?")
    done = run("project", RULES, "--today", DAY, "--from", 2020, "--to", 2046, "-o", folder)
    assert done.exit_code == 0, done.output
    assert "commemorations and 1 visit patterns, 2020-01-01 to 2046-12-31, in 27 years." in (
        done.stderr
    )
    return folder


def ids(projected: Path, *options: object) -> list[str]:
    answer = run("query", projected, "--format", "ndjson", *options)
    assert answer.exit_code == 0, answer.output
    return [json.loads(line)["id"] for line in answer.stdout.splitlines()]


def forecast(*options: object) -> list[str]:
    answer = run("forecast", RULES, "--today", DAY, "--format", "ndjson", *options)
    assert answer.exit_code == 0, answer.output
    return [json.loads(line)["id"] for line in answer.stdout.splitlines()]


@pytest.mark.parametrize(
    "options",
    [
        ("--from", "2027-05-09", "--to", "2027-05-09"),
        ("--from", "2035", "--to", "2035", "--country", "CN"),
        ("--from", "2035", "--to", "2035", "--country", "ru,fr"),
        ("--from", "2027", "--to", "2046", "--visits-only"),
        ("--from", "2027", "--to", "2046", "--category", "treaty,un", "--marks", "round"),
        ("--from", "2027", "--to", "2046", "--marks", "90,100"),
        ("--from", "2027", "--to", "2030", "--rule", "victory-day-moscow,victory-day-beijing.2029"),
        ("--from", "2024-10-23", "--to", "2024-10-23"),
        ("--from", "2035", "--to", "2045", "--min-likelihood", "47.1%", "--visits-only"),
    ],
    ids=" ".join,
)
def test_a_query_finds_what_a_forecast_lists(projected: Path, options: tuple[str, ...]) -> None:
    found = ids(projected, *options)
    assert found == forecast(*options)
    assert found


OWN = """\
calendar-gen: 1
sources: {s: {publisher: P, published: 1990-01-01}}
parties: [{id: lyon, name: {en: Lyon}}]
commemorations: [{id: fair, title: Fair, on: 9 May, host: lyon, sources: [s]}]
"""


@pytest.mark.parametrize("asked", ["lyon", "LYON"])
def test_a_party_of_the_rules_is_found_in_any_case(asked: str, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(OWN, "utf-8")
    days = ("--today", DAY, "--from", 2027, "--to", 2027)
    assert run("project", tmp_path / "r.yaml", *days, "-o", tmp_path / "out").exit_code == 0
    assert ids(tmp_path / "out", "--country", asked) == ["fair.2027"]


def test_a_day_reads_no_other_year(projected: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    manifest = json.loads((projected / "manifest.json").read_text())
    for told in (manifest["rules"], manifest["years"]["2027"]):
        (few / told["path"]).parent.mkdir(parents=True, exist_ok=True)
        (few / told["path"]).write_bytes((projected / told["path"]).read_bytes())
    (few / "manifest.json").write_text(json.dumps(manifest))
    assert ids(few, "--day", "2027-05-09") == ids(projected, "--day", "2027-05-09")
    assert run("query", few, "--from", "2027-05-09").exit_code == 66


def test_the_table_is_for_people(projected: Path) -> None:
    answer = run("query", projected, "--day", "2035-05-09", "--country", "RU", "--lang", "ru")
    assert answer.stdout == TABLE
    nothing = run("query", projected, "--day", "2035-05-09", "--country", "BR")
    assert nothing.stdout == "Nothing was found.\n"
    most, many = (run("query", projected, "--limit", 10**power) for power in (20, 6))
    assert most.stdout == many.stdout != ""
    cut = run("query", projected, "--limit", 2)
    assert len(cut.stdout.splitlines()) == 3


def test_json_and_csv_have_the_same(projected: Path) -> None:
    asked = ("--from", 2035, "--to", 2035, "--country", "RU,CN")
    found = json.loads(run("query", projected, *asked, "--format", "json").stdout)
    lines = run("query", projected, *asked, "--format", "csv").stdout.splitlines()
    assert [each["id"] for each in found["occurrences"]] == [
        line.partition(",")[0] for line in lines[1:]
    ]
    none = run("query", projected, "--day", "2035-05-10", "--country", "BR", "--format", "json")
    assert json.loads(none.stdout) == {"version": 1, "occurrences": []}


@pytest.mark.parametrize(
    "arguments, code, said",
    [
        (
            ("query", "nowhere"),
            66,
            "nowhere: it holds no projection; calendar-gen project makes one",
        ),
        (("query", "here", "--day", "soon"), 2, "soon"),
        (("query", "here", "--day", "2027", "--to", "2028"), 2, "--day stands for --from and --to"),
        (("query", "here", "--from", "2028", "--to", "2027"), 2, "--to lies before --from"),
        (("query", "caldav+https://anna@example.org/"), 2, "a folder or to s3://bucket/prefix"),
        (("query", "other"), 66, "other: its manifest.json is none of a projection"),
        (("query", "reaching"), 66, "reaching: its manifest.json is none of a projection"),
        (("query", "future"), 66, "version 2, and 1 can be read"),
        (("project", "-o", "other"), 73, "other is not written over: its manifest.json is none"),
        (("project", "-o", "a-file/in"), 73, "cannot write a-file/in"),
        (("query", "here", "--marks", "first"), 2, '70,80, or "round" alone'),
        (("project", "-o", "out", "--engine", "dask"), 2, "go together"),
        *(
            (
                ("project", "-o", "out", "--engine", "dask", "--scheduler", address),
                *(2, f'"{address}" is not the address of a scheduler; write tcp://scheduler:8786'),
            )
            for address in (
                "scheduler",
                "tcp://scheduler",
                "tcp://a:99999",
                "tcp://[::1:8",
                "x://a:1",
            )
        ),
        (
            ("project", "-o", "out", "--engine", "dask", "--scheduler", "tls://127.0.0.1:9"),
            *(66, "tls://127.0.0.1:9: TLS expects"),
        ),
        (("project", "-o", "out", "--from", "2030", "--to", "2029"), 2, "--to lies before --from"),
        (("project", "-o", "out", "--from", "0001", "--to", "3000"), 2, "at most 1,000 years"),
        (("project", "-o", "s3://bucket/a//b"), 2, "an empty step"),
        (("project", "-o", "s3://bucket/in"), 73, "no key for s3://bucket/in"),
        (("project", "bad.yaml", "-o", "out"), 65, "bad.yaml"),
        (
            ("project", "-o", "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"),
            *(66, "tcp://127.0.0.1:9"),
        ),
    ],
)
def test_a_wrong_question_gets_a_sentence(
    arguments: tuple[str, ...],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_WEB_IDENTITY_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)
    Path("here").mkdir()
    Path("a-file").touch()
    Path("bad.yaml").write_text("calendar-gen: 1\ncommemorations:\n  - {id: x}\n")
    told = {"path": "../secret", "rows": 1, "longest": 1}
    whole = {"version": 1, "rules": told, "years": {}, "from": "", "to": "", "as_of": ""}
    for name, manifest in {
        "other": {"name": "a web app"},
        "reaching": whole,
        "future": {**whole, "version": 2, "rules": {**told, "path": "rules"}},
    }.items():
        Path(name).mkdir()
        (Path(name) / "manifest.json").write_text(json.dumps(manifest))
    rules = () if "bad.yaml" in arguments or arguments[0] == "query" else (str(RULES),)
    result = run(*arguments, *rules)
    assert result.exit_code == code, result.output
    assert said in result.output
    assert not Path("out").exists()


@pytest.fixture
def two_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of a projection in the folder `two`, of two years, and last its table of rules."""
    monkeypatch.chdir(tmp_path)
    Path("rule.jsonl").write_text('{"id": "x", "title": "X", "on": "9 May"}\n')
    assert run(*PROJECT_TWO).exit_code == 0
    return sorted(Path("two").rglob("*.parquet"), key=lambda path: (path.stem == "rules", path))


PROJECT_TWO = ("project", "rule.jsonl", "--from", "2030", "--to", "2031", "-o", "two")


@pytest.mark.parametrize("lost", [0, 2])
def test_what_a_projection_lost_is_made_again(two_days: list[Path], lost: int) -> None:
    path = two_days[lost]
    content = path.read_bytes()
    path.unlink()
    asked = run("query", "two")
    assert asked.exit_code == 66
    assert asked.stderr == (
        f"Error: two: it lacks {path.relative_to('two')}, which its manifest.json names; "
        "project again\n"
    )
    assert run(*PROJECT_TWO).exit_code == 0
    assert path.read_bytes() == content
    assert sorted(Path("two").rglob("*.parquet")) == sorted(two_days)


@pytest.mark.parametrize("damaged", [0, 2])
def test_a_damaged_file_is_told_in_a_sentence(two_days: list[Path], damaged: int) -> None:
    path = two_days[damaged]
    path.write_bytes(path.read_bytes()[:-1])
    asked = run("query", "two")
    assert asked.exit_code == 66
    assert asked.stderr.startswith("Error: two: it cannot be read (")
    assert f"{path}'); if a file of it is damaged, remove that and project again" in asked.stderr


def test_a_word_that_no_rule_has_is_told_where_nothing_answers(projected: Path) -> None:
    for option, word, said in (
        ("--category", "wwi1", 'no category is called "wwi1"; did you mean "wwii"?'),
        (
            "--rule",
            "victory-day.2035",
            'no rule is called "victory-day"; did you mean "victory-day-moscow"?',
        ),
    ):
        asked = run("query", projected, option, word, "--format", "json")
        assert (asked.exit_code, asked.stdout) == (2, "")
        assert f"Invalid value for {option}: {said}" in asked.stderr
    for known in (("--category", "wwii"), ("--rule", "victory-day-moscow.1999")):
        asked = run("query", projected, *known, "--country", "BR", "--format", "ndjson")
        assert (asked.exit_code, asked.output) == (0, "")


SPOKEN = """
calendar-gen: 1
sources: {s: {title: A paper, published: 2030-05-12}}
commemorations:
  - {id: a, title: {zh-Hans: 胜利日, en-GB: Victory}, on: 9 May, sources: [s]}
  - {id: b, title: {uk: День, de: Tag}, on: 10 May, sources: [s]}
visits:
  - {id: v, guest: FR, host: DE, claims: [{date: 2030-05-11, status: occurred, source: s}]}
"""


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_titles_are_those_of_a_forecast(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("spoken.yaml").write_text(SPOKEN, encoding="utf-8")
    asked = ("spoken.yaml", "--from", "2030", "--to", "2030", "--today", "2030-06-01")
    assert run("project", *asked, "-o", "two").exit_code == 0
    answers = (
        run("query", "two", "--format", "ndjson", "--lang", language),
        run("forecast", *asked, "--format", "ndjson", "--lang", language),
    )
    queried, forecast_ = (
        [json.loads(line)["title"] for line in each.stdout.splitlines()] for each in answers
    )
    assert len(queried) == 3
    assert queried == forecast_
