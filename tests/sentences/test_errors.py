"""Wrong sentences, each with the column, the message and the suggestion that it gets."""

from pathlib import Path

import pytest

from calendar_gen.sentences.familiar import FEASTS, VARIOUS
from tests.sentences.reading import problems_of, sentence, table

HERE = Path(__file__).parent


@pytest.mark.parametrize("text,column,message,hint", table(HERE / "errors.txt"))
def test_wrong_sentences_point_at_the_word(text: str, column: str, message: str, hint: str) -> None:
    (problem,) = problems_of(text)
    found = (str(problem.place.column), problem.message, problem.hint or "")
    assert found == (column, message, hint)
    assert (problem.severity, problem.code) == ("error", "sentence")


@pytest.mark.parametrize("text,fields,severity,message,hint", table(HERE / "field_errors.txt"))
def test_fields_that_do_not_fit_their_sentence(
    text: str, fields: str, severity: str, message: str, hint: str
) -> None:
    (problem,) = problems_of(text, fields)
    found = (problem.severity, problem.message, problem.hint or "")
    assert found == (severity, message, hint)


@pytest.mark.parametrize("feast", FEASTS)
def test_the_sentence_suggested_for_a_feast_can_be_read(feast: str) -> None:
    fields = {"purim": "adar: second", "purim katan": "missing: omit"}.get(feast, "")
    assert sentence(FEASTS[feast], fields).text
    (problem,) = problems_of(feast)
    assert problem.hint in (f'write "{FEASTS[feast]}"', f'did you mean "{FEASTS[feast]}"?')


@pytest.mark.parametrize("feast", VARIOUS)
def test_each_day_of_a_feast_of_several_is_suggested_with_who_keeps_it(feast: str) -> None:
    (problem,) = problems_of(feast)
    for day, who in VARIOUS[feast]:
        assert sentence(day).text
        assert f'"{day}" ({who})' in (problem.hint or "")


def test_whatever_is_suggested_whole_can_be_read() -> None:
    suggested = [row[3] for row in table(HERE / "errors.txt") if row[3].startswith("did you mean ")]
    whole = [hint[14:-2] for hint in suggested if " " in hint[14:-2] and '" or "' not in hint]
    assert len(whole) > 80
    for text in whole:
        found = [problem.message for problem in problems_of(text) if problem.code == "sentence"]
        assert found == [] or text in _PARTS or "of of:" in found[0], text


_PARTS = ("Orthodox Easter", "2nd Sunday", "on or after", "1st Monday")
"""Suggestions for a part of a sentence."""
