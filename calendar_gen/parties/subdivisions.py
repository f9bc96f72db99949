"""The regions of states by ISO 3166-2, as CLDR lists them.

CLDR names many codes that ISO has withdrawn, so that what was right once stays so. The list is a
file beside this module; `python -m calendar_gen.parties FILE` writes it from the English names of
subdivisions (`cldr-subdivisions-full/subdivisions/en/en.json`).
"""

import os
from functools import cache

from calendar_gen.parties import STATES

SUBDIVISIONS = os.path.join(os.path.dirname(__file__), "subdivisions.txt")


def is_listed(code: str) -> bool:
    """Whether a code such as `GB-SCT` is that of a region that has, or had, one.

    Some regions have codes of states too, by which ISO lists them twice: `CN-HK`, `US-PR`.
    """
    state, _, region = code.partition("-")
    return region in STATES or region in of_state(state)


def of_state(state: str) -> frozenset[str]:
    """What stands after the hyphen in the codes of a state's regions; empty if it has none."""
    return _by_state().get(state, frozenset())


@cache
def _by_state() -> dict[str, frozenset[str]]:
    with open(SUBDIVISIONS, encoding="utf-8") as file:
        rows = (line.split() for line in file if not line.startswith("#"))
        return {state: frozenset(regions) for state, *regions in rows}
