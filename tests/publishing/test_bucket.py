"""A real S3 server (rclone's), which takes the right signature and no other."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import obstore
import pytest
from click.testing import CliRunner, Result
from obstore.store import S3Store

from calendar_gen.cli import main
from calendar_gen.publishing.bucket import lacks, reason
from tests.clients.peers import HOST, free_port, rclone_s3, running
from tests.committed import ROOT
from tests.site.samples import RULES, built, order, rulebook

KEY, SECRET = "AKIDEXAMPLE", "wJalrXUtnFEMI-K7MDENG-bPxRfiCY"


class Storage:
    """The server: its address, its log, and what is in its bucket."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self._log = log
        self.store = S3Store(
            "site",
            endpoint=url,
            access_key_id=KEY,
            secret_access_key=SECRET,
            client_options={"allow_http": True},
        )

    def objects(self) -> dict[str, bytes]:
        paths = [item["path"] for page in obstore.list(self.store) for item in page]
        return {path: bytes(obstore.get(self.store, path).bytes()) for path in paths}

    def puts(self) -> list[str]:
        """What was put since the server started, in order, as the server logged it."""
        lines = self._log.read_text().splitlines()
        return [line.partition("OBJECT: site ")[2] for line in lines if "CREATE OBJECT:" in line]


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    folder = tmp_path / "storage"
    (folder / "site").mkdir(parents=True)
    port = free_port()
    log = tmp_path / "log"
    with running(rclone_s3(folder, KEY, SECRET, port), port, log):
        yield Storage(f"http://{HOST}:{port}", log)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    languages = ("en", "ru")
    built(order(rulebook(tmp_path / "rules"))._replace(languages=languages), tmp_path / "site")
    return tmp_path / "site"


def publish(
    storage: Storage, site: Path, *options: str, target: str = "s3://site", **variables: str | None
) -> Result:
    environment: dict[str, str | None] = {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_ENDPOINT_URL": storage.url,
        **variables,
    }
    arguments = ["publish", target, "--site", str(site), *options]
    return CliRunner(env=environment).invoke(main, arguments)


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_a_site_is_published_and_one_change_sends_one_object(storage: Storage, site: Path) -> None:
    tried = publish(storage, site, "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert tried.stdout.splitlines()[-1] == "new        index.html"
    assert storage.objects() == {}

    first = publish(storage, site)
    assert first.exit_code == 0, first.output
    assert f"{len(files(site))} new, 0 changed" in first.stderr
    there = storage.objects()
    del there["data/published.json"]
    assert there == files(site)
    sent = storage.puts()
    assert sent[-3:] == ["ru/index.html", "index.html", "data/published.json"]

    again = publish(storage, site)
    assert "nothing has changed" in again.stderr
    assert storage.puts() == sent

    (site / "feeds" / "all.ics").write_bytes((site / "feeds" / "wwii.ics").read_bytes())
    assert publish(storage, site, "--dry-run").stdout == "changed    feeds/all.ics\n"
    publish(storage, site)
    assert storage.puts()[len(sent) :] == ["feeds/all.ics", "data/published.json"]
    assert storage.objects()["feeds/all.ics"] == (site / "feeds" / "all.ics").read_bytes()


def test_each_object_says_what_it_is(storage: Storage, site: Path) -> None:
    publish(storage, site)
    found = {
        path: dict(obstore.get(storage.store, path).attributes)
        for path in ("feeds/all.ics", "index.html", "data/revisions.json")
    }
    assert found == {
        "feeds/all.ics": {
            "Content-Type": "text/calendar; charset=utf-8",
            "Cache-Control": "public, max-age=3600",
            "Content-Disposition": 'inline; filename="all.ics"',
        },
        "index.html": {
            "Content-Type": "text/html; charset=utf-8",
            "Cache-Control": "public, max-age=600",
        },
        "data/revisions.json": {"Content-Type": "application/json", "Cache-Control": "no-cache"},
    }


def test_what_the_site_has_no_more_is_removed_and_what_is_not_ours_stays(
    storage: Storage, site: Path
) -> None:
    obstore.put(storage.store, "other/letter.txt", b"Dear")
    publish(storage, site)
    (site / "feeds" / "wwii.ics").unlink()
    done = publish(storage, site)
    assert "0 new, 0 changed, 1 removed" in done.stderr
    there = storage.objects()
    assert "feeds/wwii.ics" not in there
    assert there["other/letter.txt"] == b"Dear"


def test_what_somebody_else_changed_or_took_is_mended(storage: Storage, site: Path) -> None:
    publish(storage, site)
    obstore.put(storage.store, "feeds/all.ics", b"nonsense")
    obstore.delete(storage.store, "feeds/wwii.ics")
    done = publish(storage, site, "--dry-run")
    assert done.stdout == "new        feeds/wwii.ics\nchanged    feeds/all.ics\n"
    publish(storage, site)
    there = storage.objects()
    assert {path: there[path] for path in files(site)} == files(site)


def test_a_prefix_is_a_site_of_its_own_without_compressed_copies(
    storage: Storage, site: Path, tmp_path: Path
) -> None:
    publish(storage, site)
    before = storage.objects()
    (site / "index.html.gz").write_bytes(b"\x1f\x8b")
    (site / "own.gz").write_bytes(b"\x1f\x8b")
    done = publish(storage, site, target="s3://site/two/")
    assert done.exit_code == 0, done.output
    there = storage.objects()
    assert {path: there[path] for path in before} == before
    assert "two/own.gz" in there
    assert "two/index.html.gz" not in there


def test_files_of_somebody_else_are_not_written_over_unasked(storage: Storage, site: Path) -> None:
    obstore.put(storage.store, "index.html", b"Welcome")
    refused = publish(storage, site)
    assert refused.exit_code == 73
    assert "index.html is there already, and calendar-gen did not publish it" in refused.stderr
    assert storage.objects() == {"index.html": b"Welcome"}
    assert publish(storage, site, "--replace").exit_code == 0
    assert storage.objects()["index.html"] == (site / "index.html").read_bytes()


def killed_after(storage: Storage, site: Path, number: int) -> list[str]:
    """Publish in a process of its own, which is killed when so many objects were sent; gives what
    was.
    """
    before = len(storage.puts())
    command = [sys.executable, "-m", "calendar_gen", "publish", "s3://site", "--site", str(site)]
    keys = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}
    environment = {**os.environ, **keys, "AWS_ENDPOINT_URL": storage.url, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        while len(storage.puts()) < before + number:
            assert process.poll() is None, "it was done before it could be killed"
            time.sleep(0.002)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    return storage.puts()[before:]


def test_a_publication_that_is_killed_links_to_nothing_missing_and_is_completed(
    storage: Storage, site: Path
) -> None:
    for number in range(400):
        (site / f"leaf-{number}.txt").write_text("1")
    sent = killed_after(storage, site, 20)
    assert sent[0] == "data/published.json", "so that what follows is known for ours"
    assert not {"data/published.json", "index.html", "ru/index.html"} & {*sent[1:]}
    done = publish(storage, site)
    assert done.exit_code == 0, done.output
    there = storage.objects()
    manifest = there.pop("data/published.json")
    assert there == files(site)

    pages = {path: there[path] for path in ("index.html", "ru/index.html")}
    for number in range(400):
        (site / f"leaf-{number}.txt").write_text("2")
    for path in pages:
        (site / path).write_bytes(pages[path] + b"<!-- newer -->")
    (site / "feeds" / "wwii.ics").unlink()
    sent = killed_after(storage, site, 20)
    there = storage.objects()
    assert there["data/published.json"] == manifest
    assert {path: there[path] for path in pages} == pages
    assert "feeds/wwii.ics" in there, "what pages link to goes last"
    assert publish(storage, site).exit_code == 0
    assert storage.puts()[-3:] == ["ru/index.html", "index.html", "data/published.json"]
    there = storage.objects()
    del there["data/published.json"]
    assert there == files(site)
    assert "nothing has changed" in publish(storage, site).stderr


@pytest.mark.parametrize(
    "variables, target, sentence",
    [
        (
            {"AWS_SECRET_ACCESS_KEY": "not-the-secret"},
            "s3://site",
            "the secret in AWS_SECRET_ACCESS_KEY is not that of the access key",
        ),
        ({"AWS_ACCESS_KEY_ID": "NOBODY"}, "s3://site", "does not know the access key"),
        (
            {"AWS_ACCESS_KEY_ID": None},
            "s3://site",
            "AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not; set both",
        ),
        (
            {"AWS_SECRET_ACCESS_KEY": None},
            "s3://site",
            "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not; set both",
        ),
        (
            {"AWS_SECRET_ACCESS_KEY": ""},
            "s3://site",
            "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not; set both",
        ),
        (
            {"AWS_SECRET_ACCESS_KEY": None, "AWS_ACCESS_KEY_ID": None},
            "s3://site",
            "no key for s3://site: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        ),
        (
            {"AWS_SECRET_ACCESS_KEY": f"{SECRET}\n"},
            "s3://site",
            "AWS_SECRET_ACCESS_KEY begins or ends with a space or a new line; set it without",
        ),
        ({}, "s3://nowhere", "has no such bucket; make it first"),
        ({"AWS_ENDPOINT_URL": f"http://{HOST}:1"}, "s3://site", f"{HOST}:1 cannot be reached"),
        ({"AWS_ENDPOINT_URL": "http://["}, "s3://site", "AWS_ENDPOINT_URL: that is no address"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(
    storage: Storage,
    site: Path,
    variables: dict[str, str | None],
    target: str,
    sentence: str,
) -> None:
    refused = publish(storage, site, target=target, **variables)
    assert refused.exit_code == 73
    assert sentence in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    for secret in (KEY, SECRET, "not-the-secret"):
        assert secret not in refused.output
    assert storage.objects() == {}


def test_a_rule_that_changes_sends_what_it_changes(storage: Storage, tmp_path: Path) -> None:
    site = tmp_path / "site"
    wanted = order(rulebook(tmp_path / "rules"))
    built(wanted, site)
    publish(storage, site)
    text = RULES.replace("en: Surrender Day", "en: V-J Day")
    built(wanted._replace(rulebook=rulebook(tmp_path / "rules", text)), site)
    listed = publish(storage, site, "--dry-run").stdout.splitlines()
    assert "changed    feeds/cn.ics" in listed
    assert "changed    feeds/parade.ics" not in listed


@pytest.mark.parametrize(
    "variables, expected",
    [
        ({"AWS_WEB_IDENTITY_TOKEN_FILE": "/none"}, "AWS_WEB_IDENTITY_TOKEN_FILE names a file that"),
        ({"AWS_WEB_IDENTITY_TOKEN_FILE": __file__}, "but AWS_ROLE_ARN is not; set both"),
        ({"AWS_WEB_IDENTITY_TOKEN_FILE": __file__, "AWS_ROLE_ARN": "arn:x"}, None),
        ({"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"}, None),
        ({"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}, None),
    ],
)
def test_who_is_publishing(variables: dict[str, str], expected: str | None) -> None:
    found = lacks(variables)
    assert found is expected or (found and expected and expected in found)


@pytest.mark.parametrize(
    "told, expected",
    [
        ("status code: 503 Slow Down: <Code>SlowDown</Code>", "storage asks to come again later"),
        ("status code: 418 I'm a teapot: <p>", "storage answered 418 I'm a teapot"),
        ("status code: 400 Bad: <Code>Odd</Code>", "storage answered 400 Bad (Odd)"),
        ("Something else\nwith details", "Something else"),
    ],
)
def test_reasons(told: str, expected: str) -> None:
    assert reason(told, "storage") == expected
