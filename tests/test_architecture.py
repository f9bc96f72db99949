"""The floors of the house: what each unit of `calendar_gen` may import, outside packages
included.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "calendar_gen"

VALUES = {"problems", "edtf", "rules", "record", "occurrences"}
"""Frozen values, which every floor from their own upwards may see."""

EVERYWHERE = {"named"}
"""What stands for a part of the standard library."""

MAY_IMPORT: dict[str, set[str]] = {
    # floor 0: pure, and standing alone
    "named": set(),
    "problems": set(),
    "limits": {"problems"},
    "canonical": {"problems"},
    "edtf": set(),
    "familiar_dates": {"edtf"},
    "calendars": set(),
    "parties": {"babel"},
    # floor 1: frozen values
    "record": {"problems", "edtf"},
    "rules": {"problems", "edtf", "record", "canonical"},
    "occurrences": {"problems", "rules", "record"},
    "changes": {"edtf", "occurrences"},
    # floor 2: what sentences and patterns mean; neither knows the other, neither opens files
    "sentences": {"problems", "limits", "edtf", "familiar_dates", "calendars", "rules"},
    "patterns": {"edtf", "rules"},
    "returns": {"edtf", "calendars", "rules"},
    # floor 3: reading and forecasting; neither imports the other, neither knows wording
    "rulebook": {
        "kept",
        "problems",
        "edtf",
        "familiar_dates",
        "calendars",
        "parties",
        "rules",
        "record",
    }
    | {"limits", "canonical", "sentences", "returns", "yaml", "babel", "pyarrow"},
    "forecasting": VALUES | {"limits", "calendars", "patterns", "returns"},
    "backtest": {"edtf", "parties", "rules", "patterns", "forecasting"},
    # floor 4: language, and where the shipped files are
    "entries": VALUES - {"problems"}
    | {"changes", "parties", "sentences", "patterns", "forecasting", "babel"},
    "assets": set(),
    "as_left": {"program"},
    # what is told again before anything else is imported
    "program": set(),
    "kept": set(),
    "streams": set(),
    "screen": set(),
    "answers": {"kept", "program", "streams"},
    "importing": {"problems", "limits", "edtf", "calendars", "parties", "sentences", "rulebook"}
    | {"orjson"},
    # floor 5: bytes for people and programs
    # rendering tells of problems in templates of a user's own
    "rendering": VALUES
    | {"calendars", "changes", "parties", "backtest", "forecasting", "entries", "assets"}
    | {"jinja2", "markupsafe", "babel", "segno", "weasyprint"},
    # floor 6: files
    "site": {"canonical", "edtf", "rules", "occurrences", "changes", "forecasting", "entries"}
    | {"rendering", "babel", "brotli"},
    "publishing": {"rendering", "site", "icalendar", "obstore", "requests"},
    # floor 6 too: columns by the million, in folders and buckets
    "bulk": {"edtf", "rules", "occurrences", "sentences", "returns"}
    | {"forecasting", "publishing", "numpy", "pyarrow", "duckdb", "distributed"},
    # beside floor 6: what is told without the command line
    "plainly": {"answers", "assets", "edtf", "entries", "forecasting", "limits", "occurrences"}
    | {"rendering", "rulebook", "rules", "screen"},
    # floor 7: the command line and the server, which alone may ask the clock
    "server": {
        "problems",
        "limits",
        "edtf",
        "parties",
        "rules",
        "rulebook",
        "forecasting",
        "entries",
    }
    | {"rendering", "site", "publishing", "calendar_gen", "uvicorn", "uvloop"},
    "cli": {
        "answers",
        "as_left",
        "assets",
        "kept",
        "plainly",
        "screen",
        "streams",
        "problems",
        "limits",
        "edtf",
        "familiar_dates",
        "rules",
        "parties",
        "rulebook",
        "backtest",
    }
    | {
        "forecasting",
        "entries",
        "importing",
        "rendering",
        "site",
        "publishing",
        "bulk",
        "server",
    }
    | {"calendar_gen", "click", "arrow", "distributed"},
    # the public face: nothing at run time until asked
    "api": {"edtf", "occurrences", "rules", "rulebook", "forecasting", "entries", "rendering"}
    | {"assets", "site"},
    "calendar_gen": {"api"},
    "__main__": {"answers", "cli", "kept", "plainly"},
}


def units() -> list[str]:
    found = {path.stem if path.is_file() else path.name for path in PACKAGE.iterdir()}
    return sorted(found - {"__init__", "__pycache__", "py"} | {"calendar_gen"})


def files_of(unit: str) -> list[Path]:
    if unit == "calendar_gen":
        return [PACKAGE / "__init__.py"]
    folder = PACKAGE / unit
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{unit}.py"]


def names(path: Path) -> Iterator[list[str]]:
    """The dotted names that a file imports, late and for types only included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports by position"
            yield from (f"{node.module}.{alias.name}".split(".") for alias in node.names)


def imported(path: Path) -> Iterator[str]:
    """The units and outside packages that a file imports; the standard library goes without."""
    for name in names(path):
        if name[0] == "calendar_gen":
            inside = name[1] if len(name) > 1 else ""
            known = (PACKAGE / inside).is_dir() or (PACKAGE / f"{inside}.py").is_file()
            yield inside if inside and known else "calendar_gen"
        elif name[0] not in sys.stdlib_module_names:
            yield name[0]


def test_every_unit_has_a_row_and_every_row_a_unit() -> None:
    assert set(MAY_IMPORT) == set(units())


@pytest.mark.parametrize("unit", sorted(MAY_IMPORT))
def test_a_unit_imports_what_its_floor_allows(unit: str) -> None:
    allowed = MAY_IMPORT[unit] | {unit} | EVERYWHERE
    found = {(path.name, name) for path in files_of(unit) for name in imported(path)}
    assert {(path, name) for path, name in found if name not in allowed} == set()


def test_no_row_allows_more_than_is_used() -> None:
    unused = {
        unit: MAY_IMPORT[unit] - {name for path in files_of(unit) for name in imported(path)}
        for unit in MAY_IMPORT
    }
    assert {unit: names for unit, names in unused.items() if names} == {}


def test_the_table_has_no_way_back_up() -> None:
    """Imports run one way: whoever may be imported by a unit may not import it, near or far."""
    inside = {unit: names & set(MAY_IMPORT) for unit, names in MAY_IMPORT.items()}
    for unit in ("cli", "server"):
        inside[unit] -= {"calendar_gen"}  # the version
    while inside:
        ground = [unit for unit, names in inside.items() if not names & set(inside)]
        assert ground, f"a circle among {sorted(inside)}"
        for unit in ground:
            del inside[unit]


FORBIDDEN_BELOW_THE_COMMAND_LINE = {"time", "random", "secrets", "uuid"}


@pytest.mark.parametrize("unit", sorted(set(MAY_IMPORT) - {"__main__", "cli", "site", "server"}))
def test_nothing_below_asks_the_clock_or_chance(unit: str) -> None:
    for path in files_of(unit):
        text = path.read_text(encoding="utf-8")
        assert not FORBIDDEN_BELOW_THE_COMMAND_LINE & {name[0] for name in names(path)}, path
        assert ".today()" not in text, path
        assert ".now(" not in text, path
