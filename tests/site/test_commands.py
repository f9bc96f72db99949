"""`build` and `digest` on the command line: what they write, say and return."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.cli.clock import read_year
from tests.site.samples import RULES, tree


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_build_says_what_it_wrote_and_where_to_open_it(rules: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = run("build", rules, "-o", site, "--as-of", "2025-05-06")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "8 feeds, 12 digests and data; 28 files new" in done.stderr
    assert f"Open {site / 'index.html'}" in done.stderr
    again = run("build", rules, "-o", site, "--as-of", "2025-05-06")
    assert "nothing has changed" in again.stderr


def test_check_and_diff(rules: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    common = ("build", rules, "-o", site, "--as-of", "2025-05-06")
    assert run(*common, "--check").exit_code == 1
    assert not site.exists()
    run(*common)
    before = tree(site)
    assert run(*common, "--check").exit_code == 0
    rules.write_text(RULES.replace("en: Surrender Day", "en: V-J Day"), encoding="utf-8")
    differing = run(*common, "--diff")
    assert differing.exit_code == 0
    told = differing.stdout.splitlines()
    assert "retitled    surrender-day.2025  2025-09-03  V-J Day: 80th anniversary" in told
    assert "events      12 new or changed in feeds" in told
    assert "changed     feeds/cn.ics" in told
    assert run(*common, "--check").exit_code == 1
    assert run(*common, "--check", "--diff").stdout == differing.stdout
    assert tree(site) == before


OLD_VISIT = """
visits:
  - {id: dinner, guest: FR, host: DE, claims: [
     {date: 1999-01-01, status: occurred, source: gazette-1999}]}
"""


def test_on_another_day_a_page_with_a_reason_of_its_own_is_listed(
    rules: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    run("build", rules, "-o", site, "--as-of", "2025-05-06")
    before = tree(site)
    for day in ("2025-05-07", "2025-05-10"):  # on the 10th a visit has passed
        next_day = ("build", rules, "-o", site, "--as-of", day)
        assert (run(*next_day, "--check").exit_code, run(*next_day, "--diff").stdout) == (0, "")
        page = site / "digests" / "2026.html"
        page.write_text("mine", encoding="utf-8")
        assert run(*next_day, "--diff").stdout == "changed     digests/2026.html\n"
        assert run(*next_day, "--check").exit_code == 1
        page.write_bytes(before["digests/2026.html"])
        rules.write_text(RULES + OLD_VISIT, encoding="utf-8")
        listed = run(*next_day, "--diff").stdout.splitlines()
        assert "changed     digests/2026.html" in listed
        assert listed == run(*next_day[:-1], "2025-05-06", "--diff").stdout.splitlines()
        assert run(*next_day, "--check").exit_code == 1
        rules.write_text(RULES, encoding="utf-8")
    assert tree(site) == before


@pytest.mark.parametrize(
    "address, told",
    [
        ("https://example.org/a b", "write https://example.org/a%20b"),
        ("https://ex\u00e4mple.org/\u0446", "write https://xn--exmple-cua.org/%D1%86"),
        ('https://example.org/"x"', "write https://example.org/%22x%22"),
        ("https://a b.org/", "has characters that no address has"),
        ("https://example.org/\na", "has characters that no address has"),
        ("https://anna:geheim@example.org/c", "write it without a user"),
    ],
)
def test_an_address_that_would_break_events_or_tell_a_secret_is_refused(
    rules: Path, tmp_path: Path, address: str, told: str
) -> None:
    for command in (("build", rules), ("serve", rules, "--port", "0")):
        refused = run(*command, "-o", tmp_path / "site", "--base-url", address)
        assert refused.exit_code == 2
        assert told in refused.stderr
        assert "geheim" not in refused.output
        assert not (tmp_path / "site").exists()


def test_another_domain_is_refused_unless_all_starts_anew(rules: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    common = ("build", rules, "-o", site, "--as-of", "2025-05-06")
    assert run(*common, "--domain", "example.org").exit_code == 0
    before = tree(site)
    for also in ((), ("--check",), ("--previous", site / "data" / "revisions.json")):
        refused = run(*common, "--domain", "other.example", *also)
        assert refused.exit_code == 2
        assert "--domain: the events of the last build end in @example.org" in refused.stderr
        assert "start anew with --previous none" in refused.stderr
    served = run("serve", *common[1:], "--port", "0", "--domain", "other.example")
    assert served.exit_code == 2
    assert "the events of the last build end in @example.org" in served.stderr
    assert tree(site) == before
    assert run(*common, "--domain", "example.org", "--check").exit_code == 0
    assert run(*common, "--check").exit_code == 0
    done = run(*common, "--domain", "other.example", "--previous", "none")
    assert done.exit_code == 0
    feed = (site / "feeds" / "all.ics").read_text()
    assert "@other.example" in feed
    assert "@example.org" not in feed


def test_contact_and_licence_are_those_of_this_build(rules: Path, tmp_path: Path) -> None:
    # Options say what is asked of a build; only what names events goes on by itself.
    site = tmp_path / "site"
    common = ("build", rules, "-o", site, "--as-of", "2025-05-06")
    run(*common)
    plain = tree(site)
    run(*common, "--contact", "desk@example.org", "--licence", "CC0-1.0")
    feed = (site / "feeds" / "all.ics").read_text().replace("\n ", "")
    assert "Licence of the data: CC0-1.0.\\nCorrections: desk@example.org" in feed
    run(*common)
    assert tree(site) == plain


def test_the_address_of_the_last_build_is_kept_unless_another_is_given(
    rules: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    common = ("build", rules, "-o", site, "--as-of", "2025-05-06")
    run(*common, "--base-url", "https://example.org/calendar/")
    before = tree(site)
    assert b"@example.org" in before["feeds/all.ics"]
    assert b"https://example.org/calendar/digests/" in before["feeds/all.ics"].replace(
        b"\r\n ", b""
    )
    assert run(*common, "--check").exit_code == 0
    run(*common)
    assert tree(site) == before
    run(*common, "--base-url", "none")
    assert b"\r\nURL:" not in tree(site)["feeds/all.ics"]
    assert b"@example.org" in tree(site)["feeds/all.ics"]


def test_windows_and_alarms_by_option(rules: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    common = (rules, "--as-of", "2025-05-06", "--windows", "span", "--alarm", "2w")
    assert run("build", "-o", site, *common).exit_code == 0
    assert run("build", "-o", site, *common, "--check").exit_code == 0
    printed = run("forecast", *common, "--format", "ics")
    for feed in (tree(site)["feeds/all.ics"], printed.stdout_bytes):
        assert b"DTSTART;VALUE=DATE:20250825\r\nDTEND;VALUE=DATE:20250905" in feed
        assert feed.count(b"TRIGGER:-P14D\r\n") == feed.count(b"BEGIN:VEVENT")


def test_what_cannot_be_written_is_73_with_a_sentence(rules: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "letter.txt").write_text("Dear")
    for arguments in (
        ("build", rules, "-o", own),
        ("build", rules, "-o", tmp_path / "no" / "site"),
        ("digest", "2025", "-r", rules, "-o", tmp_path / "no" / "d.html"),
        ("digest", "2025", "-r", rules, "-o", own / "letter.txt" / "d.html"),
    ):
        failed = run(*arguments)
        assert failed.exit_code == 73
        assert failed.stderr.startswith("Error: cannot write ")
        assert failed.stderr.count("\n") == 1
    assert tree(own) == {"letter.txt": b"Dear"}


PLACES = {
    "/": "/: it is the root of all folders; name an empty or a new folder",
    "own": "{}/own: it is not empty and holds no site of calendar-gen (it has no "
    "data/revisions.json); name an empty or a new folder",
    "own/letter.txt": "{}/own/letter.txt: it is a file, not a folder",
    "own/letter.txt/site": "{0}/own/letter.txt/site: {0}/own/letter.txt is a file, not a folder",
    "no/site": "{0}/no/site: there is no folder {0}/no",
    "circle": "circle: Too many levels of symbolic links",
    "circle/site": "circle/site: Too many levels of symbolic links",
    "x" * 300: "x" * 40 + "…: File name too long",
    "/dev/null": "/dev/null: it is a file, not a folder",
    "/proc": "/proc: it is not empty and holds no site of calendar-gen (it has no "
    "data/revisions.json); name an empty or a new folder",
}
"""Where no site can stand, and what is said of it."""


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[:20])
@pytest.mark.parametrize("option", [(), ("--check",), ("--diff",), ("--previous", "none")])
def test_where_no_site_can_stand_is_told_whatever_is_asked(
    place: str,
    option: tuple[str, ...],
    rules: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("Dear")
    (tmp_path / "circle").symlink_to("circle")
    monkeypatch.chdir(tmp_path)
    failed = run("build", rules, "-o", place, "--as-of", "2025-05-06", *option)
    assert failed.exit_code == 73
    assert failed.stderr == f"Error: cannot write {PLACES[place].format(tmp_path)}\n"
    assert failed.stdout == ""
    assert tree(tmp_path / "own") == {"letter.txt": b"Dear"}


@pytest.mark.parametrize("place", ["/", "own", "own/letter.txt", "no/site", "circle"])
def test_a_server_says_the_same_of_them(
    place: str, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("Dear")
    (tmp_path / "circle").symlink_to("circle")
    monkeypatch.chdir(tmp_path)
    failed = run("serve", rules, "-o", place, "--port", "0", "--as-of", "2025-05-06")
    assert failed.exit_code == 73
    assert failed.stderr == f"Error: cannot write {PLACES[place].format(tmp_path)}\n"
    assert tree(tmp_path / "own") == {"letter.txt": b"Dear"}


def test_nothing_can_be_made_in_proc(rules: Path) -> None:
    failed = run("build", rules, "-o", "/proc/site", "--as-of", "2025-05-06")
    assert failed.exit_code == 73
    assert failed.stderr.startswith("Error: cannot write /proc/site: ")
    assert failed.stderr.count("\n") == 1


@pytest.mark.parametrize("place, why", [("", "name a folder"), ("-", "./- is a folder")])
def test_what_names_no_folder_is_a_usage_error(
    place: str, why: str, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    failed = run("build", rules, "-o", place, "--as-of", "2025-05-06")
    assert failed.exit_code == 2
    assert "Invalid value for --output: " in failed.stderr
    assert why in failed.stderr
    assert tree(tmp_path) == {"rules.yaml": rules.read_bytes()}


def test_a_way_round_to_a_site_finds_its_memory(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("build", rules, "-o", "site", "--as-of", "2025-05-06", "--domain", "example.org")
    before = tree(tmp_path / "site")
    again = run("build", rules, "-o", "no/../site", "--as-of", "2025-05-06")
    assert "nothing has changed" in again.stderr
    assert tree(tmp_path / "site") == before


MOUNTED = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
new_mounts, new_users = 0x00020000, 0x10000000
private, bound = 0x44000, 0x1000
site = os.fsencode(sys.argv[1])
if libc.unshare(new_mounts | (0 if os.geteuid() == 0 else new_users)):
    sys.exit("no mounts of one's own here")
if libc.mount(b"none", b"/", None, private, None):
    sys.exit("no mounts of one's own here, as in a changed root")
assert libc.mount(site, site, None, bound, None) == 0
from calendar_gen.cli import main
main(["build", sys.argv[2], "-o", sys.argv[1], "--as-of", "2025-05-07"])
"""


def test_a_mounted_folder_is_told(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in a container whose site is a folder of the machine around it. Where the system lets
    # nobody mount, the folder only says that it is mounted.
    site = tmp_path / "site"
    run("build", rules, "-o", site, "--as-of", "2025-05-06")
    before = tree(tmp_path)
    failed = subprocess.run(
        [sys.executable, "-c", MOUNTED, site, rules],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    code, said = failed.returncode, failed.stderr
    if "no mounts" in said:
        monkeypatch.setattr(Path, "is_mount", lambda folder: folder == site)
        pretended = run("build", rules, "-o", site, "--as-of", "2025-05-07")
        code, said = pretended.exit_code, pretended.stderr
    assert code == 73
    assert said == (
        f"Error: cannot write {site}: it is mounted, and what is mounted cannot be replaced; "
        f"name a folder in it, such as {site / 'site'}\n"
    )
    assert tree(tmp_path) == before


def test_a_site_in_the_current_folder_and_a_current_folder_that_is_gone(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "site"
    here.mkdir()
    monkeypatch.chdir(here)
    done = run("build", rules, "-o", ".", "--as-of", "2025-05-06")
    assert done.exit_code == 0
    assert (here / "index.html").is_file()
    assert 'Note: this shell still stands in the old folder; cd "$PWD"' in done.stderr
    for command in (("build", rules, "-o", "."), ("forecast", "--format", "csv")):
        failed = run(*command)
        assert failed.exit_code == 66
        assert failed.stderr == (
            'Error: the current folder is gone, or another took its place: cd "$PWD"\n'
        )
    monkeypatch.chdir(here)
    again = run("build", rules, "-o", ".", "--as-of", "2025-05-06")
    assert "nothing has changed" in again.stderr


def test_a_digest_does_not_follow_links_that_lead_in_a_circle(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    failed = run("digest", "2025", "-r", rules, "-o", "circle")
    assert failed.exit_code == 73
    assert failed.stderr == "Error: cannot write circle: Too many levels of symbolic links\n"
    assert (tmp_path / "circle").is_symlink()


def test_a_missing_last_build_is_66(rules: Path, tmp_path: Path) -> None:
    failed = run("build", rules, "-o", tmp_path / "s", "--previous", tmp_path / "none.json")
    assert failed.exit_code == 66
    assert "cannot read" in failed.stderr


@pytest.mark.parametrize(
    "option, value",
    [
        ("--base-url", "example.org"),
        ("--base-url", "ftp://example.org"),
        ("--base-url", "https://example.org/?a=b"),
        ("--base-url", "https://example.org:99999/"),
        ("--base-url", "https://[::1/"),
        ("--domain", "exa mple"),
        ("--domain", "-x-"),
        ("--years", "2030..2020"),
        ("--years", "soon"),
        ("--lang", "en,tlh"),
        ("--min-likelihood", "200%"),
        ("--windows", "middle"),
        ("--alarm", "soon"),
        ("--alarm", "7"),
        ("--alarm", "9999d"),
    ],
)
def test_usage_errors_are_2_and_write_nothing(
    rules: Path, tmp_path: Path, option: str, value: str
) -> None:
    failed = run("build", rules, "-o", tmp_path / "site", option, value)
    assert failed.exit_code == 2
    assert option in failed.stderr
    assert not (tmp_path / "site").exists()


def test_bad_rules_are_65_and_write_nothing(rules: Path, tmp_path: Path) -> None:
    rules.write_text(RULES.replace("of: 1945-05-09", "of: 1945-02-30"), encoding="utf-8")
    assert run("build", rules, "-o", tmp_path / "site").exit_code == 65
    assert run("digest", "2025", "-r", rules, "-o", tmp_path / "d.html").exit_code == 65
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rules.yaml"]


def test_digest_goes_to_a_file_or_to_standard_output(rules: Path, tmp_path: Path) -> None:
    file = tmp_path / "d.html"
    common = ("digest", "2025", "-r", rules, "--as-of", "2025-05-06")
    assert run(*common, "-o", file).exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert 'id="exchange.2025.ru-cn"' in text
    for printed in (run(*common), run(*common, "-o", "-")):
        assert printed.exit_code == 0
        assert printed.stdout == text
        assert printed.stderr == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.html", "rules.yaml"]


def test_digest_speaks_other_languages(rules: Path) -> None:
    printed = run("digest", "2025", "-r", rules, "--as-of", "2025-05-06", "--lang", "zh-Hans-CN")
    assert '<html lang="zh" dir="ltr">' in printed.stdout
    assert "胜利日" in printed.stdout


@pytest.mark.parametrize(
    "text, year",
    [("2027", 2027), ("-43", -43), ("-0043", -43), ("44 BCE", -43), ("1 bc", 0), ("0", 0)],
)
def test_years(text: str, year: int) -> None:
    assert read_year(text, "YEAR") == year


@pytest.mark.parametrize("text", ["next", "2027-5", "0 BCE", "-4 BCE", "", "1e3", "٢٠٢٧"])
def test_what_is_no_year(rules: Path, text: str) -> None:
    failed = run("digest", "-r", rules, "--", text)
    assert failed.exit_code == 2
    assert "no days can be read from" in failed.stderr


@pytest.mark.parametrize("command", ["build", "diff", "digest"])
def test_help_has_examples(command: str) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert shown.stdout.count(f"calendar-gen {command} ") >= 3


BAD_MEMORIES = {
    b'{"a": 1,}': "in line 1, column 9 it is not JSON",
    b"[]": "what it holds is something else",
    b"{}": 'it has no "calendar-gen-revisions"',
    b'{"calendar-gen-revisions": 2}': "its version is 2, and this program reads 1",
    b'{"calendar-gen-revisions": 1, "as_of": "x"}': "'x' is not a day of the years 1 to 9999",
    b"[" * 100_000: "what it holds is something else",
    b"\xff": "it is not text in UTF-8",
}


@pytest.mark.parametrize("content", BAD_MEMORIES, ids=lambda content: content[:9].hex())
def test_a_memory_that_is_none_is_told_in_words(
    content: bytes, rules: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    failed = run("build", rules, "-o", tmp_path / "s", "--previous", bad)
    assert failed.exit_code == 66
    assert failed.stderr == (
        f"Error: {bad} is not the revisions.json of a calendar-gen site: "
        f"{BAD_MEMORIES[content]}; --previous none starts anew\n"
    )
    assert not (tmp_path / "s").exists()


def test_a_name_that_no_file_can_have_is_told_in_words(rules: Path, tmp_path: Path) -> None:
    failed = run("build", rules, "-o", tmp_path / "s", "--previous", "x" * 300)
    assert failed.exit_code == 66
    assert failed.stderr == f"Error: cannot read {'x' * 40}…: File name too long\n"
