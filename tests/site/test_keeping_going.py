"""With --keep-going a published rule that cannot be read is not told of as cancelled."""

from pathlib import Path

from click.testing import CliRunner, Result

from calendar_gen.cli import main
from tests.site.samples import RULES, tree


def build(folder: Path, text: str, *options: str) -> Result:
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    asked = ["build", str(folder / "rules.yaml"), "-o", str(folder / "site"), *options]
    return CliRunner().invoke(main, [*asked, "--as-of", "2025-05-06"])


def test_what_was_published_and_cannot_be_read_is_not_cancelled(tmp_path: Path) -> None:
    broken = RULES.replace("of: 1945-09-03", "of: 1945-19-03")
    assert build(tmp_path, broken, "--keep-going").exit_code == 0
    assert build(tmp_path, RULES).exit_code == 0
    before = tree(tmp_path / "site")
    failed = build(tmp_path, broken, "--keep-going")
    assert failed.exit_code == 65
    assert failed.stderr.endswith(
        "Error: the last build had exchange, surrender-day, which the rules that can be read lack: "
        "subscribers would get it as cancelled; mend the rules first\n"
    )
    assert tree(tmp_path / "site") == before


def test_copies_are_no_digests(tmp_path: Path) -> None:
    assert "8 feeds, 12 digests" in build(tmp_path, RULES, "--compress", "gzip").stderr
