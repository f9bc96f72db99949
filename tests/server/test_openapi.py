"""The OpenAPI description says what the code does: schemathesis asks whatever it allows and what it
does not, and judges each answer by it.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema

from tests.server.serving import PATIENCE, Served

SEED = 20260101
EXAMPLES = 6


def test_schemathesis_finds_no_failure(served: Served, tmp_path: Path) -> None:
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    assert program is not None, "schemathesis is needed: run `python3 -m tests`"
    address = f"http://{served.host}:{served.port}/openapi.json"
    command = [program, "run", address, "--seed", str(SEED), "--max-examples", str(EXAMPLES)]
    done = subprocess.run(
        [*command, "--no-color", "--workers", "2"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=5 * PATIENCE,
    )
    assert done.returncode == 0, done.stdout
    assert "Failures" not in done.stdout
    assert " passed" in done.stdout


def test_every_path_that_answers_is_described(served: Served, folder: Path) -> None:
    document = json.loads(served.ask("/openapi.json").text)
    paths = set(document["paths"])
    assert {"/", "/ru/", "/healthz", "/openapi.json", "/feeds/{name}.ics"} <= paths
    assert "/secret/{token}/{name}.ics" in paths
    for file in (folder / "site").rglob("*.html"):
        inside = "/" + file.relative_to(folder / "site").as_posix()
        described = inside in paths or inside.replace(file.stem, "{year}") in paths
        assert described == (not file.is_symlink())
    for path, operations in document["paths"].items():
        assert set(operations) == {"get", "head"}, path


def test_the_filters_described_are_those_that_are_read(served: Served) -> None:
    from calendar_gen.server.queries import READERS

    document = json.loads(served.ask("/openapi.json").text)
    parameters = document["components"]["parameters"].values()
    assert {p["name"] for p in parameters if p["in"] == "query"} == set(READERS)


def test_health_is_as_described(served: Served) -> None:
    document = json.loads(served.ask("/openapi.json").text)
    response = document["paths"]["/healthz"]["get"]["responses"]["200"]
    schema = response["content"]["application/json"]["schema"]
    jsonschema.validate(json.loads(served.ask("/healthz").text), schema)
