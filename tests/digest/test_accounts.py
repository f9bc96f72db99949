"""The ledger on the page: how a pair stands."""

import pytest

from calendar_gen.entries.phrases import phrases
from calendar_gen.forecasting.ledger import PairLedger
from tests.digest.reading import Page
from tests.digest.samples import LEDGER, page

NOTHING_DUE = LEDGER._replace(due=())


@pytest.mark.parametrize(
    "ledger, state",
    [
        (LEDGER._replace(slow=True), "overdue"),
        (LEDGER, "due"),
        (NOTHING_DUE, "owed"),
        (NOTHING_DUE._replace(owes=None, owed_since=None, unanswered=0), "balanced"),
        (NOTHING_DUE._replace(owes=None, owed_since=None, unknown=True), "unknown"),
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
def test_a_pair_without_a_visit_expects_its_first(language: str) -> None:
    """`(due)` and "nobody owes one" would contradict each other."""
    spoken = phrases(language)
    counts = dict.fromkeys(LEDGER.counts, 0)
    none = LEDGER._replace(visits=(), meetings=(), counts=counts, last={}, owes=None)
    first = spoken.say("No visit is on record; a first one is expected.")
    nobody = spoken.say("No visit is on record, so nobody owes one.")
    coming = page(ledgers=(none,), language=language)
    assert first in coming
    assert nobody not in coming
    never = page(ledgers=(none._replace(due=()),), language=language)
    assert first not in never
    assert nobody in never
