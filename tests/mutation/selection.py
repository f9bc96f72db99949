"""Which tests to ask of a mutant: those that ran its statement, the closest to it first."""

import ast
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

LIMIT = 60.0
"""Seconds of the processor, as tests took when they were watched, that one mutant may cost."""

HEAVY = 0.3


class Rooms:
    """What several rooms of tests were seen to run."""

    def __init__(
        self, seconds: dict[str, float], lines: dict[str, dict[int, set[str]]], root: Path
    ) -> None:
        self._seconds = seconds
        self._lines = lines
        self._root = root
        self._in_all = Counter(
            test for by_line in lines.values() for tests in by_line.values() for test in tests
        )
        self._functions: dict[str, list[range]] = {}

    @classmethod
    def read(cls, maps: list[Path], root: Path) -> "Rooms":
        """What `covering` wrote of each room; `root` is the tree that it ran in."""
        seconds: dict[str, float] = {}
        lines: dict[str, dict[int, set[str]]] = {}
        for path in maps:
            found = json.loads(path.read_text(encoding="utf-8"))
            tests = [test for test, _ in found["tests"]]
            seconds.update((test, took) for test, took in found["tests"])
            for module, by_line in found["lines"].items():
                mine = lines.setdefault(module, {})
                for line, numbers in by_line.items():
                    mine.setdefault(int(line), set()).update(tests[number] for number in numbers)
        return cls(seconds, lines, root)

    def watching(self, module: str, line: int) -> tuple[list[str], float]:
        """The tests for a line, and their seconds in all: as many as the limit allows, one at
        least. First those that run its statement, then those that run any other of its module: what
        is run once for all, as when the module is loaded, only one of them was seen to run. Then,
        if it is outside of functions, as a default or a constant is, all others: who needs it is
        in other modules.

        Of each file of tests the first comes first, then the second of each, and so on; first in a
        file are those of whose lines this module has most: they look at it, not past it. What takes
        more than HEAVY seconds comes last.
        """
        by_line = self._lines.get(module, {})
        around = self._around(module, line)
        near = {test for at in around for test in by_line.get(at, ())}
        here = Counter(test for ran in by_line.values() for test in ran)
        far = {test: -lines / self._in_all[test] for test, lines in here.items()}
        chosen: list[str] = []
        total = 0.0
        others = () if self._is_inside(module, line) else self._seconds.keys() - here.keys()
        for tests in (near, here.keys() - near, others):
            turns = _by_turns(tests, far)
            for test in sorted(turns, key=lambda test: self._seconds[test] > HEAVY):
                if not chosen or total + self._seconds[test] <= LIMIT:
                    total += self._seconds[test]
                    chosen.append(test)
        return chosen, total

    def _around(self, module: str, line: int) -> Iterable[int]:
        """The lines of the smallest statement of a function, or head of one, that has the line;
        outside of functions the lines of all functions.
        """
        spans = self._spans(module)
        around = [span for span in spans if line in span]
        if around:
            return min(around, key=len)
        return chain.from_iterable(spans)

    def _is_inside(self, module: str, line: int) -> bool:
        return any(line in span for span in self._spans(module))

    def _spans(self, module: str) -> list[range]:
        """The statements of functions, and heads of those that have others inside."""
        if module not in self._functions:
            tree = ast.parse((self._root / module).read_text(encoding="utf-8"))
            functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
            self._functions[module] = [
                _extent(node)
                for function in functions
                for top in function.body
                for node in ast.walk(top)
                if isinstance(node, ast.stmt)
            ]
        return self._functions[module]


def _by_turns(tests: Iterable[str], far: Mapping[str, float]) -> list[str]:
    """The tests in such an order that those of one file do not come all at once."""
    nearest = sorted(tests, key=lambda test: (far.get(test, 0.0), test))
    of_file: Counter[str] = Counter()
    turn: dict[str, int] = {}
    for test in nearest:
        file = test.partition("::")[0]
        turn[test] = of_file[file]
        of_file[file] += 1
    return sorted(nearest, key=turn.__getitem__)


def _extent(node: ast.stmt) -> range:
    """A statement's lines; of one with a body, those before the body."""
    body = getattr(node, "body", None)
    if isinstance(body, list) and body:
        return range(node.lineno, max(node.lineno + 1, body[0].lineno))
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)
