"""Rule files and what is forecast from them, side by side: `cases/NAME.yaml` and `NAME.expected`,
with `NAME.csv` if they name a record.

A block of the expected file begins with `$ AS-OF FROM TO`, and then has a line an occurrence. Each
case is run a second time with its lists reversed and its rules spread over several files.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from calendar_gen.edtf import from_iso, iso
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.rulebook import load
from calendar_gen.rules import Rulebook

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))

IN_ORDER = {"hosts", "order", "title", "window"}
"""Fields whose lists keep their order: it has a meaning there."""


def shown(found: Occurrence) -> str:
    """An occurrence on a line: what a golden file says of it."""
    parts = [found.id, f"{iso(found.earliest)}/{iso(found.latest)}", found.extent, found.status]
    parts += [] if found.outcome is None else [found.outcome]
    if found.pattern in ("alternating", "rotating"):
        parts.append(f"{found.host} < {' '.join(found.guests)}".rstrip(" <"))
    parts += [] if found.number is None else [f"#{found.number}{'*' if found.mark else ''}"]
    parts += [] if found.visit is None else [f"by {found.visit}"]
    parts += [] if found.moved_from is None else [f"from {iso(found.moved_from)}"]
    parts += ["conflict"] if found.conflict else []
    parts += ["settled"] if found.settled else []
    parts += ["stated-later"] if found.stated_later else []
    parts += [] if found.person is None else [found.person]
    parts += [] if found.certainty == "exact" else [found.certainty]
    likely = found.likelihood
    if likely is not None:
        parts.append(f"{likely.hits}/{likely.chances} before {likely.before_stated}")
        parts += [] if likely.gate is None else [f"gate {likely.gate:g}"]
        parts += ["announced-rate"] if likely.announced else []
    return " ".join(parts)


def answers(rulebook: Rulebook, expected: str) -> Iterator[str]:
    """The blocks asked for in an expected file, answered."""
    for line in expected.splitlines():
        if not line.startswith("$ "):
            continue
        as_of, first, last = map(from_iso, line[2:].split())
        yield line
        yield from map(shown, occurrences(rulebook, first, last, as_of))


def asked(text: str) -> list[str]:
    """An expected file without its comments and empty lines."""
    return [line for line in text.splitlines() if line and not line.startswith("//")]


def reversed_lists(node: Any, key: str = "") -> Any:
    """The same rules with every list reversed whose order has no meaning, and every mapping too."""
    if isinstance(node, dict):
        return {name: reversed_lists(value, name) for name, value in reversed(node.items())}
    if isinstance(node, list):
        inside = [reversed_lists(item) for item in node]
        return inside if key in IN_ORDER else inside[::-1]
    return node


def spread(source: Path, folder: Path) -> Path:
    """The rules of a file, reversed and with each section in a file of its own."""
    whole = reversed_lists(yaml.load(source.read_text(encoding="utf-8"), yaml.BaseLoader))
    version = whole.pop("calendar-gen")
    whole.pop("title", None)
    for number, (section, rules) in enumerate(whole.items()):
        text = yaml.safe_dump({"calendar-gen": version, section: rules}, allow_unicode=True)
        (folder / f"{9 - number}-{section}.yaml").write_text(text, encoding="utf-8")
    if (rows := source.with_suffix(".csv")).exists():
        head, *lines = rows.read_text(encoding="utf-8").splitlines()
        (folder / rows.name).write_text("\n".join([head, *lines[::-1]]), encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_forecast_is_as_expected(case: Path) -> None:
    rulebook = load([str(case)])
    assert [p for p in rulebook.problems if p.severity == "error"] == []
    expected = case.with_suffix(".expected").read_text(encoding="utf-8")
    assert list(answers(rulebook, expected)) == asked(expected)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_order_and_files_carry_no_meaning(case: Path, tmp_path: Path) -> None:
    rulebook, other = load([str(case)]), load([str(spread(case, tmp_path))])
    assert other.digest == rulebook.digest
    expected = case.with_suffix(".expected").read_text(encoding="utf-8")
    assert list(answers(other, expected)) == asked(expected)
