"""What others say of the national days and feasts that are shipped: lists of these, and tables."""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
FEASTS, FACTBOOK = FOLDER / "feasts.csv", FOLDER / "factbook.csv"
PACKAGES = {"feasts": "holidays", "date_holidays": "date-holidays"}
"""Names of the lists, and of the tables beside them, to the package that each is about."""
FIRST, LAST = 2000, 2040


class Row(NamedTuple):
    """A rule, the feast that it is in a package, and years that differ, with why."""

    id: str
    country: str
    feast: str
    observed: bool
    differs: dict[int, str]


def _lines(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()


def reasons(name: str) -> dict[str, str]:
    """Why the package has other days, by the word that stands for it."""
    return dict(line[2:].split(": ", 1) for line in _lines(name) if line.startswith("= "))


def unlisted(name: str) -> set[str]:
    """The rules whose day the package does not have at all."""
    return {line[2:] for line in _lines(name) if line.startswith("- ")}


def rows(name: str) -> list[Row]:
    """Every rule whose day the package has."""
    return [_row(line) for line in _lines(name) if line and line[0] not in "#=-"]


def comments(row: Row, name: str) -> list[str]:
    """What the rule file says of the days that differ, a sentence for each reason."""
    sentences = reasons(name)
    package = f"{PACKAGES[name]}, {row.country}"
    return [
        f"In {_spans([year for year, word in row.differs.items() if word == reason])} other days "
        f"in the package {package}: {sentences[reason][0].lower()}{sentences[reason][1:]}"
        for reason in dict.fromkeys(row.differs.values())
    ]


def _spans(years: list[int]) -> str:
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    spans = [f"{a}" if a == b else f"{a} to {b}" for a, b in zip(starts, ends, strict=True)]
    return ", ".join(spans)


def _row(line: str) -> Row:
    id_, country, feast, differs = ([cell.strip() for cell in line.split("|")] + [""])[:4]
    code, *words = country.split()
    return Row(id_, code, feast, "observed" in words, _differs(differs))


def _differs(cell: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in filter(None, cell.split("; ")):
        reason, *spans = part.split()
        for span in spans:
            first, _, last = span.partition("..")
            found |= dict.fromkeys(range(int(first), int(last or first) + 1), reason)
    return found


@cache
def feast_days(name: str) -> dict[str, dict[int, set[date]]]:
    """The package's days of every row, by the years that it knows."""
    found = {}
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            years = range(int(row["first"]), int(row["last"]) + 1)
            found[row["id"]] = {year: _days(row["days"], year) for year in years}
    return found


def _days(text: str, year: int) -> set[date]:
    runs = [run.partition(":")[::2] for run in text.split()]
    return {
        date(year, int(day[:2]), int(day[2:]))
        for day, years in runs
        if int(years[:4]) <= year <= int(years[5:])
    }


def factbook() -> dict[str, tuple[str, str]]:
    """The World Factbook's national holiday and independence, by the end of the page's address."""
    with FACTBOOK.open(encoding="utf-8", newline="") as file:
        return {
            row["page"]: (row["national holiday"], row["independence"])
            for row in csv.DictReader(file)
        }
