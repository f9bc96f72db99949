"""One target under atheris, in a process of its own: libFuzzer ends the one that it runs in.

Run by `python -m tests.fuzzing`, which says how.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import atheris

from tests.fuzzing.names import GUIDES


def main(name: str, keep: Path, seeds: Path, more: list[str], options: list[str]) -> None:
    """Fuzz a target from its seeds, which are written to `seeds`, and from `more` files."""
    # The hook stays, since a reader imports some of what it needs when it meets it.
    atheris.instrument_imports(include=list(GUIDES[name])).__enter__()
    from tests.fuzzing import targets
    from tests.fuzzing.keeping import Keeper

    target = targets.TARGETS[name]
    keeper = Keeper(target.faults, keep)
    found = [*targets.seeds(name), *beginnings(more, targets.LARGEST_SEED)]
    for number, seed in enumerate(found):
        (seeds / f"{number:05}").write_bytes(seed)
        keeper.ask(seed)
    dictionary = seeds.parent / "words"
    dictionary.write_text(written(target.words()), encoding="ascii")
    atheris.Setup([name, f"-dict={dictionary}", *options, str(seeds)], keeper.ask)
    atheris.Fuzz()


def beginnings(paths: Iterable[str], size: int) -> Iterator[bytes]:
    """The first bytes of all files of some paths."""
    for path in map(Path, paths):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                with file.open("rb") as opened:
                    yield opened.read(size)


def written(words: Iterable[str]) -> str:
    """A dictionary as libFuzzer reads it."""
    held = (word.encode("utf-8", "replace")[:60] for word in dict.fromkeys(words))
    lines = ("".join(f"\\x{byte:02X}" for byte in each) for each in held if each)
    return "".join(f'"{line}"\n' for line in lines)


if __name__ == "__main__":
    parting = sys.argv.index("--")
    name, keep, seeds, *more = sys.argv[1:parting]
    main(name, Path(keep), Path(seeds), more, sys.argv[parting + 1 :])
