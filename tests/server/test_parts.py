"""What the server remembers and reads from files: validators, moved feeds, the cache, its clock."""

import asyncio
import io
import json
import os
import threading
from pathlib import Path

import pytest

from calendar_gen.rulebook import MissingInput
from calendar_gen.server import log, moved, running, validators
from calendar_gen.server.cache import Cache
from calendar_gen.server.edition import Task, prepare
from calendar_gen.server.freed import give_back
from calendar_gen.server.log import Log, redacted
from calendar_gen.server.remembering import LONGEST, remembered
from calendar_gen.server.resources import Kind, resource
from calendar_gen.server.running import Serving, Settings, Surroundings
from calendar_gen.server.validators import DAY, EPOCH, Validators, newest_change
from tests.site.samples import AS_OF, RULES
from tests.soak.running import resident

NOON = 1_746_532_800
"""12:00 UTC on 6 May 2025."""
MIDNIGHT = NOON - DAY // 2


def test_a_server_does_not_wait_for_what_a_pipe_gives(tmp_path: Path) -> None:
    pipe = tmp_path / "rules.yaml"
    os.mkfifo(pipe)
    ends = threading.Timer(1, os.close, (os.open(pipe, os.O_RDWR),))  # for who waits after all
    ends.start()
    task = Task((str(pipe),), tmp_path / "site", AS_OF, ("en",))
    with pytest.raises(MissingInput, match="is no file or folder"):
        prepare(task)
    ends.join()


def test_the_first_answer_is_as_old_as_its_newest_change() -> None:
    assert Validators().modified("a", "1", MIDNIGHT, NOON) == MIDNIGHT
    assert newest_change(b"LAST-MODIFIED:20250506T000000Z\r\n") == MIDNIGHT
    assert newest_change(
        b"LAST-MODIFIED:20240101T000000Z\r\nLAST-MODIFIED:20250506T000000Z\r\n"
    ) == (MIDNIGHT)
    assert newest_change(b"DESCRIPTION:LAST-MODIFIED:20250506T000000Z\r\n") is None


def test_it_is_never_in_the_future() -> None:
    assert Validators().modified("a", "1", NOON + DAY, NOON) == NOON


@pytest.mark.parametrize(
    "newest, now, expected",
    [
        (MIDNIGHT + DAY, NOON + DAY, MIDNIGHT + DAY),  # a change of a later day
        (MIDNIGHT, NOON, NOON),  # a second change on the same day
        (MIDNIGHT - 90 * DAY, NOON, NOON),  # the newest event left
        (MIDNIGHT, MIDNIGHT - DAY, MIDNIGHT + 1),  # the clock was set back
    ],
)
def test_other_bytes_are_always_newer(newest: int, now: int, expected: int) -> None:
    kept = Validators()
    assert kept.modified("a", "1", MIDNIGHT, NOON) == MIDNIGHT
    assert kept.modified("a", "2", newest, now) == expected
    assert kept.modified("a", "2", newest, now + DAY) == expected  # the same bytes again
    assert kept.modified("b", "2", newest, max(now, newest)) == newest  # another address


def test_only_what_short_headers_mean_is_remembered() -> None:
    read: list[int] = []

    @remembered
    def length(text: bytes) -> int:
        read.append(len(text))
        return len(text)

    for _ in range(2):
        assert [length(b"a" * LONGEST), length(b"a" * (LONGEST + 1))] == [LONGEST, LONGEST + 1]
    assert read == [LONGEST, LONGEST + 1, LONGEST + 1]


def test_an_address_without_end_is_remembered_in_few_bytes(tmp_path: Path) -> None:
    kept = Validators()
    long = ["View(" + "1, " * 1300 + f"{number})" for number in range(50)]
    for address in long:
        assert kept.modified(address, "1", MIDNIGHT, NOON) == MIDNIGHT
        assert kept.modified(address, "2", MIDNIGHT, NOON) == NOON
    validators.save(kept, tmp_path / "kept")
    assert (tmp_path / "kept").stat().st_size < 50 * 200
    assert validators.load(tmp_path / "kept").modified(long[0], "3", MIDNIGHT, NOON) == NOON + 1


def test_memory_that_was_freed_is_given_back() -> None:
    """Though something that stays stands at the end of what was taken for it."""
    here = os.getpid()
    taken = [b"%d" % number * 400 for number in range(30_000)]
    stays = taken[-1]
    before = resident(here)
    del taken
    give_back()
    assert resident(here) < before - 20
    assert stays.startswith(b"29999")


def test_what_is_said_again_and_again_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "ONCE_IN", 0.05)
    monkeypatch.setattr(log, "MOST_SAID", 2)
    written = io.StringIO()

    async def flood() -> None:
        told = Log(written)
        for _ in range(3):
            told.once("uvicorn", "warning", message="No request.")
        told.once("uvicorn", "error", message="No answer.", error="ValueError")
        for stranger in ("a", "b", "c"):
            told.once("uvicorn", "warning", message=stranger)
        await asyncio.sleep(0.2)
        told.once("uvicorn", "warning", message="No request.")
        told.once("uvicorn", "warning", message="No request.")
        told.end()

    asyncio.run(flood())
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [(line["message"], line.get("times")) for line in lines] == [
        ("No request.", None),
        ("No answer.", None),
        ("more than can be told apart", None),
        ("No request.", 2),
        ("more than can be told apart", 2),
        ("No request.", None),
        ("No request.", 1),
    ]
    assert lines[1]["error"] == "ValueError"


def test_validators_outlive_the_server(tmp_path: Path) -> None:
    kept = Validators()
    kept.modified("a", "1", MIDNIGHT, NOON)
    kept.published.update({"feeds/a.ics", "feeds/b.ics"})
    validators.save(kept, tmp_path / "kept")
    again = validators.load(tmp_path / "kept")
    assert again.modified("a", "2", MIDNIGHT, NOON) == NOON
    assert again.gone({"feeds/a.ics"}) == {"feeds/b.ics"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"published": 3, "seen": {}}', '{"seen": []}'])
def test_a_memory_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "kept").write_text(text, encoding="utf-8")
    found = validators.load(tmp_path / "kept")
    assert (found.published, dict(found.seen)) == (set(), {})


def test_the_memory_of_validators_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validators, "MOST", 3)
    kept = Validators()
    for address in "abcad":
        kept.modified(address, "1", MIDNIGHT, NOON)
    assert list(kept.seen) == ["c", "a", "d"]


def test_day_numbers_and_seconds_agree() -> None:
    assert (AS_OF - EPOCH) * DAY == MIDNIGHT


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("feeds/a.ics\n", ":1: a line has an old path and a new one"),
        ("# old\nfeeds/a.ics feeds/b.ics extra\n", ":2: a line has an old path and a new one"),
        ("feeds/a.ics b\n/feeds/a.ics c\n", ':2: "feeds/a.ics" stands twice'),
        ("feeds/../a.ics b\n", ":1: a path is written as in the site"),
        ("//a b\n", ":1: a path is written as in the site"),
        ("a \u0431\n", ":1: a path is written in ASCII"),
        ("a b\nb c\nc a\n", '"a" moves in a circle'),
        ("a a\n", '"a" moves in a circle'),
    ],
)
def test_bad_lines_of_moved_feeds_are_told_with_their_place(
    tmp_path: Path, text: str, sentence: str
) -> None:
    file = tmp_path / "moved"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(moved.BadMoves) as told:
        moved.load(file)
    assert f"{file}{sentence}" in str(told.value) or f"{file}: {sentence}" in str(told.value)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_moved_and_gone_are_read(tmp_path: Path, mark: str) -> None:
    text = f"{mark}d.ics gone\n\n/a.ics  b/c.ics # why\n"
    (tmp_path / "moved").write_text(text, encoding="utf-8")
    assert moved.load(tmp_path / "moved") == {"a.ics": "b/c.ics", "d.ics": None}


def test_moved_feeds_that_cannot_be_read_are_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "moved"
    for sentence in (f"cannot read {file}: No such file or directory", f"{file}:2: this line is"):
        with pytest.raises(moved.BadMoves) as told:
            moved.load(file)
        assert str(told.value).startswith(sentence)
        file.write_bytes(b"a.ics gone\nb.ics c\xfc.ics\n")


def test_lines_of_moved_feeds_that_do_nothing_are_told() -> None:
    moves = {"a": "b", "b": "c", "d": None, "e": None, "f": "g", "c": "d"}
    assert moved.idle(moves, {"c", "e"}) == [
        '"e" is still in the site, which goes before what the file says of it',
        '"f" leads to "g", where there is nothing',
        '"c" is still in the site, which goes before what the file says of it',
    ]


def test_the_cache_keeps_what_was_asked_for_last_within_its_bytes() -> None:
    one = resource(bytes(10_000), Kind(b"image/png", b""), 0)
    cache = Cache(3, 3 * one.weight)
    assert [cache.put(key, one) for key in "abc"] == [False, False, False]
    assert cache.get("a") is one
    assert cache.put("d", one)
    assert [key for key in "abcd" if cache.get(key)] == ["a", "c", "d"]
    big = resource(bytes(25_000), Kind(b"image/png", b""), 0)
    cache.put("e", big)
    assert [key for key in "abcde" if cache.get(key)] == ["e"]
    assert cache.bytes == big.weight
    cache.put("e", one)
    assert cache.bytes == one.weight


@pytest.mark.parametrize(
    "text, expected",
    [
        ("/feeds/all.ics", "/feeds/all.ics"),
        ("/x/" + "aB3_-" * 9, "/x/[redacted]"),
        ("/" + "ab/" * 200, ("/" + "ab/" * 200)[:300]),
        ("/" + "a." * 180 + "k" * 60, ("/" + "a." * 180)[:300]),
    ],
)
def test_the_log_keeps_no_token_and_no_length(text: str, expected: str) -> None:
    assert redacted(text) == expected


def test_a_day_that_begins_builds_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server with a clock of ours, which turns to the next day while it runs."""
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    monkeypatch.setattr(running, "PAUSE", 0.05)
    days = iter([AS_OF, AS_OF])  # when it starts
    stream = io.StringIO()
    task = Task((str(tmp_path / "rules.yaml"),), tmp_path / "site", AS_OF, ("en",))
    serving = Serving(
        Settings(task, port=0),
        Surroundings(lambda: next(days, AS_OF + 1), lambda: 0),
        Log(stream),
    )

    async def scenario() -> None:
        opened = asyncio.Event()
        going = asyncio.create_task(serving.run(lambda address: opened.set()))
        await asyncio.wait_for(opened.wait(), 60)
        async with asyncio.timeout(60):
            while '"event": "build"' not in stream.getvalue():
                await asyncio.sleep(0.05)
        going.cancel()
        with pytest.raises(asyncio.CancelledError):
            await going

    asyncio.run(scenario())
    assert '"as_of": "2025-05-07"' in stream.getvalue()
    assert '"as_of": "2025-05-07"' in (tmp_path / "site/data/occurrences.json").read_text("utf-8")
