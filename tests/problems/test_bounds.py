"""Files that mean harm or were damaged: each ends quickly, with a problem at its place."""

import gc
import time
from pathlib import Path

import pytest

from calendar_gen.limits import USUAL
from calendar_gen.rulebook import load
from calendar_gen.rulebook.composer import compose
from calendar_gen.rulebook.text import MOST_SHOWN

SECONDS = 10.0
DEEPEST = USUAL["depth"]


def problems_of(path: Path, content: bytes) -> list[tuple[int, int, str]]:
    path.write_bytes(content)
    started = time.monotonic()
    found = load([str(path)]).problems
    assert time.monotonic() - started < SECONDS
    return [(p.place.line, p.place.column, p.code) for p in found if p.severity == "error"]


@pytest.mark.parametrize(
    "opening, column", [(b"[", DEEPEST + 1), (b"{a: ", 4 * DEEPEST + 1), (b"- ", 2 * DEEPEST + 1)]
)
def test_ten_megabytes_of_nesting(tmp_path: Path, opening: bytes, column: int) -> None:
    content = opening * (10_000_000 // len(opening))
    found = problems_of(tmp_path / "deep.yaml", content)
    assert [each for each in found if each[2] != "unknown-section"] == [(1, column, "too-deep")]
    assert {line for line, _, _ in found} == {1}


def test_nesting_that_the_parser_itself_has_no_room_for(tmp_path: Path) -> None:
    content = b"calendar-gen: 1\ntitle: " + b"[a, [" * 5_000 + b"]" * 10_000 + b"\nfoo: 1\n"
    found = problems_of(tmp_path / "deep.yaml", content)
    last = DEEPEST // 2 - 1  # of the pairs of lists, since the file itself is a mapping
    assert (2, 8 + 5 * last + 4, "too-deep") in found
    assert (3, 1, "unknown-section") in found
    assert "yaml" not in {code for _, _, code in found}


def test_nesting_within_the_bound_is_read() -> None:
    assert compose("[" * (DEEPEST) + "]" * DEEPEST, "f").problems == []
    [problem] = compose("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "f").problems
    assert (problem.code, problem.place.column) == ("too-deep", DEEPEST + 1)


def test_alias_bomb(tmp_path: Path) -> None:
    lines = ["calendar-gen: 1", "a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    found = problems_of(tmp_path / "bomb.yaml", "\n".join(lines).encode())
    assert [entry for entry in found if entry[2] == "too-many-aliases"] == [
        (6, 36, "too-many-aliases")
    ]


def test_many_aliases_of_small_things_are_read(tmp_path: Path) -> None:
    content = b"calendar-gen: 1\nsources: &s\n  ap: {publisher: &p AP}\n" + b"".join(
        b"  s%d: {publisher: *p}\n" % n for n in range(1000)
    )
    assert problems_of(tmp_path / "aliases.yaml", content) == []
    assert USUAL["aliases"] >= 1000


def test_a_file_of_more_than_the_bound(tmp_path: Path) -> None:
    content = b"#" * (USUAL["file"] + 1)
    assert problems_of(tmp_path / "large.yaml", content) == [(1, 1, "too-large")]


def test_binary_rubbish(tmp_path: Path) -> None:
    content = bytes(range(256)) * 100
    found = problems_of(tmp_path / "rubbish.yaml", content)
    assert {code for _, _, code in found} == {"control-character", "encoding"}
    assert found[0] == (1, 1, "control-character")
    assert (3, 115, "encoding") in found
    assert len(found) <= 2 * (MOST_SHOWN + 1)


def test_the_collector_is_on_again_after_a_good_and_a_bad_file() -> None:
    assert gc.isenabled()
    compose("a: 1", "f")
    assert gc.isenabled()
    compose("a: [", "f")
    assert gc.isenabled()
    gc.disable()
    try:
        compose("a: 1", "f")
        assert not gc.isenabled()
    finally:
        gc.enable()
