"""What is projected as columns is what a forecast gives, occurrence by occurrence, however the work
is cut.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calendar_gen
from calendar_gen import edtf
from calendar_gen.bulk import runs
from calendar_gen.bulk.collapsing import collapse
from calendar_gen.bulk.parts import NotShared, make_shard, put_together
from calendar_gen.bulk.projecting import Asked, Here, Step, project
from calendar_gen.bulk.shards import Plan
from calendar_gen.bulk.stores import Folder, Store
from calendar_gen.bulk.tables import OCCURRENCES
from calendar_gen.bulk.tables import RULES as RULES_
from calendar_gen.forecasting.findings import sound
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.loading import assemble
from calendar_gen.rules import Rulebook
from tests.benchmarks.rule_mix import texts
from tests.scenario import RULES

EVERY_FORM = Path(__file__).parent / "every_form.yaml"
AS_OF = edtf.day(2026, 11, 29)


def asked(first: int, last: int, shards: int = 1) -> Asked:
    return Asked(edtf.day(first, 3, 1), edtf.day(last, 10, 31), AS_OF, shards)


def projected(rulebook: Rulebook, question: Asked, folder: Path) -> dict[str, Any]:
    store = Folder(folder)
    return project(rulebook, question, store, Here(store), lambda done, total: None)


def bytes_of(folder: Path, manifest: dict[str, Any]) -> dict[str, bytes]:
    paths = {year: told["path"] for year, told in manifest["years"].items()}
    paths["rules"] = manifest["rules"]["path"]
    return {name: (folder / path).read_bytes() for name, path in paths.items()}


def read_back(folder: Path, manifest: dict[str, Any]) -> list[tuple[object, ...]]:
    """The occurrences of all years in the order in which they stand there."""
    rules = {each["rule"]: each for each in table(folder / manifest["rules"]["path"])}
    found: list[tuple[object, ...]] = []
    for told in manifest["years"].values():
        for row in table(folder / told["path"]):
            rule = rules[row["rule"]]
            titles = row["titles"] if row["title"] is None else rule["titles"][row["title"]]
            found.append(
                (
                    *(rule["id"] + row["tail"], rule["kind"], rule["pattern"], rule["calendar"]),
                    *(row["first"].toordinal(), row["last"].toordinal(), row["number"]),
                    *(row["mark"], row["certainty"], row["status"], dict(titles)),
                    None if row["moved_from"] is None else row["moved_from"].toordinal(),
                    *(row["because"], tuple(row["guests"] or ()), row["host"] or rule["host"]),
                    *(row["person"], row["place"] or rule["place"], row["occasion"]),
                    *(tuple(row["counterparts"] or ()), row["visit"], row["outcome"]),
                    *(row["extent"] or "days", row["probability"], tuple(rule["categories"])),
                )
            )
    return found


def table(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def told(each: Occurrence) -> tuple[object, ...]:
    """The same of an occurrence of the ordinary path."""
    likely = None if each.likelihood is None else each.likelihood.probability
    return (
        *(each.id, each.kind, each.pattern, each.calendar, each.earliest, each.latest),
        *(each.number, each.mark, each.certainty, each.status, dict(each.titles), each.moved_from),
        *(each.because, each.guests, each.host, each.person, each.place, each.occasion),
        *(each.counterparts, each.visit, each.outcome, each.extent, likely, each.categories),
    )


def expected(rulebook: Rulebook, question: Asked) -> list[tuple[object, ...]]:
    return [told(o) for o in occurrences(rulebook, question.first, question.last, question.as_of)]


@pytest.mark.parametrize("rules", [EVERY_FORM, RULES], ids=["every form", "first scenario"])
def test_columns_hold_what_a_forecast_gives(rules: Path, tmp_path: Path) -> None:
    rulebook, question = calendar_gen.load([rules]), asked(1990, 2045)
    assert not [each for each in rulebook.problems if each.severity == "error"]
    manifest = projected(rulebook, question, tmp_path)
    found = read_back(tmp_path, manifest)
    assert found == expected(rulebook, question)
    assert manifest["occurrences"] == len(found) > 300


def test_a_projection_begins_before_our_era(tmp_path: Path) -> None:
    rulebook = calendar_gen.load([EVERY_FORM])
    question = Asked(edtf.day(-10, 1, 1), edtf.day(3, 12, 31), AS_OF, 1)
    manifest = projected(rulebook, question, tmp_path)
    paths = [tmp_path / each["path"] for each in manifest["years"].values()]
    days = [
        day + 719_163
        for path in paths
        for day in pq.read_table(path)["first"].cast(pa.int32()).to_pylist()
    ]
    assert days == [e.earliest for e in occurrences(rulebook, *question[:3])]
    assert min(days) < 1


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_any_rules_are_projected_as_they_are_forecast(data: st.DataObject) -> None:
    sentences = data.draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12))
    fields = [data.draw(st.sampled_from(FIELDS)) for _ in sentences]
    years = [data.draw(st.integers(1850, 2035)) for _ in sentences]
    text = "calendar-gen: 1\ncommemorations:\n" + "".join(
        f"  - {{id: r-{n}{'-x' * (n % 3)}, title: {{en: T}}, on: '{on}', {field.format(year=y)}}}\n"
        for n, (on, field, y) in enumerate(zip(sentences, fields, years, strict=True))
    )
    rulebook = read(text)
    question = asked(1995, 2040, shards=data.draw(st.integers(1, 4)))
    kept: dict[str, bytes] = {}
    store = Memory(kept)
    manifest = project(rulebook, question, store, Here(store), lambda done, total: None)
    found = [
        (
            rules[row["rule"]] + row["tail"],
            row["first"].toordinal(),
            row["last"].toordinal(),
            row["number"],
            row["mark"],
            row["certainty"],
        )
        for rules in [dict(zip(*read_columns(kept, manifest), strict=True))]
        for told_ in manifest["years"].values()
        for row in pq.read_table(pa.BufferReader(kept[told_["path"]])).to_pylist()
    ]
    plain = occurrences(rulebook, question.first, question.last, AS_OF)
    assert found == [(o.id, o.earliest, o.latest, o.number, o.mark, o.certainty) for o in plain], (
        text
    )


def read_columns(kept: dict[str, bytes], manifest: dict[str, Any]) -> tuple[list[int], list[str]]:
    rules = pq.read_table(pa.BufferReader(kept[manifest["rules"]["path"]]))
    return rules["rule"].to_pylist(), rules["id"].to_pylist()


SENTENCES = sorted(set(texts(120)))
FIELDS = (
    "missing: omit",
    "of: {year}, missing: omit",
    "of: '{year}~', missing: omit",
    "of: {year}, missing: omit, marks: [0, 7, 70]",
    "missing: omit, observed: {{weekend: Monday after}}",
    "missing: omit, observed: {{Sunday: Monday after also}}, lasts: 3 days",
    "of: {year}, missing: omit, since: 2001, until: 2031, only-on: [Friday, Monday]",
    "of: {year}, missing: omit, every: 4 years",
)


def read(text: str) -> Rulebook:
    return sound(assemble([RuleFile("rules.yaml", text.encode())]))


class Memory:
    """A store that is a mapping."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self._kept = kept

    def get(self, name: str) -> bytes | None:
        return self._kept.get(name)

    def put(self, name: str, content: bytes) -> None:
        self._kept[name] = content

    def names(self, below: str) -> list[str]:
        return sorted(name for name in self._kept if name.startswith(f"{below}/"))

    def remove(self, name: str) -> None:
        self._kept.pop(name, None)


@pytest.mark.parametrize("shards, rows", [(1, 60), (3, 10_000), (7, 300)])
def test_the_bytes_are_the_same_however_the_work_is_cut(
    shards: int, rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rulebook = calendar_gen.load([EVERY_FORM])
    whole = projected(rulebook, asked(1990, 2045), tmp_path / "whole")
    monkeypatch.setattr(runs, "ROWS", rows)
    cut = projected(rulebook, asked(1990, 2045, shards), tmp_path / "cut")
    assert bytes_of(tmp_path / "cut", cut) == bytes_of(tmp_path / "whole", whole)
    assert {path.name for path in (tmp_path / "cut").rglob("*") if path.is_file()} == {
        *("manifest.json", "rules.parquet", "occurrences.parquet")
    }


class Counting(Folder):
    """A folder that knows what was put there."""

    def __init__(self, store: Folder) -> None:
        super().__init__(store.path_of(""))
        self.put_there: list[str] = []

    def put(self, name: str, content: bytes) -> None:
        self.put_there.append(name)
        super().put(name, content)

    def shards(self) -> int:
        """How many shards were made."""
        return sum("/shards/" in name for name in self.put_there)


class Stopped(Exception):  # noqa: N818
    """The process ends here."""


def stopping(store: Store, after: int) -> Callable[[str, bytes], None]:
    put = store.put
    left = iter(range(after))

    def stop(name: str, content: bytes) -> None:
        if next(left, None) is None:
            raise Stopped
        put(name, content)

    return stop


@pytest.mark.parametrize("after", [0, 1, 5, 11, 40, 61])
def test_a_run_that_was_cut_off_goes_on_where_it_stopped(
    after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "ROWS", 300)
    rulebook, question = calendar_gen.load([EVERY_FORM]), asked(1990, 2045, 4)
    at_once = Counting(Folder(tmp_path / "whole"))
    whole = project(rulebook, question, at_once, Here(at_once), lambda *_: None)
    store = Folder(tmp_path / "cut")
    with monkeypatch.context() as patched:
        patched.setattr(store, "put", stopping(store, after))
        with pytest.raises(Stopped):
            project(rulebook, question, store, Here(store), lambda done, total: None)
    assert store.get("manifest.json") is None
    made = Counting(store)
    done = project(rulebook, question, made, Here(made), lambda *_: None)
    assert bytes_of(tmp_path / "cut", done) == bytes_of(tmp_path / "whole", whole)
    first_block = min(after, question.shards)
    assert made.shards() <= at_once.shards() - first_block


def test_a_part_that_is_made_twice_does_no_harm(tmp_path: Path) -> None:
    """As when a worker was thought dead, and was not."""
    rulebook = calendar_gen.load([EVERY_FORM])
    run = runs.Run(edtf.day(2020, 1, 1), edtf.day(2030, 12, 31), AS_OF, rulebook.digest, 2)
    plan, store = Plan(rulebook, collapse(rulebook), 2), Folder(tmp_path)
    (block,) = runs.blocks(run.first, run.last, 30)
    for number in (0, 1, 0):
        make_shard(store, plan, run, number, block)
    put_together(store, run, block)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")}
    make_shard(store, plan, run, 1, block)
    put_together(store, run, block)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")} == before
    assert not list(tmp_path.rglob("*.arrow"))


def test_a_new_projection_takes_the_place_of_the_old_and_of_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    rulebook = calendar_gen.load([EVERY_FORM])
    old = projected(rulebook, asked(2000, 2003), tmp_path)
    new = projected(rulebook, asked(2010, 2012), tmp_path)
    assert not (tmp_path / old["rules"]["path"]).exists()
    assert sorted(new["years"]) == ["2010", "2011", "2012"]
    assert json.loads((tmp_path / "manifest.json").read_text()) == new
    assert (tmp_path / "letter.txt").read_text() == "Dear"
    folders = [path.name for path in tmp_path.iterdir() if path.is_dir()]
    assert folders == [new["rules"]["path"].partition("/")[0]]


def test_years_and_rules_without_a_value_have_the_types_of_all(tmp_path: Path) -> None:
    """So that what reads some years, or some projections, can put them together."""
    rulebook = calendar_gen.load([EVERY_FORM])
    names = ("plain", "plain-2")
    few = rulebook._replace(
        commemorations={name: rulebook.commemorations[name] for name in names},
        patterns={},
        visits=(),
    )
    for name, book in (("few", few), ("all", rulebook)):
        manifest = projected(book, asked(2025, 2027), tmp_path / name)
        for told_ in manifest["years"].values():
            assert pq.read_schema(tmp_path / name / told_["path"]).equals(OCCURRENCES)
        assert pq.read_schema(tmp_path / name / manifest["rules"]["path"]).equals(RULES_)
    files = [str(path) for path in sorted(tmp_path.rglob("occurrences.parquet"))]
    assert len(files) == 6
    question = f"SELECT count(*), count(titles), count(guests) FROM read_parquet({files})"
    counted, titled, visits = duckdb.execute(question).fetchall()[0]
    assert counted == sum(pq.read_metadata(file).num_rows for file in files)
    assert counted > titled > visits > 0


def test_steps_are_told(tmp_path: Path) -> None:
    store = Folder(tmp_path)
    steps: list[tuple[int, int]] = []
    rulebook = calendar_gen.load([EVERY_FORM])
    project(rulebook, asked(2000, 2003, 3), store, Here(store), lambda *step: steps.append(step))
    assert steps == [(0, 3), (1, 3), (2, 3)]


@pytest.mark.parametrize("together", [False, True])
def test_parts_that_were_made_elsewhere_are_told_of(together: bool, tmp_path: Path) -> None:
    """As by workers on machines that do not share the folder."""
    rulebook, here, there = calendar_gen.load([EVERY_FORM]), tmp_path / "here", tmp_path / "there"

    def make(plan: Plan, run: runs.Run, todo: Sequence[runs.Block], step: Step) -> None:
        for block in todo:
            make_shard(Folder(there), plan, run, 0, block)
            if together:
                put_together(Folder(here), run, block)

    with pytest.raises(NotShared, match="what workers made is not in the target; name a"):
        project(rulebook, asked(2020, 2021), Folder(here), make, lambda *_: None)
    assert not here.exists()
