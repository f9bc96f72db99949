"""A visit that is put off: to other days it is announced for those; to none it is unlikely."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.forecasting.beta import Beta, product

RULES = """\
calendar-gen: 1
sources:
  s: {publisher: A, title: a, published: 2020-01-01}
  p: {publisher: A, title: a, published: 2026-03-01}
  q: {publisher: A, title: a, published: 2026-04-01}
gates:
  - {id: open, question: Is it open?, answers: []}
reciprocal_visits:
  - {id: fair, title: Fair, pattern: dated, guest: RU, host: CN, on: 6 May,
     window: 5 days before .. 30 days after, since: 2020, sources: [s]%s}
visits:
  - {id: to-fair, guest: RU, host: CN, fulfils: fair.2026, claims: [
     {date: 2026-05-05/2026-05-06, status: announced, source: p}, {status: postponed, source: q%s}]}
  - {id: alone, guest: CN, host: RU, claims: [
     {date: 2026-05-05/2026-05-06, status: announced, source: p}, {status: postponed, source: q%s}]}
%s"""
EARLIER = """\
  - {id: earlier-%d, guest: FR, host: DE, claims: [
     {date: %d-05-05, status: announced, source: s, known: %d-03-01},
     {status: postponed, source: s, known: %d-04-01},
     {date: %d-05-05, status: occurred, source: s, known: %d-05-05}]}
"""


def rules(folder: Path, *, condition: str = "", new: str = "", kept: int = 0) -> Path:
    earlier = "".join(EARLIER % ((2010 + n,) * 6) for n in range(kept))
    path = folder / "rules.yaml"
    path.write_text(RULES % (condition, new, new, earlier), encoding="utf-8")
    return path


def run(command: str, *arguments: str | Path, as_of: str) -> str:
    asked = [command, *map(str, arguments), "--as-of", as_of]
    found = CliRunner(env={"COLUMNS": "400"}).invoke(main, asked)
    assert found.exit_code == 0, found.stderr
    return found.stdout


def likely(path: Path, as_of: str = "2026-04-02") -> dict[str, Any]:
    """The likelihoods of 2026 by id."""
    asked = ("--from", "2026-01-01", "--to", "2026-12-31", "--format", "json")
    found = json.loads(run("forecast", path, *asked, as_of=as_of))["occurrences"]
    return {each["id"]: each["likelihood"] for each in found}


def by_class(found: dict[str, Any]) -> float:
    """What the class makes of a visit that has no chance behind it: a quarter beyond chance."""
    chance: float = found["all_pairs_rate"]
    return chance + (1 - chance) * 0.25


@pytest.mark.parametrize("id_", ["fair.2026", "alone"])
def test_without_a_new_day_it_is_four_times_less_likely(id_: str, tmp_path: Path) -> None:
    path = rules(tmp_path)
    before = likely(path, "2026-03-31")[id_]
    assert before["probability"] == 0.9
    after = likely(path)[id_]
    assert after["probability"] == pytest.approx(by_class(after) * 0.25, abs=1e-4)
    assert after["high"] < 0.5
    assert after["basis"].startswith("put off without a new day, times 25 %; no chance")
    assert after["gate"] is None


def test_explain_says_what_the_factor_is_made_of(tmp_path: Path) -> None:
    said = run("explain", "fair.2026", "-r", rules(tmp_path, kept=2), as_of="2026-04-02")
    assert (
        "It is put off without a new day. Of the visits of the record that were, and whose days "
        "are over, 2 of 2 took place on those days nonetheless; with the 1 of 4 that every record "
        "starts from, that makes 3 of 6: times 50 %."
    ) in " ".join(said.split())


def test_the_record_tells_how_many_are_made_nonetheless(tmp_path: Path) -> None:
    found = likely(rules(tmp_path, kept=2))["fair.2026"]
    assert found["basis"].startswith("put off without a new day, times 50 %")
    assert found["probability"] == pytest.approx(by_class(found) * 0.5, abs=1e-4)


@pytest.mark.parametrize("id_", ["fair.2026", "alone"])
def test_put_off_to_other_days_it_is_announced_for_those(id_: str, tmp_path: Path) -> None:
    found = likely(rules(tmp_path, new=", date: 2026-06-01/2026-06-02"))[id_]
    assert found["probability"] == 0.9
    assert found["basis"].startswith("announced, which outweighs the record")


def test_an_open_question_counts_besides(tmp_path: Path) -> None:
    found = likely(rules(tmp_path, condition=", only-if: open"))["fair.2026"]
    assert found["probability"] == pytest.approx(by_class(found) * 0.25 * 0.5, abs=1e-4)
    assert found["gate"] == 0.5
    assert "times 50 % for an open question" in found["basis"]
    assert 0 <= found["low"] < found["probability"] < found["high"]


def test_the_product_of_shares_has_their_mean_and_variance() -> None:
    one, other = Beta(1, 3), Beta(2, 5)
    both = product(one, other)
    assert both.mean == pytest.approx(one.mean * other.mean)
    squares = [s.mean * (s.hits + 1) / (s.hits + s.failures + 1) for s in (one, other, both)]
    assert squares[2] == pytest.approx(squares[0] * squares[1])


def test_other_languages_say_so_too(tmp_path: Path) -> None:
    asked = ("--from", "2026-01-01", "--to", "2026-12-31", "--format", "json", "--lang", "fr")
    found = run("forecast", rules(tmp_path), *asked, as_of="2026-04-02")
    assert "reporté sans nouvelle date, multiplié par 25" in found
