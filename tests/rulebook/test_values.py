"""What rule files mean: text in, frozen values out."""

from pathlib import Path

from babel import Locale

from calendar_gen import edtf
from calendar_gen.rulebook import load
from calendar_gen.rulebook.languages import COMMON
from calendar_gen.rulebook.references import FIRST_WORDS
from calendar_gen.rules import Every, Paired, Period, Rulebook
from calendar_gen.sentences.named_days import names

HEAD = """\
calendar-gen: 1
sources:
  old: {publisher: A, published: 2020-01}
  new: {publisher: B, published: 2021-02-03}
  undated: {publisher: C}
"""
DAYS = """\
commemorations:
  - id: day-a
    title: Day A
    of: 1945-05-09
    sources: [new]
  - id: day-b
    title: {zh-hant: 日, EN: Day B}
    of: 1945-09-03
    sources: [new]
"""
EXCHANGE = """\
reciprocal_visits:
  - id: exchange
    title: Exchange
    pattern: paired
    every: 10
    legs:
      - {guest: NO, host: RU, at: day-a, window: 3 days before .. 1 day after}
      - {guest: RU, host: 'NO', at: day-b, since: 2015, rank: minister, id: back}
    sources: [old, undated, new]
"""


def read(tmp_path: Path, text: str, *, problems: bool = False) -> Rulebook:
    file = tmp_path / "rules.yaml"
    file.write_text(text, "utf-8")
    book = load([str(file)])
    assert problems or [str(p) for p in book.problems if p.severity == "error"] == []
    return book


def test_nothing_is_coerced(tmp_path: Path) -> None:
    rules = """\
commemorations:
  - {id: day-c, title: on, on: 9 May, host: NO, place: 12:30, categories: [010, 1.10, yes, ~, 1e3],
     sources: [old]}
"""
    rule = read(tmp_path, HEAD + rules).commemorations["day-c"]
    assert rule.host == "NO"
    assert rule.place == "12:30"
    assert rule.categories == ("010", "1.10", "1e3", "yes", "~")
    assert rule.titles[0].texts == {"en": "on"}


def test_language_tags_have_one_form(tmp_path: Path) -> None:
    titles = read(tmp_path, HEAD + DAYS).commemorations["day-b"].titles
    assert [dict(title.texts) for title in titles] == [{"en": "Day B", "zh-Hant": "日"}]


def test_paired_exchange(tmp_path: Path) -> None:
    pattern = read(tmp_path, HEAD + DAYS + EXCHANGE).patterns["exchange"]
    assert pattern.rank == ("head of government", "head of state")
    assert pattern.stated == edtf.from_iso("2021-02-03")
    assert pattern.in_force == ()
    assert isinstance(pattern.terms, Paired)
    back, out = pattern.terms.legs
    assert (out.key, out.guest, out.host, out.occasion) == ("no-ru", "NO", "RU", "day-a")
    assert (out.window.start, out.window.end, out.rank, out.in_force) == (-3, 1, None, ())
    assert (back.key, back.rank, back.window.text) == ("back", ("minister",), "on the day")
    assert back.in_force == (Period(edtf.from_iso("2015-01-01"), None),)


def test_stated_stands_before_sources(tmp_path: Path) -> None:
    text = HEAD + DAYS + EXCHANGE.replace("every: 10", "every: 10\n    stated: 2019-05-06")
    assert read(tmp_path, text).patterns["exchange"].stated == edtf.from_iso("2019-05-06")


def test_between_parties_of_ones_own_no_rank_is_expected(tmp_path: Path) -> None:
    parties = "parties:\n  - {id: coventry, name: Coventry}\n  - {id: volgograd, name: Volgograd}\n"
    towns = EXCHANGE.replace("NO", "coventry").replace("RU", "volgograd").replace("'", "")
    pattern = read(tmp_path, HEAD + DAYS + towns + parties).patterns["exchange"]
    assert pattern.rank == ()
    assert isinstance(pattern.terms, Paired)
    assert pattern.terms.legs[0].rank == ("minister",)
    mixed = EXCHANGE.replace("NO", "coventry").replace("'", "")
    pattern = read(tmp_path, HEAD + DAYS + mixed + parties).patterns["exchange"]
    assert pattern.rank == ("head of government", "head of state")


def test_an_exception_is_known_since_its_newest_source(tmp_path: Path) -> None:
    rule = """\
commemorations:
  - id: day-c
    title: Day C
    of: 1945-05-09
    exceptions:
      - {number: 75, moved-to: 2020-06-24, because: pandemic, sources: [old, new, undated]}
      - {cycle: 2021, cancelled: true, because: pandemic, sources: [undated]}
      - {cycle: 2022, renamed: {en: Jubilee}, known: 2022-01-02, because: jubilee, sources: [new]}
      - {extra: 2023-05-10/2023-05-11, because: jubilee, sources: [old]}
    sources: [old]
"""
    found = read(tmp_path, HEAD + rule).commemorations["day-c"].exceptions
    known = {departure.action: departure.known for departure in found}
    assert known == {
        "moved": edtf.from_iso("2021-02-03"),
        "cancelled": None,
        "renamed": edtf.from_iso("2022-01-02"),
        "extra": edtf.from_iso("2020-01-31"),
    }
    [moved] = [departure for departure in found if departure.action == "moved"]
    assert (moved.number, moved.cycle) == (75, None)
    assert moved.to == (edtf.from_iso("2020-06-24"),) * 2


def test_every_counts_from_the_event_or_from_since(tmp_path: Path) -> None:
    rule = "  - {id: day-%d, title: D, %s, sources: [old]}\n"
    rows = (
        "of: 1945-05-09, every: 5 years",
        "on: 9 May, since: 2003, every: 5",
        "on: 9 May, every: odd year",
        "of: 1945-05-09",
    )
    text = "commemorations:\n" + "".join(rule % row for row in enumerate(rows))
    rules = read(tmp_path, HEAD + text).commemorations
    assert [rules[f"day-{n}"].every for n in range(4)] == [
        Every(5, "years", 1945),
        Every(5, "years", 2003),
        Every(2, "years", 1),
        None,
    ]


def test_times_in_force_are_in_order_and_include_their_ends(tmp_path: Path) -> None:
    rule = (
        "commemorations:\n"
        "  - {id: day-c, title: D, on: 9 May, sources: [old],\n"
        "     in-force: [1991-12-18/.., 1938/1988-05]}\n"
    )
    periods = read(tmp_path, HEAD + rule).commemorations["day-c"].in_force
    assert periods == (
        Period(edtf.from_iso("1938-01-01"), edtf.from_iso("1988-05-31")),
        Period(edtf.from_iso("1991-12-18"), None),
    )


def test_a_claim_is_known_when_its_source_was_public(tmp_path: Path) -> None:
    visit = """\
visits:
  - id: a-visit
    guest: RU
    host: CN
    claims:
      - {date: 2020, status: occurred, source: old}
      - {date: 2021, status: announced, source: undated, known: 2019-02, withdrawn: 2019-03-01}
"""
    [made] = read(tmp_path, HEAD + visit).visits
    known = {claim.source: claim.known for claim in made.claims}
    assert known == {"old": edtf.from_iso("2020-01-31"), "undated": edtf.from_iso("2019-02-28")}
    assert made.claims[0].format == "in person"
    assert {claim.withdrawn for claim in made.claims} == {None, edtf.from_iso("2019-03-01")}


def test_one_bad_rule_takes_with_it_only_what_needs_it(tmp_path: Path) -> None:
    text = HEAD + DAYS.replace("of: 1945-05-09", "of: 1945-05-32") + EXCHANGE
    book = read(tmp_path, text, problems=True)
    assert list(book.commemorations) == ["day-b"]
    assert list(book.patterns) == []
    assert [p.severity for p in book.problems] == ["error", "note"]


def test_empty_sections_hold_nothing(tmp_path: Path) -> None:
    book = read(tmp_path, "calendar-gen: 1\nvisits:\ncommemorations: []\nsources: {}\n")
    assert (book.visits, book.commemorations, book.sources) == ((), {}, {})
    assert book.problems == ()


def test_an_id_may_not_begin_as_a_named_day_does() -> None:
    """The words are spelt out where ids are checked, and must be all that the calendars name."""
    assert {name.split()[0].casefold() for name in names()} <= FIRST_WORDS


def test_languages_of_two_letters_are_those_of_cldr() -> None:
    known = set(map(str, Locale("en").languages))
    assert known >= COMMON
    assert {tag for tag in known if len(tag) == 2} == {tag for tag in COMMON if len(tag) == 2}
