"""Tables of rules, as JSON Lines and Parquet: the same as rule files, to the byte of every output.

`bad_lines.jsonl` has a fault of each kind, and `bad_lines.txt` what is said of them.
"""

import datetime
import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as arrow
import pytest
import yaml
from click.testing import CliRunner
from pyarrow import parquet

from calendar_gen.assets import rules_dir
from calendar_gen.cli import main
from calendar_gen.cli.watching import stamp_of
from calendar_gen.problems import BoundMet
from calendar_gen.rulebook import MissingInput, load
from calendar_gen.rulebook.files import file_beside
from calendar_gen.rulebook.json_text import JsonText, Unreadable
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar, Wrong
from calendar_gen.rules import Rulebook
from tests.committed import ROOT
from tests.scenario import RULES

FOLDER = Path(__file__).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RULE: dict[str, Any] = {"id": "v-day", "title": "V-Day", "of": "1945-05-09", "sources": ["ap"]}
AP = {"publisher": "AP", "published": "2020-01-01"}
HEAD = {"calendar-gen": 1, "licence": "MIT", "sources": {"ap": AP}}


def run(*arguments: str) -> str:
    """What a command writes and says; a traceback fails."""
    result = CliRunner().invoke(main, [*arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


def lines(*values: object) -> bytes:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


def as_tables(rules: Path, folder: Path) -> Path:
    """All rule files of a folder as tables: commemorations in lines, all else in the first."""
    for path in sorted(rules.rglob("*.yaml")):
        head = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
        made = folder / path.relative_to(rules).with_suffix(".jsonl")
        made.parent.mkdir(parents=True, exist_ok=True)
        commemorations = head.pop("commemorations", [])
        made.write_bytes(lines(head, *commemorations))
    return folder


def book_of(content: bytes, path: Path) -> Rulebook:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return load([str(path)])


def said(book: Rulebook, folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in book.problems]


@pytest.fixture(scope="module")
def table() -> Callable[[str], bytes]:
    """The commemorations of the scenario in one table, by the way in which it is written."""
    sources: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    for path in sorted(RULES.rglob("*.yaml")):
        file = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
        sources |= file.get("sources", {})
        rows += file.get("commemorations", [])
    names = sorted({name for row in rows for name in row})
    for row in rows:
        row["sources"] = [
            {"id": id, **sources[id]} if isinstance(sources.get(id), dict) else id
            for id in ([row["sources"]] if isinstance(row["sources"], str) else row["sources"])
        ]

    def packed(columns: dict[str, list[Any]]) -> bytes:
        out = arrow.BufferOutputStream()
        parquet.write_table(arrow.table(columns), out, row_group_size=5)
        return bytes(out.getvalue())

    def written(way: str) -> bytes:
        if way == "x.jsonl":
            return lines(*rows)
        if way == "x.jsonl.gz":
            return gzip.compress(lines(*rows))
        texts = {
            name: [
                value if value is None or isinstance(value, str) else json.dumps(value, indent=1)
                for value in (row.get(name) for row in rows)
            ]
            for name in names
        }
        if way == "texts.parquet":
            return packed(texts)
        nested = {
            name: [row.get(name) for row in rows]
            for name in names
            if len({type(row.get(name)) for row in rows} - {type(None)}) == 1
        }
        assert {"sources", "title"} & set(nested)
        return packed({**texts, **nested})

    return written


def test_the_library_says_the_same_in_tables(tmp_path: Path) -> None:
    tables = as_tables(Path(rules_dir()), tmp_path)
    for path in Path(rules_dir()).rglob("*.csv"):
        (tables / path.relative_to(rules_dir())).write_bytes(path.read_bytes())
    ours, theirs = load([rules_dir()]), load([str(tables)])
    assert theirs.digest == ours.digest
    assert sorted(p.message for p in theirs.problems) == sorted(p.message for p in ours.problems)
    assert theirs.licences == ours.licences


def test_every_output_is_the_same_to_the_byte(tmp_path: Path) -> None:
    as_tables(RULES, tmp_path / "rules")
    today = ("--today", "2026-11-24")
    for way in ("ics", "table"):
        command = ("forecast", "--format", way, *today)
        assert run(*command, str(RULES)) == run(*command, str(tmp_path / "rules"))
    pages = [run("digest", "2027", *today, "-r", str(r)) for r in (RULES, tmp_path / "rules")]
    places = re.compile(r"\.(?:yaml|jsonl):[0-9]+")
    assert places.sub("", pages[0]) == places.sub("", pages[1])
    assert len(places.findall(pages[1])) > 10


@pytest.mark.parametrize("way", ["x.jsonl.gz", "texts.parquet", "nested.parquet"])
def test_every_way_to_write_a_table_says_the_same(
    way: str, table: Callable[[str], bytes], tmp_path: Path
) -> None:
    plain = book_of(table("x.jsonl"), tmp_path / "a" / "x.jsonl")
    other = book_of(table(way), tmp_path / "b" / way)
    assert len(plain.commemorations) > 20
    assert [p.message for p in plain.problems] == [p.message for p in other.problems]
    assert plain.digest == other.digest
    rule = other.commemorations[min(other.commemorations)]
    row = next(
        number
        for number, line in enumerate(table("x.jsonl").splitlines(), 1)
        if json.loads(line)["id"] == rule.id
    )
    assert rule.at == (str(tmp_path / "b" / way), row, 1)


def test_the_example_of_the_readme_is_without_fault(tmp_path: Path) -> None:
    shown = re.search(r"### Tables of rules.*?```json\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    book = book_of(shown[1].encode(), tmp_path / "t.jsonl")
    assert not book.problems
    assert [*book.commemorations] == ["founding", "v-day"]
    assert "founding-source" in book.sources


def test_every_fault_is_told_with_its_place() -> None:
    found = run("check", "tests/rulebook/bad_lines.jsonl")
    assert found == (FOLDER / "bad_lines.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content, told",
    [
        (b"", "t.jsonl:1:1: the file is empty; it has a commemoration a line"),
        (b"\xef\xbb\xbf" + lines(HEAD, RULE), "t.jsonl:1:1: note: the file begins with a byte"),
        (
            lines(HEAD, RULE).replace(b'"V-Day"', b'"V-D\xe4y"'),
            't.jsonl:2:30: the byte E4 is not UTF-8; it would be "ä"',
        ),
        (lines(HEAD, RULE)[:-30], "t.jsonl:2:41: no JSON: Unterminated string"),
        (
            lines(HEAD, RULE).replace(b"\n", b"\r"),
            "t.jsonl:1:106: no JSON: Extra data; each rule has a line of its own",
        ),
        (b"{" * 100_000, "t.jsonl:1:2: no JSON: Expecting property name"),
        (b"[" * 100_000, "t.jsonl:1:65: lists and mappings lie more than 64 deep"),
        (lines({**RULE, "sources": ["other"]}), 'no source "other" is declared anywhere'),
        (lines({"calendar-gen": 2}), 'the version of the rule language is 1, and not "2"'),
        (lines({**HEAD, "commemoration": []}), 'no section "commemoration"; did you mean "comm'),
    ],
)
def test_what_a_table_cannot_hold(content: bytes, told: str, tmp_path: Path) -> None:
    found = said(book_of(content, tmp_path / "t.jsonl"), tmp_path)
    assert any(told in problem for problem in found), found


def test_a_text_with_a_bad_byte_does_not_count(tmp_path: Path) -> None:
    for text in (b'"V-Day"', b'"title"', b'"ap"'):
        bad = lines(RULE).replace(text, text[:-1] + b'\xff"')
        content = lines(HEAD) + bad + lines({**RULE, "id": "w-day"})
        book = book_of(content, tmp_path / "t.jsonl")
        assert [*book.commemorations] == ["w-day"]
        assert [problem.code for problem in book.problems] == ["encoding"]


def test_a_cut_off_file_says_so_and_the_lines_before_count(tmp_path: Path) -> None:
    other = {**RULE, "id": "w-day", "title": "W"}
    book = book_of(lines(HEAD, RULE, other)[:-9], tmp_path / "t.jsonl")
    assert [*book.commemorations] == ["v-day"]
    assert said(book, tmp_path)[0].endswith("the last line has no end: the file may be cut off")


def test_line_feeds_of_windows_and_no_last_one_are_fine(tmp_path: Path) -> None:
    unix = book_of(lines(HEAD, RULE), tmp_path / "t.jsonl")
    windows = book_of(lines(HEAD, RULE).replace(b"\n", b"\r\n").rstrip(), tmp_path / "u.jsonl")
    assert (unix.digest, unix.problems) == (windows.digest, windows.problems)
    assert not unix.problems
    assert unix.commemorations


def test_faults_without_end_are_counted(tmp_path: Path) -> None:
    found = said(book_of(b"{\n" * 200, tmp_path / "t.jsonl"), tmp_path)
    assert len(found) == 51
    assert "t.jsonl:50:2: 150 more lines cannot be read" in found


def test_bounds_hold_for_lines_rows_and_what_is_compressed(
    table: Callable[[str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "file=1K,rulebook=64K,rules=20")
    long = book_of(lines({**RULE, "note": "x" * 2000}, {"id": 1}), tmp_path / "t.jsonl")
    assert said(long, tmp_path)[0].startswith("t.jsonl:1:1: a line has at most 1K bytes")
    with pytest.raises(BoundMet, match="have more than 64K bytes"):
        book_of(gzip.compress(b" \n" * 5_000_000), tmp_path / "t.jsonl.gz")
    unpacked = file_beside(str(tmp_path / "t.yaml"), "t.jsonl.gz", [str(tmp_path)], {})
    assert len(unpacked.content) == (64 << 10) + 1
    with pytest.raises(BoundMet, match="more than 20 rows"):
        book_of(table("texts.parquet"), tmp_path / "t.parquet")


@pytest.mark.parametrize("name", ["t.jsonl", "t.jsonl.gz"])
def test_of_a_table_with_a_line_without_end_no_more_is_read_than_shows_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "file=1M")
    endless = lines(HEAD, RULE) + b"\0" * (32 << 20)
    content = gzip.compress(endless, 1) if name.endswith("gz") else endless
    (tmp_path / name).write_bytes(content)
    read = file_beside(str(tmp_path / "t.yaml"), name, [str(tmp_path)], {})
    assert 1 << 20 < len(read.content) < 4 << 20
    too_long = f"{name}:3:1: a line has at most 1M bytes; CALENDAR_GEN_LIMITS=file=2M allows more"
    assert too_long in said(load([str(tmp_path / name)]), tmp_path)


def test_a_line_is_measured_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "file=1K")
    for note, wrong in (("я" * 300, 0), ("я" * 600, 1)):
        content = json.dumps({**RULE, "note": note}, ensure_ascii=False).encode()
        assert len(said(book_of(lines(HEAD) + content, tmp_path / "t.jsonl"), tmp_path)) == wrong


def test_what_is_damaged_is_a_sentence(
    table: Callable[[str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = gzip.compress(lines(HEAD, RULE))
    for content in (packed[:-12], packed[:20] + b"???" + packed[23:], lines(HEAD)):
        with pytest.raises(MissingInput, match=r't.jsonl.gz" cannot be read: '):
            book_of(content, tmp_path / "t.jsonl.gz")
    columns = table("texts.parquet")
    for content in (columns[:-5], b"", b"PAR1" * 9, columns[:40] + b"?" * 99 + columns[139:]):
        with pytest.raises(MissingInput, match=r't.parquet" cannot be read: '):
            book_of(content, tmp_path / "t.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingInput, match=r'needs the extra "bulk": pip install "calendar-gen'):
        book_of(columns, tmp_path / "t.parquet")


def test_types_of_columns_are_texts_or_are_refused(tmp_path: Path) -> None:
    day = datetime.date(1945, 5, 9)
    rows: list[dict[str, Any]] = [
        {"id": "a", "title": "[Untitled", "day": day, "number": 1945, "real": None, "yes": None},
        {"id": "b", "title": "B", "day": None, "number": 1945, "real": None, "yes": None},
        {"id": "c", "title": "C", "day": None, "number": None, "real": 1945.5, "yes": None},
        {"id": "d", "title": "D", "day": None, "number": None, "real": float("nan"), "yes": True},
    ]
    found = []
    for row, of in zip(rows, ("day", "number", "real", "real"), strict=True):
        columns = {"id": [row["id"]], "title": [row["title"]], "of": [row[of]]}
        if row["yes"]:
            columns["categories"] = [row["yes"]]
        parquet.write_table(arrow.table(columns), tmp_path / "t.parquet")
        book = load([str(tmp_path / "t.parquet")])
        found += [[*book.commemorations], *(str(p.message) for p in book.problems)]
    assert found[0] == ["a"]
    assert ["b"] in found
    assert not any(each in found for each in (["c"], ["d"]))
    assert "no JSON: NaN is no number" in found


def test_a_kept_rulebook_notices_a_changed_line(tmp_path: Path) -> None:
    file, kept = tmp_path / "t.jsonl", str(tmp_path / "kept")
    for title in ("V-Day", "W-Day", "V-Day"):
        file.write_bytes(lines(HEAD, {**RULE, "title": title}))
        book = load([str(file)], kept_in=kept)
        assert book.commemorations["v-day"].titles[0].texts == {"en": title}
    assert len([*Path(kept).iterdir()]) == 2


def test_tables_in_folders_are_read_and_watched(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(json.dumps(HEAD).encode())
    (tmp_path / "b.jsonl").write_bytes(lines(RULE))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines({"extends": "v-day", "note": "n"})))
    book = load([str(tmp_path)])
    assert book.commemorations["v-day"].note == {"en": "n"}
    assert not book.problems
    watched = [Path(name).name for name, *_ in stamp_of([str(tmp_path)])]
    assert watched == ["a.yaml", "b.jsonl", "c.jsonl.gz"]


def test_sources_travel_with_their_lines(tmp_path: Path) -> None:
    """Those with an id are one in all tables, those without are called by their rules."""
    page, given = {"title": "Page", "published": "2020"}, {"id": "w", **AP}
    rules = [{**RULE, "id": id, "sources": [given, page, page]} for id in ("a", "b")]
    for rule in rules:
        (tmp_path / f"{rule['id']}.jsonl").write_bytes(lines(rule))
    more = {"extends": "a", "sources": [page, "w"]}
    (tmp_path / "c.jsonl").write_bytes(lines(more))
    book = load([str(tmp_path)])
    assert not book.problems
    assert book.commemorations["b"].sources == ("b-source-2", "b-source-3", "w")
    assert len(book.sources) == 6
    assert sum(id.startswith("a-source-") for id in book.commemorations["a"].sources) == 3
    (tmp_path / "d.jsonl").write_bytes(
        lines({**RULE, "id": "d", "sources": [{**given, "publisher": "Reuters"}]})
    )
    told = said(load([str(tmp_path)]), tmp_path)
    assert any("d.jsonl:1:" in line and '"w" stands twice' in line for line in told), told


def test_what_the_import_of_all_of_wikidata_writes_is_read(tmp_path: Path) -> None:
    from tests.importing.test_bulk import RULES as WRITTEN

    book = book_of(WRITTEN.encode(), tmp_path / "wikidata.jsonl")
    assert [p for p in book.problems if p.severity != "note"] == []
    assert len(book.commemorations) == WRITTEN.count("\n")
    assert book.commemorations["wikidata-q1"].sources == ("wikidata-q1-source",)
    listed = run("forecast", "--today", "2026-05-01", "--days", "30", str(tmp_path))
    assert "Day" in listed


SIGNS = [*'{}[]",:\\ \t1-.eE+0ntrufalsé😀', "\\u00e9", "\\ud83d\\ude00", "\\n", "null", "true"]
SIGNS += ['""', "{}", "[]", "NaN", "1e5", '"a":', ", ", '"k":{"a":[1,"x"]}']


def plain_value(node: Node) -> Any:
    """What the standard library makes of a node's text, numbers as they are written."""
    if isinstance(node, Mapping):
        return {key.text: plain_value(value) for key, value in node.pairs}
    if isinstance(node, Listing):
        return [plain_value(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.text


def texts_of(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key
            yield from texts_of(value)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from texts_of(item)
    elif isinstance(node, Scalar):
        yield node


def has_wrong(node: Node) -> bool:
    if isinstance(node, Mapping):
        return not node.whole or any(has_wrong(value) for _, value in node.pairs)
    return isinstance(node, Wrong) or (
        isinstance(node, Listing) and any(map(has_wrong, node.items))
    )


def test_lines_are_read_as_the_standard_library_reads_them() -> None:
    random = Random(9)
    bases = [json.dumps({**RULE, "x": [1, {"é": [], "y": {}}, [None, True, -1.5]]}), '["a"]', "1"]
    words = {None: "", True: "true", False: "false"}
    options: dict[str, Any] = {"parse_int": str, "parse_float": str}

    def refuse(word: str) -> None:
        raise ValueError(word)

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: told(each) for key, each in value.items()}
        if isinstance(value, list):
            return [told(each) for each in value]
        return value if isinstance(value, str) else words[value]

    read = 0
    for _ in range(6000):
        text = random.choice(bases)
        for _ in range(random.randint(0, 3)):
            start = random.randint(0, len(text))
            text = text[:start] + random.choice(SIGNS) + text[start + random.randint(0, 2) :]
        try:
            expected = told(json.loads(text, parse_constant=refuse, **options))
        except ValueError:
            with pytest.raises(Unreadable):
                JsonText("f", {"x"}).read(text, 1)
            continue
        reader = JsonText("f", {"x", "sources", "id", "of", "title", "", "a", "y", "é", "k"})
        node = reader.read(text, 1)
        if not has_wrong(node) and not reader.problems:
            read += 1
            assert plain_value(node) == expected
            assert all(
                text.startswith(scalar.source, scalar.at.column - 1) for scalar in texts_of(node)
            )
    assert read > 500
