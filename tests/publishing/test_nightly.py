"""The README's nightly build: an empty machine goes on from what was published."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from tests.clients.peers import served
from tests.committed import ROOT
from tests.site.samples import RULES, tree

BASE = ("--base-url", "https://example.org/c", "--lang", "en,ru,zh", "--compress", "gzip")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    return file


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout + done.stderr


def download(address: str, target: Path) -> None:
    """As `curl` does."""
    from urllib.request import urlopen

    with urlopen(f"{address}/data/revisions.json") as answer:
        target.write_bytes(answer.read())


def test_an_empty_machine_writes_the_very_bytes(rules: Path, tmp_path: Path) -> None:
    first, second, www = tmp_path / "a", tmp_path / "b", tmp_path / "www"
    run("build", rules, "-o", first, "--as-of", "2025-05-06", *BASE)
    run("publish", www, "--site", first)
    before = tree(first)
    shutil.rmtree(first)
    memory = tmp_path / "revisions.json"
    with served(www) as address:
        download(address, memory)
    run("build", rules, "-o", second, "--as-of", "2025-05-06", *BASE, "--previous", memory)
    assert tree(second) == before
    assert "nothing has changed" in run("publish", www, "--site", second)


def test_it_counts_changes_as_a_machine_does_that_keeps_its_site(
    rules: Path, tmp_path: Path
) -> None:
    kept, www = tmp_path / "kept", tmp_path / "www"
    memory = tmp_path / "revisions.json"
    texts = (
        RULES,
        RULES.replace("en: Surrender Day", "en: V-J Day"),
        RULES.replace("en: Surrender Day", "en: V-J Day").replace("1945-05-09", "1945-05-08"),
        RULES.partition("reciprocal_visits:")[0],
    )
    for night, text in enumerate(texts):
        rules.write_text(text, encoding="utf-8")
        common = (rules, "--as-of", f"2025-05-{night + 6:02}", *BASE)
        run("build", *common, "-o", kept)
        fresh = tmp_path / f"night-{night}"
        previous = "none" if night == 0 else memory
        run("build", *common, "-o", fresh, "--previous", previous)
        assert tree(fresh) == tree(kept)
        run("publish", www, "--site", fresh)
        shutil.copy(www / "data" / "revisions.json", memory)
        shutil.rmtree(fresh)
    assert b"SEQUENCE:2" in (kept / "feeds" / "all.ics").read_bytes()


ON_THAT_DAY = """\
#!/bin/sh
test "$1" = build && set -- "$@" --today 2025-05-07
exec "$PYTHON" -m calendar_gen "$@"
"""


def test_the_script_of_the_readme_does_it(rules: Path, tmp_path: Path) -> None:
    www, night = tmp_path / "www", tmp_path / "night"
    run("build", rules, "-o", tmp_path / "first", "--as-of", "2025-05-06", *BASE[:2])
    run("publish", www, "--site", tmp_path / "first")
    (night / "rules").mkdir(parents=True)
    text = RULES.replace("en: Surrender Day", "en: V-J Day")
    (night / "rules" / "days.yaml").write_text(text, encoding="utf-8")
    command = tmp_path / "bin" / "calendar-gen"
    command.parent.mkdir()
    command.write_text(ON_THAT_DAY)
    command.chmod(0o755)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(set -e .*?)```", readme, re.DOTALL)
    environment = {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
    }
    with served(www) as address:
        script = script.replace("https://example.org/calendar/", f"{address}/")
        script = script.replace("s3://bucket/calendar", str(www))
        subprocess.run(["sh", "-c", script], cwd=night, env=environment, check=True)
    feed = (www / "feeds" / "cn.ics").read_bytes()
    assert b"SUMMARY:V-J Day: 80th anniversary" in feed
    assert b"SEQUENCE:1" in feed
    assert b"UID:surrender-day.2025@example.org" in feed
