"""Text in, text out: each file beside this one, with what is written and what is said of it."""

from pathlib import Path

import pytest

from tests.importing import cases

INPUTS = cases.inputs()


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files bear their names as given on the command line."""
    monkeypatch.chdir(cases.FOLDER)


def test_there_are_files_of_every_format() -> None:
    assert {path.suffix for path in INPUTS} == set(cases.ENDINGS)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_file_gives_its_rules(path: Path) -> None:
    outcome = cases.run(path.name, *cases.options(path))
    assert outcome.code == 0
    assert outcome.output == path.with_suffix(".expected.yaml").read_text(encoding="utf-8")
    assert outcome.said == path.with_suffix(".findings").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_what_is_written_has_no_error(path: Path, tmp_path: Path) -> None:
    text = path.with_suffix(".expected.yaml").read_text(encoding="utf-8")
    book = cases.rulebook_of(text, tmp_path)
    allowed = {"no-because", "list-ends", "out-of-range"}  # what ends with its list
    assert {problem.code for problem in book.problems} <= allowed
    assert len(book.commemorations) == text.count("\n  - id: ")


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_line_ends_say_nothing(path: Path, tmp_path: Path) -> None:
    ends = b"\r\n"
    again = cases.imported(
        path.name, path.read_bytes().replace(b"\n", ends), tmp_path, *cases.options(path)
    )
    assert again.output == path.with_suffix(".expected.yaml").read_text(encoding="utf-8")
    assert again.said == path.with_suffix(".findings").read_text(encoding="utf-8")


def test_several_files_make_one_rulebook_with_a_source_each(tmp_path: Path) -> None:
    outcome = cases.run("archive.csv", "contacts.vcf", "archive.csv")
    book = cases.rulebook_of(outcome.output, tmp_path)
    assert {"import-archive", "import-contacts"} <= set(book.sources)
    assert outcome.output == cases.run("archive.csv", "contacts.vcf", "archive.csv").output


def test_a_file_that_is_too_large_says_how_to_let_it_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = "name,date\n" + "Somebody,1950-05-06\n" * 60
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "file=1K")
    refused = cases.imported("people.csv", content, tmp_path)
    assert refused.code == 65
    assert refused.said.splitlines()[0] == (
        "people.csv:1:1: the file has more than 1K bytes; CALENDAR_GEN_LIMITS=file=2K allows more"
    )
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "file=2K")
    assert cases.imported("people.csv", content, tmp_path).code == 0
