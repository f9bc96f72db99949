"""CSV: the whole table against a file, and no cell that a spreadsheet would run."""

import csv
import io
from pathlib import Path

import pytest

from calendar_gen.rendering import FORMATS
from calendar_gen.rendering.occurrences_csv import COLUMNS, rows
from calendar_gen.rendering.occurrences_json import document, lines
from tests.rendering.samples import ALL, ASKED, FLAG, VISIT_ENTRY, entry

EXPECTED = Path(__file__).parent / "expected"


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table() -> None:
    assert rows(ALL, ASKED).encode() == (EXPECTED / "occurrences.csv").read_bytes()


def test_nothing_is_the_row_of_names() -> None:
    assert rows([], ASKED) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("first", [*list("=+-@\t\r\n"), "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(first: str) -> None:
    text = f'{first}HYPERLINK("http://x.example", "y")'
    hostile = entry(FLAG._replace(place=text, categories=(text,)), title=text, note=text)
    (row,) = read(rows([hostile], ASKED))
    assert [row[column] for column in ("title", "place", "categories", "note")] == [f"'{text}"] * 4


def test_days_before_our_era_are_no_subtraction() -> None:
    (row,) = read(rows([entry(FLAG._replace(earliest=-15999, cycle="-0043"))], ASKED))
    assert (row["earliest"], row["cycle"]) == ("'-0043-03-13", "'-0043")


def test_commas_quotes_and_lines_stay_in_their_cell() -> None:
    text = 'A, "b"\nc; d'
    (row,) = read(rows([entry(FLAG, title=text)], ASKED))
    assert row["title"] == text


def test_a_likelihood_has_columns_and_lists_are_parted_by_spaces() -> None:
    (row,) = read(rows([VISIT_ENTRY], ASKED))
    assert (row["probability"], row["word"], row["hits"]) == ("0.4123", "as-likely-as-not", "2")
    assert (row["categories"], row["mark"], row["person"]) == ("wwii parade", "true", "")


def test_the_registry_hands_out_each_renderer() -> None:
    shown = {name: row.load()(ALL, ASKED) for name, row in FORMATS.items()}
    assert shown == {
        "json": document(ALL, ASKED),
        "ndjson": lines(ALL, ASKED),
        "csv": rows(ALL, ASKED),
    }
