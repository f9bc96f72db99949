"""Nothing that a rule file holds runs, reaches out, or adds a part to what is made of it.

`python -m tests.benchmarks.hostile` asks five hundred such files; here is a sample.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from tests.attack.acting import ERROR, Outputs, Parts, outputs, watched
from tests.attack.hostile import ACTS, harmless, hostile

SAMPLE = range(8)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    return outputs(harmless(), tmp_path_factory.mktemp("plain"))


def test_the_plain_rules_have_every_output_and_no_error(plain: Outputs) -> None:
    assert ERROR.search(plain["check.txt"]) is None
    assert {name.rpartition(".")[2] for name in plain} == {
        "txt",
        "html",
        "xml",
        "ics",
        "csv",
        "json",
    }
    assert list(Parts(plain).added(plain)) == []
    assert {kind for number in SAMPLE for kind in hostile(number).kinds} == set(ACTS)


@pytest.mark.parametrize("number", SAMPLE)
def test_hostile_texts_stay_texts(number: int, plain: Outputs, tmp_path: Path) -> None:
    with watched(tmp_path) as done:
        made = outputs(hostile(number).content, tmp_path)
    assert [each for each in done if os.environ["XDG_CACHE_HOME"] not in each] == []
    assert list(Parts(plain).added(made)) == []
    assert not list(Path().glob("PWNED"))


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("index.html", "<h1", "<img src=x onerror=alert(1)><h1"),
        ("digests/2026.html", "<p", "<p onclick=alert(1)"),
        ("changes.html", "</body>", "<script>alert(1)</script></body>"),
        ("changes.html", 'href="', 'href="javascript:'),
        ("email.html", "</body>", '<a href="//evil.example">x</a></body>'),
        ("atom.xml", "<title", "<x/><title"),
        ("feeds/all.ics", "BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\nATTACH:http://evil.example\r\n"),
        ("feeds/all.ics", "END:VEVENT\r\n", "END:VEVENT\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n"),
        ("forecast.ics", "SUMMARY", "X-EVIL:1\r\nSUMMARY"),
        ("data/occurrences.csv", "Plain words", "=1+1"),
        ("data/occurrences.csv", "Plain words", "Plain words,"),
        ("forecast.json", '"rule": ', '"evil": 1, "rule": '),
        ("digest.txt", "Plain words", "Plain \x1b[31m words"),
        ("founding.2026.txt", "Plain words", "Plain \u202e words"),
    ],
)
def test_a_part_that_was_let_through_is_seen(name: str, old: str, new: str, plain: Outputs) -> None:
    assert old in plain[name]
    altered = {**plain, name: plain[name].replace(old, new, 1)}
    assert len(list(Parts(plain).added(altered))) >= 1


def test_who_runs_connects_or_writes_is_seen(tmp_path: Path) -> None:
    with watched(tmp_path / "rules") as done:
        subprocess.run([sys.executable, "-c", ""], check=True)
        with socket.socket() as connection:
            connection.connect_ex(("127.0.0.1", 9))
        (tmp_path / "evil").write_text("x")
        (tmp_path / "rules").mkdir()
        (tmp_path / "rules" / "fine").write_text("x")
    kinds = [each.split(" ")[0] for each in done]
    assert {"subprocess.Popen", "socket.connect", "open"} <= set(kinds)
    assert not any("fine" in each for each in done)


RULE = "calendar-gen: 1\ncommemorations:\n  - {id: a, title: A, on: 9 May}\n"
REFUSED = {
    "python-call": 'title: !!python/object/apply:os.system ["touch PWNED"]',
    "python-new": 'title: !!python/object/new:os.system ["touch PWNED"]',
    "python-name": "title: !!python/name:os.system",
    "python-module": "title: !!python/module:os",
    "own-tag": "title: !include /etc/passwd",
    "whole-tag": 'title: !<tag:yaml.org,2002:python/object/apply:os.system> ["touch PWNED"]',
    "binary": "title: !!binary UFdORUQ=",
    "merge": "title: &t {en: A}\nparties:\n  - {<<: *t, id: x, name: X}",
    "bomb": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "\n".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "deep": "title: " + "[" * 5000 + "]" * 5000,
    "id-upwards": "parties:\n  - {id: ../../evil, name: X}",
    "id-absolute": "parties:\n  - {id: /etc/passwd, name: X}",
    "id-of-a-drive": 'parties:\n  - {id: "c:evil", name: X}',
    "list-upwards": "records:\n  - {csv: ../../../../../../../../etc/passwd}",
    "list-absolute": "records:\n  - {csv: /etc/passwd}",
    "list-without-end": "records:\n  - {csv: /dev/zero}",
    "list-elsewhere": 'records:\n  - {csv: "http://evil.example/visits.csv"}',
    "address-that-runs": "sources:\n  s: {publisher: P, published: 2020-01-01, title: T,"
    ' url: "javascript:alert(1)"}',
    "address-of-a-file": "sources:\n  s: {publisher: P, published: 2020-01-01, title: T,"
    ' url: "file:///etc/passwd"}',
    "address-of-data": "sources:\n  s: {publisher: P, published: 2020-01-01, title: T,"
    ' url: "data:text/html,<script>alert(1)</script>"}',
}


def test_a_list_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    rules, secret = tmp_path / "rules" / "rules.yaml", tmp_path / "passwd"
    rules.parent.mkdir()
    secret.write_text("root:x:0:0", encoding="utf-8")
    (rules.parent / "visits.csv").symlink_to(secret)
    rules.write_text(f"{RULE}records:\n  - {{csv: visits.csv}}\n", encoding="utf-8")
    checked = CliRunner().invoke(main, ["check", str(rules)])
    assert '"visits.csv" lies outside the folders of these rules' in checked.stdout
    assert "root:" not in checked.output
    assert checked.exit_code == 1


@pytest.mark.parametrize("kind", REFUSED)
def test_what_could_reach_beyond_is_refused(kind: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "rules.yaml"
    rules.parent.mkdir()
    rules.write_text(f"{RULE}{REFUSED[kind]}\n", encoding="utf-8")
    with watched(tmp_path) as done:
        built = CliRunner().invoke(main, ["build", str(rules), "-o", str(tmp_path / "site")])
    assert built.exit_code == 65
    assert f"{rules}:" in built.stderr
    assert "root:" not in built.stderr
    assert [each for each in done if os.environ["XDG_CACHE_HOME"] not in each] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rules"]
