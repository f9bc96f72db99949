r"""The thirty cases that must hold, text in and text out: `thirty-cases.txt`.

First come rules that several cases share, each under `@ NAME`. A case begins with
`=== NUMBER TITLE`; then come its rules, of which a line `@ NAME` stands for shared ones, without
the version and the sources (`s2015-09-05` is a source published on that day), and below `---` the
questions with their answers. `~ OLD => NEW` changes the text of the rules for the questions that
follow (`\n` is a new line). The questions are

    $ AS-OF FROM TO              the occurrences, a line each
    $ ids AS-OF FROM TO          their ids only
    $ hosts AS-OF FIRST LAST     the hosts of each rule in these years
    $ guest AS-OF FIRST LAST     who is expected, by office and person
    $ titles AS-OF FROM TO       what each visit is called
    $ cycles AS-OF RULE          the cycles of a rule that are open, of 40 years around that day
    $ likelihood AS-OF ID        what a likelihood rests on
    $ told AS-OF FROM TO         all that is told of each visit, and of its likelihood
    $ ledger AS-OF A B           who owes whom
    $ problems                   what is wrong with the rules
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calendar_gen.edtf import day, from_iso, iso
from calendar_gen.forecasting.ledger import ledger
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Likelihood, Occurrence
from calendar_gen.rulebook import load
from calendar_gen.rules import Rulebook
from tests.forecast.test_cases import shown

TEXT = (Path(__file__).parent / "thirty-cases.txt").read_text(encoding="utf-8")
SHARED, *_CASES = re.split(r"^=== ", TEXT, flags=re.MULTILINE)
CASES = {case.partition("\n")[0]: case.partition("\n")[2] for case in _CASES}
PRESETS = dict(part.split("\n", 1) for part in re.split(r"^@ ", SHARED, flags=re.MULTILINE)[1:])
REACH = 40 * 366


def files_of(rules: str) -> list[str]:
    """The rules of a case as files, its own and those that it shares."""
    named = re.findall(r"^@ (.*)", rules, flags=re.MULTILINE)
    own = re.sub(r"^@ .*\n", "", rules, flags=re.MULTILINE)
    bodies = [own, *(PRESETS[name] for name in named)]
    days = sorted({day for body in bodies for day in re.findall(r"\bs(\d{4}-\d\d-\d\d)\b", body)})
    sources = "".join(f"  s{day}: {{publisher: A, published: {day}}}\n" for day in days)
    return [f"calendar-gen: 1\n{body}\n" for body in (*bodies, f"sources:\n{sources}")]


def read(rules: str, edits: list[tuple[str, str]], folder: Path) -> Rulebook:
    """The rulebook of a case after edits, each of which must change something."""
    texts = files_of(rules)
    for old, new in edits:
        before = texts
        texts = [text.replace(old, new) for text in texts]
        assert texts != before, old
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return load([str(folder)])


def _occurrences(book: Rulebook, as_of: str, first: str, last: str) -> Iterator[str]:
    found = occurrences(book, *map(from_iso, (first, last, as_of)))
    yield from (shown(o) for o in found if o.kind == "visit")


def _ids(book: Rulebook, as_of: str, first: str, last: str) -> Iterator[str]:
    found = occurrences(book, *map(from_iso, (first, last, as_of)))
    ids = [o.id for o in found if o.pattern]
    yield " ".join(ids) or "none"


def _hosts(book: Rulebook, as_of: str, first: str, last: str) -> Iterator[str]:
    found = occurrences(book, day(int(first), 1, 1), day(int(last), 12, 31), from_iso(as_of))
    for rule in book.patterns:
        mine = [o for o in found if o.rule == rule]
        yield f"{rule}: " + " ".join(f"{o.cycle} {o.host}{_mark(o)}" for o in mine)


def _guest(book: Rulebook, as_of: str, first: str, last: str) -> Iterator[str]:
    found = occurrences(book, *map(from_iso, (first, last, as_of)))
    visits = [o for o in found if o.kind == "visit"]
    yield from (f"{o.id} {o.guest} {' or '.join(o.rank)}, {o.person}" for o in visits)


def _titles(book: Rulebook, as_of: str, first: str, last: str) -> Iterator[str]:
    found = occurrences(book, *map(from_iso, (first, last, as_of)))
    yield from (f"{o.id}: {o.titles['en']}" for o in found if o.pattern)


def _cycles(book: Rulebook, as_of: str, rule: str) -> Iterator[str]:
    known = from_iso(as_of)
    found = occurrences(book, known - REACH // 2, known + REACH // 2, known)
    yield " ".join(o.cycle for o in found if o.rule == rule) or "none"


def _likelihood(book: Rulebook, as_of: str, wanted: str) -> Iterator[str]:
    known = from_iso(as_of)
    found = occurrences(book, known, known + REACH, known)
    likely = next(o for o in found if o.id == wanted).likelihood
    assert likely is not None
    assert 0 < likely.low < likely.probability < likely.high < 1
    gate = "no gate" if likely.gate is None else f"gate {likely.gate:g}"
    yield f"{likely.hits} of {likely.chances}, {gate}"


def _told(book: Rulebook, as_of: str, first: str, last: str) -> Iterator[str]:
    for each in occurrences(book, *map(from_iso, (first, last, as_of))):
        if each.kind == "visit":
            yield f"{each.id}: {_fields(each)}"
            if each.likelihood is not None:
                yield f"  {_fields(each.likelihood)}"


_UNTOLD = ("id", "uid", "rule", "kind", "calendar", "at", "claims", "likelihood")


def _fields(of: Occurrence | Likelihood) -> str:
    """The fields that say something, with days as days."""
    told = [
        f"{name} {_shown(name, value)}"
        for name, value in of._asdict().items()
        if name not in _UNTOLD and value is not None and value is not False and value != ()
    ]
    return "; ".join(told)


def _shown(name: str, value: object) -> str:
    if isinstance(value, tuple | dict):
        inside = value.values() if isinstance(value, dict) else value
        return " ".join(_shown("", each) for each in inside)
    if isinstance(value, float):
        return f"{value:.6g}"
    dated = name in ("earliest", "latest", "moved_from")
    return iso(value) if dated and isinstance(value, int) else str(value)


def _ledger(book: Rulebook, as_of: str, one: str, other: str) -> Iterator[str]:
    (pair,) = ledger(book, from_iso(as_of), (one, other))
    since = None if pair.owed_since is None else iso(pair.owed_since)
    counts = " ".join(f"{way} {number}" for way, number in sorted(pair.counts.items()))
    yield f"owes {pair.owes} since {since}, {pair.unanswered} unanswered; {counts}"


def _problems(book: Rulebook) -> Iterator[str]:
    yield from (problem.message for problem in book.problems if problem.severity == "error")


ANSWERS: dict[str, Callable[..., Iterator[str]]] = {
    "ids": _ids,
    "hosts": _hosts,
    "guest": _guest,
    "titles": _titles,
    "cycles": _cycles,
    "likelihood": _likelihood,
    "told": _told,
    "ledger": _ledger,
    "problems": _problems,
}


def answered(question: str, book: Rulebook) -> Iterator[str]:
    """The lines that answer a question."""
    word, *rest = question.split()
    yield from ANSWERS[word](book, *rest) if word in ANSWERS else _occurrences(book, word, *rest)


def _mark(found: Occurrence) -> str:
    return " (cancelled)" if found.status == "cancelled" else ""


def told(case: str, folder: Path) -> str:
    """A case with its questions answered anew."""
    rules, _, questions = case.partition("---\n")
    told: list[str] = []
    edits: list[tuple[str, str]] = []
    for line in questions.splitlines():
        if line.startswith("~ "):
            old, _, new = line[2:].partition(" => ")
            edits.append((old, new.replace("\\n", "\n")))
        if not line.startswith("$ "):
            told += [line] if line.startswith(("~ ", "//")) else []
            continue
        book = read(rules, edits, folder)
        if line != "$ problems":
            assert [str(p) for p in book.problems if p.severity == "error"] == []
        told += [line, *answered(line[2:], book)]
    return "\n".join(told)


def test_there_are_thirty() -> None:
    assert [int(title.split()[0]) for title in CASES] == list(range(1, 31))


@pytest.mark.parametrize("title", CASES)
def test_the_case_holds(title: str, tmp_path: Path) -> None:
    expected = CASES[title].partition("---\n")[2]
    assert told(CASES[title], tmp_path) == "\n".join(filter(None, expected.splitlines()))
