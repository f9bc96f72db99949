"""A dump of Wikidata of any size, the same one at every run, as the dumps are: a list with an
item a line. `python -m tests.benchmarks.wikidata_dump ITEMS` writes it to standard output.

Every other item is a person with a birth and for most a death, the others are works, places and
events; labels are in up to seven languages. A time in three is known by its year or month, one in
a hundred by its century, one in forty is Julian, and few lie before 1583. Statements of
no use, references and sitelinks make up most of a line, as they do there.
"""

import sys
from collections.abc import Iterator
from random import Random

LANGUAGES = ("en", "ru", "zh-hans", "fr", "es", "ar", "de")
GREGORIAN, JULIAN = "Q1985727", "Q1985786"
_ENTITY = "http://www.wikidata.org/entity/"
_KINDS = ("P571", "P577", "P585", "P580")
_NO_TIME = (
    '{{"mainsnak":{{"snaktype":"value","property":"{0}","hash":"{1:040x}","datavalue":{{"value":'
    '{{"entity-type":"item","numeric-id":{2},"id":"Q{2}"}},"type":"wikibase-entityid"}},"datatype":'
    '"wikibase-item"}},"type":"statement","id":"Q{3}${1:032X}","rank":"normal","references":['
    '{{"hash":"{1:040x}","snaks":{{"P143":[{{"snaktype":"value","property":"P143","hash":"{1:040x}",'
    '"datavalue":{{"value":{{"entity-type":"item","numeric-id":328,"id":"Q328"}},"type":'
    '"wikibase-entityid"}},"datatype":"wikibase-item"}}]}},"snaks-order":["P143"]}}]}}'
)
_TIME = (
    '{{"mainsnak":{{"snaktype":"value","property":"{0}","hash":"{1:040x}","datavalue":{{"value":'
    '{{"time":"{2}","timezone":0,"before":0,"after":0,"precision":{3},"calendarmodel":"{4}"}},"type":'
    '"time"}},"datatype":"time"}},"type":"statement","id":"Q{5}${1:032X}","rank":"normal"}}'
)


def lines(count: int, seed: int = 9) -> Iterator[str]:
    """The lines of a dump with so many items."""
    random = Random(seed)
    yield "[\n"
    for number in range(1, count + 1):
        yield _item(number * 20 + random.randrange(20), random) + (
            ",\n" if number < count else "\n"
        )
    yield "]\n"


def _item(number: int, random: Random) -> str:
    tags = LANGUAGES[: 1 + int(random.random() * 7)]
    name = f"{'Ada' if number & 8 else 'Ivan'} {number:x}".title()
    labels = ",".join(f'"{tag}":{{"language":"{tag}","value":"{name} {tag}"}}' for tag in tags)
    said = '"en":{"language":"en","value":"one of many who are remembered"}'
    sites = ",".join(
        f'"{tag[:2]}wiki":{{"site":"{tag[:2]}wiki","title":"{name}","badges":[]}}' for tag in tags
    )
    claims = [("P31", 5), ("P27", 142), ("P106", number % 9000 + 1)]
    held = [f'"{p}":[{_NO_TIME.format(p, number * 7919, q, number)}]' for p, q in claims]
    held += [f'"{p}":[{time}]' for p, time in _times(number, random)]
    return (
        f'{{"type":"item","id":"Q{number}","labels":{{{labels}}},"descriptions":{{{said}}},'
        f'"aliases":{{}},"claims":{{{",".join(held)}}},"sitelinks":{{{sites}}},"lastrevid":{number}}}'
    )


def _times(number: int, random: Random) -> Iterator[tuple[str, str]]:
    born = 2024 - int(random.expovariate(1 / 90)) % 2000
    properties = ("P569", "P570") if number & 1 else (_KINDS[number % 4],)
    for property, year in zip(properties, (born, born + 60), strict=False):
        if year > 2026:
            continue
        sort = random.random()
        precision = 11 if sort > 0.34 else 9 if sort > 0.06 else 10 if sort > 0.01 else 7
        month = random.randint(1, 12) if precision > 9 else 0
        day = random.randint(1, 28) if precision > 10 else 0
        model = JULIAN if year < 1583 or random.random() < 0.025 else GREGORIAN
        written = f"+{year:04d}-{month:02d}-{day:02d}T00:00:00Z"
        yield (
            property,
            _TIME.format(property, number * 104729, written, precision, _ENTITY + model, number),
        )


def main() -> None:
    """Write the dump."""
    write = sys.stdout.write
    for line in lines(int(sys.argv[1])):
        write(line)


if __name__ == "__main__":
    main()
