"""Sentences in, canonical sentences and days out: the table is `days.txt`."""

from pathlib import Path

import pytest

from tests.sentences.reading import days_in, sentence, table

ROWS = table(Path(__file__).with_name("days.txt"))


@pytest.mark.parametrize("text,fields,canonical,expected", ROWS)
def test_days_of_a_sentence(text: str, fields: str, canonical: str, expected: str) -> None:
    rule = sentence(text, fields)
    year, _, days = expected.partition(":")
    assert rule.text == canonical
    assert ", ".join(days_in(rule, int(year))) == days.strip()
    assert sentence(canonical, fields) == rule
