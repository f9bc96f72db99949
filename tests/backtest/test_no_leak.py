"""No forecast knows what came after its issue day, and nothing hangs on the order of rows."""

from collections.abc import Sequence

import pytest

from calendar_gen.backtest import TASKS, Report, backtest
from calendar_gen.backtest.returns import months_later
from calendar_gen.backtest.stays import stays
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


@pytest.mark.parametrize("task", ["return-12", "return-24"])
def test_a_record_cut_off_between_two_rows_of_a_stay_gives_the_same_forecasts(task: str) -> None:
    """Rows of one pair that start less than eight days apart are one stay, but who stands between
    them does not know that the second comes.
    """
    firsts = [
        row for row in RECORD if row.office == "President" and 1997 <= civil(row.first)[0] < 2009
    ][::12]
    goes_on = [row._replace(first=row.first + 7, last=row.first + 9) for row in firsts]
    every = [*RECORD, *goes_on]
    report = backtest(task, every, "FR", 1996, 2009)
    assert len(firsts) > 12
    for row in firsts:
        for cutoff in (row.last + 1, row.first + 7, row.first + 8):
            whole = issued_before(of_years(report, cutoff), cutoff)
            assert any(f",{iso(row.last)},{row.host},{row.guest}," in line for line in whole)
            assert around(task, [r for r in every if r.first < cutoff], cutoff) == whole


@pytest.mark.parametrize("task, months", [("return-12", 12), ("return-24", 24)])
def test_only_terms_that_passed_before_the_year_are_learned_from(task: str, months: int) -> None:
    """The constant baseline, counted anew: it shows which visits a test year has learned from."""
    leaders = stays(RECORD, "FR", leaders=True)
    for year in (1997, 2003, 2009):
        begin, oldest = day(year, 1, 1), day(year - 25, 1, 1)
        tally = {True: [0, 0], False: [0, 0]}
        for stay in leaders:
            if not oldest <= stay.last or months_later(stay.last, months) >= begin:
                continue
            tally[stay.host == "FR"][1] += 1
            tally[stay.host == "FR"][0] += any(
                (other.guest, other.host) == (stay.host, stay.guest)
                and stay.last < other.first <= months_later(stay.last, months)
                for other in leaders
            )
        for forecast in backtest(task, RECORD, "FR", year, year).forecasts:
            hits, chances = tally[forecast.case.guest == "FR"]
            assert forecast.baselines[0] == pytest.approx((hits + 0.5) / (chances + 1))


@pytest.mark.parametrize("task, months", [("return-12", 12), ("return-24", 24)])
def test_a_term_still_open_on_1_january_teaches_nothing(task: str, months: int) -> None:
    """Whether visits of late are answered, and when, changes no forecast for other pairs."""
    year = 2005
    begin = day(year, 1, 1)
    late = [row for row in RECORD if begin - 30 * months < row.first < begin]
    guests = sorted({row.guest for row in late if row.host == "FR" and row.last > begin - 300})[:5]
    busy = {row.first for row in RECORD if row.guest == "FR"}
    quiet = [on for on in range(begin + 3, begin + 360) if not busy & {*range(on - 7, on + 8)}]
    answers = [  # on days that make nobody's visit a stop of a tour
        RECORD[0]._replace(guest="FR", host=guests[on % len(guests)], first=on, last=on)
        for on in quiet[::9]
    ]
    assert len(answers) > 10
    plain = backtest(task, RECORD, "FR", year, year)
    found = backtest(task, [*RECORD, *answers], "FR", year, year)

    def of_others(report: Report) -> list[str]:
        lines = issued_before(report, day(year + 1, 1, 1))
        return [line for line in lines if not set(guests) & set(line.split(",")[2:4])]

    assert len(of_others(plain)) > 5
    assert of_others(found) == of_others(plain)


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
