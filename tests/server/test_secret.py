"""Secret feeds: made, served to who has the address, revoked, and told to nobody else."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from tests.server.serving import Served, serving
from tests.server.test_views import VICTORY, events
from tests.site.samples import RULES


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "rules.yaml").write_text(RULES, encoding="utf-8")
    return tmp_path


def secret(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["secret", *arguments, "-f", str(place / "secrets.json")])


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
        (("revoke", "press-dsek"), 'did you mean "press-desk"?'),
    ],
)
def test_wrong_commands_are_told(
    place: Path, address: str, arguments: tuple[str, ...], sentence: str
) -> None:
    done = secret(place, *arguments)
    assert done.exit_code != 0
    assert sentence in done.stderr


def test_a_server_may_serve_nothing_but_secrets(place: Path, address: str) -> None:
    options = ("--lang", "en,ru", "--secrets", place / "secrets.json", "--secret-only")
    with serving(place, *options) as server:
        assert server.ask(address).status == 200
        for target in ("/", "/feeds/all.ics", "/feeds/all.ics?lang=ru", "/data/revisions.json"):
            assert server.ask(target).status == 404
            assert server.ask(target, "POST").status == 404
        described = server.ask("/openapi.json").text
        assert "/healthz" in described
        assert "wwii" not in described


def test_filters_that_became_wrong_are_told_to_the_operator_only(place: Path) -> None:
    made = secret(place, "create", "desk", "--filters", "category=none").stdout.strip()
    with serving(place, "--lang", "en", "--secrets", place / "secrets.json") as server:
        answer = server.ask(made)
        assert answer.status == 404
        assert "none" not in answer.text
        line = next(line for line in server.lines() if line["event"] == "secret-feed")
        assert (line["name"], line["level"]) == ("desk", "warning")
