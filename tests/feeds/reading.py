"""What the tests of feeds share: a feed of the first scenario, and its content lines unfolded."""

from collections.abc import Sequence

from calendar_gen.edtf import day
from calendar_gen.entries import entries
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.ics import Windows, feed
from tests.entries.samples import ANSWER, BOOK, VICTORY, VISIT

AS_OF = day(2025, 5, 6)
SCENARIO = (VICTORY, VISIT, ANSWER)


def written(
    occurrences: Sequence[Occurrence] = SCENARIO,
    *,
    language: str = "en",
    windows: Windows = "edges",
    base_url: str | None = None,
    alarm: int | None = None,
    as_of: int = AS_OF,
    name: str = "All",
    description: str = "All there is",
) -> bytes:
    """A feed without a past."""
    made = feed(
        entries(occurrences, BOOK, language, as_of),
        name=name,
        description=description,
        domain="example.org",
        as_of=as_of,
        language=language,
        base_url=base_url,
        windows=windows,
        colour=("firebrick", "#b22222"),
        alarm=alarm,
    )
    assert made is not None
    return made


def unfolded(data: bytes) -> list[str]:
    """Content lines without their folds (RFC 5545, section 3.1)."""
    assert data.endswith(b"\r\n")
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def blocks(data: bytes, kind: str = "VEVENT") -> list[list[str]]:
    """The lines of each component of a kind, without BEGIN and END."""
    found: list[list[str]] = []
    inside = False
    for line in unfolded(data):
        if line == f"BEGIN:{kind}":
            inside = True
            found.append([])
        elif line == f"END:{kind}":
            inside = False
        elif inside:
            found[-1].append(line)
    return found


def values(lines: Sequence[str], name: str) -> list[str]:
    """The values of a property by its name with its parameters, such as `DTSTART;VALUE=DATE`."""
    return [line[len(name) + 1 :] for line in lines if line.startswith(name + ":")]


def head(data: bytes) -> list[str]:
    """The lines of the calendar itself."""
    lines = unfolded(data)
    return lines[: lines.index("BEGIN:VEVENT")]
