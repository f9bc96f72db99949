"""The names that no rule may have are those of the calendars, and asking for them is cheap."""

import subprocess
import sys

from calendar_gen.calendars import SYSTEMS, japanese_eras, system
from calendar_gen.calendars.authority_tables import authority_tables
from calendar_gen.calendars.solar import TERMS
from calendar_gen.sentences import eras, months, parse
from calendar_gen.sentences.reserved import RESERVED, is_reserved
from calendar_gen.sentences.words import fold
from tests.sentences.reading import PLACE


def known() -> set[str]:
    """All names as the modules that read them have them."""
    names = ["Easter", "Orthodox", "Orthodox Easter", "equinox", "solstice"]
    names += [name for key in SYSTEMS for m in system(key).months for name in (m.name, *m.aliases)]
    names += months.calendars()
    names += [name for era in japanese_eras.ERAS for name in (era.name, *era.aliases)]
    names += [name for term in TERMS for name in (term.name, *term.aliases)]
    for table in authority_tables().values():
        for name in (table.name, *table.aliases):
            names += [name, f"{name} {table.authority}"]
    names += [f"{month} {what}" for what, month in (("equinox", "March"), ("solstice", "June"))]
    names += ["September equinox", "December solstice"]
    return {word for word in map(fold, names) if word.isascii()}


def test_the_names_are_those_of_the_calendars() -> None:
    words = {word for word in RESERVED if not eras.is_era(word)}
    assert words == {word for word in known() if not eras.is_era(word)}
    assert is_reserved("bce")


def test_names_of_two_letters_are_free_and_mean_the_rule_where_a_sentence_ends() -> None:
    assert not is_reserved("ab")
    for text, canonical in (
        ("3 days after ab", "3 days after ab"),
        ("Ab as observed", "ab as observed"),
        ("3 days after ab 9", "3 days after 9 Av"),
    ):
        found, problems = parse(text, place=PLACE, rule_ids=("ab",))
        assert (found and found.text, problems) == (canonical, [])


def test_letter_case_and_hyphens_do_not_matter() -> None:
    assert is_reserved("vesak-thailand")
    assert is_reserved("Adar-II")
    assert not is_reserved("vesak-in-thailand")


def test_no_calendar_is_read_for_an_id() -> None:
    asked = "from calendar_gen.rulebook.references import is_word; import sys; "
    asked += "print(is_word('may'), is_word('liberation'), is_word('victory-day')); "
    asked += "tables = ('.tables', 'lunisolar', 'authority_tables', 'calendars.solar'); "
    asked += "print([m for m in sys.modules if any(table in m for table in tables)])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["True False False", "[]"]
