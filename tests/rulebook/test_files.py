"""Which files are read, and what is said of those that cannot be."""

from pathlib import Path

import pytest

from calendar_gen.rulebook import MissingInput, load
from calendar_gen.rulebook.files import rule_files


def names(folder: Path) -> list[str]:
    return [str(Path(file.name).relative_to(folder)) for file in rule_files([str(folder)])]


def test_folders_are_searched_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "sub/c.yaml", ".hidden.yaml", ".git/d.yaml", "e.txt", "f.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("calendar-gen: 1\n")
    assert names(tmp_path) == ["a.yml", "b.yaml", "sub/c.yaml"]


def test_links_that_lead_back_end(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("calendar-gen: 1\n")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "same.yaml").symlink_to(tmp_path / "a.yaml")
    assert names(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize(
    "name, said",
    [
        ("nowhere.yaml", "there is no file or folder"),
        ("empty", "holds no rule files"),
        ("gone", "cannot be read"),
    ],
)
def test_missing_input_is_a_sentence(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "a.yaml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MissingInput, match=said):
        load([str(tmp_path / name)])
