"""The command: options, exit codes and files."""

from pathlib import Path

import pytest

from calendar_gen.importing import FORMATS
from tests.importing import cases

ROWS = "name,date\nVictory Day,1945-05-09\n"


@pytest.fixture
def days(tmp_path: Path) -> Path:
    file = tmp_path / "days.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def test_the_choice_of_formats_is_that_of_the_importers() -> None:
    from calendar_gen.cli.import_ import FORMATS as OFFERED

    assert tuple(FORMATS) == OFFERED


def test_an_output_file_is_written_whole_and_not_replaced(days: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    assert cases.run(str(days), "-o", str(out)).code == 0
    first = out.read_text(encoding="utf-8")
    cases.rulebook_of(first, tmp_path)
    out.write_text("mine\n", encoding="utf-8")
    refused = cases.run(str(days), "-o", str(out))
    assert refused.code == 73
    assert "--force replaces it" in refused.said
    assert out.read_text(encoding="utf-8") == "mine\n"
    assert cases.run(str(days), "-o", str(out), "--force").code == 0
    assert out.read_text(encoding="utf-8") == first
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "days.csv",
        "out.yaml",
        "written.yaml",
    ]


def test_a_folder_that_is_not_there_cannot_be_written_to(days: Path, tmp_path: Path) -> None:
    assert cases.run(str(days), "-o", str(tmp_path / "no" / "out.yaml")).code == 73


def test_a_missing_file_is_missing_input(tmp_path: Path) -> None:
    outcome = cases.run(str(tmp_path / "no.csv"))
    assert outcome.code == 66
    assert "there is no file" in outcome.said
    assert cases.run(str(tmp_path)).code == 66


def test_standard_input_is_a_file_too(tmp_path: Path) -> None:
    outcome = cases.run("-", stdin=ROWS.encode())
    book = cases.rulebook_of(outcome.output, tmp_path)
    assert list(book.commemorations) == ["victory-day"]
    assert "# <stdin>:2\n" in outcome.output


def test_the_beginning_tells_what_no_name_does() -> None:
    card = b"BEGIN:VCARD\nFN:Ada\nBDAY:18151210\nEND:VCARD\n"
    assert "of: 1815-12-10" in cases.run("-", stdin=card).output
    assert cases.run("-", "--from-format", "csv", stdin=card).code == 65


def test_the_source_is_as_the_options_say(days: Path, tmp_path: Path) -> None:
    outcome = cases.run(
        str(days),
        *("--source-id", "archive", "--publisher", "City", "--title", 'A "title"'),
        *("--published", "2026-05-01", "--url", "https://example.org/a"),
    )
    source = cases.rulebook_of(outcome.output, tmp_path).sources["archive"]
    assert source.publisher == "City"
    assert source.title == 'A "title"'
    assert source.url == "https://example.org/a"
    assert str(source.published) == "2026-05-01"
    assert "has no day" not in outcome.said


def test_the_encoding_can_be_told(tmp_path: Path) -> None:
    russian = "name,date\nДень,1 May\n".encode("cp1251")
    told = cases.imported("x.csv", russian, tmp_path, "--encoding", "windows-1251")
    assert 'title: {en: "День"}' in told.output
    assert "Windows-1252" not in told.said
    assert "read as Windows-1252" in cases.imported("x.csv", russian, tmp_path).said
    wrong = cases.imported("x.csv", russian, tmp_path, "--encoding", "utf-8")
    assert (wrong.code, "no text in utf-8" in wrong.said) == (65, True)


@pytest.mark.parametrize(
    "options, why",
    [
        (["--published", "soon"], "no day can be read"),
        (["--published", "2026/2027"], "not one day"),
        (["--url", "javascript:alert(1)"], "not a web address"),
        (["--lang", "xx"], "no language"),
        (["--lang", "English"], "not a language tag"),
        (["--host", "UK"], "not the code of a state"),
        (["--source-id", "A b"], "not an id"),
        (["--encoding", "nonsense"], "no encoding"),
        (["--from-format", "xml"], "xml"),
    ],
)
def test_wrong_options_are_usage_errors(days: Path, options: list[str], why: str) -> None:
    outcome = cases.run(str(days), *options)
    assert outcome.code == 2
    assert why in " ".join(outcome.said.split())
    assert outcome.output == ""


def test_without_a_file_there_is_nothing_to_do() -> None:
    assert cases.run().code == 2
