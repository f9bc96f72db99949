"""The parts of the program whose every step the tests must watch, and the rooms that watch them."""

from pathlib import Path
from typing import NamedTuple


class Part(NamedTuple):
    """Modules below `calendar_gen`, as patterns of paths, and files or folders below `tests`."""

    modules: tuple[str, ...]
    rooms: tuple[str, ...]

    def paths(self, root: Path) -> list[str]:
        """The modules that there are, as paths from `root`, in order."""
        package = root / "calendar_gen"
        found = {path for pattern in self.modules for path in package.glob(pattern)}
        return sorted(path.relative_to(root).as_posix() for path in found)


PARTS = {
    "dates": Part(
        ("edtf.py", "calendars/*.py", "rules/days.py", "importing/days.py"),
        ("test_edtf.py", "calendars", "corpus", "sentences", "forecast", "importing"),
    ),
    "patterns": Part(
        ("patterns/*.py", "forecasting/expectations.py", "forecasting/debts.py"),
        ("forecast", "pairs", "ledger", "sentences", "cli", "backtest"),
    ),
    "likelihood": Part(
        (
            "forecasting/likelihood.py",
            "forecasting/beta.py",
            "forecasting/estimating.py",
            "forecasting/evidence.py",
            "forecasting/pair_rates.py",
        ),
        ("forecast", "ledger", "cli", "entries", "backtest"),
    ),
    "record": Part(
        (
            "record.py",
            "forecasting/record.py",
            "forecasting/recorded.py",
            "forecasting/matching.py",
            "forecasting/one_stay.py",
            "forecasting/readings.py",
            "forecasting/status.py",
        ),
        ("forecast", "pairs", "ledger", "cli", "rulebook"),
    ),
    "uids": Part(
        (
            "forecasting/naming.py",
            "forecasting/projection.py",
            "rendering/ics/revisions.py",
            "rendering/ics/shelf.py",
            "rendering/ics/writer.py",
        ),
        ("forecast", "feeds", "test_named.py", "cli", "rendering", "attack/test_bounds.py"),
    ),
}
