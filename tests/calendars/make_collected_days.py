"""Write `collected_days.csv`: days of the authority tables as an independent collection has them.

    python -m tests.calendars.make_collected_days

The collection is the package `holidays` 0.109 (MIT), which cites the lists of the authorities; it
needs an environment of its own: it wants an older python-dateutil than the other oracles. Days up
to the last announced year are written, as `MMDD` from the first year on, `-` where it has none.
"""

import csv
from datetime import date
from importlib import import_module
from pathlib import Path

from calendar_gen.calendars.authority_tables import AuthorityTable, authority_tables

COLLECTED = Path(__file__).with_name("collected_days.csv")
VERSION = "0.109"
_INDIAN = {
    "diwali-india": "DIWALI_INDIA",
    "holi-india": "HOLI",
    "dussehra-india": "DUSSEHRA",
    "janmashtami-india": "JANMASHTAMI",
    "ram-navami-india": "RAM_NAVAMI",
    "maha-shivaratri-india": "MAHA_SHIVARATRI",
    "mahavir-jayanti-india": "MAHAVIR_JAYANTI",
    "guru-nanak-jayanti-india": "GURU_NANAK_JAYANTI",
    "ganesh-chaturthi-india": "GANESH_CHATURTHI",
    "vesak-india": "BUDDHA_PURNIMA",
}
_VESAK = ("Vesak", "Wesak", "Waisak", "Visakha")
_BESIDE = ("ollowing", "Day after", "Additional", "Joint")


def _indian(name: str) -> dict[int, date]:
    hindu = import_module("holidays.calendars.hindu")._HinduLunisolar
    return {
        year: day if isinstance(day, date) else date(year, *day)
        for year, day in getattr(hindu, f"{name}_DATES").items()
    }


def _vesak(table: AuthorityTable) -> dict[int, date]:
    country = getattr(import_module("holidays"), table.authority.replace(" ", ""))
    known = country(
        years=range(table.first_year, table.last_announced + 1),
        observed=False,
        language="en_US",
        categories=country.supported_categories,
    )
    found: dict[int, date] = {}
    for day in sorted(known):
        for name in known.get_list(day):
            if any(each in name for each in _VESAK) and not any(each in name for each in _BESIDE):
                found.setdefault(day.year, day)
    return found


def _row(table: AuthorityTable) -> tuple[str, str]:
    days = _indian(_INDIAN[table.key]) if table.key in _INDIAN else _vesak(table)
    years = range(table.first_year, table.last_announced + 1)
    return table.key, " ".join(f"{days[year]:%m%d}" if year in days else "-" for year in years)


if __name__ == "__main__":
    package = import_module("holidays")
    assert package.__version__ == VERSION, f"holidays {VERSION} is needed"
    with COLLECTED.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("table", "days"))
        rows.writerows(_row(table) for table in authority_tables().values())
