"""Past one machine: object storage, and workers of dask, one of which is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.clients.peers import HOST, PATIENCE, free_port, rclone_s3, running
from tests.committed import ROOT
from tests.scenario import RULES

KEY, SECRET = "AKIDEXAMPLE", "wJalrXUtnFEMI-K7MDENG-bPxRfiCY"
ASKED = ("--today", "2026-11-29", "--from", "1500", "--to", "2400")
SHARDS = 40


def calendar_gen(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "calendar_gen", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process makes."""
    folder = tmp_path_factory.mktemp("whole")
    calendar_gen("project", str(RULES), *ASKED, "-o", str(folder))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """The files that a manifest names, by year."""
    manifest = json.loads((folder / "manifest.json").read_text())
    paths = {year: told["path"] for year, told in manifest["years"].items()}
    paths["rules"] = manifest["rules"]["path"]
    return {year: (folder / path).read_bytes() for year, path in paths.items()}


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    command = [
        *(sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", HOST),
        *("--port", str(port), "--no-dashboard"),
    ]
    with running(command, port, tmp_path / "scheduler.log"):
        yield f"tcp://{HOST}:{port}"


@contextmanager
def worker(scheduler: str, folder: Path, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [
        *(sys.executable, "-m", "distributed.cli.dask_worker", scheduler, "--no-dashboard"),
        *(
            "--nthreads",
            "1",
            "--no-nanny",
            "--local-directory",
            str(folder),
            "--death-timeout",
            "60",
        ),
    ]
    with (
        (folder.parent / f"{folder.name}.log").open("wb") as log,
        subprocess.Popen(
            command, stdout=log, stderr=log, cwd=ROOT, env={**os.environ, **environment}
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()
            process.wait(PATIENCE)


def test_a_worker_is_killed_and_the_bytes_are_those_of_one_process(
    whole: Path, scheduler: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with ExitStack() as workers:
        first, _second = (
            workers.enter_context(worker(scheduler, tmp_path / name)) for name in ("one", "two")
        )
        command = [
            *(sys.executable, "-m", "calendar_gen", "project", str(RULES), *ASKED, "-o", str(out)),
            *("--shards", str(SHARDS), "--engine", "dask", "--scheduler", scheduler),
        ]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as project:
            end = time.monotonic() + 2 * PATIENCE
            while not any(out.rglob("*.arrow")):
                assert time.monotonic() < end, "no part was ever made"
                assert project.poll() is None, project.stderr and project.stderr.read()
                time.sleep(0.01)
            first.send_signal(signal.SIGKILL)
            assert first.wait(PATIENCE) == -signal.SIGKILL
            assert not (out / "manifest.json").exists(), "it was over before the worker was killed"
            _, said = project.communicate(timeout=4 * PATIENCE)
            assert project.returncode == 0, said.decode()
    assert files(out) == files(whole)


def test_workers_write_to_object_storage_and_a_query_reads_it(
    whole: Path, scheduler: str, tmp_path: Path
) -> None:
    (tmp_path / "storage" / "desk").mkdir(parents=True)
    port = free_port()
    keys = {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_ENDPOINT_URL": f"http://{HOST}:{port}",
    }
    with ExitStack() as servers:
        command = rclone_s3(tmp_path / "storage", KEY, SECRET, port)
        servers.enter_context(running(command, port, tmp_path / "s3.log"))
        for name in ("one", "two"):
            servers.enter_context(worker(scheduler, tmp_path / name, **keys))
        calendar_gen(
            *("project", str(RULES), "--today", "2026-11-29", "--from", "2020", "--to", "2040"),
            *("-o", "s3://desk/projected", "--shards", "4"),
            *("--engine", "dask", "--scheduler", scheduler),
            **keys,
        )
        question = ("--day", "2027-05-09", "--format", "json")
        far = calendar_gen("query", "s3://desk/projected", *question, **keys)
    assert far.stdout == calendar_gen("query", str(whole), *question).stdout
    there = tmp_path / "storage" / "desk" / "projected"
    mine, theirs = files(there), files(whole)
    assert mine == {year: theirs[year] for year in mine}
    assert {path.suffix for path in there.rglob("*") if path.is_file()} == {".json", ".parquet"}
