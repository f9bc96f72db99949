"""The sections of a rule file: what may stand at its top, and what each holds."""

from calendar_gen.rulebook.kinds.commemorations import COMMEMORATION
from calendar_gen.rulebook.kinds.lists import RECORD
from calendar_gen.rulebook.kinds.patterns import RECIPROCAL_VISIT
from calendar_gen.rulebook.kinds.people import GATE, OFFICE, PARTY_KIND
from calendar_gen.rulebook.kinds.record import COVERAGE, VISIT
from calendar_gen.rulebook.kinds.sources import SOURCE
from calendar_gen.rulebook.reading import Kind

SECTIONS: dict[str, tuple[str, Kind]] = {
    "sources": ("source", SOURCE),
    "commemorations": ("commemoration", COMMEMORATION),
    "reciprocal_visits": ("pattern", RECIPROCAL_VISIT),
    "visits": ("visit", VISIT),
    "records": ("record", RECORD),
    "coverage": ("coverage", COVERAGE),
    "parties": ("party", PARTY_KIND),
    "offices": ("office", OFFICE),
    "gates": ("gate", GATE),
}
"""Section to the key of what it holds and its kind. All are lists but `sources`, which maps ids
to sources."""

HEADER = ("calendar-gen", "title", "licence")
VERSION = "1"
