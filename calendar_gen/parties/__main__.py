"""Write what is kept of CLDR anew: `python -m calendar_gen.parties` the names of states, when Babel
has new ones; with CLDR's file of English names of subdivisions behind it the regions too.
"""

import json
import sys
from pathlib import Path

from calendar_gen.parties import KEPT, NAMES, STATES, of_cldr
from calendar_gen.parties.subdivisions import SUBDIVISIONS


def kept(language: str) -> str:
    """The file of one language: a line a state, its code and its name."""
    return "".join(f"{code} {name}\n" for code, name in of_cldr(language).items())


def regions(cldr: str) -> str:
    """The file of regions: a line a state, its code and what follows the hyphen in theirs.

    `cldr` is the JSON of a language's names, such as `usca` for `US-CA`.
    """
    names = json.loads(cldr)["subdivisions"]["localeDisplayNames"]["subdivisions"]
    found: dict[str, list[str]] = {}
    for code in names:
        state, region = code[:2].upper(), code[2:].upper()
        if state in STATES and region != "ZZZZ":
            found.setdefault(state, []).append(region)
    lines = (f"{state} {' '.join(sorted(each))}\n" for state, each in sorted(found.items()))
    return _HEAD + "".join(lines)


_HEAD = (
    "# ISO 3166-2 as CLDR 48 lists it, (c) 2004-2026 Unicode, Inc., Unicode License v3:\n"
    "# https://www.unicode.org/license.txt\n"
)


if __name__ == "__main__":
    for language in KEPT:
        (Path(NAMES) / f"{language}.txt").write_text(kept(language), encoding="utf-8")
    for path in sys.argv[1:]:
        Path(SUBDIVISIONS).write_text(regions(Path(path).read_text("utf-8")), encoding="utf-8")
