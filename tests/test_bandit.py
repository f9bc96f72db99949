"""What bandit finds in the package is mended, or is said at its line to be no danger, and why."""

import json
import re
import subprocess
import sys

from tests.committed import ROOT

MARKED = re.compile(r"# nosec(?: (B[0-9]{3}) # .+)?")


def found() -> set[tuple[str, range, str]]:
    """File, lines and number of each finding, whatever is said at its lines."""
    command = (sys.executable, "-m", "bandit", "-c", "pyproject.toml", "-r", "calendar_gen")
    options = ("--quiet", "--ignore-nosec", "--format", "json")
    ran = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, check=False)
    told = json.loads(ran.stdout)
    assert told["errors"] == []
    assert len(told["metrics"]) > 400
    return {
        (each["filename"], range(min(lines), max(lines) + 1), each["test_id"])
        for each in told["results"]
        for lines in [[each["line_number"], *each["line_range"]]]
    }


def test_each_finding_has_its_reason_and_each_reason_its_finding() -> None:
    marks = {
        (path.relative_to(ROOT).as_posix(), number, marked[1] or "no reason")
        for path in sorted((ROOT / "calendar_gen").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for marked in [MARKED.search(line)]
        if marked is not None
    }
    findings = found()
    assert len(findings) > 10
    answered = {
        (finding, mark)
        for finding in findings
        for mark in marks
        if (mark[0], mark[2]) == (finding[0], finding[2]) and mark[1] in finding[1]
    }
    assert {finding for finding, _ in answered} == findings
    assert {mark for _, mark in answered} == marks
