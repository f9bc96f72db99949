"""Feeds that the operator moved or took down: `feeds/ww2.ics feeds/wwii.ics`, a line each."""

from collections.abc import Container, Iterator, Mapping
from pathlib import Path

GONE = "gone"


class BadMoves(Exception):  # noqa: N818 - it says what is the case
    """What is wrong with the lines, in a line each: file, line, what was found."""


def load(file: Path) -> Mapping[str, str | None]:
    """Where each old path has moved to inside the site; None for one that is gone.

    A line is an old path, and a new one or the word `gone`; `#` begins a remark. Raises BadMoves.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadMoves(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise BadMoves(f"{file}:{number}: this line is not text in UTF-8") from error
    found: dict[str, str | None] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        problem = _problem(words, found)
        if problem:
            wrong.append(f"{file}:{number}: {problem}")
        else:
            old, new = (word.removeprefix("/") for word in words)
            found[old] = None if new == GONE else new
    wrong += (f"{file}: {problem}" for problem in _circles(found))
    if wrong:
        raise BadMoves("\n".join(wrong))
    return found


def idle(moves: Mapping[str, str | None], there: Container[str]) -> list[str]:
    """A sentence on each line that does not do what it says, by what is `there` in the site: since
    its old path still has something, or its new one nothing.
    """
    found = []
    for old, new in moves.items():
        if old in there:
            found.append(
                f'"{old}" is still in the site, which goes before what the file says of it'
            )
        elif new is not None and new not in there and new not in moves:
            found.append(f'"{old}" leads to "{new}", where there is nothing')
    return found


def _problem(words: list[str], found: Mapping[str, str | None]) -> str | None:
    if len(words) != 2:
        return 'a line has an old path and a new one (or "gone"), without spaces in them'
    if not all(word.isascii() and word.isprintable() for word in words):
        return "a path is written in ASCII"
    old, new = (word.removeprefix("/") for word in words)
    if old in found:
        return f'"{old}" stands twice'
    if any(part in ("", ".", "..") for word in (old, new) for part in word.split("/")):
        return "a path is written as in the site: feeds/wwii.ics"
    return None


def _circles(found: Mapping[str, str | None]) -> Iterator[str]:
    for old in found:
        seen: set[str] = set()
        here = found[old]
        while here is not None and here not in seen:
            seen.add(here)
            here = found.get(here)
        if old in seen:
            yield f'"{old}" moves in a circle'
