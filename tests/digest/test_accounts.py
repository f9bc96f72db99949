"""The ledger on the page: how a pair stands."""

import pytest

from calendar_gen.edtf import day
from calendar_gen.entries.phrases import phrases
from calendar_gen.forecasting.ledger import PairLedger
from calendar_gen.rendering.digest import Edition, Period, contents, digest
from calendar_gen.rendering.digest.accounts import FEW
from calendar_gen.rendering.digest.formats.text import text
from tests.digest.reading import Page
from tests.digest.samples import (
    ALL,
    AS_OF,
    LEDGER,
    RULEBOOK,
    SUMMIT,
    TO_BEIJING,
    TO_MOSCOW,
    page,
    worded,
)

NOTHING_DUE = LEDGER._replace(due=())


@pytest.mark.parametrize(
    "ledger, state",
    [
        (LEDGER._replace(slow=True), "overdue"),
        (LEDGER, "due"),
        (NOTHING_DUE, "owed"),
        (NOTHING_DUE._replace(owes=None, owed_since=None, unanswered=0), "balanced"),
        (NOTHING_DUE._replace(owes=None, owed_since=None, unknown=True), "not recorded"),
        (NOTHING_DUE._replace(told=False), "not recorded"),
    ],
)
def test_how_a_pair_stands(ledger: PairLedger, state: str) -> None:
    shown = Page(page(ledgers=(ledger,)))
    (heading,) = (e for e in shown.all("h3") if e.attributes.get("id") == "pair:cn-ru:title")
    assert heading.text == f"China and Russia {state}"


def test_an_expected_visit_of_another_year_is_named_but_is_no_link() -> None:
    shown = Page(page(year=2024))
    assert "victory-exchange.2025.cn-ru" not in shown.ids()
    assert shown.targets() <= set(shown.ids())


def test_both_sides_together_owe_nothing() -> None:
    ledger = NOTHING_DUE._replace(owes=None, owed_since=None, unanswered=0)
    assert "Nobody owes a visit" in Page(page(ledgers=(ledger,))).by_id("pair:cn-ru").text


def test_doubt_is_told() -> None:
    doubtful = Page(page(ledgers=(LEDGER._replace(unknown=True),)))
    assert "does not cover both directions" in doubtful.by_id("pair:cn-ru").text
    assert "does not cover both directions" not in Page(page()).by_id("pair:cn-ru").text


@pytest.mark.parametrize("language", ["en", "ru", "zh", "fr", "es", "ar"])
def test_a_pair_without_a_visit_on_record_expects_one(language: str) -> None:
    """`(due)` and "nobody owes one" would contradict each other."""
    spoken = phrases(language)
    counts = dict.fromkeys(LEDGER.counts, 0)
    none = LEDGER._replace(visits=(), meetings=(), counts=counts, last={}, owes=None)
    first = spoken.say("No visit is on record; one is expected.")
    nobody = spoken.say("No visit is on record, so nobody owes one.")
    coming = page(ledgers=(none,), language=language)
    assert first in coming
    assert nobody not in coming
    never = page(ledgers=(none._replace(due=()),), language=language)
    assert first not in never
    assert nobody in never


def strangers(one: str, other: str) -> PairLedger:
    """A pair without any visit."""
    counts = {f"{one}-{other}": 0, f"{other}-{one}": 0}
    return LEDGER._replace(
        parties=(one, other), visits=(), due=(), counts=counts, last={}, owes=None, base_rate={}
    )


STRANGERS = tuple(strangers("CN", f"X{n}") for n in range(FEW))
MAY = Period("days", day(2025, 5, 1), day(2025, 5, 31))


@pytest.mark.parametrize(
    "period, ledgers, told, left",
    [
        (MAY, (LEDGER, *STRANGERS), 1, "Pairs without a visit on these days: 16."),
        (MAY, (LEDGER, *STRANGERS[1:]), FEW, None),
        (None, (LEDGER, *STRANGERS), FEW + 1, None),
    ],
    ids=["of many", "of few", "of a year"],
)
def test_some_days_tell_of_the_pairs_that_they_concern(
    period: Period | None, ledgers: tuple[PairLedger, ...], told: int, left: str | None
) -> None:
    edition = Edition(2025, "en", AS_OF, period=period)
    written = digest(worded(TO_MOSCOW), ledgers, RULEBOOK, edition)
    ids = [id_ for id_ in Page(written).ids() if id_.startswith("pair:") and id_.count(":") == 1]
    assert len(ids) == told
    assert "pair:cn-ru" in ids
    assert ("Pairs without a visit" in written) is (left is not None)
    assert left is None or left in written


def test_a_visit_of_several_guests_concerns_each_of_them_with_the_host() -> None:
    june = Edition(2025, "en", AS_OF, period=Period("days", day(2025, 6, 1), day(2025, 6, 30)))
    ledgers = (LEDGER, strangers("CN", "KZ"), *STRANGERS)
    ids = Page(digest(worded(SUMMIT), ledgers, RULEBOOK, june)).ids()
    assert {"pair:cn-ru", "pair:cn-kz"} <= set(ids)
    assert "pair:cn-x0" not in ids


def test_a_summit_is_the_next_visit_of_each_of_its_guests() -> None:
    """The drawing had a ring where the table said "nothing within two years"."""
    coming = SUMMIT._replace(status="projected", likelihood=TO_BEIJING.likelihood)
    expecting = LEDGER._replace(due=(coming,))
    edition = Edition(2025, "en", AS_OF)
    made = contents(worded(coming), [expecting], RULEBOOK, edition)
    there, here = made.accounts[0].directions
    assert [each.name for each in here.coming] == ["Council of heads of state"]
    assert "(expected, 64\u00a0%)" in here.coming[0].title
    assert here.record is not None
    assert (there.host, there.coming, there.record) == ("Russia", [], None)


def test_what_does_not_count_is_no_meeting_elsewhere_and_says_that_it_does_not() -> None:
    shown = Page(page()).by_id("pair:cn-ru").text
    assert "5 visits on record; Not counted: 1 meeting or visit" in shown
    written = text(contents(worded(*ALL), [LEDGER], RULEBOOK, Edition(2025, "en", AS_OF)), 100)
    (line,) = (line for line in written.splitlines() if line.startswith("  - July 2024"))
    assert line.endswith("(counts for neither)")
