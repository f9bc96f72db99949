"""A small made-up record: thirty partners of France for thirty years, the same at every run."""

import random
from datetime import date, timedelta

from calendar_gen.problems import Problem
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.visit_rows import VisitRow, visit_rows

HEADER = "date_start,date_end,precision,visitor_country,visitor_office,host_country"
CODES = "AR AT AU BE BR CA CH CN CZ DE DK DZ EG ES FI GB GR IE IN IT JP MA NA NL PL PT RU SN US ZA"
PARTNERS = tuple(CODES[start : start + 2] for start in range(0, len(CODES), 3))


def read(text: str) -> tuple[tuple[VisitRow, ...], tuple[Problem, ...]]:
    """Rows and problems of a CSV text."""
    return visit_rows(RuleFile("visits.csv", text.encode()))


def rows(*lines: str) -> tuple[VisitRow, ...]:
    """Rows of leaders written `2001-05-03 2001-05-04 DE FR`, or with an office at the end."""
    written = [HEADER]
    for line in lines:
        start, end, guest, host, *office = line.split(maxsplit=4)
        written.append(f"{start},{end},day,{guest},{' '.join(office) or 'President'},{host}")
    found, problems = read("\n".join(written))
    assert not problems
    return found


def made_up() -> str:
    """CSV text, 1985 to 2014: rates that differ by pair, visits that call for an answer, ministers
    who come before their leaders do.
    """
    chance = random.Random(2035)
    lines = [HEADER]
    for place, partner in enumerate(PARTNERS):
        rate = {"in": 0.7 * chance.random() ** 2, "out": 0.5 * chance.random() ** 2}
        owed = ""
        for year in range(1985 + place % 4, 2015):
            for way, guest, host in (("in", partner, "FR"), ("out", "FR", partner)):
                likely = min(rate[way] * (2.2 if owed == way else 0.8), 0.95)
                if chance.random() > likely:
                    continue
                owed = "out" if way == "in" else "in"
                start = date(year, 1, 1) + timedelta(days=int(365 * chance.random()))
                end = start + timedelta(days=int(4 * chance.random()))
                if chance.random() < 0.6:
                    before = start - timedelta(days=30 + int(200 * chance.random()))
                    lines.append(f"{before},{before},day,{guest},Foreign Minister,{host}")
                lines.append(f"{start},{end},day,{guest},President,{host}")
    return "\n".join(lines) + "\n"


def with_summits() -> str:
    """The same with a summit every third year around New Year, on whose guests the President of
    France calls before all have come.
    """
    lines = []
    for year in range(1988, 2014, 3):
        for place, partner in enumerate(PARTNERS[year % 7 : year % 7 + 9]):
            start = date(year, 12, 28) + timedelta(days=place % 6)
            lines.append(f"{start},{start},day,{partner},President,FR")
            lines.append(f"{year}-12-31,{year}-12-31,day,FR,President,{partner}")
    return made_up() + "\n".join(lines) + "\n"
