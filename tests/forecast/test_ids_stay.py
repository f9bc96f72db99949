"""Ids of expected visits through edits of their rules, of all kinds together and in any order."""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_gen.edtf import day
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.rulebook import load

FIRST, LAST, AS_OF = day(2002, 1, 1), day(2030, 12, 31), day(2026, 11, 24)
HOSTS = ("FR", "US", "GB", "DE", "JP")


class Edited(NamedTuple):
    """What an author may change without renaming anything."""

    hosts: list[str]
    departures: dict[int, str]
    wider: tuple[int, int]
    every: int
    swapped: bool
    older: int


EDITS = st.builds(
    Edited,
    st.permutations(HOSTS),
    st.dictionaries(
        st.integers(2003, 2030),
        st.sampled_from(("skipped: true", "insert: RU", "host: CA", "cancelled: true")),
        max_size=6,
    ),
    st.tuples(st.integers(1, 20), st.integers(0, 20)),
    st.sampled_from((1, 2, 5, 10)),
    st.booleans(),
    st.integers(0, 5),
)
PLAIN = Edited(list(HOSTS), {}, (1, 0), 10, False, 0)


def written(edited: Edited) -> str:
    """Rules of every pattern that has windows, turns or numbers, edited."""
    before, after = edited.wider
    to_beijing = f"window: on the day .. {after + 1} days after"
    legs = [
        f"      - {{guest: CN, host: RU, at: moscow, window: {before} days before .. 1 day after}}",
        f"      - {{guest: RU, host: CN, at: beijing, {to_beijing}}}",
    ]
    exceptions = "".join(
        f"\n      - {{cycle: {year}, {what}, because: b, sources: [s]}}"
        for year, what in sorted(edited.departures.items())
    )
    visits = "".join(
        f"  - {{id: older-{n}, guest: CN, host: RU, claims: "
        f"[{{date: {1990 + n}-05-09, status: occurred, source: s, known: {1990 + n}-05-09}}]}}\n"
        for n in range(edited.older)
    )
    return f"""\
calendar-gen: 1
sources: {{s: {{publisher: A, published: 2001-01-01}}}}
commemorations:
  - {{id: moscow, title: M, of: 1945-05-09, sources: [s]}}
  - {{id: beijing, title: B, of: 1945-09-03, sources: [s]}}
reciprocal_visits:
  - id: exchange
    title: E
    pattern: paired
    every: {edited.every}
    legs:
{chr(10).join(legs[::-1] if edited.swapped else legs)}
    sources: [s]
  - {{id: beach, title: D, pattern: dated, guest: US, host: FR, at: moscow, every: {edited.every},
     window: {before} days before .. {after} days after, sources: [s]}}
  - id: summit
    title: S
    pattern: rotating
    hosts: [{", ".join(edited.hosts)}]
    first: {{cycle: 2003, host: {edited.hosts[0]}}}
    exceptions: {exceptions or "[]"}
    sources: [s]
  - {{id: talks, title: T, pattern: alternating, parties: [CN, RU],
     first: {{cycle: 2003, host: {"RU" if edited.swapped else "CN"}}}, sources: [s]}}
visits:
  - {{id: v-0, guest: CN, host: RU,
     claims: [{{date: 2015-05-09, status: occurred, source: s, known: 2015-05-09}}]}}
{visits}"""


def ids(edited: Edited, folder: Path) -> set[str]:
    path = folder / "rules.yaml"
    path.write_text(written(edited), encoding="utf-8")
    book = load([str(path)])
    assert [str(p) for p in book.problems if p.severity == "error"] == []
    return {o.id for o in occurrences(book, FIRST, LAST, AS_OF) if o.pattern}


@settings(max_examples=40, deadline=None)
@given(edited=EDITS)
def test_edits_rename_nothing(tmp_path_factory: pytest.TempPathFactory, edited: Edited) -> None:
    folder = tmp_path_factory.mktemp("rules")
    before, after = ids(PLAIN, folder), ids(edited, folder)
    assert before <= after
    if edited.every == PLAIN.every:
        assert after == before


def test_older_visits_rename_no_answer(tmp_path: Path) -> None:
    rule = (
        "calendar-gen: 1\nsources: {s: {publisher: A, published: 2001-01-01}}\nreciprocal_visits:\n"
        "  - {id: answers, title: A, pattern: returned, between: [CN, RU], within: 1 year,\n"
        "     sources: [s]}\nvisits:\n"
    )
    visit = (
        "  - {id: v-%d, guest: CN, host: RU,\n"
        "     claims: [{date: %d-03-01, status: occurred, source: s, known: %d-03-01}]}\n"
    )
    found = []
    for years in ((2015, 2020), (2001, 2010, 2015, 2020)):
        path = tmp_path / "rules.yaml"
        path.write_text(rule + "".join(visit % (y, y, y) for y in years), encoding="utf-8")
        all_ = occurrences(load([str(path)]), day(2015, 1, 1), LAST, AS_OF)
        found.append([o.id for o in all_ if o.pattern])
    assert found[0] == found[1] == ["answers.v-2015", "answers.v-2020"]
