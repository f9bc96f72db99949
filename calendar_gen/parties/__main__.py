"""Write the names of states anew from CLDR: `python -m calendar_gen.parties` after Babel has."""

from pathlib import Path

from calendar_gen.parties import KEPT, NAMES, of_cldr


def kept(language: str) -> str:
    """The file of one language: a line a state, its code and its name."""
    return "".join(f"{code} {name}\n" for code, name in of_cldr(language).items())


if __name__ == "__main__":
    for language in KEPT:
        (Path(NAMES) / f"{language}.txt").write_text(kept(language), encoding="utf-8")
