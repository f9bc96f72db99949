"""What cannot be done is said in a sentence, with the exit code of its kind."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """\
calendar-gen: 1
sources: {s: {publisher: P, published: 1990-01-01}}
commemorations: [{id: our-day, title: Our day, on: 9 May, sources: [s]}]
"""
WRITE = "No such file or directory"


@pytest.mark.parametrize(
    "asked, code, said",
    [
        ("backtest --rules r.yaml", 1, "the rules hold no visit pattern, so there is nothing to"),
        ("serve r.yaml --secret-only -o out", 2, "--secret-only needs --secrets FILE"),
        ("serve - -o out", 2, "rules are watched while serving, and - is standard input"),
        ("digest 2027 -r r.yaml -o no/x.txt", 73, f"cannot write no/x.txt: {WRITE}"),
        (
            "digest 2027 -r r.yaml --format email --mail-from nobody --mail-to a@b.example",
            2,
            '"nobody" is no mail address; write desk@example.org or',
        ),
        ("new commemoration x-day -o no/x.yaml", 73, f'cannot write "no/x.yaml": {WRITE}'),
        ("import --bulk no.jsonl -o x.jsonl", 66, 'there is no file "no.jsonl"'),
        ("import --bulk r.yaml -o no/x.jsonl", 73, f"cannot write no/x.jsonl: {WRITE}"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    asked: str, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(RULES, "utf-8")
    result = CliRunner().invoke(main, [*asked.split()])
    assert said in " ".join(result.stderr.split())
    assert (result.exit_code, result.stdout) == (code, "")
    assert [path.name for path in tmp_path.iterdir()] == ["r.yaml"]
