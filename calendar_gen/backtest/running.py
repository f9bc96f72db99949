"""A back-test from rows of a record to scored forecasts."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from calendar_gen.backtest import month_cells, returns, year_cells
from calendar_gen.backtest.cases import Forecast
from calendar_gen.backtest.comparing import Compared, compared
from calendar_gen.backtest.history import WAYS, History, Way, history, partner_and_way
from calendar_gen.backtest.rates import Years
from calendar_gen.backtest.stays import Row, Stay, stays
from calendar_gen.edtf import civil, day
from calendar_gen.parties import successor

TASKS = (year_cells.TASK, *returns.TASKS, month_cells.TASK)
BASELINES = {
    year_cells.TASK: year_cells.BASELINES,
    month_cells.TASK: month_cells.BASELINES,
    **dict.fromkeys(returns.TASKS, returns.BASELINES),
}
Progress = Callable[[int], None]


class Report(NamedTuple):
    """Scored forecasts: the model first, then each baseline. `covered` is the last day of which the
    record is taken to know all, `seen` that of the last stay of the way that ends first, 0 if there
    is none; `unknown` forecasts have no outcome yet and are not scored. Of the
    `silent` ways the record has no stay at all, so that nothing can come true there.
    """

    task: str
    hub: str
    first_year: int
    last_year: int
    covered: int
    seen: int
    forecasts: tuple[Forecast, ...]
    scored: int
    unknown: int
    happened: int
    compared: tuple[Compared, ...]
    silent: tuple[Way, ...] = ()


def backtest(
    task: str,
    rows: Iterable[Row],
    hub: str,
    first_year: int,
    last_year: int,
    progress: Progress | None = None,
) -> Report:
    """Forecasts of a task for each of the years, both in, and their scores.

    `progress` is called with each year as it is done.
    """
    hub = successor(hub)
    every = list(rows)
    leaders = stays(every, hub, leaders=True)
    past = history(leaders, stays(every, hub, leaders=False), hub)
    seen, covered = last_seen(leaders, hub), covered_until(leaders, hub, last_year)
    forecasts: list[Forecast] = []
    one_year = _forecaster(task, leaders, past)
    for year in range(first_year, last_year + 1):
        forecasts += one_year(year, covered)
        if progress is not None:
            progress(year)
    forecasts.sort(key=lambda forecast: forecast.case[2:])
    report = _report(task, hub, (first_year, last_year), (covered, seen), forecasts)
    ways = {way for _, way in past.starts}
    return report._replace(silent=tuple(way for way in WAYS if ways and way not in ways))


def last_seen(leaders: Sequence[Stay], hub: str) -> int:
    """The last day on which a stay began, of the way that ends first; 0 without any."""
    return min(_ends(leaders, hub), default=0)


def covered_until(leaders: Sequence[Stay], hub: str, last_year: int) -> int:
    """The last day of which the record is taken to know all.

    Of its two ways the record ends with the one that ends first. Whoever asks for a year that the
    record reaches into says by it that the record knows that year to its end.
    """
    latest = _ends(leaders, hub)
    end = min(latest, default=0)
    if latest and civil(max(latest))[0] >= last_year:
        end = max(end, day(last_year, 12, 31))
    return end


def _ends(leaders: Sequence[Stay], hub: str) -> list[int]:
    """The day of the last start of each way that has any."""
    ends = {way: [0] for way in WAYS}
    for stay in leaders:
        ends[partner_and_way(stay, hub)[1]].append(stay.first)
    return [max(found) for found in ends.values() if len(found) > 1]


def _forecaster(
    task: str, leaders: Sequence[Stay], past: History
) -> Callable[[int, int], list[Forecast]]:
    if task in returns.TASKS:
        every = returns.debts(leaders, past, returns.TASKS[task])
        return lambda year, covered: returns.return_forecasts(task, every, past.hub, year, covered)
    cells = year_cells.YearCells(Years(past))
    if task == month_cells.TASK:
        return lambda year, covered: month_cells.month_forecasts(cells, year, covered)
    return lambda year, covered: year_cells.year_forecasts(cells, year, covered)


def _report(
    task: str,
    hub: str,
    years: tuple[int, int],
    ends: tuple[int, int],
    forecasts: Sequence[Forecast],
) -> Report:
    known = [forecast for forecast in forecasts if forecast.outcome is not None]
    happened = sum(forecast.outcome is True for forecast in known)
    return Report(
        task,
        hub,
        *years,
        *ends,
        tuple(forecasts),
        len(known),
        len(forecasts) - len(known),
        happened,
        compared(BASELINES[task], known) if known else (),
    )
