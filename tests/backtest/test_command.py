"""`calendar-gen backtest` as people call it: what it prints, writes and refuses."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from tests.backtest.records import made_up

ASKED = ("--hub", "FR", "--from", "2008", "--to", "2012")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "visits.csv"
    path.write_text(made_up(), encoding="utf-8")
    return path


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["backtest", *map(str, arguments)], input=stdin)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_says_what_was_asked_what_it_is_worth_and_what_not(record: Path) -> None:
    found = run("--task", "year", "--records", record, *ASKED)
    assert (found.exit_code, found.stderr) == (0, "")
    lines = found.stdout.splitlines()
    assert lines[0].startswith("year, FR, 2008 to 2012: 286 forecasts scored, 83 came true (0.290)")
    assert [line.split("  ")[0] for line in lines if "[" in line][1:4] == [
        "model",
        "constant per direction",
        "pair rate, last 10 years",
    ]
    assert "1,000 draws of whole test years" in found.stdout
    assert "below 0.002 Brier and 0.008 log loss cannot be told apart" in found.stdout
    assert "no outcome" not in found.stdout


def test_json_has_the_same_figures(record: Path) -> None:
    found = json.loads(run("--task", "return-24", record, *ASKED, "--format", "json").stdout)
    assert (found["version"], found["task"], found["hub"]) == (1, "return-24", "FR")
    assert (found["from"], found["to"]) == (2008, 2012)
    model, constant, simple = found["scores"]
    assert model["model_less_this"] is None
    assert model["log_loss"]["low"] < model["log_loss"]["value"] < model["log_loss"]["high"]
    difference = simple["model_less_this"]["log_loss"]["value"]
    assert difference == pytest.approx(
        model["log_loss"]["value"] - simple["log_loss"]["value"], abs=2e-6
    )
    assert sum(b["forecasts"] for b in constant["bins"]) == found["forecasts"]


def test_csv_has_the_same_scores(record: Path) -> None:
    asked = ("--task", "return-24", record, *ASKED, "--format")
    rows, scores = table(run(*asked, "csv").stdout), json.loads(run(*asked, "json").stdout)
    assert [row["name"] for row in rows] == [each["name"] for each in scores["scores"]]
    for row, each in zip(rows, scores["scores"], strict=True):
        assert float(row["log_loss"]) == each["log_loss"]["value"]
        assert float(row["brier_high"]) == each["brier"]["high"]
        against = each["model_less_this"]
        assert row["verdict"] == ("" if against is None else against["verdict"])


def test_forecasts_are_written_as_csv(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "forecasts.csv"
    said = run("--task", "return-12", "--records", record, *ASKED, "--forecasts", path)
    rows = table(path.read_text(encoding="utf-8"))
    assert list(rows[0]) == [
        "task",
        "issued",
        "guest",
        "host",
        "from",
        "to",
        "probability",
        "outcome",
        "baseline",
    ]
    assert {row["task"] for row in rows} == {"return-12"}
    assert {row["outcome"] for row in rows} == {"0", "1"}
    assert all("2008" <= row["issued"] < "2013" and row["issued"] < row["from"] for row in rows)
    assert all(0.001 <= float(row["probability"]) <= 0.999 for row in rows)
    happened = sum(row["outcome"] == "1" for row in rows)
    assert f"{len(rows)} forecasts scored, {happened} came true" in said.stdout


def test_what_is_not_known_yet_has_no_outcome_and_no_score(record: Path) -> None:
    asked = ("--hub", "FR", "--from", "2013", "--to", "2014", "--forecasts", "-")
    found = run("--task", "return-24", "--records", record, *asked)
    rows = table(found.stdout.split("return-24, FR")[0])
    unknown = [row for row in rows if row["outcome"] == ""]
    assert unknown
    assert all(row["to"] > "2014-12-31" for row in unknown)
    assert f"{len(unknown)} forecasts have no outcome yet" in found.stdout


def test_the_reliability_diagram_tells_what_it_shows(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "reliability.svg"
    run("--task", "year", "--records", record, *ASKED, "--reliability", path)
    svg = "{http://www.w3.org/2000/svg}"
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    title, described = root.find(f"{svg}title"), root.find(f"{svg}desc")
    assert title is not None
    assert title.text == "Reliability of year forecasts, FR, 2008 to 2012"
    assert described is not None
    assert (described.text or "").count("forecast ") == 11  # once to say what it is
    discs = [e for e in root.iter(f"{svg}circle") if e.get("class") == "model"]
    rings = [e for e in root.iter(f"{svg}circle") if e.get("class") == "base"]
    assert (len(discs), len(rings)) == (11, 11)  # ten bins, and one in the legend
    across = [float(disc.get("cx", "")) for disc in discs[:10]]
    assert across == sorted(across)
    assert all(64 <= place <= 464 for place in across)
    assert "prefers-color-scheme: dark" in path.read_text(encoding="utf-8")
    assert "http" not in path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")


def test_a_point_lies_where_its_bin_says(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "reliability.svg"
    asked = ("--task", "year", "--records", record, *ASKED, "--format", "json")
    bins = json.loads(run(*asked, "--reliability", path).stdout)["scores"][0]["bins"]
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    svg = "{http://www.w3.org/2000/svg}"
    discs = [e for e in root.iter(f"{svg}circle") if e.get("class") == "model"]
    ticks = [e for e in root.iter(f"{svg}text") if e.get("text-anchor") == "middle"]
    most = float(ticks[4].text or "") / 100
    for disc, expected in zip(discs[:10], bins, strict=True):
        place = (float(disc.get("cx", "")) - 64) / 400 * most
        height = (464 - float(disc.get("cy", ""))) / 400 * most
        assert (place, height) == pytest.approx((expected["mean"], expected["came_true"]), abs=1e-3)


def test_same_input_same_bytes_in_whatever_files_and_order(record: Path, tmp_path: Path) -> None:
    head, *lines = record.read_text(encoding="utf-8").splitlines()
    parts: list[str | Path] = []
    for name, part in (("b.csv", lines[::-2]), ("a.csv", lines[-2::-2])):
        (tmp_path / name).write_text("\n".join([head, *part, ""]), encoding="utf-8")
        parts += ["--records", tmp_path / name]
    asked = ("--task", "year", *ASKED, "--forecasts", "-", "--reliability", "-")
    assert run(*asked, *parts).stdout == run(*asked, "--records", record).stdout


def test_a_record_comes_from_standard_input_too(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    piped = run("--task", "year", "--records", "-", *ASKED, stdin=text)
    assert piped.stdout == run("--task", "year", "--records", record, *ASKED).stdout


def test_bad_rows_stop_it_unless_they_are_left_out(record: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(
        record.read_text(encoding="utf-8") + "2001-01-05,2001-01-01,day,DE,,FR\n,,day,XX,,FR\n",
        encoding="utf-8",
    )
    asked = ("--task", "year", "--records", bad, *ASKED)
    found = run(*asked)
    assert (found.exit_code, found.stdout) == (65, "")
    assert "bad.csv:" in found.stderr
    assert "ends (2001-01-01) before it starts (2001-01-05)" in found.stderr
    assert '"XX" is no country' in found.stderr
    assert "3 problems in the record, nothing was scored" in found.stderr
    kept = run(*asked, "--keep-going")
    assert kept.exit_code == 0
    assert kept.stdout == run("--task", "year", "--records", record, *ASKED).stdout


@pytest.mark.parametrize(
    "arguments, code, said",
    [
        (("--records", "none.csv"), 66, 'there is no file or folder "none.csv"'),
        (("--records", "."), 66, '"." is a folder'),
        ((), 2, "name a CSV file of visits with --records"),
        (("--hub", "FX", "--records", "x"), 2, '"FX" is no state'),
        (("--from", "2013", "--records", "x"), 2, "--to lies before --from"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: Sequence[str], code: int, said: str) -> None:
    found = run("--task", "year", *ASKED, *arguments)
    assert (found.exit_code, found.stdout) == (code, "")
    assert said in found.stderr


def test_a_hub_goes_on_for_the_state_before_it() -> None:
    text = "date_start,visitor_country,host_country\n1987-12-07,SU,US\n1988-05-29,US,SU\n"
    asked = ("--task", "year", "--records", "-", "--from", "1988", "--to", "1988")
    found = run(*asked, "--hub", "RU", stdin=text)
    assert found.stdout.startswith("year, RU, 1988 to 1988: 2 forecasts scored, 1 came true")
    assert run(*asked, "--hub", "SU", stdin=text).stdout == found.stdout


def test_a_hub_without_visits_is_said(record: Path) -> None:
    found = run("--task", "year", "--records", record, *ASKED, "--hub", "TV")
    assert found.exit_code == 65
    assert "no visit of the record is to or from TV" in found.stderr
