"""No forecast knows what came after its issue day, and nothing hangs on the order of rows."""

from collections.abc import Sequence

import pytest

from calendar_gen.backtest import TASKS, Report, backtest
from calendar_gen.edtf import civil, day, iso
from calendar_gen.rendering.backtests import forecasts
from calendar_gen.rulebook.visit_rows import VisitRow
from tests.backtest.records import PARTNERS, made_up, read, with_summits

RECORD = read(with_summits())[0]
CALM = read(made_up())[0]
YEARS = (1996, 2013)
CUTOFFS = [day(1997 + number, 1, 1) + ((number + 2) % 3) * 61 for number in range(12)]
assert len(CUTOFFS) == 12


def issued_before(report: Report, cutoff: int) -> list[str]:
    """Lines of forecasts issued before a day, without their outcomes."""
    cells = [line.split(",") for line in forecasts(report).splitlines()[1:]]
    return [",".join([*c[:7], c[8]]) for c in cells if c[1] < iso(cutoff)]


def around(task: str, rows: Sequence[VisitRow], cutoff: int) -> list[str]:
    """Lines of forecasts issued before a day, for its year and the year before."""
    year = civil(cutoff)[0]
    return issued_before(backtest(task, rows, "FR", year - 1, year), cutoff)


def of_years(report: Report, cutoff: int) -> Report:
    """The forecasts of a report that belong to the year of a day or to the year before."""
    year = civil(cutoff)[0]
    kept = [f for f in report.forecasts if year - 1 <= f.case.year <= year]
    return report._replace(forecasts=tuple(kept))


@pytest.mark.parametrize("task", TASKS)
def test_a_record_cut_off_gives_the_same_forecasts(task: str) -> None:
    compared = 0
    every = backtest(task, RECORD, "FR", 1996, 2009)
    for cutoff in CUTOFFS:
        whole = issued_before(of_years(every, cutoff), cutoff)
        assert around(task, [row for row in RECORD if row.first < cutoff], cutoff) == whole
        compared += len(whole)
    assert compared > 200


@pytest.mark.parametrize("task", ["year", "month"])
def test_the_issue_day_itself_is_not_known(task: str) -> None:
    """Who comes on 31 December for the first time is a partner; nothing else is known of that
    day.
    """
    issued = day(2005, 1, 1) - 1
    extra = [
        RECORD[0]._replace(guest=guest, host=host, first=issued, last=issued)
        for partner in (*PARTNERS, "KE", "MX")
        for guest, host in ((partner, "FR"), ("FR", partner))
    ]
    before = [row for row in RECORD if row.first < issued]
    plain = around(task, before, issued + 1)
    found = around(task, [*before, *extra], issued + 1)
    assert len(found) > len(plain)
    assert [line for line in found if not {"KE", "MX"} & set(line.split(",")[2:4])] == plain


@pytest.mark.parametrize("task", TASKS)
def test_a_stay_s_end_is_not_used_before_it_comes(task: str) -> None:
    """Of stays in progress at the cutoff, how long they will last changes nothing."""
    cutoff = day(2004, 7, 1)
    open_stays = [
        RECORD[0]._replace(guest=guest, host="FR", first=cutoff - 2 - place, last=cutoff + 5)
        for place, guest in enumerate(PARTNERS[:20])
    ]
    before = [row for row in RECORD if row.last < cutoff - 40]
    longer = [row._replace(last=row.last + 3 * place) for place, row in enumerate(open_stays)]
    found = around(task, [*before, *longer], cutoff)
    assert found == around(task, [*before, *open_stays], cutoff)
    assert found


@pytest.mark.parametrize("task", TASKS)
def test_the_order_of_rows_and_the_years_asked_for_change_no_forecast(task: str) -> None:
    whole = issued_before(backtest(task, RECORD, "FR", 2001, 2004), day(2010, 1, 1))
    turned = backtest(task, list(reversed(RECORD)), "FR", 2001, 2004)
    assert issued_before(turned, day(2010, 1, 1)) == whole
    one = issued_before(backtest(task, RECORD, "FR", 2003, 2003), day(2010, 1, 1))
    assert one
    assert set(one) <= set(whole)


@pytest.mark.parametrize("task", TASKS)
def test_what_can_be_learned_is_learned(task: str) -> None:
    """In this record visits call for an answer and ministers come first."""
    report = backtest(task, CALM, "FR", 1997, 2014)
    model, constant, simple = report.compared
    assert model.scores.log_loss < constant.scores.log_loss
    assert model.scores.log_loss < simple.scores.log_loss
    assert model.scores.slope == pytest.approx(1, abs=0.3)
    assert simple.verdict in ("better", "alike")
    assert constant.verdict in ("better", "alike" if task == "month" else "better")


def test_without_the_others_visits_the_model_loses_more() -> None:
    leaders = [row for row in CALM if row.office == "President"]
    assert len(leaders) < len(CALM)
    with_others = backtest("year", CALM, "FR", *YEARS).compared[0].scores
    without = backtest("year", leaders, "FR", *YEARS).compared[0].scores
    assert with_others.log_loss < without.log_loss
