"""Wrong sentences, each with the column, the message and the suggestion that it gets."""

from pathlib import Path

import pytest

from calendar_gen.sentences.familiar import FEASTS
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
    fields = "adar: second" if feast == "purim" else ""
    assert sentence(FEASTS[feast], fields).text
    (problem,) = problems_of(feast)
    assert problem.hint == f'write "{FEASTS[feast]}"'
