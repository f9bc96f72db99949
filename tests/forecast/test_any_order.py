"""However an author orders files, rules, visits, claims and fields, and names the files: the same
rulebook, forecast and ledger, and the same said of what is wrong.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_gen.canonical import canonical
from calendar_gen.edtf import iso
from calendar_gen.forecasting.findings import findings
from calendar_gen.forecasting.ledger import ledger
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.record import Claim
from calendar_gen.rulebook import load
from tests.forecast.test_as_of import FIRST, LAST, PARTIES, RANKS, RULES, claims

AS_OF = (FIRST + LAST) // 2
SOURCES = ("s1999", "s2004", "s2007")
IN_TIME = frozenset({"claims", "hosts", "order", "title"})
"""Fields whose lists stand in an order that means something, but for claims, which have days."""

NEAR = ("2005-05-07/2005-05-10", "2005-05-08", "2005-05", "2005")
Said = dict[str, Any]


def said(claim: Claim, source: str, preferred: bool) -> Said:
    """A claim as an author writes it."""
    written: Said = {"status": claim.status, "source": source}
    if claim.date is not None:
        start = claim.date.earliest or 0
        written["date"] = str(claim.date) if start % 3 else NEAR[start % 4]
    if claim.known and source != "s1999":
        written["known"] = iso(FIRST + claim.known % 6 * 500)  # often the same
    if claim.withdrawn is not None:
        written["withdrawn"] = iso(claim.withdrawn)
    if claim.format != "in person":
        written["format"] = claim.format
    if preferred:
        written |= {"preferred": "true", "because": "b"}
    return written


SAID = st.builds(said, claims(), st.sampled_from(SOURCES), st.sampled_from([False] * 7 + [True]))


@st.composite
def visits(draw: st.DrawFn, number: int) -> Said:
    guest, host = draw(st.permutations(PARTIES))[:2]
    written: Said = {"id": f"v-{number}", "guest": guest, "host": host}
    for field, values in (
        ("rank", RANKS),
        ("person", (None, "A", "B")),
        ("kind", (None, "state", "funeral")),
        ("occasion", (None, ["moscow"], ["by-turns"], ["moscow", "beijing"])),
        ("note", (None, "turns")),
    ):
        value = draw(st.sampled_from(values))
        if value is not None:
            written[field] = value
    return {**written, "claims": draw(st.lists(SAID, min_size=1, max_size=4))}


VISITS = st.integers(1, 6).flatmap(lambda size: st.tuples(*(visits(n) for n in range(size))))


def turned(value: Any, draw: Any, field: str = "") -> Any:
    """The same with lists and mappings in an order that chance picks, where it means nothing."""
    if isinstance(value, dict):
        keys = draw(st.permutations(list(value)))
        return {key: turned(value[key], draw, key) for key in keys}
    if isinstance(value, list):
        items = [turned(item, draw) for item in value]
        kept = field in IN_TIME and field != "claims"
        return items if kept or len(items) < 2 else draw(st.permutations(items))
    return value


def parted(rules: Said, draw: Any, folder: Path) -> None:
    """The rules in files of any names, each entry of a section in any of them."""
    names = draw(st.permutations(["a.yaml", "b.yaml", "é.yml", "z/a.yaml"]))[
        : draw(st.integers(1, 3))
    ]
    files: dict[str, Said] = {name: {"calendar-gen": "1"} for name in names}
    for section, entries in rules.items():
        if section == "calendar-gen":
            continue
        for entry in entries:
            file = files[draw(st.sampled_from(names))]
            if isinstance(entries, dict):
                file.setdefault(section, {})[entry] = entries[entry]
            else:
                file.setdefault(section, []).append(entry)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(content, allow_unicode=True, default_style='"', sort_keys=False)
        path.write_text(text, encoding="utf-8")


def answers(folder: Path) -> tuple[str, ...]:
    """The rulebook, what is wrong with it, a forecast and a ledger, without places in files."""
    book = load([str(folder)])
    problems = sorted((p.severity, p.code) for p in (*book.problems, *findings(book)))
    return (
        canonical(book._replace(problems=(), roots=())),
        repr(problems),
        canonical(tuple(occurrences(book, FIRST, LAST, AS_OF))),
        canonical(tuple(occurrences(book, AS_OF, LAST + 700, LAST))),
        canonical(tuple(ledger(book, AS_OF))),
    )


@settings(max_examples=25, deadline=None)
@given(record=VISITS, data=st.data())
def test_any_order_means_the_same(
    tmp_path_factory: pytest.TempPathFactory, record: tuple[Said, ...], data: st.DataObject
) -> None:
    rules = {**yaml.load(RULES, yaml.BaseLoader), "visits": list(record)}
    plain, other = tmp_path_factory.mktemp("plain"), tmp_path_factory.mktemp("turned")
    text = yaml.dump(rules, allow_unicode=True, default_style='"', sort_keys=False)
    (plain / "rules.yaml").write_text(text, encoding="utf-8")
    parted(turned(rules, data.draw), data.draw, other)
    for ours, theirs in zip(answers(plain), answers(other), strict=True):
        assert ours == theirs


def test_the_rules_are_sound_and_the_orders_differ(tmp_path: Path) -> None:
    """Else nothing is compared."""
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    _, problems, forecast, ahead, _ = answers(tmp_path)
    assert "error" not in problems
    assert min(len(forecast), len(ahead)) > 1000
