"""`import --bulk`: streams of Wikidata in, lines of rules out."""

import bz2
import gzip
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_gen.importing import bulk, days, json_stream
from calendar_gen.importing.bulk import BulkImport
from calendar_gen.importing.draft import Settings
from calendar_gen.sentences.eras import year_text
from tests.benchmarks.wikidata_dump import lines
from tests.importing import cases

GREGORIAN, JULIAN = "Q1985727", "Q1985786"


def statement(time: str, precision: int = 11, model: str = GREGORIAN) -> dict[str, object]:
    value = {"time": time, "precision": precision}
    value["calendarmodel"] = f"http://www.wikidata.org/entity/{model}"
    return {"rank": "normal", "mainsnak": {"datavalue": {"type": "time", "value": value}}}


def entity(id: str, label: str, **claims: object) -> dict[str, object]:
    labels = {"en": {"language": "en", "value": label}}
    return {"type": "item", "id": id, "labels": labels, "claims": claims}


ENTITIES = [
    entity("Q1", "Day", P585=[statement("+1945-05-09T00:00:00Z")]),
    entity("Q2", "Month", P571=[statement("+1949-10-00T00:00:00Z", 10)]),
    entity("Q3", "Year", P569=[statement("+1883-00-00T00:00:00Z", 9)]),
    entity("Q4", "Ides", P585=[statement("-0044-03-15T00:00:00Z", 11, JULIAN)]),
    entity("Q5", "Century", P571=[statement("+1200-00-00T00:00:00Z", 7)]),
    entity(
        "Q6",
        "Two \u202estatements",
        P569=[statement("+1900-02-28T00:00:00Z"), statement("+1904-02-29T00:00:00Z")],
        P570=[statement("+1917-10-25T00:00:00Z", 11, JULIAN)],
    ),
    entity("Q7", "No day"),
]
WIKI = "https://www.wikidata.org/wiki"
RULES = f"""\
{{"id":"wikidata-q1","title":{{"en":"Day"}},"of":"1945-05-09","sources":[{{"publisher":"Wikidata","title":"Day","url":"{WIKI}/Q1"}}]}}
{{"id":"wikidata-q2-founding","title":{{"en":"Founding of Month"}},"of":"1949-10","sources":[{{"publisher":"Wikidata","title":"Month","url":"{WIKI}/Q2"}}]}}
{{"id":"wikidata-q3-birth","title":{{"en":"Birthday of Year"}},"of":"1883","sources":[{{"publisher":"Wikidata","title":"Year","url":"{WIKI}/Q3"}}]}}
{{"id":"wikidata-q4","title":{{"en":"Ides"}},"of":"15 March 44 BCE Julian","sources":[{{"publisher":"Wikidata","title":"Ides","url":"{WIKI}/Q4"}}]}}
{{"id":"wikidata-q6-birth","title":{{"en":"Birthday of Two \\u202estatements"}},"of":"1900-02-28","sources":[{{"publisher":"Wikidata","title":"Two \\u202estatements","url":"{WIKI}/Q6"}}]}}
{{"id":"wikidata-q6-birth-1904-02-29","title":{{"en":"Birthday of Two \\u202estatements"}},"of":"1904-02-29","missing":"later","sources":[{{"publisher":"Wikidata","title":"Two \\u202estatements","url":"{WIKI}/Q6"}}]}}
{{"id":"wikidata-q6-death","title":{{"en":"Death of Two \\u202estatements"}},"of":"25 October 1917 Julian","sources":[{{"publisher":"Wikidata","title":"Two \\u202estatements","url":"{WIKI}/Q6"}}]}}
"""  # noqa: E501 - lines as they are written
SAID = """\
7 rules of 7 items. Left out: 1 entries, 0 parts of entries, 0 broken places. Choices: 3. \
Of each the first ten are told.
"""


def rows(*found: dict[str, str]) -> dict[str, object]:
    """Results of a query, in which texts that look like times are times."""
    bindings = [
        {key: {"type": "literal", "value": value} for key, value in row.items()} for row in found
    ]
    return {"head": {"vars": ["item"]}, "results": {"bindings": bindings}}


def row(
    item: int, label: str, date: str = "1945-05-09T00:00:00Z", precision: int = 11
) -> dict[str, str]:
    page = f"http://www.wikidata.org/entity/Q{item}"
    return {"item": page, "itemLabel": label, "birth": date, "precision": str(precision)}


def run(content: bytes, *options: str) -> cases.Outcome:
    return cases.run("--bulk", "-", *options, stdin=content)


def json_lines(values: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in values).encode()


def as_dump(values: list[dict[str, object]]) -> bytes:
    return ("[\n" + ",\n".join(map(json.dumps, values)) + "\n]\n").encode()


def ids(output: str) -> list[str]:
    return [json.loads(line)["id"] for line in output.splitlines()]


def test_precision_and_calendar_are_kept_and_ids_come_from_the_items() -> None:
    outcome = run(as_dump(ENTITIES))
    assert outcome.output == RULES
    assert outcome.said.endswith(SAID)
    assert "P571 of Q5 (Century): the time is known only by its century" in outcome.said


@pytest.mark.parametrize(
    "arranged",
    [
        json_lines(ENTITIES),
        b"\xef\xbb\xbf\r\n" + json_lines(ENTITIES).replace(b"\n", b"\r\n"),
        json.dumps(ENTITIES).encode(),
        json.dumps(ENTITIES, indent=1).encode(),
        "\n".join(json.dumps(value, indent=2) for value in ENTITIES).encode(),
        json.dumps({"entities": {str(value["id"]): value for value in ENTITIES}}).encode(),
        json.dumps(
            {"entities": {str(value["id"]): value for value in ENTITIES}}, indent=1
        ).encode(),
        gzip.compress(as_dump(ENTITIES)),
        gzip.compress(json_lines(ENTITIES[:3])) + gzip.compress(json_lines(ENTITIES[3:])),
        bz2.compress(json_lines(ENTITIES)),
    ],
)
@pytest.mark.parametrize("chunk", [16, 1 << 18])
def test_however_a_stream_is_arranged_it_gives_the_same_rules(
    arranged: bytes, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "_CHUNK", chunk)
    assert run(arranged).output == RULES


def test_the_faster_parser_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = b'{"id":"Q9","labels":{"en":{"value":"half \\ud800 of one"}},"claims":{"P571":NaN}}\n'
    content = as_dump(ENTITIES) + odd
    with_it = run(content)
    assert bulk._fast is not json.loads
    monkeypatch.setattr(bulk, "_fast", json.loads)
    assert run(content) == with_it


def test_rules_of_a_dump_are_those_of_an_ordinary_import(tmp_path: Path) -> None:
    items = json.loads((cases.FOLDER / "items.json").read_text(encoding="utf-8"))
    file = tmp_path / "items.json"
    file.write_text(json.dumps(items), encoding="utf-8")
    ordinary = cases.rulebook_of(cases.run(str(file)).output, tmp_path)
    found = list(map(json.loads, cases.run("--bulk", str(file)).output.splitlines()))
    expected = [
        (sorted(rule.titles[0].texts.items()), rule.of and rule.of.text)
        for rule in ordinary.commemorations.values()
    ]
    assert sorted((sorted(rule["title"].items()), rule["of"]) for rule in found) == sorted(expected)


def test_lines_have_the_fields_of_rules(tmp_path: Path) -> None:
    options = ("--published", "2026-11-01", "--host", "RU", "--category", "dump")
    rules = list(map(json.loads, run(as_dump(ENTITIES), *options).output.splitlines()))
    sources = {}
    for rule in rules:
        sources[rule["id"]] = rule["sources"][0]
        rule["sources"] = [rule["id"]]
    file = {"calendar-gen": 1, "sources": sources, "commemorations": rules}
    book = cases.rulebook_of(json.dumps(file), tmp_path)
    assert list(book.commemorations) == ids(RULES)
    assert {rule.host for rule in book.commemorations.values()} == {"RU"}
    assert str(book.sources["wikidata-q1"].published) == "2026-11-01"


@pytest.mark.parametrize("indent", [None, 1])
def test_rows_of_an_item_make_its_rules(indent: int | None) -> None:
    found = rows(
        row(1, "Somebody"),
        {**row(1, "Nobody"), "label_ru": "Некто"},
        row(2, "Year", "1883-01-01T00:00:00Z", 9),
    )
    outcome = run(json.dumps(found, indent=indent).encode())
    assert ids(outcome.output) == ["wikidata-q1-birth", "wikidata-q2-birth"]
    first, second = map(json.loads, outcome.output.splitlines())
    assert first["title"] == {"en": "Birthday of Somebody", "ru": "День рождения: Некто"}
    assert second["of"] == "1883"
    assert "is left out: line" in outcome.said
    plain = [row(3, "Plain")]
    assert ids(run(json.dumps(plain).encode()).output) == ["wikidata-q3-birth"]


def test_an_item_that_comes_again_elsewhere_is_left_out() -> None:
    found = rows(row(1, "One"), row(2, "Two"), row(1, "One again"))
    outcome = run(json.dumps(found, indent=1).encode())
    assert ids(outcome.output) == ["wikidata-q1-birth", "wikidata-q2-birth"]
    assert (
        "Q1 came before, and not right before this; let a query end with ORDER BY" in outcome.said
    )


def test_rows_without_an_item_have_no_id_that_lasts() -> None:
    nameless = {"title": "A day", "date": "1945-05-09T00:00:00Z", "precision": "11"}
    outcome = run(json.dumps(rows(nameless)).encode())
    assert outcome.code == 65
    assert "the row names no item, by which its rule is called; let the query" in outcome.said


BROKEN = b"""\
[
{"id": "Q1", "labels": {"en": {"value": "One"}}, "claims": oops},
  {"id": "Q2",
7,
{"id": "Q3", "labels": {"en": {"value": "\xff"}}},
{"id": "Q4", "labels": {"en": {"value": "Four"}}, "claims": {"P569": [%s]}}
""" % json.dumps(statement("+1945-05-09T00:00:00Z")).encode()
TOLD = """\
<stdin>:2:60: no JSON: Expecting value
<stdin>:3:14: no JSON: Expecting ',' delimiter
<stdin>:4:1: the line holds a value that is no object
<stdin>:5:42: the line holds bytes that are no text in UTF-8
<stdin>:7:1: the list ends without "]": the file is cut off
1 rules of 1 items. Left out: 0 entries, 0 parts of entries, 5 broken places. Choices: 0. \
Of each the first ten are told.
"""


def test_broken_lines_are_told_and_the_others_read() -> None:
    outcome = run(BROKEN, "--keep-going")
    assert (outcome.code, ids(outcome.output), outcome.said) == (0, ["wikidata-q4-birth"], TOLD)


def test_without_keep_going_the_first_broken_line_ends_it(tmp_path: Path) -> None:
    file, out = tmp_path / "dump.json", tmp_path / "out.jsonl"
    file.write_bytes(as_dump(ENTITIES).replace(b"]\n", b"oops\n]\n")[:-2])
    outcome = cases.run("--bulk", str(file), "-o", str(out))
    assert outcome.code == 65
    assert f"{file}:9:1: no JSON: Expecting value" in outcome.said
    assert "Error: nothing is written; --keep-going leaves out what is broken" in outcome.said
    assert list(tmp_path.iterdir()) == [file]
    assert cases.run("--bulk", str(file), "-o", str(out), "--keep-going").code == 0
    assert out.read_text(encoding="utf-8") == RULES


@pytest.mark.parametrize(
    "content, told",
    [
        (gzip.compress(as_dump(ENTITIES) * 50)[:-20], "what was compressed is damaged or cut off"),
        (
            json.dumps(ENTITIES).encode()[:-1],
            "the file is cut off: not all that it opens is closed",
        ),
        (
            json.dumps(ENTITIES).encode()[:-1] + b"}",
            f':1:{len(json.dumps(ENTITIES))}: "}}" closes nothing that is open',
        ),
        (b'[{"id":"Q1"}, 5, {"id":"Q2"}, [1]]', ":1:15: 5 is no object"),
        (b'[{"id":"Q1"}, {"id":"Q2"}, [1]]', ":1:28: a list stands where an object should"),
        (b'[{"id":"Q1"}, {"id":"Q\n2"}]', ":1:21: a text is not closed on its line"),
        (b"[" * 900 + b"\n", "the file is cut off: not all that it opens is closed"),
        (b"[" * 100_000 + b"\n", ":1:1001: lists and objects lie too deep; the rest is not"),
        (
            b'[{"id":"Q1", "a": "\xd0\xaf' + b'\\"' * 200_000 + b"]}]",
            "the file is cut off: not all",
        ),
        (
            b'[{"id":"Q1"},' + b" " * 300_000 + '"Я"'.encode() + b"x]",
            ':1:300014: "Я"x is no object',
        ),
        (b'{"a": ' * 100_000 + b"\n", "lists and objects lie too deep"),
        (b"", "nothing in - can be imported"),
        (b"name,date\n", "no JSON: Expecting value"),
    ],
)
def test_a_damaged_stream_is_told(content: bytes, told: str) -> None:
    outcome = run(content, "--keep-going")
    assert told in outcome.said
    assert "Traceback" not in outcome.said
    assert run(content).code == 65


RAISE = "CALENDAR_GEN_LIMITS=file=2M allows more"
MORE = "has more than 1M bytes; the rest is not read; " + RAISE
NONE = "no object in more than 1M bytes; the rest is not read"


@pytest.mark.parametrize(
    "begins, again, told",
    [
        (b"", b"\0", f":1:1: the line {MORE}"),
        (b'{"id": "', b"x", f":1:1: the line {MORE}"),
        (b"[\n", b"[", f":2:1: the line {MORE}"),
        (b'[{"id": "', b"x", f":1:2: an object {MORE}"),
        (b'[{"id": "', b"\\", f":1:2: an object {MORE}"),
        (b'[{"a": [', b'"x", ', f":1:2: an object {MORE}"),
        (b'[{"id": "Q1"}, "', b"x", NONE),
        (b"", b"\n", NONE),
        (b"", b"[]", NONE),
        (b'{"id": "Q1"}\n', b"[\n", NONE),
    ],
)
def test_a_stream_without_end_is_given_up(
    begins: bytes, again: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much there is of it when it is unpacked, little of it is read."""
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "file=1M")
    taken = []
    read = gzip.GzipFile.read

    def counted(self: gzip.GzipFile, size: int | None = -1) -> bytes:
        part = read(self, size)
        taken.append(len(part))
        return part

    monkeypatch.setattr(gzip.GzipFile, "read", counted)
    packed = gzip.compress(begins + again * ((32 << 20) // len(again)), 1)
    said = run(packed, "--keep-going").said
    assert told in said
    assert 1 << 20 < sum(taken) < 4 << 20


def test_what_is_too_long_is_left_out_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "file=1M")
    long = b'{"id": "Q8", "x": "' + b"x" * (5 << 18) + b'"}'
    for content, what in (
        (long + b"\n" + as_dump(ENTITIES), "the line"),
        (b"[" + long + b"," + json.dumps(ENTITIES).encode()[1:], "an object"),
    ):
        outcome = run(content, "--keep-going")
        assert f"{what} has more than 1M bytes; {RAISE}" in outcome.said
        assert outcome.output == RULES


def test_findings_without_end_are_counted() -> None:
    many = [
        entity(f"Q{n}", f"No {n}", P569=[statement("+1900-00-00T00:00:00Z", 7)])
        for n in range(1, 99)
    ]
    outcome = run(as_dump([*many, *ENTITIES[:1]]))
    assert outcome.said.count("is known only by its century") == bulk.TOLD
    assert "Left out: 98 entries" in outcome.said


@pytest.mark.parametrize(
    "options",
    [("--encoding", "utf-8"), ("--origin",), ("--from-format", "csv")],
)
def test_what_has_no_meaning_in_bulk_is_refused(options: tuple[str, ...]) -> None:
    assert run(b"{}", *options).code == 2
    assert cases.run("-", "--keep-going", stdin=b"{}").code == 2


@given(st.integers(-4000, 9999), st.integers(0, 13), st.integers(0, 32))
def test_days_are_what_reading_their_words_gives(year: int, month: int, day: int) -> None:
    def outcome(of: object, *arguments: int | str) -> object:
        try:
            return of(*arguments)  # type: ignore[operator]
        except days.NoDay:
            return None

    if 1 <= month <= 12:
        text = f"{day} {days.month_name(month)} {year_text('julian', year)} Julian"
        assert outcome(days.julian, year, month, day) == outcome(days.event, text)
    iso = f"{'-' * (year < 0)}{abs(year):04d}-{month:02d}-{day:02d}"
    assert outcome(days.gregorian, year, month, day) == outcome(days.event, iso)


def test_memory_is_flat() -> None:
    content = "".join(lines(600)).encode()

    def peak(settings: Settings) -> int:
        importing = BulkImport(settings, keep_going=False)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        for _ in importing.read("dump", io.BytesIO(content)):
            pass
        assert importing.rules > 600
        return tracemalloc.get_traced_memory()[1] - before

    tracemalloc.start()
    try:
        peak(Settings())
        assert peak(Settings()) < 700_000 < len(content) / 2
    finally:
        tracemalloc.stop()


def test_what_is_half_written_goes_when_the_command_is_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "calendar_gen", "import", "--bulk", "-", "-o"]
    with subprocess.Popen(
        [*command, str(tmp_path / "out.jsonl")], stdin=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        process.stdin.write("".join(lines(300)).encode())
        process.stdin.flush()
        for _ in range(300):
            if list(tmp_path.iterdir()):
                break
            time.sleep(0.1)
        assert [path.name for path in tmp_path.iterdir()] == [".out.jsonl.new"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    dump = tmp_path / "dump.json.gz"
    dump.write_bytes(gzip.compress("".join(lines(600)).encode()))
    script = (
        "import sys; from calendar_gen.cli import main, bulk_import; bulk_import._EVERY = 0; "
        "main(['import', '--bulk', *sys.argv[1:]])"
    )
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", script, str(dump), "-o", str(tmp_path / "out.jsonl")]
    subprocess.run(command, check=True, stderr=theirs)
    os.close(theirs)
    shown = b""
    while part := _read(ours):
        shown += part
    os.close(ours)
    progress = shown.rpartition(b" items/s ")
    assert b"512 items, " in progress[0]
    assert b"%, " in progress[0]
    assert progress[2].startswith(b"\r\x1b[K")
    assert b"rules of 600 items." in progress[2]


def _read(terminal: int) -> bytes:
    """What the terminal still holds; Linux ends it with an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
