"""Claims of one visit: what settles a conflict, and that their order never matters."""

from itertools import permutations

import pytest

from calendar_gen import edtf
from calendar_gen.forecasting.record import known_visit
from calendar_gen.problems import Place
from calendar_gen.record import Claim, Visit

HERE = Place("rules.yaml", 1, 1)


def claim(date: str, source: str = "s", *, preferred: bool = False, line: int = 1) -> Claim:
    return Claim(
        date=edtf.parse(date),
        status="occurred",
        source=source,
        known=1000,
        withdrawn=None,
        format="in person",
        host=None,
        place=None,
        note=None,
        preferred=preferred,
        because="so" if preferred else None,
        at=Place("rules.yaml", line, 1),
    )


def visit(*claims: Claim) -> Visit:
    return Visit("v", ("RU",), "CN", None, None, None, (), (), None, "", claims, HERE)


def shown(*claims: Claim) -> tuple[str | None, bool, bool]:
    known = known_visit(visit(*claims), 1000)
    assert known is not None
    return known.shown, known.conflict, known.settled


def test_one_preferred_claim_settles_a_conflict() -> None:
    assert shown(claim("2015-05", preferred=True), claim("2015-07")) == ("2015-05", True, True)


def test_two_that_contradict_each_other_do_not() -> None:
    claims = (claim("2015-05", preferred=True), claim("2015-07", "t", preferred=True))
    assert shown(*claims)[1:] == (True, False)


def test_two_that_agree_do() -> None:
    claims = (
        claim("2015-05", preferred=True),
        claim("2015-05-03", "t", preferred=True),
        claim("2015-07", "u"),
    )
    assert shown(*claims) == ("2015-05-03", True, True)


@pytest.mark.parametrize("preferred", [False, True])
def test_the_place_in_the_file_decides_nothing(preferred: bool) -> None:
    dates = ("2015-05", "2015-07", "2015-07-09")
    answers = {
        shown(*(claim(date, preferred=preferred, line=n) for n, date in enumerate(order)))
        for order in permutations(dates)
    }
    assert len(answers) == 1
