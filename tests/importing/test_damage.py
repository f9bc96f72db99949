"""Damaged files: whatever bytes change, what is written has no error and what is said is inert."""

import random
from pathlib import Path

import pytest

from calendar_gen.importing import InputFile, Settings, import_files
from tests.importing import cases

PIECES = [b'"', b"\n", b";", b":", b"=", b"\\", b"0", b"9999", b"\0", b"}", b"[]", b"null"]
PIECES += ["\u202e".encode(), b"{{ 7*7 }}"]


def damaged(content: bytes, chance: random.Random) -> bytes:
    text = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text))
        match chance.randrange(4):
            case 0:
                text[at] = chance.randrange(256)
            case 1:
                del text[at : min(at + chance.randint(1, 30), len(text) - 1)]
            case 2:
                text[at:at] = chance.choice(PIECES)
            case _:
                other = chance.randrange(len(text))
                text[at:at] = text[other : other + 40]
    return bytes(text)


@pytest.mark.parametrize("path", cases.inputs(), ids=lambda path: path.name)
def test_damage_is_told_and_does_no_more(path: Path, tmp_path: Path) -> None:
    chance = random.Random(path.name)
    content = path.read_bytes()
    for turn in range(25):
        file = InputFile(path.name, damaged(content, chance))
        settings = Settings(origin=turn % 2 == 0)
        result = import_files([file], settings)
        assert result == import_files([file], settings)
        assert all(str(finding).isprintable() for finding in result.findings)
        if result.text:
            book = cases.rulebook_of(result.text, tmp_path)
            assert len(book.commemorations) == result.written
