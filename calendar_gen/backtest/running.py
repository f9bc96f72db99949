"""A back-test from rows of a record to scored forecasts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from calendar_gen.backtest import month_cells, returns, year_cells
from calendar_gen.backtest.bootstrap import Interval, draws, interval
from calendar_gen.backtest.cases import Forecast, clipped
from calendar_gen.backtest.history import WAYS, History, history, partner_and_way
from calendar_gen.backtest.rates import Years
from calendar_gen.backtest.scores import Scores, brier, log_loss, scores
from calendar_gen.backtest.stays import Row, Stay, stays
from calendar_gen.edtf import civil, day
from calendar_gen.parties import successor

TASKS = (year_cells.TASK, *returns.TASKS, month_cells.TASK)
BASELINES = {
    year_cells.TASK: year_cells.BASELINES,
    month_cells.TASK: month_cells.BASELINES,
    **dict.fromkeys(returns.TASKS, returns.BASELINES),
}
ALIKE_BRIER, ALIKE_LOG_LOSS = 0.002, 0.008
"""Smaller differences cannot be told apart with records of this size."""

Progress = Callable[[int], None]


class Compared(NamedTuple):
    """Scores of one forecaster with their intervals, and the model's loss less its own."""

    name: str
    scores: Scores
    brier: Interval
    log_loss: Interval
    brier_gain: Interval | None
    log_loss_gain: Interval | None


class Report(NamedTuple):
    """Scored forecasts: the model first, then each baseline. `covered` is the last day of which the
    record is taken to know all; `unknown` forecasts have no outcome yet and are not scored.
    """

    task: str
    hub: str
    first_year: int
    last_year: int
    covered: int
    forecasts: tuple[Forecast, ...]
    scored: int
    unknown: int
    happened: int
    compared: tuple[Compared, ...]


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
    covered = covered_until(leaders, hub, last_year)
    forecasts: list[Forecast] = []
    one_year = _forecaster(task, leaders, past)
    for year in range(first_year, last_year + 1):
        forecasts += one_year(year, covered)
        if progress is not None:
            progress(year)
    forecasts.sort(key=lambda forecast: forecast.case[2:])
    return _report(task, hub, (first_year, last_year), covered, forecasts)


def covered_until(leaders: Sequence[Stay], hub: str, last_year: int) -> int:
    """The last day of which the record is taken to know all.

    Of its two ways the record ends with the one that ends first. Whoever asks for a year that the
    record reaches into says by it that the record knows that year to its end.
    """
    ends = {way: [0] for way in WAYS}
    for stay in leaders:
        ends[partner_and_way(stay, hub)[1]].append(stay.first)
    latest = [max(found) for found in ends.values() if len(found) > 1]
    end = min(latest, default=0)
    if latest and civil(max(latest))[0] >= last_year:
        end = max(end, day(last_year, 12, 31))
    return end


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
    task: str, hub: str, years: tuple[int, int], covered: int, forecasts: Sequence[Forecast]
) -> Report:
    known = [forecast for forecast in forecasts if forecast.outcome is not None]
    happened = sum(forecast.outcome is True for forecast in known)
    return Report(
        task,
        hub,
        *years,
        covered,
        tuple(forecasts),
        len(known),
        len(forecasts) - len(known),
        happened,
        tuple(_compared(task, known)) if known else (),
    )


def _compared(task: str, known: Sequence[Forecast]) -> Iterator[Compared]:
    outcomes = [forecast.outcome is True for forecast in known]
    years = sorted({forecast.case.year for forecast in known})
    place = {year: number for number, year in enumerate(years)}
    places = [place[forecast.case.year] for forecast in known]
    counts = [0] * len(years)
    for number in places:
        counts[number] += 1
    samples = draws(len(years))
    model: tuple[list[float], ...] | None = None
    for number, name in enumerate(("model", *BASELINES[task])):
        said = [clipped(f.baselines[number - 1] if number else f.probability) for f in known]
        losses = (
            _by_year(brier, said, outcomes, places, len(years)),
            _by_year(log_loss, said, outcomes, places, len(years)),
        )
        own = [interval(sums, counts, samples) for sums in losses]
        gains: list[Interval | None] = [None, None]
        if model is not None:
            gains = [
                interval([a - b for a, b in zip(ours, sums, strict=True)], counts, samples)
                for ours, sums in zip(model, losses, strict=True)
            ]
        model = model or losses
        yield Compared(name, scores(said, outcomes), *own, *gains)


def _by_year(
    loss: Callable[[float, bool], float],
    said: Sequence[float],
    outcomes: Sequence[bool],
    places: Sequence[int],
    years: int,
) -> list[float]:
    sums = [0.0] * years
    for probability, outcome, place in zip(said, outcomes, places, strict=True):
        sums[place] += loss(probability, outcome)
    return sums
