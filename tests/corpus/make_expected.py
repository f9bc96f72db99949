"""Write `expected.csv`: the days that the table has for each row of the corpus, 2000 to 2040.

    python -m tests.corpus.make_expected

The table is the package `holidays` 0.109 (MIT), which needs an environment of its own: it wants an
older python-dateutil than the other oracles. A row says a country and a few days; the days of
every feast that falls on them there are what is written, year by year, as `MMDD`, joined by `+`
if there are several, `-` if there is none; `0714*41` stands for forty-one years alike.
"""

import csv
import re
from collections import defaultdict
from datetime import date
from functools import cache
from importlib import import_module
from itertools import groupby
from typing import Any

from tests.corpus.corpus import FIRST, FOLDER, LAST, Row, corpus

VERSION = "0.109"
_LABELS = re.compile(r" ?\((?:observed|estimated|observed, estimated)\)")


def _country(code: str) -> Any:
    return getattr(import_module("holidays"), code)


@cache
def _feasts(code: str, observed: bool) -> dict[str, set[date]]:
    """The days of a country's feasts of every kind, by what the package calls them."""
    country = _country(code)
    known = country(
        years=range(FIRST, LAST + 1),
        observed=observed,
        language="en_US" if "en_US" in country.supported_languages else None,
        categories=country.supported_categories,
    )
    found: dict[str, set[date]] = defaultdict(set)
    for day in known:
        for names in known.get_list(day):
            for name in names.split("; "):
                found[_LABELS.sub("", name)].add(day)
    return found


def days_of(row: Row) -> set[date]:
    """All days of the feasts that fall on the row's own days."""
    feasts = _feasts(row.country, row.observed)
    wanted = {date.fromisoformat(day) for day in row.days}
    return {day for days in feasts.values() if days & wanted for day in days}


def _years(row: Row) -> range:
    country = _country(row.country)
    first, last = max(row.first, country.start_year), min(row.last, country.end_year)
    return range(first, last + 1)


def _written(row: Row) -> str:
    by_year = defaultdict(list)
    for day in sorted(days_of(row)):
        by_year[day.year].append(f"{day:%m%d}")
    years = ("+".join(by_year[year]) or "-" for year in _years(row))
    runs = ((text, len(list(run))) for text, run in groupby(years))
    return " ".join(text if count == 1 else f"{text}*{count}" for text, count in runs)


def main() -> None:
    version = import_module("holidays").__version__
    if version != VERSION:
        raise SystemExit(f"made for holidays {VERSION}, and this is {version}")
    rows, _ = corpus()
    with (FOLDER / "expected.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(["id", "first", "last", "days"])
        for row in rows:
            years = _years(row)
            written.writerow([row.id, years[0], years[-1], _written(row)])


if __name__ == "__main__":
    main()
