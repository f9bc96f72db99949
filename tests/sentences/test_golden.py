"""Days that independent sources agree on, and awkward ones that other tools got wrong."""

import csv
from pathlib import Path

import pytest

from calendar_gen import edtf
from calendar_gen.sentences import day_of_month, parse_origin
from tests.sentences.reading import PLACE, days_in, no_anchors, sentence, table

HERE = Path(__file__).parent
with (HERE / "golden.csv").open(encoding="utf-8", newline="") as file:
    GOLDEN = [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize("text,fields,year,days", GOLDEN)
def test_golden_days(text: str, fields: str, year: str, days: str) -> None:
    rule = sentence(text, fields)
    assert " ".join(days_in(rule, int(year))) in days.split(" or ")
    if " or " in days:
        first, last = edtf.day(int(year), 1, 1), edtf.day(int(year), 12, 31)
        certain = {span.certainty for span in rule.spans(first, last, no_anchors)}
        assert "estimate" in certain <= {"estimate", "provisional"}


@pytest.mark.parametrize(
    "text,canonical,first,last,precision,calendar,year,implied", table(HERE / "origins.txt")
)
def test_origins(
    text: str,
    canonical: str,
    first: str,
    last: str,
    precision: str,
    calendar: str,
    year: str,
    implied: str,
) -> None:
    origin, problems = parse_origin(text, PLACE)
    assert problems == []
    assert origin is not None
    assert origin.text == canonical
    assert (edtf.iso(origin.earliest), edtf.iso(origin.latest)) == (first, last)
    assert (origin.precision, origin.calendar, str(origin.year)) == (precision, calendar, year)
    assert parse_origin(canonical, PLACE) == (origin, [])
    if implied:
        rule = day_of_month(origin)
        assert (rule.text, rule.calendar) == (implied, calendar)
    else:
        with pytest.raises(ValueError, match="is no day"):
            day_of_month(origin)
