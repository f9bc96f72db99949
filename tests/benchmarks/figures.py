"""A measured ratio as a row of the table that `python -m tests.benchmarks` gathers."""

from typing import NamedTuple

HEAD = "| what | against | measured | asked |\n| --- | --- | --- | --- |"


class Figure(NamedTuple):
    """How many times what `against` takes `what` takes; with `faster`, how many times less.

    `asked` is the most, or with `faster` the least, that the project asks of itself.
    """

    what: str
    against: str
    ratio: float
    asked: float | None = None
    faster: bool = False

    @property
    def kept(self) -> bool:
        """Whether what is asked is reached."""
        if self.asked is None:
            return True
        return self.ratio >= self.asked if self.faster else self.ratio <= self.asked

    def __str__(self) -> str:
        """A row of the table."""
        unit = "times faster" if self.faster else "times as much"
        asked = ""
        if self.asked is not None:
            asked = f"{'at least' if self.faster else 'at most'} {_number(self.asked)}"
            asked += "" if self.kept else ", missed"
        return f"| {self.what} | {self.against} | {_number(self.ratio)} {unit} | {asked} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def report(figures: list[Figure]) -> int:
    """Print the rows; 1 if one is missed."""
    for figure in figures:
        print(figure)
    return int(not all(figure.kept for figure in figures))
