"""Secret feeds: made, served to who has the address, revoked, and told to nobody else."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from tests.server.serving import ROOT, Served, serving
from tests.server.test_views import VICTORY, events
from tests.site.samples import RULES


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "rules.yaml").write_text(RULES, encoding="utf-8")
    return tmp_path


def secret(place: Path, *arguments: str) -> Result:
    rules = ("-r", str(place / "rules")) if arguments[0] == "create" else ()
    options = (*rules, "-f", str(place / "secrets.json"))
    return CliRunner().invoke(main, ["secret", *arguments, *options])


@pytest.fixture
def address(place: Path) -> str:
    made = secret(place, "create", "press-desk", "--filters", "rule=victory-day&lang=ru")
    assert made.exit_code == 0
    return made.stdout.strip()


@pytest.fixture
def served(place: Path, address: str) -> Iterator[Served]:
    options = ("--as-of", "2025-05-06", "--lang", "en,ru", "--secrets", place / "secrets.json")
    with serving(place, *options) as server:
        yield server


def test_who_has_the_address_is_served_and_nobody_keeps_it(served: Served, address: str) -> None:
    answer = served.ask(address)
    assert answer.status == 200
    assert set(events(answer.text)) == VICTORY
    assert "День Победы" in answer.text
    public = served.ask("/feeds/all.ics?rule=victory-day&lang=ru")
    assert answer.body == public.body
    packed, public_packed = (
        served.ask(each, Accept_Encoding="gzip").headers["etag"]
        for each in (address, "/feeds/all.ics?rule=victory-day&lang=ru")
    )
    etags = {answer.headers["etag"], public.headers["etag"], packed, public_packed}
    assert len(etags) == 4, "an ETag that is shared tells what is behind the address"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["content-disposition"] == 'inline; filename="press-desk.ics"'
    assert "access-control-allow-origin" not in answer.headers
    fresh = served.ask(address, If_None_Match=answer.headers["etag"])
    assert fresh.status == 304
    assert fresh.headers["cache-control"] == "private, no-cache"
    assert "access-control-allow-origin" not in fresh.headers
    assert "access-control-allow-origin" not in served.ask(address, "OPTIONS").headers
    assert public.headers["cache-control"].startswith("public")


def test_no_answer_and_no_line_of_the_log_tells_the_address(served: Served, address: str) -> None:
    token = address.split("/")[2]
    wrong = token[::-1]
    for target, status in [
        (address, 200),
        (address + "?lang=en", 400),
        (address.replace("press-desk", "other"), 404),
        (address.replace(token, wrong), 404),
        (address.replace("/secret/", "/Secret/"), 404),
        (f"/{address}", 404),
        (address.replace("/secret/", "/secret%2f"), 200),
        (f"/calendar{address}", 404),
        (f"/feeds/all.ics?token={token}", 400),
        (address + "/", 404),
    ]:
        for method in ("GET", "HEAD"):
            answer = served.ask(target, method, Referer=address)
            assert answer.status == status
            if "?token" not in target:
                assert token not in str(answer.headers) + answer.text
    assert served.ask(address, "POST").status == 405
    served.raw(b"GET %b HTTP/1.1\r\nX y: z\r\n\r\n" % address.encode())
    last = "/the-last-one"
    served.ask(last)
    served.until(lambda: last in served.log.read_text())
    text = served.log.read_text()
    assert token not in text
    assert wrong not in text
    assert "/secret/[redacted]" in text


def test_a_revoked_feed_is_gone_while_the_server_runs(
    served: Served, place: Path, address: str
) -> None:
    assert served.ask(address).status == 200
    assert secret(place, "revoke", "press-desk").exit_code == 0
    served.until(lambda: served.ask(address).status == 410)
    again = secret(place, "create", "press-desk").stdout.strip()
    served.until(lambda: served.ask(again).status == 200)
    assert served.ask(address).status == 410
    (place / "secrets.json").write_text("{", encoding="utf-8")
    served.until(
        lambda: any(
            line["event"] == "reload" and line["level"] == "error" for line in served.lines()
        )
    )
    assert served.ask(again).status == 200


def test_a_revocation_waits_for_no_build(served: Served, place: Path, address: str) -> None:
    before = served.ask("/feeds/all.ics").body
    (place / "rules" / "more.yaml").write_text("calendar-gen: 1\n", encoding="utf-8")
    served.until(lambda: bool(served.builds()))
    [build] = served.builds()
    os.kill(build, signal.SIGSTOP)
    assert secret(place, "revoke", "press-desk").exit_code == 0
    served.until(lambda: served.ask(address).status == 410)
    assert served.builds() == [build]
    assert served.ask("/feeds/all.ics").body == before
    os.kill(build, signal.SIGCONT)
    served.until(lambda: any(line["event"] == "build" for line in served.lines()))
    assert served.ask(address).status == 410


def test_the_file_holds_no_address_and_is_for_its_owner(place: Path, address: str) -> None:
    file = place / "secrets.json"
    assert address.split("/")[2] not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret(place, "create", "other")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    listed = secret(place, "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["press-desk", "other"]
    assert listed[0].endswith("in use  rule=victory-day&lang=ru")


def test_tokens_are_long_and_never_the_same(place: Path) -> None:
    tokens = {secret(place, "create", f"feed-{n}").stdout.split("/")[2] for n in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (("create", "Press Desk"), '"Press Desk" is no name'),
        (("create", "press-desk"), 'there is a feed "press-desk"'),
        (("create", "a", "--filters", "contry=RU"), 'did you mean "country"?'),
        (("create", "a", "--filters", "country"), "has no value"),
        (("create", "a", "--filters", "country=XX"), 'country: "XX" is no party; '),
        (("create", "a", "--filters", "pair=RU,CM,CN"), "is not two parties; write RU,CN"),
        (("create", "a", "--filters", "category=wwi"), 'did you mean "wwii"?'),
        (("create", "a", "--filters", "rule=victory-dya"), 'did you mean "victory-day"?'),
        (("create", "a", "--filters", "lang=xx"), '"xx" is no language'),
        (("create", "a", "--filters", "years=0"), "not a whole number from 1 to 200"),
        (("revoke", "press-dsek"), 'did you mean "press-desk"?'),
    ],
)
def test_wrong_commands_are_told(
    place: Path, address: str, arguments: tuple[str, ...], sentence: str
) -> None:
    done = secret(place, *arguments)
    assert done.exit_code != 0
    assert sentence in done.stderr


def test_filters_that_name_no_rules_are_held_against_the_shipped_ones(tmp_path: Path) -> None:
    def create(*options: str) -> Result:
        file = str(tmp_path / "secrets.json")
        return CliRunner().invoke(main, ["secret", "create", "a", "-f", file, *options])

    failed = create("--filters", "category=towns")
    assert failed.exit_code == 2
    assert '"towns" is no category' in failed.stderr
    assert failed.stderr.endswith("(held against the shipped rules; name your own with -r)\n")
    assert not (tmp_path / "secrets.json").exists()
    assert create("--filters", "country=GB-SCT,FR&category=visit&years=2").exit_code == 0


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
from calendar_gen.cli import main
main()
"""


@pytest.mark.usefixtures("leaving_nothing")
def test_without_room_there_is_no_file_and_one_that_was_there_stays(place: Path) -> None:
    def create() -> "subprocess.CompletedProcess[str]":
        arguments = ["secret", "create", "more", "-f", str(place / "secrets.json")]
        return subprocess.run(
            [sys.executable, "-c", FULL, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    failed = create()
    assert failed.returncode == 73
    assert failed.stderr == f"Error: cannot write {place / 'secrets.json'}: File too large\n"
    assert [path.name for path in place.iterdir()] == ["rules"]
    secret(place, "create", "press-desk")
    before = (place / "secrets.json").read_bytes()
    assert create().returncode == 73
    assert (place / "secrets.json").read_bytes() == before


@pytest.mark.parametrize(
    "content, clause",
    [
        (b"", "it is empty"),
        (b'{"calendar-gen-secret-feeds": 1,\n "fee', "in line 2, column 2 it is not JSON"),
        (b"\xff", "it is not text in UTF-8"),
        (b'{"calendar-gen-secret-feeds": 1}', 'it has no "feeds"'),
        (b'{"calendar-gen-secret-feeds": 1, "feeds": [7]}', "what it holds is something else"),
    ],
)
def test_a_file_that_is_none_is_told_in_words(place: Path, content: bytes, clause: str) -> None:
    (place / "secrets.json").write_bytes(content)
    for command in (("create", "a"), ("list",), ("revoke", "a")):
        failed = secret(place, *command)
        assert failed.exit_code == 66
        assert f"is no file of secret feeds: {clause}; bring back a copy of it" in failed.stderr
    assert (place / "secrets.json").read_bytes() == content


def test_a_server_may_serve_nothing_but_secrets(place: Path, address: str) -> None:
    options = ("--lang", "en,ru", "--secrets", place / "secrets.json", "--secret-only")
    address_of_it = ("--base-url", "https://example.org/c")
    with serving(place, *options, *address_of_it) as server:
        answer = server.ask(address)
        assert answer.status == 200
        assert "example.org/c" not in answer.text, "an address that is answered with 404"
        for target in ("/", "/feeds/all.ics", "/feeds/all.ics?lang=ru", "/data/revisions.json"):
            assert server.ask(target).status == 404
            assert server.ask(target, "POST").status == 404
        assert "access-control-allow-origin" not in server.ask(address + "?lang=en").headers
        described = server.ask("/openapi.json").text
        assert "/healthz" in described
        assert "wwii" not in described


def test_filters_that_became_wrong_are_told_to_the_operator_only(place: Path) -> None:
    made = secret(place, "create", "desk", "--filters", "category=parade").stdout.strip()
    text = RULES.replace("[wwii, parade]", "[wwii]")
    (place / "rules" / "rules.yaml").write_text(text, encoding="utf-8")
    with serving(place, "--lang", "en", "--secrets", place / "secrets.json") as server:
        answer = server.ask(made)
        assert answer.status == 404
        assert "parade" not in answer.text
        line = next(line for line in server.lines() if line["event"] == "secret-feed")
        assert (line["name"], line["level"]) == ("desk", "warning")


def test_a_rule_that_was_renamed_stays_in_a_secret_feed(place: Path, address: str) -> None:
    text = RULES.replace("id: victory-day", "id: victory\n    formerly: victory-day")
    text = text.replace("at: victory-day", "at: victory")
    (place / "rules" / "rules.yaml").write_text(text, encoding="utf-8")
    with serving(place, "--lang", "en,ru", "--secrets", place / "secrets.json") as server:
        answer = server.ask(address)
        assert answer.status == 200
        assert set(events(answer.text)) >= {"victory-day.2027"}
    made = secret(place, "create", "other", "--filters", "rule=victory-day")
    assert made.exit_code == 0
    assert "rule=victory" in secret(place, "list").stdout.splitlines()[-1].split()
