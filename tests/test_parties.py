"""Codes of states against the published lists, names against CLDR."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from babel import Locale
from babel.core import get_global

from calendar_gen import parties
from calendar_gen.parties import STATES, WITHDRAWN, is_party_code, name, successor
from calendar_gen.parties.__main__ import regions
from calendar_gen.parties.subdivisions import is_listed, of_state

# Codes that CLDR names beside those of ISO 3166-1: reserved ones, groups, and its own.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Withdrawn codes that CLDR replaces and that are no party of ours: islands and claims that nobody
# governs, and two that were never a state's.
NO_PARTY = {"CT", "FQ", "FX", "JT", "MI", "NQ", "NT", "PU", "WK", "QU", "UK"}


class Organisation(NamedTuple):
    names: Mapping[str, str]


BRICS = {"brics": Organisation({"en": "BRICS", "ru": "БРИКС", "zh": "金砖国家"})}


def alphabetic(codes: Iterable[str]) -> set[str]:
    return {code for code in codes if len(code) == 2 and code.isalpha()}


def test_states_are_those_of_iso_3166_1_and_kosovo() -> None:
    assert alphabetic(Locale.parse("en").territories) - NOT_ISO == STATES
    assert len(STATES) == 249 + 1


def test_withdrawn_codes_are_those_of_iso_3166_3_that_governed_and_hawaii() -> None:
    replaced = alphabetic(get_global("territory_aliases"))
    assert set(WITHDRAWN) == replaced - NO_PARTY | {"XH"}
    assert not set(WITHDRAWN) & STATES


def test_a_successor_is_one_of_those_that_cldr_knows() -> None:
    aliases = get_global("territory_aliases")
    # CLDR reads CS as Serbia and Montenegro, and the trust territory has no one heir.
    for code in set(WITHDRAWN) - {"CS", "PC", "XH"}:
        assert WITHDRAWN[code].successor in aliases[code]


@pytest.mark.parametrize(
    "code, after",
    [
        pair.split(">")
        for pair in ["SU>RU", "CS>CZ", "YU>RS", "DD>DE", "XH>US", "RU>RU", "PC>PC", "brics>brics"]
    ],
)
def test_successors(code: str, after: str) -> None:
    assert successor(code) == after


def test_a_successor_is_a_state_in_use_or_the_code_itself() -> None:
    assert all(once.successor in STATES | {code} for code, once in WITHDRAWN.items())


@pytest.mark.parametrize("code, year", [("SU", 1991), ("CS", 1992), ("DD", 1990), ("AN", 2010)])
def test_last_years(code: str, year: int) -> None:
    assert WITHDRAWN[code].until == year


@pytest.mark.parametrize("language", ["en", "ru", "zh", "fr", "es", "ar", "de", "ja"])
def test_names_of_states_are_those_of_cldr(language: str) -> None:
    territories = Locale.parse(language).territories
    assert {code: name(code, language, {}) for code in STATES} == {
        code: territories[code] for code in STATES
    }


@pytest.mark.parametrize(
    "code, language, expected",
    [
        ("NA", "en", "Namibia"),
        ("NO", "en", "Norway"),
        ("RU", "zh", "俄罗斯"),
        ("CN", "ru", "Китай"),
        ("XK", "fr", "Kosovo"),
        ("SU", "en", "Soviet Union"),
        ("SU", "ru", "Советский Союз"),
        ("CS", "es", "Checoslovaquia"),
        ("DD", "fr", "Allemagne de l’Est"),
        ("YU", "zh", "南斯拉夫"),
        ("ZR", "ar", "زائير"),
        # a wider tag, then English
        ("RU", "fr-CA", "Russie"),
        ("SU", "fr-CA", "Union soviétique"),
        ("SU", "de", "Soviet Union"),
        ("RU", "zh-Hant", "俄羅斯"),
        ("RU", "de-x-private", "Russland"),
        ("RU", "tlh", "Russia"),
        ("RU", "not a tag", "Russia"),
        # regions
        ("GB-SCT", "en", "United Kingdom (GB-SCT)"),
        ("US-CA", "ru", "Соединенные Штаты (US-CA)"),
        # a rulebook's own
        ("brics", "ru", "БРИКС"),
        ("brics", "zh-Hans-CN", "金砖国家"),
        ("brics", "fr", "BRICS"),
        # unknown
        ("ZZ", "en", None),
        ("EU", "en", None),
        ("UK", "en", None),
        ("ru", "en", None),
        ("", "en", None),
        ("SU-MOW", "en", None),
    ],
)
def test_names(code: str, language: str, expected: str | None) -> None:
    assert name(code, language, BRICS) == expected


def test_every_withdrawn_code_has_a_name_of_its_own_in_each_language() -> None:
    for language in ("en", "ru", "zh", "fr", "es", "ar"):
        names = [name(code, language, {}) for code in WITHDRAWN]
        assert all(names)
        assert len(set(names)) == len(WITHDRAWN)


SCRIPTS = {"ru": ("А", "я"), "zh": ("一", "鿿"), "ar": ("ء", "ي")}


@pytest.mark.parametrize("language", list(SCRIPTS))
def test_names_are_in_the_script_of_their_language(language: str) -> None:
    first, last = SCRIPTS[language]
    for once in WITHDRAWN.values():
        letters = [letter for letter in once.names[language] if letter.isalpha()]
        assert all(first <= letter <= last or letter == "ё" for letter in letters)


def test_a_book_may_name_a_state_in_its_own_way() -> None:
    own = {"MK": Organisation({"en": "Macedonia (Skopje)"})}
    assert name("MK", "en", own) == "Macedonia (Skopje)"
    assert name("MK", "ru", own) == "Macedonia (Skopje)"


def test_without_english_the_first_tag_speaks() -> None:
    own = {"riksdag": Organisation({"sv": "Riksdagen", "fi": "Ruotsin valtiopäivät"})}
    assert name("riksdag", "ru", own) == "Ruotsin valtiopäivät"


@pytest.mark.parametrize("code", ["RU", "NO", "XK", "SU", "XH", "GB-SCT", "US-CA", "FR-75", "CN-1"])
def test_codes(code: str) -> None:
    assert is_party_code(code)


@pytest.mark.parametrize(
    "code", ["ru", "RUS", "UK", "EU", "ZZ", "", "-", "RU-", "ru-mow", "RU-mow", "RU-MOSC", "RU-МОС"]
)
def test_no_codes(code: str) -> None:
    assert not is_party_code(code)


def test_babel_is_not_needed_until_a_name_is() -> None:
    asked = "import sys, calendar_gen.parties; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


@pytest.mark.parametrize("language", parties.KEPT)
def test_the_names_kept_are_those_of_cldr(language: str) -> None:
    from calendar_gen.parties.__main__ import kept

    file = Path(parties.NAMES) / f"{language}.txt"
    assert file.read_text(encoding="utf-8") == kept(language), "run python -m calendar_gen.parties"


def test_every_file_of_names_is_used() -> None:
    assert {path.stem for path in Path(parties.NAMES).iterdir()} == set(parties.KEPT)


@pytest.mark.parametrize(
    "listed",
    [
        "US-AK US-CA US-DC US-PR RU-MOW RU-TA CN-BJ CN-XZ CN-HK DE-BY GB-SCT GB-WLS CH-ZH AT-9",
        "FR-IDF FR-75C IN-DL JP-13 KR-11 ES-CT IT-25 BR-SP AU-NSW ZA-WC UA-30 KZ-75 NO-03 BE-BRU",
    ],
)
def test_regions_are_those_of_iso_3166_2(listed: str) -> None:
    assert [code for code in listed.split() if not is_listed(code)] == []


@pytest.mark.parametrize("code", ["US-ZZ", "RU-99", "GB-ZZZ", "CN-99", "DE-XX", "VA-1", "AT-10"])
def test_regions_that_iso_has_not(code: str) -> None:
    assert is_party_code(code)
    assert not is_listed(code)


def test_states_of_a_federation_are_all_there() -> None:
    sizes = {"US": 51, "DE": 16, "BR": 27, "IN": 36, "CH": 26, "AU": 8, "CA": 13, "MX": 32, "AT": 9}
    found = {state: len(of_state(state)) for state in sizes}
    assert all(sizes[state] <= found[state] <= sizes[state] + 5 for state in sizes), found


def test_the_file_of_regions_is_written_from_the_names_of_cldr() -> None:
    names = {"usak": "Alaska", "usca": "California", "gbsct": "Scotland", "zz01": "Nowhere"}
    text = json.dumps({"subdivisions": {"localeDisplayNames": {"subdivisions": names}}})
    lines = [line for line in regions(text).splitlines() if not line.startswith("#")]
    assert lines == ["GB SCT", "US AK CA"]
