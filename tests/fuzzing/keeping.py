"""What is wrong with the answers to inputs: told once, and kept as the smallest that shows it."""

import hashlib
import re
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.attack.asking import in_time

SECONDS = 10
"""Of the processor for one input of a few thousand bytes, which is read some ten times slower under
atheris than without.
"""

TRIES = 300


class Keeper:
    """Asks a target, and keeps in a folder what it answers badly."""

    def __init__(self, target: Callable[[bytes], Iterable[str]], folder: Path) -> None:
        self.target = target
        self.folder = folder
        self.told: set[str] = set()

    def ask(self, content: bytes) -> None:
        """Asks about an input, and tells each fault that is new."""
        for key, fault in self.faults(content).items():
            if key not in self.told:
                self.told.add(key)
                self._keep(content, key, fault)

    def faults(self, content: bytes) -> dict[str, str]:
        """What is wrong, by what makes it the same as another."""
        try:
            with in_time(SECONDS):
                return {re.sub("[^a-z ]+", "", each)[:50]: each for each in self.target(content)}
        except Exception as error:  # noqa: BLE001 - which there are is the question
            frame = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
            return {key: f"{key}: {str(error)[:200]}"}

    def _keep(self, content: bytes, key: str, fault: str) -> None:
        small = smaller(content, lambda other: key in self.faults(other))
        path = self.folder / hashlib.sha256(small).hexdigest()[:12]
        path.write_bytes(small)
        print(f"FAULT {fault} ({path})", flush=True)


def smaller(content: bytes, shows: Callable[[bytes], bool]) -> bytes:
    """The content with as much left out as it takes to still show the same."""
    tries, size = 0, len(content) // 2
    while size and tries < TRIES:
        for start in range(0, len(content), size):
            rest = content[:start] + content[start + size :]
            tries += 1
            if shows(rest):
                content = rest
                break
        else:
            size //= 2
    return content
