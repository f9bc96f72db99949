"""Rule files of any size in the style of the shipped ones, the same ones at every run.

Commemorations in the proportions of real calendars: most from a dated event alone, many with titles
in several languages, some with notes, terms, shifts and exceptions. For every fifteen of them comes
a yearly visit with its record, each visit with an announcement and what was reported of it.
"""

from pathlib import Path
from random import Random

from calendar_gen.sentences import parse
from tests.benchmarks.rule_mix import DAYS, PLACE, texts

IN_A_FILE = 100
VISITED_YEARS = range(2012, 2026)
STATES = ("RU", "CN", "FR", "DE", "GB", "US", "JP", "IN", "BR", "ZA", "EG", "TR", "KZ", "VN", "IT")
CATEGORIES = ("wwii", "treaty", "remembrance", "independence", "science", "culture")
TITLES = {
    "ru": "Годовщина договора {}",
    "zh": "第{}号条约纪念日",
    "fr": "Anniversaire du traité {}",
    "es": "Aniversario del Tratado {}",
    "ar": "ذكرى المعاهدة {}",
    "de": "Jahrestag des Vertrags {}",
}
NOTE = (
    "Signed in the morning after a night of talks; the ratifications were exchanged two months",
    "later in the other capital, and each side keeps the day of its own ceremony.",
)


def write(folder: Path, count: int) -> None:
    """Files of a hundred rules each in a new folder."""
    folder.mkdir()
    for start in range(0, count, IN_A_FILE):
        text = rule_file(range(start, min(count, start + IN_A_FILE)))
        (folder / f"rules-{start:05d}.yaml").write_text(text, encoding="utf-8")


def rule_file(numbers: range) -> str:
    """One file with the commemorations of these numbers and the visits that go with them."""
    random = Random(numbers.start)
    sentences = texts(numbers.stop)
    visited = [number for number in numbers if number % 15 == 0]
    head = "calendar-gen: 1\ntitle: Treaties and their days\nlicence: MIT\n\nsources:\n"
    sources = "".join(_source(number, random) for number in numbers)
    reports = "".join(_reports(number) for number in visited)
    rules = "\n".join(_commemoration(number, sentences[number], random) for number in numbers)
    patterns = "\n".join(map(_pattern, visited))
    visits = "\n".join(_visit(number, year) for number in visited for year in VISITED_YEARS)
    sections = ["commemorations:\n" + rules]
    if visited:
        sections += ["reciprocal_visits:\n" + patterns, "visits:\n" + visits]
    return head + sources + reports + "\n" + "\n".join(sections)


def _source(number: int, random: Random) -> str:
    year = random.randint(1990, 2024)
    return (
        f"  gazette-{number}:\n    publisher: Gazette of Ruritania\n"
        f"    published: {year}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}\n"
        f"    title: The days of remembrance, volume {number}\n"
        f"    url: https://example.org/gazette/{year}/the-days-of-remembrance-volume-{number}.html\n"
    )


def _reports(number: int) -> str:
    return "".join(
        f"  agency-{number}-{year}-{month}:\n    publisher: Agency\n"
        f"    published: {year}-{month}-20\n    title: The talks of {year}, report {number}\n"
        f"    url: https://example.org/agency/{year}/{month}/{number}\n"
        for year in VISITED_YEARS
        for month in ("03", "06")
    )


def _title(number: int, random: Random) -> str:
    most = random.choice((0, 1, 3, 5, 6))
    if most == 0:
        return f"    title: Treaty day {number}\n"
    named = {"en": f"Treaty day {number}"}
    named |= {tag: form.format(number) for tag, form in list(TITLES.items())[:most]}
    if most < 4:
        return f"    title: {{{', '.join(f'{tag}: {text}' for tag, text in named.items())}}}\n"
    return "    title:\n" + "".join(f"      {tag}: {text}\n" for tag, text in named.items())


def _commemoration(number: int, sentence: str, random: Random) -> str:
    year, (day, month) = random.randint(1700, 2000), divmod(random.randrange(28 * 12), 12)
    text = f"  - id: treaty-{number}\n" + _title(number, random)
    text += f"    of: {year}-{month + 1:02d}-{day + 1:02d}\n"
    if sentence in DAYS:
        if random.random() < 0.3:
            text += f"    on: {sentence}\n"
    else:
        text += f"    on: {sentence}\n"
        if parse(sentence, place=PLACE)[0] is None:
            text += "    missing: omit\n"
    text += "    missing: later\n" * (sentence == "29 February" and f"on: {sentence}" in text)
    text += f"    since: {max(year + 1, 1920)}\n" * (random.random() < 0.2)
    text += f"    host: {random.choice(STATES)}\n"
    text += f"    place: Strelsau {number}\n" * (random.random() < 0.3)
    text += f"    categories: [{', '.join(random.sample(CATEGORIES, random.choice((1, 1, 2))))}]\n"
    if random.random() < 0.3:
        text += "    note:\n      en: >-\n" + "".join(f"        {line}\n" for line in NOTE)
    text += "    observed: {Sunday: Monday after}\n" * (random.random() < 0.05)
    if random.random() < 0.05 and sentence in DAYS and day < 27:
        text += (
            "    exceptions:\n      - cycle: 2020\n        cancelled: true\n"
            f"        because: the pandemic\n        sources: [gazette-{number}]\n"
        )
    return text + f"    sources: [gazette-{number}]\n"


def _parties(number: int) -> tuple[str, str]:
    at = number // 15
    return STATES[at % len(STATES)], STATES[(at + 1 + at // len(STATES) % 7) % len(STATES)]


def _pattern(number: int) -> str:
    guest, host = _parties(number)
    first = VISITED_YEARS[0]
    return (
        f"  - id: talks-{number}\n"
        f"    title: {{en: Yearly talks {number}, ru: Консультации {number}}}\n"
        f"    pattern: alternating\n    parties: [{guest}, {host}]\n    every: 1 year\n"
        f"    first: {{cycle: {first}, host: {guest}}}\n    since: {first}\n"
        f"    rank: [head of government]\n"
        f"    categories: [treaty]\n    sources: [gazette-{number}]\n"
    )


def _visit(number: int, year: int) -> str:
    parties = _parties(number)
    host, guest = parties if (year - VISITED_YEARS[0]) % 2 == 0 else parties[::-1]
    return (
        f"  - id: talks-{number}-{year}\n    guest: {guest}\n    host: {host}\n"
        f"    rank: head of government\n    kind: working\n    fulfils: talks-{number}\n"
        f"    claims:\n"
        f"      - {{date: {year}-06-18/{year}-06-19, status: announced, "
        f"source: agency-{number}-{year}-03}}\n"
        f"      - date: {year}-06-18/{year}-06-19\n        status: occurred\n"
        f"        source: agency-{number}-{year}-06\n        place: Strelsau\n"
    )
