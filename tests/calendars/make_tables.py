"""Write the tables of ``calendar_gen/calendars/tables`` from their sources.

    python -m tests.calendars.make_tables

Needs astronomy-engine (MIT), for new moons and solar terms, hijridate (MIT), for the published
months of Umm al-Qura, and Node.js, for those months of it on which ICU (Unicode licence) differs.
A test holds the written files against what this makes.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from hijridate import ummalqura

from tests.calendars import icu
from tests.calendars import lunisolar_rule as rule
from tests.calendars.sky import solar_terms

TABLES = Path(__file__).parents[2] / "calendar_gen" / "calendars" / "tables"
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_FIRST_TERM_YEAR, _LAST_TERM_YEAR = 1600, 2200


def _literal(name: str, text: str, width: int) -> str:
    lines = [f'    "{text[at : at + width]}"' for at in range(0, len(text), width)]
    return "\n".join([f"{name} = (", *lines, ")", ""])


def _numbers(name: str, numbers: tuple[int, ...]) -> str:
    return "\n".join([f"{name} = (", *(f"    {number}," for number in numbers), ")", ""])


def lunisolar_table(months: rule.Months, doubtful: tuple[int, ...], of: str) -> str:
    """Five hexadecimal digits a year: 13 bits, set for a month of 30 days, and the leap month."""
    starts = [sorted((day, key) for key, day in of_year.items()) for of_year in months.values()]
    ends = [year[0][0] for year in starts[1:]]
    last_new_year = starts[-1][0][0]
    text = ""
    # The year after the last supported one is only needed for where it begins.
    for year, end in zip(starts[:-1], ends, strict=True):
        days = [day for day, _ in year] + [end]
        lengths = [later - day for day, later in pairwise(days)]
        assert set(lengths) <= {29, 30}, (year, lengths)
        assert len(lengths) in (12, 13), year
        bits = sum((length - 29) << place for place, length in enumerate(lengths))
        leap = next((month for _, (month, leap) in year if leap), 0)
        text += f"{bits << 4 | leap:05x}"
    assert last_new_year == ends[-1]
    return "\n".join(
        [
            f'"""The months of the {of} lunar years 1600 to 2200; five digits a year."""',
            "",
            f"FIRST_NEW_YEAR = {starts[0][0][0]}",
            _literal("YEARS", text, 80),
            "# First days of months whose new moon is too close to midnight to be sure of.",
            _numbers("DOUBTFUL", doubtful),
        ]
    )


def umm_al_qura_table() -> str:
    """Six hexadecimal digits a year: two bits a month, its length less 28; and the months from
    1451 on that ICU has begin on another day: three digits a year, a bit a month.
    """
    starts = ummalqura.MONTH_STARTS
    first = 702574  # 1 August 1924, 1 Muharram 1343
    begun = {(1343 + at // 12, at % 12 + 1): day - starts[0] for at, day in enumerate(starts)}
    lengths = [later - day for day, later in pairwise(starts)]
    text = ""
    for at in range(0, len(lengths), 12):
        bits = sum((length - 28) << 2 * place for place, length in enumerate(lengths[at : at + 12]))
        text += f"{bits:06x}"
    return "\n".join(
        [
            '"""The months of Umm al-Qura, 1343 to 1500 AH; six hexadecimal digits a year."""',
            "",
            f"FIRST_NEW_YEAR = {first}",
            _literal("YEARS", text, 90),
            "# Months, 1451 to 1500 AH, that another published table has begin on another day.",
            _literal("CONTESTED", _contested({k: first + d for k, d in begun.items()}), 90),
        ]
    )


def _contested(begun: dict[tuple[int, int], int]) -> str:
    years = [
        sum((icu.month_starts()[y, m] != begun[y, m]) << m - 1 for m in range(1, 13))
        for y in range(1451, 1501)
    ]
    return "".join(f"{bits:03x}" for bits in years)


def _parabola(points: list[tuple[int, int]]) -> tuple[int, int, int]:
    """a, b, c of the best a + b x + c x^2 / 10^4 in whole seconds, by least squares."""
    sums = [sum((Fraction(x**power) for x, _ in points), Fraction()) for power in range(5)]
    sides = [sum((Fraction(x**power * y) for x, y in points), Fraction()) for power in range(3)]
    rows = [[sums[i + j] for j in range(3)] + [sides[i]] for i in range(3)]
    for i in range(3):
        rows[i] = [cell / rows[i][i] for cell in rows[i]]
        for j in range(3):
            if j != i:
                factor = rows[j][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    a, b, c = (row[3] for row in rows)
    return round(a), round(b * 1000), round(c * 10000)


def solar_table() -> str:
    """Two base-64 digits an instant: seconds from a parabola per term, plus 2048."""
    terms = solar_terms()
    years = range(_FIRST_TERM_YEAR, _LAST_TERM_YEAR + 1)
    curves = [_parabola([(y - 1900, terms[y, term]) for y in years]) for term in range(24)]
    text = ""
    for year in years:
        x = year - 1900
        for term, (a, b, c) in enumerate(curves):
            rest = terms[year, term] - (a + b * x // 1000 + c * x * x // 10000) + 2048
            assert 0 <= rest < 4096, (year, term, rest)
            text += _DIGITS[rest // 64] + _DIGITS[rest % 64]
    return "\n".join(
        [
            '"""When the sun reached each fifteenth degree, 1600 to 2200; made, not written."""',
            "",
            "CURVES = (",
            *(f"    {curve}," for curve in curves),
            ")",
            _literal("SECONDS", text, 96),
        ]
    )


MAKERS: dict[str, Callable[[], str]] = {
    "chinese.py": lambda: lunisolar_table(
        rule.chinese(), rule.doubtful(rule.beijing, 1912), "Chinese"
    ),
    "korean.py": lambda: lunisolar_table(rule.korean(), rule.doubtful(rule.seoul, 1912), "Korean"),
    "vietnamese.py": lambda: lunisolar_table(
        rule.vietnamese(), rule.doubtful(rule.hanoi, 1968), "Vietnamese"
    ),
    "umm_al_qura.py": umm_al_qura_table,
    "solar.py": solar_table,
}


if __name__ == "__main__":
    for file, make in MAKERS.items():
        (TABLES / file).write_text(make(), encoding="utf-8")
