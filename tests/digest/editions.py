"""Digests of the sample year in all formats, and what an enemy would write into rules."""

from calendar_gen.edtf import parse
from calendar_gen.entries import entries
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.digest import Contents, Edition, contents
from calendar_gen.rules import Rulebook, Source
from tests.digest.samples import ALL, AS_OF, LEDGER, RULEBOOK
from tests.entries.samples import HERE, VICTORY

HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07click\x1b]8;;\x07 \x9b2J\x07\x08",
    '<script>alert(1)</script><img src="http://evil.example/x.png" onerror="alert(1)">',
    "\u202ereversed\u2066\r\nBcc: everybody@evil.example\r\n\r\n--=_\r\n",
    "{{ 7 * 7 }}{% for x in ().__class__.__mro__ %}{% endfor %}",
    "W" * 300,
)


def made(
    *occurrences: Occurrence,
    language: str = "en",
    rulebook: Rulebook = RULEBOOK,
    leads: tuple[int, ...] = (),
    year: int = 2025,
    edition: Edition | None = None,
) -> Contents:
    """The contents of the digest of the sample year, or of other occurrences."""
    found = entries(occurrences or ALL, rulebook, language, AS_OF)
    edition = edition or Edition(year, language, AS_OF, leads=leads)
    return contents(found, (LEDGER,), rulebook, edition, ahead=found)


def hostile(text: str) -> Contents:
    """A digest whose title, place, note and source are all that text."""
    source = Source(VICTORY.sources[0], text, text, "javascript:alert(1)", parse("2025"), HERE)
    book = RULEBOOK._replace(sources={**RULEBOOK.sources, source.id: source})
    bad = VICTORY._replace(
        titles={"en": text, "ru": text + "!"}, place=text, person=text, note={"en": text}
    )
    return made(bad, rulebook=book, leads=(30, 7, 1))
