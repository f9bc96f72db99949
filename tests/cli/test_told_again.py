"""Answers told again to the same question: the same bytes, and never out of date."""

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import calendar_gen.__main__ as command
from calendar_gen import answers, assets, cli, plainly, program

RULE = """\
calendar-gen: 1
commemorations:
  - {id: our-day, title: {en: Our day, ru: Наш день}, on: 9 May, of: 1945-05-09, sources: [s-1]}
  - {id: their-day, title: {en: Their day}, on: 10 Tevet, sources: [s-1]}
sources:
  s-1: {title: A paper, published: 1945-05-09}
"""
LATER = 10_000_000_000
"""Nanoseconds after which a file that was written counts as old."""


class Told(NamedTuple):
    code: object
    out: str
    notes: str
    again: bool
    plainly: bool = False


Ask = Callable[..., Told]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules" / "none-here").mkdir(parents=True)
    (tmp_path / "rules" / "ours.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "record.csv").write_text(
        "date_start,date_end,precision,visitor_country,host_country\n"
        "2020-01-02,2020-01-03,day,FR,DE\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in answers.ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + LATER)
    return tmp_path / "rules"


@pytest.fixture
def ask(rules: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks as from a shell; whether it was told again, or else without the command line."""
    monkeypatch.setattr(gc, "disable", lambda: None)  # other tests go on in this process
    monkeypatch.setattr(gc, "freeze", lambda: None)
    ran: list[str] = []
    main, plain = cli.main, plainly.answer

    def counted(*arguments: object, **named: object) -> object:
        ran.append("main")
        return main(*arguments, **named)

    def plainly_counted(*arguments: Any) -> object:
        found = plain(*arguments)
        ran.extend(["plain"] * (found is not None))
        return found

    monkeypatch.setattr(cli, "main", counted)
    monkeypatch.setattr(plainly, "answer", plainly_counted)

    def asked(*arguments: str) -> Told:
        monkeypatch.setattr(sys, "argv", ["calendar-gen", "forecast", *arguments])
        ran.clear()
        code: object = 0
        try:
            command.run("calendar-gen")
        except SystemExit as end:
            code = end.code
        return Told(code, *capsys.readouterr(), not ran, ran == ["plain"])

    return asked


DAY = ("--today", "2026-11-24")


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--format", "json"),
        ("--format", "csv", "--lang", "ru"),
        ("--format", "ics"),
        ("--days", "3"),
        ("--records", "record.csv"),
        ("--from", "3000", "--to", "3001"),
    ],
)
def test_it_is_told_word_for_word(ask: Ask, options: tuple[str, ...]) -> None:
    read = ask("rules", *DAY, *options, "--no-cache")
    assert (read.code, read.again) == (0, False)
    assert read.out
    first, second = ask("rules", *DAY, *options), ask("rules", *DAY, *options)
    assert first == read._replace(plainly=not options)
    assert second == read._replace(again=True)


@pytest.mark.parametrize(
    "arguments, plain",
    [
        (("rules", *DAY), True),
        ((*DAY, "rules", "record.csv"), True),
        (("rules", "--today", "2026-05-09"), True),  # the last day of its year is another such
        (("rules", "--today", "0001-01-01"), True),
        (("rules", "--today", "9999-12-31"), True),
        (("rules", "rules"), True),
        (("rules", "--today=2026-11-24"), False),
        (("rules", *DAY, *DAY), False),
        (("rules", "--today", "2026-11"), False),
        (("rules", "--today", "2026-02-30"), False),
        (("rules", "--today", "soon"), False),
        (("rules", "--today"), False),
        (("rules", "-h"), False),
        (("--", "rules"), False),
        (("rules", "--visits-only"), False),
        (("nowhere", *DAY), False),
        (("bad", *DAY), False),
    ],
)
def test_a_plain_question_has_the_answer_of_the_command_line(
    ask: Ask, rules: Path, arguments: tuple[str, ...], plain: bool
) -> None:
    for name in ("-h", "--visits-only"):  # which are options all the same
        rules.with_name(name).write_text(RULE.replace("-day", "-night").replace("s-1", "s-2"))
    rules.with_name("bad").mkdir()
    (rules.with_name("bad") / "m.yaml").write_text(RULE.replace("title:", "titel:"))
    asked = ask(*arguments)
    assert asked.plainly == plain
    whole = ask("--no-cache", *arguments)
    assert asked == whole._replace(plainly=plain)


@pytest.mark.parametrize("name", [b"diwali.yaml", b"diwali\xff.yaml"])
def test_a_note_may_name_a_file_that_is_no_letters(ask: Ask, rules: Path, name: bytes) -> None:
    file = os.fsdecode(name)
    rules.with_name(file).write_text(RULE.replace("10 Tevet", "Diwali"), encoding="utf-8")
    asked = ask(file, "--today", "2051-01-01")
    assert "has no answer" in asked.notes
    assert asked.plainly
    assert asked[:3] == ask("--no-cache", file, "--today", "2051-01-01")[:3]


def test_a_screen_shows_the_nearest_whoever_answers(
    ask: Ask, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = "".join(
        f"  - {{id: day-{n}, title: {{en: Day {n}}}, on: {n % 28 + 1} May, sources: [s-1]}}\n"
        for n in range(40)
    )
    (rules / "ours.yaml").write_text(RULE.replace("commemorations:\n", f"commemorations:\n{days}"))
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    asked = ask("rules", *DAY)
    assert asked.plainly
    assert "these are the nearest; 22 more" in asked.notes
    assert asked == ask("--no-cache", "rules", *DAY)._replace(plainly=True)


def test_time_is_limited_by_the_command_line_alone(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "seconds=100")
    assert not ask("rules", *DAY).plainly


def test_who_breaks_off_a_plain_answer_is_told_as_ever(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(plainly, "read", broken_off)
    told = ask("rules", *DAY)
    assert (told.code, told.notes.strip()) == (1, "Aborted!")
    assert told == ask("--no-cache", "rules", *DAY)


@pytest.mark.parametrize("rules_of", ["on: 9 May", "on: 31 June"])
def test_what_a_pipe_holds_is_read_once(ask: Ask, rules: Path, rules_of: str) -> None:
    """As of `<(...)`: who reads after another finds nothing."""
    reading, writing = os.pipe()
    try:
        os.write(writing, RULE.replace("on: 9 May", rules_of).encode())
        os.close(writing)
        told = ask(f"/dev/fd/{reading}", "--today", "2026-11-24")
    finally:
        os.close(reading)
    assert not told.plainly
    if rules_of == "on: 9 May":
        assert (told.code, "Our day" in told.out) == (0, True)
    else:
        assert told.code == 65
        assert f"/dev/fd/{reading}:3:59: June has 30 days" in told.notes


def test_notes_are_told_too(ask: Ask) -> None:
    question = ("rules", *DAY, "--format", "ics", "--days", "1")
    first, second = ask(*question), ask(*question)
    assert "Note: nothing from" in first.notes
    assert second == first._replace(again=True)


def _edited(rules: Path) -> None:
    """By an editor that keeps size and time."""
    file = rules / "ours.yaml"
    times = file.stat()
    file.write_text(RULE.replace("9 May", "8 May"), encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _added(rules: Path) -> None:
    (rules / "more.yaml").write_text(RULE.replace("-day", "-night").replace("s-1", "s-2"))


def _added_where_none_was(rules: Path) -> None:
    (rules / "none-here" / "m.yaml").write_text(RULE.replace("-day", "-d").replace("s-1", "s-2"))


def _gone(rules: Path) -> None:
    (rules / "ours.yaml").unlink()


CHANGES: dict[str, Callable[[Path], None]] = {
    "a file is edited": _edited,
    "a file is added": _added,
    "a file is added to a folder without any": _added_where_none_was,
    "the file is gone": _gone,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(ask: Ask, rules: Path, change: str) -> None:
    old = ask("rules", *DAY)
    assert ask("rules", *DAY).again
    CHANGES[change](rules)
    new = ask("rules", *DAY)
    assert not new.again
    assert new.out != old.out
    assert new[:3] == ask("rules", *DAY, "--no-cache")[:3]


def test_a_link_that_leads_somewhere_at_last_is_seen(ask: Ask, rules: Path) -> None:
    (rules / "none-here").rmdir()
    (rules / "partner").symlink_to(rules.with_name("mounted"))
    old = ask("rules", *DAY)
    assert ask("rules", *DAY).again
    rules.with_name("mounted").mkdir()
    _added(rules.with_name("mounted"))
    new = ask("rules", *DAY)
    assert new.out != old.out
    assert new[:3] == ask("rules", *DAY, "--no-cache")[:3]


def test_a_folder_that_is_exchanged_while_it_is_read_is_not_told_as_the_new_one(
    ask: Ask, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are old: only the link to them is new."""
    other, current = rules.with_name("other"), rules.with_name("current")
    other.mkdir()
    (other / "theirs.yaml").write_text(RULE.replace("Our day", "New day"), encoding="utf-8")
    current.symlink_to(rules)
    read = plainly.read

    def exchanged(*arguments: Any, **named: Any) -> object:
        book = read(*arguments, **named)
        current.unlink()
        current.symlink_to(other)
        return book

    monkeypatch.setattr(plainly, "read", exchanged)
    assert "Our day" in ask("current", *DAY).out
    monkeypatch.setattr(plainly, "read", read)
    assert "New day" in ask("current", *DAY).out


@pytest.mark.parametrize("hours", [24, -1], ids=["midnight", "a clock set back"])
def test_an_answer_of_two_days_is_not_kept(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    read, now = plainly.read, time.time_ns

    def slow(*arguments: Any, **named: Any) -> object:
        monkeypatch.setattr(time, "time_ns", lambda: now() + hours * 3600 * 1_000_000_000)
        return read(*arguments, **named)

    monkeypatch.setattr(plainly, "read", slow)
    assert ask("rules").out
    monkeypatch.setattr(time, "time_ns", now)
    assert not ask("rules").again


def test_what_a_link_of_others_leads_to_is_not_written(ask: Ask, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    assert not ask("rules", *DAY).again
    for kept in list((tmp_path / "cache" / "calendar-gen").iterdir()):
        kept.with_name(f"{kept.name}.{os.getpid()}.part").symlink_to(precious)
        kept.unlink()
    assert [ask("rules", *DAY).again for _ in range(2)] == [False, True]
    assert precious.read_text() == "precious"


def test_the_list_of_visits_counts(ask: Ask, rules: Path) -> None:
    question = ("rules", "--records", "record.csv", *DAY, "--from", "2020", "--to", "2022")
    old = ask(*question)
    with rules.with_name("record.csv").open("a") as file:
        file.write("2021-01-02,2021-01-03,day,FR,DE\n")
    assert ask(*question).out.count("France") == old.out.count("France") + 1


def test_a_folder_that_takes_the_name_of_the_shipped_rules_counts(
    ask: Ask, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "rules_dir", lambda: str(rules))
    old = ask("shipped", *DAY)
    assert ask("shipped", *DAY).again
    Path("shipped").mkdir()
    Path("shipped/theirs.yaml").write_text(RULE.replace("Our", "His"), encoding="utf-8")
    new = ask("shipped", *DAY)
    assert not new.again
    assert new.out == old.out.replace("Our", "His")


@pytest.mark.parametrize(
    "name, value",
    [("CALENDAR_GEN_LIMITS", "rules=1"), ("COLUMNS", "40"), ("LINES", "50"), ("NO_COLOR", "1")],
)
def test_what_the_environment_says_counts(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    ask("rules", *DAY)
    monkeypatch.setenv(name, value)
    assert not ask("rules", *DAY).again


def test_another_day_is_another_question(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("rules")
    assert ask("rules").again
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 24 * 3600 * 1_000_000_000)
    assert not ask("rules").again


def test_the_same_words_from_another_folder_are_another_question(
    ask: Ask, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("rules", *DAY)
    (rules / "rules").mkdir()
    (rules / "rules" / "inner.yaml").write_text(RULE.replace("9 May", "1 May"), encoding="utf-8")
    monkeypatch.chdir(rules)
    assert "1 May" in ask("rules", *DAY).out


def test_another_program_answers_itself(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package" / "rooms"
    package.mkdir(parents=True)
    monkeypatch.setattr(program, "_PACKAGE", str(package.parent))
    for text in ("one = 1", "two = 22"):
        (package / "room.py").write_text(text, encoding="utf-8")
        assert not ask("rules", *DAY).again
        assert ask("rules", *DAY).again


def test_a_file_that_had_just_changed_may_change_again_unseen(
    ask: Ask, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = (rules / "ours.yaml").stat().st_ctime_ns
    monkeypatch.setattr(time, "time_ns", lambda: changed + 1_000_000_000)
    assert [ask("rules", *DAY).again for _ in range(2)] == [False, False]


@pytest.mark.parametrize(
    "more, options",
    [
        ("records:\n  - {csv: record.txt, source: s-1}\n", ()),
        ('records:\n  - {"\\x63sv": record.txt, source: s-1}\n', ()),
        ('records:\n  - ? "cs\\\n      v"\n    : record.txt\n    source: s-1\n', ()),
        ("  s-2: {titel: A paper}\n", ("--keep-going",)),
    ],
    ids=["files that only the rules name", "by a number", "over two lines", "bad rules"],
)
def test_some_questions_are_answered_anew(
    ask: Ask, rules: Path, more: str, options: tuple[str, ...]
) -> None:
    (rules / "ours.yaml").write_text(RULE + more, encoding="utf-8")
    rules.with_name("record.csv").rename(rules / "record.txt")
    first, second = (ask("rules", *DAY, *options) for _ in range(2))
    assert first.out
    assert first == second
    assert not second.again


@pytest.mark.parametrize("fault", ["empty", "cut", "flipped", "strange"])
def test_a_spoilt_answer_counts_for_nothing(ask: Ask, tmp_path: Path, fault: str) -> None:
    whole = ask("rules", *DAY)
    (file,) = (tmp_path / "cache" / "calendar-gen").glob("*.answer")
    good = file.read_bytes()
    spoilt = {
        "empty": b"",
        "cut": good[:-20],
        "flipped": good[:-20] + bytes([good[-20] ^ 1]) + good[-19:],
        "strange": b"strange",
    }
    file.write_bytes(spoilt[fault])
    assert ask("rules", *DAY) == whole
    assert file.read_bytes() == good, "it is written anew"
    assert ask("rules", *DAY).again


def test_only_so_many_are_kept(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_KEPT", 3)
    for days in range(1, 6):
        ask("rules", *DAY, "--days", str(days))
    names = [path.suffix for path in (tmp_path / "cache" / "calendar-gen").iterdir()]
    assert (names.count(".answer"), names.count(".rulebook")) == (3, 1)
    monkeypatch.setattr(answers, "LARGEST", 10)
    assert [ask("rules", *DAY, "--days", "9").again for _ in range(2)] == [False, False]


@pytest.mark.parametrize("again", [True, False])
def test_an_answer_that_cannot_be_written_ends_as_ever(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    if again:
        assert [ask("rules", *DAY).again for _ in range(2)] == [False, True]
    with open("/dev/full", "w", encoding="utf-8") as full, monkeypatch.context() as patch:  # noqa: PTH123
        patch.setattr(sys, "stdout", full)
        told = ask("rules", *DAY)
    assert told.code == 73
    assert told.notes == "Error: the output cannot be written: No space left on device\n"


def test_a_terminal_of_another_width_asks_another_question(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wide(columns: int) -> Told:
        size = os.terminal_size((columns, 30))
        with monkeypatch.context() as patch:
            patch.setattr(type(sys.stdout), "isatty", lambda _: True)
            patch.setattr(os, "get_terminal_size", lambda *_: size)
            return ask("rules", *DAY, "--days", "300")

    first, second = wide(60), wide(60)
    assert "\x1b[" in first.out
    assert second == first
    assert not wide(30).again
