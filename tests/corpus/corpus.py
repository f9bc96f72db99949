"""The corpus as values, and as a rule file."""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
FIRST, LAST = 2000, 2040


class Row(NamedTuple):
    """One rule, where the table has it, and the years in which the table differs, with reasons."""

    id: str
    country: str
    observed: bool
    first: int
    last: int
    days: tuple[str, ...]
    sentence: str
    fields: tuple[str, ...]
    differs: dict[int, str]


def corpus() -> tuple[list[Row], dict[str, str]]:
    """Every row of `days.txt`, and its reasons by the word that stands for each."""
    lines = (FOLDER / "days.txt").read_text("utf-8").splitlines()
    reasons = (line[2:].partition(": ") for line in lines if line.startswith("= "))
    rows = [_row(line) for line in lines if line and line[0] not in "#="]
    return rows, {word: reason for word, _, reason in reasons}


def rule_file(rows: list[Row]) -> str:
    """The rows as the text of one rule file."""
    rules = [
        f'  - id: {row.id}\n    title: {{en: "{row.id}"}}\n    on: {_quoted(row.sentence)}\n'
        + "".join(f"    {field}\n" for field in (*row.fields, "sources: [law]"))
        for row in rows
    ]
    source = "sources:\n  law: {publisher: Each country, title: Its laws on holidays}\n"
    return "calendar-gen: 1\n" + source + "commemorations:\n" + "".join(rules)


def _row(line: str) -> Row:
    cells = [cell.strip() for cell in line.split("|")]
    id_, asked, sentence, fields, differs = (*cells, "", "")[:5]
    country, *words = asked.split()
    period = [word for word in words if ".." in word]
    first, last = period[0].split("..") if period else (str(FIRST), str(LAST))
    return Row(
        id_,
        country,
        "observed" in words,
        int(first),
        int(last),
        tuple(word for word in words if re.fullmatch(r"\d{4}-\d\d-\d\d", word)),
        sentence,
        tuple(field for field in fields.split("; ") if field),
        _differs(differs),
    )


def _differs(cell: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in filter(None, cell.split("; ")):
        reason, *years = part.split()
        found |= {int(year): reason for year in years}
    return found


def _quoted(sentence: str) -> str:
    return sentence if sentence.startswith("[") else f'"{sentence}"'
