"""As of a day nothing is cited that was published later, in any output, but for the own sources of
a rule that says it was stated later.

The files of the first scenario are read here by a YAML reader alone: what a rule rests on is known
apart from what the program makes of it.
"""

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.edtf import from_iso, parse
from tests.scenario import RULES

OF_THESE = ("-r", str(RULES))
DAYS = (
    "2014-01-01",
    "2020-05-25",
    "2020-05-26",
    "2020-05-28",
    "2020-05-29",
    "2024-10-24",
    "2025-05-06",
    "2026-11-24",
)


class Known(NamedTuple):
    """The sources of the files, the last day on which each was published, the ids of the
    own sources of each rule, and which rules are patterns.
    """

    sources: dict[str, dict[str, str]]
    published: dict[str, int]
    own: dict[str, list[str]]
    patterns: set[str]

    def later(self, as_of: int) -> set[str]:
        return {id_ for id_, day in self.published.items() if day > as_of}

    def stated_later(self, rule: str, as_of: int) -> bool:
        """A commemoration by its oldest source, a pattern by its newest."""
        days = [self.published.get(id_, 0) for id_ in self.own[rule]]
        measure = max if rule in self.patterns else min
        return bool(days) and measure(days) > as_of


@pytest.fixture(scope="module")
def known() -> Known:
    sources: dict[str, dict[str, str]] = {}
    own: dict[str, list[str]] = {}
    patterns: set[str] = set()
    for path in sorted(RULES.rglob("*.yaml")):
        read: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        sources |= read.get("sources", {})
        for rule in (*read.get("commemorations", ()), *read.get("reciprocal_visits", ())):
            own[rule["id"]] = rule.get("sources", [])
        patterns |= {rule["id"] for rule in read.get("reciprocal_visits", ())}
    dated = {id_: source["published"] for id_, source in sources.items() if "published" in source}
    published = {id_: parse(day).latest or 0 for id_, day in dated.items()}
    return Known(sources, published, own, patterns)


def run(*arguments: str) -> str:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def outputs(as_of: str, found: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """What each command says as of a day, and its name."""
    asked = (*OF_THESE, "--as-of", as_of)
    ends = ("--as-of", as_of, "--from", f"{as_of[:4]}-01-01", "--to", f"{int(as_of[:4]) + 1}-12-31")
    for form in ("table", "json", "ndjson", "csv", "ics"):
        yield form, run("forecast", str(RULES), *ends, "--format", form)
    for form in ("html", "text", "email"):
        yield f"digest {form}", run("digest", as_of[:4], *asked, "--format", form)
    for form in ("table", "json", "csv"):
        yield f"ledger {form}", run("ledger", "RU", "CN", *asked, "--format", form)
    for each in found:
        yield f"explain {each['id']}", run("explain", each["id"], *asked)


def packed(text: str) -> str:
    """A text without what folds, wraps and escapes it."""
    plain = html.unescape(text.replace("\r\n ", "")).replace("\\", "")
    return "".join(plain.split())


def cited(said: str, sources: dict[str, dict[str, str]], ids: set[str]) -> set[str]:
    """Those of some sources of which the id, the title with its publisher, or the address stands
    in a text.
    """
    return {
        id_
        for id_ in ids
        if f"[{id_}]" in said
        or f'"{id_}"' in said
        or packed(f'{sources[id_]["publisher"]}, "{sources[id_].get("title")}"') in said
        or ("url" in sources[id_] and packed(sources[id_]["url"]) in said)
    }


@pytest.mark.parametrize("as_of", DAYS)
def test_nothing_is_cited_that_was_published_later(as_of: str, known: Known) -> None:
    day = from_iso(as_of)
    later = known.later(day)
    ends = ("--as-of", as_of, "--from", f"{as_of[:4]}-01-01", "--to", f"{int(as_of[:4]) + 1}-12-31")
    answer = json.loads(run("forecast", str(RULES), *ends, "--format", "json"))
    found = [each for each in answer["occurrences"] if set(each["sources"]) & {*known.published}]
    assert found
    for each in found:
        mine = {*each["sources"], *(claim["source"] for claim in each["claims"])} & later
        is_later = each["rule"] in known.own and known.stated_later(each["rule"], day)
        assert each["stated_later"] is is_later, each["id"]
        assert mine <= ({*known.own[each["rule"]]} if is_later else set()), each["id"]
    founding = {
        id_ for rule in known.own if known.stated_later(rule, day) for id_ in known.own[rule]
    }
    for name, said in outputs(as_of, found):
        assert cited(packed(said), known.sources, later - founding) == set(), name


def test_what_was_published_by_then_is_cited(known: Known) -> None:
    """So that the test above does not pass by citing nothing, or by finding nothing."""
    said = run("explain", "victory-day-moscow", "2020", *OF_THESE, "--as-of", "2020-05-29")
    ids = {"tass-2020-05-26", "zvezda-2020-05-29"}
    assert cited(packed(said), known.sources, ids) == ids
    before = run("explain", "victory-day-moscow", "2020", *OF_THESE, "--as-of", "2020-05-28")
    assert cited(packed(before), known.sources, ids) == {"tass-2020-05-26"}
    assert "29 May" not in before
    page = run("digest", "2020", *OF_THESE, "--as-of", "2020-05-29")
    assert cited(packed(page), known.sources, ids) == ids


LATER = """\
calendar-gen: 1
sources:
  s1999: {publisher: A, title: old, published: 1999-01-01}
  s2004: {publisher: B, title: decree, published: 2004-03-01}
  s2007: {publisher: C, title: study, published: 2007-09-01}
commemorations:
  - id: fair
    title: The fair
    of: 1945-05-09
    host: RU
    exceptions:
      - {cycle: 2005, moved-to: 2005-06-24, because: b, known: 2004-02-01, sources: [s2004, s2007]}
    sources: [s1999, s2007]
gates:
  - id: parade
    question: Is there a parade?
    answers: [{cycle: 2006, answer: no, known: 2004-02-01, sources: [s1999, s2007]}]
reciprocal_visits:
  - {id: call, title: A call, pattern: dated, guest: CN, host: RU, at: fair, only-if: parade,
     stated: 1999-01-01, sources: [s1999, s2007]}
"""


@pytest.mark.parametrize(
    "as_of, known",
    [("2004-02-01", {"s1999"}), ("2004-03-01", {"s1999", "s2004"}), ("2007-09-01", None)],
)
def test_a_rule_cites_those_of_its_sources_that_were_public(
    as_of: str, known: set[str] | None, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(LATER, "utf-8")
    every = {"s1999", "s2004", "s2007"}
    ends = ("--as-of", as_of, "--from", "2005-01-01", "--to", "2005-12-31", "--format", "json")
    answer = json.loads(run("forecast", str(path), *ends))
    cites = {each["rule"]: {*each["sources"]} for each in answer["occurrences"]}
    assert cites["fair"] == (known or every)
    assert answer["occurrences"][0]["earliest"] >= "2005-06-23", "moved when it was known to be"
    assert not any(each["stated_later"] for each in answer["occurrences"])
    for arguments in (["fair", "2005"], ["call", "2005"], ["call", "2006"]):
        said = run("explain", *arguments, "--as-of", as_of, "-r", str(path))
        assert [id_ for id_ in sorted(every - (known or every)) if f"[{id_}]" in said] == []
        assert "[s1999]" in said
    page = run("digest", "2005", "--as-of", as_of, "-r", str(path))
    assert ("C, “study”" in page or "study" in page) is (known is None)
