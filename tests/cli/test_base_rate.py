"""The base rate beside the exchange of 2035, in forecast, explain and ledger: where the record is
complete for one rank, that of this rank, and nothing where it is complete for none.
"""

import json
import re

from click.testing import CliRunner

from calendar_gen.cli import main
from tests.scenario import RULES

AS_OF = ("--as-of", "2026-11-24")
OF_THESE = ("-r", str(RULES))


def run(*arguments: str) -> str:
    found = CliRunner(env={"COLUMNS": "200"}).invoke(main, [*arguments, *AS_OF])
    assert found.exit_code == 0, found.stderr
    return found.stdout


def test_forecast_explain_and_ledger_show_the_rate_of_the_rank_that_is_covered() -> None:
    days = ("--from", "2035-01-01", "--to", "2035-12-31", "--visits-only", "--format", "json")
    found = json.loads(run("forecast", str(RULES), *days))["occurrences"]
    rates = {o["id"]: o["likelihood"]["base_rate"] for o in found}
    assert 0 < rates["victory-exchange.2035.cn-ru"] < 0.02
    assert rates["victory-exchange.2035.ru-cn"] is None
    lent = {o["id"]: o["likelihood"]["all_pairs_rate"] for o in found}
    assert lent["victory-exchange.2035.cn-ru"] is None
    assert 0 < lent["victory-exchange.2035.ru-cn"] < 0.01
    there = " ".join(run("explain", "victory-exchange.2035.cn-ru", *OF_THESE).split())
    assert (
        "Any such window sees some visit of the pair by a head of state with 1 %: 2 visits in the "
        "3.2 covered years before, spread over the months as visits of all pairs are. For other "
        "ranks no record here is declared complete."
    ) in there
    back = " ".join(run("explain", "victory-exchange.2035.ru-cn", *OF_THESE).split())
    assert (
        "The pair's own rate is not known: no record here is declared complete for it. The rate of "
        "all pairs of its kind stands in, with which any such window sees a visit: under 1 %."
    ) in back
    (pair,) = json.loads(run("ledger", "CN", "RU", *OF_THESE, "--format", "json"))["pairs"]
    assert 0.2 < pair["base_rate"]["CN-RU"] < 0.4
    assert pair["base_rate"]["RU-CN"] is None
    assert pair["unknown"] is True


def test_of_an_announced_visit_the_parts_are_told_that_the_announcement_outweighs() -> None:
    asked = ("explain", "victory-exchange.2025.ru-cn", *OF_THESE, "--as-of", "2025-07-01")
    told = " ".join(CliRunner(env={"COLUMNS": "200"}).invoke(main, asked).stdout.split())
    parts = (
        "The rate of all pairs of its kind stands in",
        'Its class ("leaders at round anniversaries") brings about a visit in ',
        "Counted so, the rule's own record of 1 hit in 1 chance weighs like ",
        "Put together with what its class lends, that is a visit in ",
        "It is announced, which outweighs all that. ",
        "Together: ",
    )
    places = [told.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_an_expected_visit_names_its_counterpart_and_every_share_alike() -> None:
    told = run("explain", "victory-exchange.2035.ru-cn", *OF_THESE)
    there = " ".join(told.split())
    assert (
        "Its counterpart is Victory anniversaries exchange: China to Russia (90th), "
        "6 to 10 May 2035: projected (victory-exchange.2035.cn-ru)."
    ) in there
    assert re.findall(r"\d%", there) == []
    assert (
        "Counted so, the rule's own record of 2 hits in 2 chances weighs like 0.82 in 0.82. Put "
        "together with what its class lends, that is a visit in 1.33 of 2.82 cases: 47 %."
    ) in there
