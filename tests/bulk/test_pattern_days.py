"""The days of patterns, worked out all at once, are those that the ordinary path gives for each."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_gen import edtf
from calendar_gen.bulk.collapsing import collapse
from calendar_gen.bulk.pattern_days import pattern_days
from calendar_gen.bulk.runs import Block
from calendar_gen.forecasting.anniversaries import observed_of
from calendar_gen.forecasting.findings import sound
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.patterns import Anniversary
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.loading import assemble
from calendar_gen.rules import DOUBT, Commemoration, Rulebook
from tests.benchmarks.rule_mix import texts

SENTENCES = (
    *sorted(set(texts(200))),
    *("last day of February", "5th Monday of February", "last Friday of November Julian"),
    *("day 256 of the year", "day 366 of the year", "Monday of week 53", "Sunday of week 1"),
    *(
        "30 Adar I",
        "14 Adar II",
        "30 Cheshvan",
        "3rd Sunday before 29 February",
        "29 February Julian",
    ),
    *("day 30 of leap month 6 Chinese", "last day of the Chinese year", "day 1 of month 1 Korean"),
    *("Qingming", "March equinox in Tokyo", "2nd Friday after December solstice in London"),
    *("Diwali", "3 days before Vesak Thailand", "Sunday on or after Diwali"),
    *("1 Muharram civil", "27 Rajab tabular", "1 Farvardin", "13 Vendémiaire"),
    *("9 days after 2nd Sunday after Orthodox Easter", "4th Sunday before 25 December"),
    *("365 days after 1 January", "300 days before Monday after 31 December", "31 December"),
)
"""Whatever of these is no sentence, with a field that it needs, is left out by the reader."""
FIELDS = (
    "missing: omit",
    "missing: earlier",
    "missing: later",
    "missing: omit, lasts: 9 days",
    "of: '{year}~', missing: omit, lasts: 2 days",
    "of: {year}-02-29, missing: later",
    "of: {year}-02-29~, missing: earlier",
    "of: 30 Kislev 5701, custom: yahrzeit",
    "of: 3 Adar I 5760, custom: birthday, observed: {{Saturday: Sunday after}}",
    "missing: omit, observed: {{weekend: Monday after}}",
    "missing: omit, observed: {{Sunday: Monday after also, Friday: Thursday before also}}",
    "missing: omit, observed: {{Tuesday: 3 days before only}}",
    "missing: omit, observed: {{Saturday: Friday before only}}, lasts: 3 days",
    "missing: omit, only-on: [Monday, Thursday], in-force: [../1960-05-05, 1990-01-01/1999-07-01]",
    "missing: omit, never-on: [Sunday], since: {year}",
    "missing: omit, since: {year}, every: 3 years",
    "missing: omit, until: {year}, observed: {{weekend: Monday after}}",
)


def read(sentences: Sequence[str], fields: Sequence[str], years: Sequence[int]) -> Rulebook:
    lines = ["calendar-gen: 1", "commemorations:"]
    for n, (on, field, year) in enumerate(zip(sentences, fields, years, strict=True)):
        told = field.format(year=year)
        day = "" if "custom" in told or "-02-29" in told else f"on: '{on}', "
        lines.append(f"  - {{id: r-{n}, title: {{en: T}}, {day}{told}}}")
    return sound(assemble([RuleFile("rules.yaml", "\n".join(lines).encode())]))


def one_by_one(rule: Commemoration, block: Block) -> list[tuple[object, ...]]:
    """What the ordinary path gives for a pattern."""
    world = WorldAsOf(Rulebook({}, {}, {}, (), (), {}, (), {}, ()), block.last)
    plain = rule._replace(id="", of=None)
    found = observed_of(plain, block.first, block.last, world)
    return [
        (each.first, each.last, each.day, *years_of(each), DOUBT[each.certainty], each.id)
        for each in sorted(found, key=lambda each: (*years_of(each), each.day, each.first))
        if block.holds(each.first)
    ]


def years_of(each: Anniversary) -> tuple[int | None, int | None]:
    """The year that its number counts to, and the one by which its title is chosen."""
    named = each.cycle.removeprefix("-").isdecimal()
    return each.year, each.year if named else edtf.civil(each.day)[0]


def all_at_once(rulebook: Rulebook, block: Block) -> dict[str, list[tuple[object, ...]]]:
    """The same from the columns, by the rules that have the patterns."""
    collapsed = collapse(rulebook)
    found, tails = pattern_days(collapsed.patterns, block)
    counts, *columns, tail = (column.tolist() for column in found)
    rows = list(zip(*columns, (tails[each] for each in tail), strict=True))
    starts = [sum(counts[:n]) for n in range(len(counts) + 1)]
    return {
        collapsed.names[rule]: rows[starts[pattern] : starts[pattern + 1]]
        for rule, pattern in zip(
            collapsed.counted.rule.tolist(), collapsed.counted.pattern.tolist(), strict=True
        )
    }


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_days_of_all_patterns_are_those_of_each(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 30))
    sentences = [data.draw(st.sampled_from(SENTENCES)) for _ in range(count)]
    fields = [data.draw(st.sampled_from(FIELDS)) for _ in range(count)]
    years = [data.draw(st.sampled_from((1948, 1996, 2000, 2024))) for _ in range(count)]
    first = edtf.day(data.draw(st.integers(1940, 2030)), 1, 1) + data.draw(st.integers(0, 364))
    last = first + data.draw(st.integers(0, 30_000))
    block = Block(first, last, data.draw(st.booleans()))
    rulebook = read(sentences, fields, years)
    found = all_at_once(rulebook, block)
    assert found == {name: one_by_one(rulebook.commemorations[name], block) for name in found}


@pytest.mark.parametrize("first, last", [(-4000, -3900), (200, 340), (1500, 1600), (9900, 10050)])
def test_years_far_away_are_those_of_the_ordinary_path(first: int, last: int) -> None:
    """Where calendars, tables and the church's reckoning begin and end."""
    fields = ["missing: omit"] * len(SENTENCES)
    rulebook = read(SENTENCES, fields, [2000] * len(SENTENCES))
    block = Block(edtf.day(first, 1, 1), edtf.day(last, 12, 31), True)
    found = all_at_once(rulebook, block)
    assert len(found) > 150
    for name, days in found.items():
        assert days == one_by_one(rulebook.commemorations[name], block), name


EDGES = """\
calendar-gen: 1
commemorations:
  - {id: eve, title: {en: T}, on: 31 December}
  - {id: new-year, title: {en: T}, on: 1 January}
  - {id: across, title: {en: T}, on: 30 December, lasts: 3 days}
  - {id: over, title: {en: T}, on: 30 December, lasts: 2 days}
  - {id: shifted-on, title: {en: T}, on: 29 December, observed: {weekend: Monday after}}
  - {id: shifted-back, title: {en: T}, on: 3 January, observed: {Tuesday: Friday before}}
  - {id: both, title: {en: T}, on: 31 December, observed: {weekend: Monday after also}}
  - {id: away, title: {en: T}, on: 360 days after 9 December}
"""


@pytest.mark.parametrize("opening", [False, True])
@pytest.mark.parametrize("year", range(2020, 2028))
def test_a_block_has_what_begins_in_it(year: int, opening: bool) -> None:
    rulebook = sound(assemble([RuleFile("rules.yaml", EDGES.encode())]))
    block = Block(edtf.day(year, 1, 1), edtf.day(year, 12, 31), opening)
    found = all_at_once(rulebook, block)
    assert len(found) == 8
    for name, days in found.items():
        assert days == one_by_one(rulebook.commemorations[name], block), name


def test_every_sentence_and_field_of_these_tests_is_read() -> None:
    for on in SENTENCES:
        assert read([on], ["missing: omit"], [2000]).commemorations, on
    for field in FIELDS:
        assert read(["9 May"], [field], [2000]).commemorations, field
