"""Rule files as strangers send them: ours of the first scenario and the tests, a little changed.

`mutant` draws one by number, the same for the same number whatever the machine: a character, a
line, a key, a value, a number, a date, an id, an anchor, the indentation or the encoding is another
one than its author wrote, often several of these at once.
"""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.pairs.test_pairs import KINDS, read
from tests.scenario import RULES

ROOT = Path(__file__).parent.parent.parent
_DAY = re.compile(r"(?<![0-9])-?[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_SENTENCE = re.compile(r"(?<![0-9])[0-9]{1,2} (?=[A-Z][a-z]+)")
_PAIR = re.compile(r"([a-z][a-z_-]*): +([^\s,{}\[\]#&*][^,{}\[\]\n]*)")


class Seed(NamedTuple):
    """A rule file, and the files that its rules need beside it."""

    name: str
    text: str
    beside: tuple[tuple[str, bytes], ...] = ()


class Mutant(NamedTuple):
    """A seed with one file changed, and the kinds of change."""

    name: str
    content: bytes
    beside: tuple[tuple[str, bytes], ...]
    changes: tuple[str, ...]


@cache
def seeds() -> tuple[Seed, ...]:
    """All rule files that we have, in a fixed order."""
    first = sorted(RULES.rglob("*.yaml"))
    folder = {path: path.relative_to(RULES).as_posix() for path in first}
    found = [
        Seed(
            folder[path],
            path.read_text("utf-8"),
            tuple((folder[each], each.read_bytes()) for each in first if each != path),
        )
        for path in first
        for _ in range(8)  # there are few, and they are what people begin with
    ]
    for path in sorted((ROOT / "tests").rglob("*.yaml")):
        lists = sorted(path.parent.glob("*.csv")) if path.stat().st_size < 20_000 else []
        beside = tuple((each.name, each.read_bytes()) for each in lists)
        text = path.read_bytes().decode("utf-8", "replace")
        if "node_modules" not in path.parts and RULES not in path.parents:
            often = 1 if "problems" in path.parts else 8
            found += [Seed(path.name, text, beside if "csv" in text else ())] * often
    found += [Seed(f"{kind}.yaml", "\n".join(read(kind)[0])) for kind in KINDS for _ in range(8)]
    return tuple(found)


@cache
def values() -> dict[str, tuple[str, ...]]:
    """What stands behind each key in any of the files."""
    found: dict[str, dict[str, None]] = {}
    for seed in seeds():
        for key, value in _PAIR.findall(seed.text):
            found.setdefault(key, {})[value.strip()] = None
    return {key: tuple(those) for key, those in found.items()}


def mutant(number: int) -> Mutant:
    """The mutant of that number."""
    chance = random.Random(f"mutant {number}")
    seed = chance.choice(seeds())
    lines = seed.text.split("\n")
    names = []
    for _ in range(1 if chance.random() < 0.65 else chance.randint(2, 4)):
        name, change = chance.choice(CHANGES)
        lines = change(lines, chance)
        names.append(name)
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    if chance.random() < 0.08:
        content = _encoded(content, chance)
        names.append("encoding")
    return Mutant(seed.name, content, seed.beside, tuple(names))


def mutants(first: int, count: int) -> Iterator[tuple[int, Mutant]]:
    """So many mutants with their numbers."""
    for number in range(first, first + count):
        yield number, mutant(number)


ODD = [*"\"'{}[]&*!|>%@`#:,?-~=<\\/.()+ \t0159aZ", "\0", "\x1b", "\x85", "\u2028", "\u202e"]
ODD += ["\ufeff", "\u0130", "\u0131", "\u0660", "\uff11", "\u00b2", "\U0001f600", "\ud800", "\r"]
ODD += [
    "é",
    "e\u0301",
    "ß",
    "中",
    "\u200b",
    "\u00a0",
    "\u2013",
    "''",
    '""',
    "- ",
    ": ",
    " #",
    "...",
]
VALUES = ["", "~", "null", "[]", "{}", "[[]]", "{a: b}", "[a, b]", "yes", "NO", "010", "1e9", "0x1"]
VALUES += ["0", "-1", "1", "9" * 30, "x" * 3000, "*a", "&a x", "|", ">-", "!!python/name:os.system"]
VALUES += [
    "!!set {a, b}",
    "'",
    '"',
    "@x",
    "%x",
    "? x",
    "- x",
    "<<: *a",
    "..",
    "../..",
    "/etc/passwd",
]
VALUES += [
    "CN",
    "[CN, RU]",
    "2024-02-30",
    "2025",
    "2025-05",
    "-0001",
    "0000",
    "9999-12-31",
    "[2024]",
]
VALUES += ["2020/..", "../2020", "1900/2100", "[2024-11-01, 2025-10-20]", "every day", "Easter"]
VALUES += ["29 February", "30 February", "day 366 of the year", "Monday of week 53", "29 Adar I"]
VALUES += ["30 Ramadan", "day 30 of leap month 12 Chinese", "5th Monday of May", "Diwali", "1 Tout"]
VALUES += ["every 1 days", "99999 days after 9 May 1945", "1000000 days before Easter", "100 %"]
VALUES += ["31 December 9999", "1 January 0001", "1 January 44 BCE", "15 March 44 BCE Julian"]
VALUES += ["{en: x, ru: [y]}", "[{until: 1991, en: A}, {en: B}]", "{Sunday: Monday after}", "true"]
VALUES += [
    "99999999 days",
    "3 days",
    "0 days",
    "[5, 5, 5]",
    "[0, -5, 1000000]",
    "even year",
    "omit",
]
NUMBERS = ["0", "-1", "1", "2", "13", "32", "366", "9999", "10000", "99999", "1000000", "9" * 25]
NUMBERS += ["00", "1.5", "٣", "²"]
IDS = ["easter", "9-may", "weekend", "x", "X", "a_b", "a.b", "..", "../../etc/passwd", "a/b", "con"]
IDS += ["-", "a--b", "x" * 300, "1", "é", "new", "all", "index", "ru", "i̇", "ı"]
IMPOSSIBLE = ["2025-02-29", "2025-02-30", "2025-04-31", "2025-13-01", "2025-00-10", "2025-05-00"]
IMPOSSIBLE += ["2025-05-32", "1900-02-29", "2100-02-29", "2025-06-31", "2025-11-31", "2025-99-99"]
ODD_DAYS = [
    "0000-01-01",
    "-0001-02-29",
    "9999-12-31",
    "2025-05-10/2025-05-09",
    "20250509",
    "2025-5-9",
]
ODD_DAYS += [
    "09.05.2025",
    "5/9/2025",
    "2025-05-09T10:00",
    "２０２５-05-09",
    "2025‑05‑09",
    "2025-W01",
]
ODD_DAYS += ["2024-02-29", "0001-01-01", "-9999-01-01", "2025-05-09?", "2025-05-0９"]
IMPOSSIBLE_DAYS = ["30 February", "31 April", "31 June", "31 September", "31 November", "32 May"]
IMPOSSIBLE_DAYS += ["0 May", "31 Nisan", "30 February Julian", "31 Ramadan", "6th Monday of May"]

Lines = list[str]


def _at(lines: Lines, chance: random.Random) -> int:
    """A line with something in it, if there is one."""
    for _ in range(20):
        number = chance.randrange(len(lines))
        if lines[number].strip():
            return number
    return 0


def _with(lines: Lines, number: int, line: str) -> Lines:
    return [*lines[:number], line, *lines[number + 1 :]]


def _character(lines: Lines, chance: random.Random) -> Lines:
    number = _at(lines, chance)
    line = lines[number]
    at = chance.randrange(len(line) + 1)
    odd = chance.choice(ODD)
    changed = (
        line[:at] + odd + line[at:],
        line[:at] + odd + line[at + 1 :],
        line[:at] + line[at + 1 :],
        line[:at] + line[at : at + 2][::-1] + line[at + 2 :],
        line[:at],
        line.upper(),
    )
    return _with(lines, number, chance.choice(changed))


def _line(lines: Lines, chance: random.Random) -> Lines:
    number, other = _at(lines, chance), _at(lines, chance)
    match chance.randrange(7):
        case 0:
            return lines[:number] + lines[number + 1 :] or [""]
        case 1:
            return [*lines[:number], lines[number], *lines[number:]]
        case 2:
            swapped = _with(lines, number, lines[other])
            return _with(swapped, other, lines[number])
        case 3:
            return [*lines[:other], lines[number], *lines[other:]]
        case 4:
            return lines[: number + 1]
        case 5:
            some = chance.choice(seeds()).text.split("\n")
            start = chance.randrange(len(some))
            return lines[:number] + some[start : start + chance.randint(1, 12)] + lines[number:]
        case _:
            joined = lines[number] + (lines[number + 1] if number + 1 < len(lines) else "")
            return [*lines[:number], joined, *lines[number + 2 :]]


def _replaced(
    pattern: re.Pattern[str],
    lines: Lines,
    chance: random.Random,
    new: Callable[[re.Match[str]], str],
) -> Lines:
    """One place that fits a pattern, in another way; a character, if nothing fits."""
    places = [(n, found) for n, line in enumerate(lines) for found in pattern.finditer(line)]
    if not places:
        return _character(lines, chance)
    number, found = chance.choice(places)
    line = lines[number]
    return _with(lines, number, line[: found.start()] + new(found) + line[found.end() :])


def _key(lines: Lines, chance: random.Random) -> Lines:
    def new(found: re.Match[str]) -> str:
        key, value = found[1], found[2]
        at = chance.randrange(len(key))
        keys = (
            key[:at] + key[at + 1 :],
            chance.choice(list(values())),
            key.upper(),
            f'"{key}"',
            f"? {key}",
            f"[{key}]",
            f"{key}: {value}, {key}",
            "",
        )
        return f"{chance.choice(keys)}: {value}"

    return _replaced(_PAIR, lines, chance, new)


def _value(lines: Lines, chance: random.Random) -> Lines:
    def new(found: re.Match[str]) -> str:
        known = values()
        if chance.random() < 0.6:
            like = found[1] if chance.random() < 0.7 else chance.choice(list(known))
            return f"{found[1]}: {chance.choice(known.get(like, tuple(VALUES)))}"
        return f"{found[1]}: {chance.choice(VALUES)}"

    return _replaced(_PAIR, lines, chance, new)


def _field(lines: Lines, chance: random.Random) -> Lines:
    """A field more: below a line and indented like it, with a value from anywhere."""
    number = _at(lines, chance)
    indent = re.sub(r"- ", "  ", re.match(r"[ -]*", lines[number])[0])  # type: ignore[index]
    key = chance.choice(list(values()))
    value = chance.choice(values()[key] if chance.random() < 0.8 else tuple(VALUES))
    return [*lines[: number + 1], f"{indent}{key}: {value}", *lines[number + 1 :]]


def _number(lines: Lines, chance: random.Random) -> Lines:
    return _replaced(re.compile("[0-9]+"), lines, chance, lambda _: chance.choice(NUMBERS))


def _date(lines: Lines, chance: random.Random) -> Lines:
    days = chance.choice((IMPOSSIBLE, IMPOSSIBLE, ODD_DAYS))
    return _replaced(_DAY, lines, chance, lambda _: chance.choice(days))


def _sentence(lines: Lines, chance: random.Random) -> Lines:
    def new(found: re.Match[str]) -> str:
        return chance.choice(["29", "30", "31", "32", "0", "00", "99", "1st", "5th"]) + " "

    if chance.random() < 0.5:
        return _replaced(_SENTENCE, lines, chance, new)
    on = re.compile(r"\b(on|of): [^,{}\[\]\n]+")
    return _replaced(on, lines, chance, lambda f: f"{f[1]}: {chance.choice(IMPOSSIBLE_DAYS)}")


def _id(lines: Lines, chance: random.Random) -> Lines:
    ids = [value for value in values()["id"] if any(value in line for line in lines)]
    new = chance.choice(ids if ids and chance.random() < 0.6 else IDS)
    which = re.compile(r"(?<=id: )[^,{}\s]+|(?<=: )[a-z0-9]+(?:-[a-z0-9]+)+(?=[,}\s]|$)")
    return _replaced(which, lines, chance, lambda _: new)


def _anchor(lines: Lines, chance: random.Random) -> Lines:
    def anchored(found: re.Match[str]) -> str:
        return f"{found[1]}: &a {found[2]}"

    def alias(found: re.Match[str]) -> str:
        return f"{found[1]}: *a"

    if chance.random() < 0.3:
        number = _at(lines, chance)
        return _with(lines, number, re.sub(r"^( *- )", r"\1&a ", lines[number] + " *a", count=1))
    if chance.random() < 0.3:
        return _replaced(re.compile(r"(\w+):(.*)$"), lines, chance, lambda f: f"{f[1]}: &a{f[2]}")
    return _replaced(_PAIR, _replaced(_PAIR, lines, chance, anchored), chance, alias)


def _indentation(lines: Lines, chance: random.Random) -> Lines:
    number = _at(lines, chance)
    line = lines[number]
    changed = (" " + line, "  " + line, line[1:], line[2:], "\t" + line.lstrip(), line.lstrip())
    return _with(lines, number, chance.choice(changed))


def _list(lines: Lines, chance: random.Random) -> Lines:
    """A value as a list of itself, or a list as its first item."""
    if chance.random() < 0.5:
        return _replaced(_PAIR, lines, chance, lambda f: f"{f[1]}: [{f[2]}, {f[2]}]")
    return _replaced(
        re.compile(r"[\[{]([^\[\]{},]*)[^\[\]{}]*[\]}]"), lines, chance, lambda f: f[1]
    )


def _other_day(lines: Lines, chance: random.Random) -> Lines:
    """A date as real as the one before."""

    def new(found: re.Match[str]) -> str:
        year = int(found[0][:-6]) + chance.choice((-100, -10, -1, 0, 0, 0, 1, 10))
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        whole = f"{max(year, 1):04}-{month:02}-{day:02}"
        return chance.choice((whole, whole, whole[:7], whole[:4]))

    return _replaced(_DAY, lines, chance, new)


def _near(lines: Lines, chance: random.Random) -> Lines:
    """A number that is another one by little, or by its size."""

    def new(found: re.Match[str]) -> str:
        number = int(found[0])
        return str(
            chance.choice((number + 1, abs(number - 1), number * 2, number // 2, number * 10))
        )

    return _replaced(re.compile(r"(?<![0-9-])[1-9][0-9]{0,8}(?![0-9-])"), lines, chance, new)


def _item(lines: Lines, chance: random.Random) -> Lines:
    """A whole item or field is gone, or stands at another place of the same depth."""
    number = _at(lines, chance)
    indent = len(lines[number]) - len(lines[number].lstrip())
    end = number + 1
    while end < len(lines) and lines[end][: indent + 1].isspace():
        end += 1
    taken, left = lines[number:end], [*lines[:number], *lines[end:]]
    if chance.random() < 0.5:
        return left or [""]
    start = lines[number][: indent + 2]
    alike = [n for n, line in enumerate(left) if line[: indent + 2] == start] or [0]
    at = chance.choice(alike)
    return [*left[:at], *taken, *left[at:]]


def _exchanged(lines: Lines, chance: random.Random) -> Lines:
    """The values of the same key at two places, one for the other."""
    places: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for number, line in enumerate(lines):
        for found in _PAIR.finditer(line):
            places.setdefault(found[1], []).append((number, found))
    several = [those for those in places.values() if len({found[2] for _, found in those}) > 1]
    if not several:
        return _character(lines, chance)
    (one, found), (_, other) = chance.sample(chance.choice(several), 2)
    line = lines[one]
    return _with(lines, one, line[: found.start(2)] + other[2] + line[found.end(2) :])


def _encoded(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    match chance.randrange(8):
        case 0:
            return text.encode(
                chance.choice(("latin-1", "cp1251", "gb2312", "iso-2022-jp")), "replace"
            )
        case 1:
            return text.encode(chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32")))
        case 2:
            return b"\xef\xbb\xbf" * chance.randint(1, 2) + content
        case 3:
            return content.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\r", b"\xc2\x85")))
        case 4:
            return content[: chance.randrange(len(content) + 1)]
        case 5:
            return content[chance.randrange(len(content) + 1) :]
        case 6:
            return content * 2
        case _:
            flipped = bytearray(content or b"\0")
            for _ in range(chance.randint(1, 8)):
                flipped[chance.randrange(len(flipped))] = chance.randrange(256)
            return bytes(flipped)


CHANGES: tuple[tuple[str, Callable[[Lines, random.Random], Lines]], ...] = (
    ("character", _character),
    ("line", _line),
    ("key", _key),
    ("value", _value),
    ("value", _value),
    ("field", _field),
    ("number", _number),
    ("date", _date),
    ("sentence", _sentence),
    ("id", _id),
    ("anchor", _anchor),
    ("indentation", _indentation),
    ("list", _list),
    ("other day", _other_day),
    ("other day", _other_day),
    ("near number", _near),
    ("item", _item),
    ("item", _item),
    ("exchange", _exchanged),
    ("exchange", _exchanged),
)
