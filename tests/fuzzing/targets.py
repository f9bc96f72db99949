"""What is fuzzed: each reader of what strangers send, with what must hold of every answer.

A target takes bytes and gives what is wrong with the answer; an exception that it lets through is
wrong too. Seeds are the files, sentences and queries that other tests have, words are what a
reader looks out for.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zlib import crc32

from calendar_gen.forecasting.findings import findings
from calendar_gen.importing import InputFile, Settings, import_files
from calendar_gen.problems import BoundMet, Problem
from calendar_gen.rulebook.composer import Composed, compose
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.kinds.sections import SECTIONS
from calendar_gen.rulebook.loading import assemble
from calendar_gen.rulebook.plain import plain
from calendar_gen.rulebook.text import text_of
from calendar_gen.server.edition import Edition, Task, prepare
from calendar_gen.server.queries import READERS, BadQuery, Renamed, read_view
from calendar_gen.server.views import write_view
from tests import test_edtf
from tests.attack import mutants, worn
from tests.attack.asking import impossible, no_days
from tests.importing import cases
from tests.server import test_fuzz
from tests.site import samples

LARGEST_SEED = 4096
"""Bytes: longer ones are slow to change into anything new."""

FEW = 12
FEW_BYTES = 1000
"""How many seeds of a target, and how long at most, are for the bounded run of them all."""


class Target(NamedTuple):
    """A reader under test."""

    faults: Callable[[bytes], Iterator[str]]
    seeds: Callable[[], Iterable[bytes]]
    words: Callable[[], Iterable[str]]


def rules(content: bytes) -> Iterator[str]:
    """A rule file: read or told what is wrong, by both readers of YAML alike."""
    file = RuleFile("a.yaml", content)
    try:
        book = assemble([file])
    except BoundMet:
        return
    problems = (*book.problems, *findings(book))
    yield from badly_told(problems, content)
    if not any(problem.severity == "error" for problem in problems):
        yield from (f"accepted: {day}" for day in impossible(content))
    text, _ = text_of(file)
    root = None if text is None else plain(text, "f")
    if root is not None and compose(text or "", "f", SECTIONS) != Composed([root], True, [], []):
        yield "plain text is read in another way than YAML"
    if again(content) and assemble([file]) != book:
        yield "read twice it is not the same"


def sentence(content: bytes) -> Iterator[str]:
    """A date sentence, a day of origin, a window or a list of sentences."""
    yield from worn.misread_sentence(content.decode("utf-8", "replace"))


def date(content: bytes) -> Iterator[str]:
    """An EDTF date, and whatever else reads days and years that people write."""
    yield from worn.misread_date(content.decode("utf-8", "replace"))


def imported(format: str, content: bytes) -> Iterator[str]:
    """A file of another program: what is written of it has no error that `check` finds."""
    settings = Settings(origin=crc32(content) % 2 == 0)
    result = import_files([InputFile("a", content)], settings, format=format)
    yield from badly_told(result.findings, content)
    if result.text:
        written = result.text.encode()
        book = assemble([RuleFile("written.yaml", written)])
        problems = (*book.problems, *findings(book))
        yield from (str(problem) for problem in problems if problem.severity == "error")
        if len(book.commemorations) != result.written:
            yield "not every rule that is written can be read"
        yield from (f"written: {day}" for day in impossible(written))
    if again(content) and result != import_files(
        [InputFile("a", content)], settings, format=format
    ):
        yield "imported twice it is not the same"


def query(content: bytes) -> Iterator[str]:
    """What follows the question mark in the address of a feed."""
    edition = served()
    try:
        view = read_view(content, edition, "en", "all")
    except (BadQuery, Renamed) as told:
        if not str(told).strip() or not str(told).isprintable() or len(str(told)) > 1000:
            yield f"a query is badly refused: {str(told)[:200]!r}"
        return
    if not repr(view).isprintable():
        yield f"what acts is taken: {view!r}"
    if view.first is not None:
        asked = content.decode("ascii", "replace")
        yield from (f"accepted: {day}" for day in no_days(asked))
    if not write_view(view, edition).startswith(b"BEGIN:VCALENDAR\r\n"):
        yield "a view is no calendar"


def again(content: bytes) -> bool:
    """Whether this input is read twice, as one in sixteen is."""
    return crc32(content) % 16 == 5


def badly_told(problems: Iterable[Problem], content: bytes) -> Iterator[str]:
    """Problems that cannot be read, or stand at no place of the file."""
    last = 2 + len(re.findall("\r\n|[\n\r\x85\u2028\u2029]", content.decode("utf-8", "replace")))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        last += content.count(b"\n") + content.count(b"\r")
    for problem in problems:
        if not problem.message.strip() or any(map(acts, str(problem))):
            yield f"a problem is badly told: {str(problem)!r}"
        if not 1 <= problem.place.line <= last or problem.place.column < 1:
            yield f"a problem is out of its file: {problem.place}"


def acts(character: str) -> bool:
    """Whether it moves a cursor, turns what is around it or is half a character; no-break spaces
    and joiners, which scripts need, only stand.
    """
    kind = unicodedata.category(character)
    return kind in ("Cc", "Cs", "Zl", "Zp") or (kind == "Cf" and character not in "\u200c\u200d")


@cache
def served() -> Edition:
    """A site of two commemorations and an exchange of visits, as a server holds it."""
    with TemporaryDirectory() as folder:
        rules = Path(folder, "rules.yaml")
        rules.write_text(samples.RULES, encoding="utf-8")
        task = Task((str(rules),), Path(folder, "site"), samples.AS_OF, ("en", "ru"))
        return prepare(task)


def rule_seeds() -> Iterator[bytes]:
    yield from (seed.text.encode("utf-8", "replace") for seed in mutants.seeds())


def rule_words() -> Iterator[str]:
    for key, values in mutants.values().items():
        yield f"{key}: "
        yield from values[:2]
    yield from ("!!", "&a ", "*a", "<<: ", "|-\n", ">+\n", "? ", "---\n", "...", '"\\x', "\ufeff")


def sentence_seeds() -> Iterator[bytes]:
    yield from (text.encode("utf-8", "replace") for text in worn.texts())


def date_seeds() -> Iterator[bytes]:
    lines = filter(None, test_edtf.MEANINGS.splitlines())
    yield from (line.rsplit(None, 3)[0].strip().encode() for line in lines)
    yield from (written.encode() for written, _, _ in test_edtf.FAULTS)
    yield from (text.encode("utf-8", "replace") for text in worn.texts() if text[:4].isdigit())


def import_seeds(ending: str, entry: bytes = b"(?!)") -> Iterator[bytes]:
    """Whole files, and each of their entries by itself, which begin like this."""
    for path in cases.inputs():
        if path.suffix == ending:
            content = path.read_bytes()
            yield content
            yield from re.split(b"(?=%b)" % entry, content)[1:]


def table_seeds() -> Iterator[bytes]:
    """Whole tables, and each row by itself below its head."""
    for content in import_seeds(".csv"):
        yield content
        head, *rows = content.split(b"\n")
        yield from (head + b"\n" + row for row in rows if row)


def query_seeds() -> Iterator[bytes]:
    values = test_fuzz.VALUES
    yield from (f"{name}={value}".encode() for name in READERS for value in values)
    pairs = zip(READERS, [*values, *values], strict=False)
    yield "&".join(f"{name}={value}" for name, value in pairs).encode()


def any_of_all(content: bytes) -> Iterator[str]:
    """The target that the first byte picks, with the rest."""
    names = [name for name in TARGETS if name != "all"]
    if content:
        yield from TARGETS[names[content[0] % len(names)]].faults(content[1:])


def few_of_all() -> Iterator[bytes]:
    """A few seeds of every target, with the byte that picks it."""
    names = [name for name in TARGETS if name != "all"]
    for number, name in enumerate(names):
        found = [seed for seed in seeds(name) if len(seed) < FEW_BYTES]
        yield from (bytes([number]) + seed for seed in found[:: len(found) // FEW + 1])


TARGETS: Mapping[str, Target] = {
    "rules": Target(rules, rule_seeds, rule_words),
    "sentence": Target(sentence, sentence_seeds, worn.words),
    "date": Target(date, date_seeds, lambda: ("/..", "../", "~", "?", "%", "-21", "[..", "..]")),
    "csv": Target(
        partial(imported, "csv"),
        table_seeds,
        lambda: ("name", "date", "day", "month", "year", "host", "place", ";", "\t", '"', "\r\n"),
    ),
    "vcard": Target(
        partial(imported, "vcard"),
        lambda: import_seeds(".vcf", b"BEGIN:VCARD"),
        lambda: (
            *("BEGIN:VCARD\n", "END:VCARD\n", "BDAY", "ANNIVERSARY", "FN:", "N:", "VERSION:4.0\n"),
            *(
                ";VALUE=text:",
                ";VALUE=date:",
                "--0229",
                "-0043",
                "ENCODING=QUOTED-PRINTABLE",
                "=0A",
            ),
        ),
    ),
    "ics": Target(
        partial(imported, "ics"),
        lambda: import_seeds(".ics", b"BEGIN:VEVENT"),
        lambda: (
            *("BEGIN:VEVENT\n", "END:VEVENT\n", "DTSTART", "DTEND", "DURATION:P", "RRULE:FREQ="),
            *(
                "YEARLY",
                "BYDAY=",
                "BYMONTH=",
                "BYSETPOS=",
                "BYYEARDAY=",
                "UNTIL=",
                "EXDATE",
                "RDATE",
            ),
            *("RECURRENCE-ID", ";TZID=", ";VALUE=DATE:", "INTERVAL=", "COUNT=", "BYMONTHDAY=-1"),
        ),
    ),
    "wikidata": Target(
        partial(imported, "wikidata"),
        lambda: import_seeds(".json"),
        lambda: (
            *(
                '"time":',
                '"precision":',
                '"calendarmodel":',
                '"P585"',
                '"mainsnak":',
                '"snaktype":',
            ),
            *('"bindings":', '"entities":', '"labels":', '"+0000-00-00T00:00:00Z"', "Q1985786"),
        ),
    ),
    "query": Target(query, query_seeds, lambda: (*(f"&{name}=" for name in READERS), "%2C", "+")),
    "all": Target(any_of_all, few_of_all, lambda: ("1945-05-09", ": ", "29 February", "\n")),
}
"""Each target by the name that the command knows it by."""


def seeds(name: str) -> list[bytes]:
    """The seeds of a target, each once, in a fixed order; the long ones in parts."""
    found: dict[bytes, None] = {}
    for seed in TARGETS[name].seeds():
        for start in range(0, max(len(seed), 1), LARGEST_SEED):
            found[seed[start : start + LARGEST_SEED]] = None
    return list(found)
