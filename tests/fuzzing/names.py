"""What can be fuzzed, and which packages each run is guided by; without an import of these."""

from collections.abc import Mapping

GUIDES: Mapping[str, tuple[str, ...]] = {
    "rules": ("calendar_gen.rulebook", "calendar_gen.sentences", "calendar_gen.edtf"),
    "sentence": ("calendar_gen.sentences", "calendar_gen.familiar_dates"),
    "date": ("calendar_gen.edtf", "calendar_gen.familiar_dates", "calendar_gen.cli"),
    "csv": ("calendar_gen.importing",),
    "vcard": ("calendar_gen.importing",),
    "ics": ("calendar_gen.importing",),
    "wikidata": ("calendar_gen.importing",),
    "query": ("calendar_gen.server",),
    "all": ("calendar_gen.edtf", "calendar_gen.importing", "calendar_gen.server.queries"),
}
