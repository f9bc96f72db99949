"""Wrong sentences, each with the column, the message and the suggestion that it gets."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calendar_gen.problems import Problem
from calendar_gen.sentences import parse_origin
from calendar_gen.sentences.familiar import FEASTS, VARIOUS
from tests.corpus.corpus import corpus
from tests.sentences.reading import PLACE, problems_of, read, sentence, table

HERE = Path(__file__).parent


def slips(text: str) -> Iterator[str]:
    """A sentence with a letter left out, one doubled, and two that changed places."""
    at = len(text) * 2 // 3
    yield text[:at] + text[at + 1 :]
    yield text[: at + 1] + text[at:]
    yield text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :]


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


WRONG = [row[0] for row in table(HERE / "errors.txt")]
SLIPS = [slip for row in corpus()[0][::3] for slip in slips(row.sentence)]
ORIGINS = [row[0] for row in table(HERE / "origin_errors.txt")]


@pytest.mark.parametrize(
    "texts, refused, least",
    [
        (WRONG, lambda text: refusal(parsed(text)), 330),
        (SLIPS, lambda text: refusal(parsed(text)), 100),
        (ORIGINS, lambda text: refusal(parse_origin(text, PLACE)[1]), 15),
    ],
    ids=["wrong", "slips", "events"],
)
def test_whatever_is_suggested_can_be_read(
    texts: list[str], refused: Callable[[str], Problem | None], least: int
) -> None:
    """As it stands, or instead of the words that are wrong; if more is wrong, then further on."""
    suggested = 0
    for text in texts:
        wrong = refused(text)
        if wrong is None or not (wrong.hint or "").startswith(("did you mean", "write")):
            continue
        for words in re.findall(SUGGESTED, wrong.hint or ""):
            suggested += 1
            assert leads_on(words, text, wrong.place.column - 1, refused), f"{text}: {wrong}"
    assert suggested > least


SUGGESTED = r'(?:did you mean|write|or|to) "([^"]+)"'


def leads_on(words: str, text: str, at: int, refused: Callable[[str], Problem | None]) -> bool:
    if refused(words) is None:
        return True
    rest = text[at:].split(" ")
    for taken in range(1, 5):
        found = refused(" ".join([text[:at] + words, *rest[taken:]]))
        if found is None or found.place.column - 1 >= at + len(words):
            return True
    return False


def parsed(text: str) -> list[Problem]:
    """What is wrong with the words, whatever the fields beside them."""
    return [problem for problem in read(text)[1] if problem.code == "sentence"]


def refusal(problems: list[Problem]) -> Problem | None:
    errors = [problem for problem in problems if "of of:" not in problem.message]
    return errors[0] if errors else None
