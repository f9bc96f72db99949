"""The same code on other hubs' records: one way only, few years, old codes, coarse dates."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from calendar_gen.backtest import TASKS
from calendar_gen.cli import main
from tests.backtest.records import HEADER, made_up

BARE = "date_start,date_end,precision,visitor_country,host_country,visitor_office\n"


def run(text: str, task: str, *more: str, hub: str = "FR", years: str = "2000 2010") -> Result:
    first, last = years.split()
    asked = ("--task", task, "--records", "-", "--hub", hub, "--from", first, "--to", last, *more)
    return CliRunner().invoke(main, ["backtest", *asked], input=text)


def scores(text: str, task: str, **asked: str) -> dict[str, Any]:
    found = run(text, task, "--format", "json", **asked)
    assert (found.exit_code, found.stderr) == (0, ""), found.output
    value: dict[str, Any] = json.loads(found.stdout)
    return value


def loss_of(found: dict[str, Any]) -> float:
    """The model's log loss."""
    return float(found["scores"][0]["log_loss"]["value"])


def one_way_only(way: str) -> list[str]:
    lines = made_up().splitlines()
    return [line for line in lines if line == HEADER or line.endswith(",FR") == (way == "in")]


@pytest.mark.parametrize("task", ["return-12", "return-24"])
@pytest.mark.parametrize("way, named", [("in", "from FR to anyone"), ("out", "to FR")])
def test_of_a_record_of_one_way_no_returns_are_scored(task: str, way: str, named: str) -> None:
    found = run("\n".join(one_way_only(way)), task)
    assert (found.exit_code, found.stdout) == (65, "")
    assert found.stderr == (
        f"Error: the record has no leader's visit {named}, so none in it can be returned; {task} "
        "needs both ways, --task year and month score one\n"
    )


@pytest.mark.parametrize("task", ["year", "month"])
@pytest.mark.parametrize("way", ["in", "out"])
def test_a_record_of_one_way_only_is_scored_and_says_so(task: str, way: str) -> None:
    one_way = one_way_only(way)
    found = scores("\n".join(one_way), task)
    assert found["silent"] == ["out" if way == "in" else "in"]
    assert 0 < loss_of(found) < 0.5
    said = run("\n".join(one_way), task).stdout
    where = "from FR to anyone" if way == "in" else "to FR"
    assert f"The record has no leader's visit {where}: that way all is scored as if" in said


@pytest.mark.parametrize("task", TASKS)
def test_a_hub_s_few_years_suffice_to_say_something(task: str) -> None:
    head, *lines = made_up().splitlines()
    few = [line for line in lines if "1999" <= line[:4] <= "2003"]
    found = scores("\n".join([head, *few]), task, years="2000 2001")
    assert found["forecasts"] > 0
    assert loss_of(found) < 1.2


@pytest.mark.parametrize("task", TASKS)
def test_states_that_went_under_go_on_in_others(task: str) -> None:
    """Half of Russia's visits told as the Soviet Union's, of Germany's as those of its east."""
    rows = [line.split(",") for line in made_up().splitlines()]
    old = {"RU": "SU", "DE": "DD", "CZ": "CS"}
    told = [[old.get(c, c) if row[0] < "2000" else c for c in row] for row in rows]
    assert told != rows
    renamed = "\n".join(map(",".join, told))
    assert scores(renamed, task) == scores(made_up(), task)


def coarse(row: list[str]) -> list[str]:
    """The same stay known by its month."""
    return [row[0][:7], "", "month", *row[3:]]


@pytest.mark.parametrize("task", TASKS)
def test_months_do_where_days_are_not_known(task: str) -> None:
    rows = [line.split(",") for line in made_up().splitlines()]
    months = [rows[0], *(coarse(row) if place % 3 else row for place, row in enumerate(rows[1:]))]
    fine, rough = scores(made_up(), task), scores("\n".join(map(",".join, months)), task)
    assert rough["forecasts"] == pytest.approx(fine["forecasts"], rel=0.05)
    assert loss_of(rough) == pytest.approx(loss_of(fine), abs=0.06)


@pytest.mark.parametrize(
    "text, said",
    [
        (BARE, "no visit of the record is to or from TV"),
        (made_up(), "no visit of the record is to or from TV; most are to or from FR"),
    ],
)
def test_a_hub_that_the_record_does_not_have_is_said(text: str, said: str) -> None:
    found = run(text, "year", hub="TV")
    assert (found.exit_code, found.stdout) == (65, "")
    assert found.stderr.strip().endswith(said)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize(
    "text, years",
    [(made_up(), "1950 1960"), (BARE + "2000-05-06,,day,DE,FR,Foreign Minister\n", "2000 2010")],
)
def test_where_there_is_nothing_to_forecast_it_says_so(task: str, text: str, years: str) -> None:
    found = run(text, task, years=years)
    assert found.exit_code == 0
    assert "0 forecasts scored\nThere is nothing to forecast: the record has no" in found.stdout


@pytest.mark.parametrize("task", TASKS)
def test_years_beyond_the_record_have_no_outcome(task: str) -> None:
    found = run(made_up(), task, years="2020 2025")
    assert found.exit_code == 0
    assert "0 forecasts scored" in found.stdout
    assert "no outcome yet" in found.stdout or task.startswith("return")
