"""Each catalogue is whole, compiled, and in its own language."""

import ast
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from calendar_gen.entries import available_languages
from calendar_gen.entries.catalogues.__main__ import FOLDER
from calendar_gen.entries.catalogues.compiling import CATEGORIES, BadCatalogueError, compiled
from calendar_gen.entries.days import MONTHS, WEEKDAYS
from calendar_gen.entries.phrases import phrases

TRANSLATED = [language for language in available_languages() if language != "en"]
ROOT = FOLDER.parents[2]
TEMPLATE_PHRASE = re.compile(r"""\b(?:say|say_html|count)\(\s*(["'])(.*?)\1""", re.DOTALL)
# A Chinese date has the number of a month where others have its name.
NUMBERS_FOR_NAMES = {"m": "month", "m2": "month2"}


# What a language has of its own, or has not: ordinals, jubilees, and days with a word of their own.
OWN = ("ordinal ", "jubilee", "day in a date")
# Categories that may stand for one single number, so that the number need not be said again.
SINGLE = {"zero", "one", "two"}


# What is called so in every language.
NAMES = {"calendar-gen", "Apple", "iPhone", "iPad", "iCalendar", "ICS", "HTTP", "URL", "webcal"}
NAMES |= {"https", "ics", "https://example.org/feeds/all.ics"}
NAMES |= {"Android", "ICSx", "QR", "ISO"}


class Phrase(NamedTuple):
    context: str | None
    text: str


def catalogue(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def phrases_in_code() -> Iterator[Phrase]:
    for path in sorted((ROOT / "calendar_gen").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                first = literal(node.args[0])
                if first is not None and name in ("say", "count") and len(first) > 1:
                    yield Phrase(None, first)
                second = literal(node.args[1]) if len(node.args) > 1 else None
                if name == "word" and first is not None and second is not None:
                    yield Phrase(first, second)


def phrases_in_templates() -> Iterator[Phrase]:
    for path in sorted((ROOT / "templates").rglob("*.html*")):
        for found in TEMPLATE_PHRASE.finditer(path.read_text("utf-8")):
            yield Phrase(None, found[2])


def forms(message: Message) -> tuple[str, ...]:
    text = message.string
    return (text,) if isinstance(text, str) else tuple(text or ())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def plural_order(language: str) -> list[str]:
    return [c for c in CATEGORIES if c in {*Locale.parse(language).plural_form.tags, "other"}]


def singles(language: str) -> list[int]:
    """Which plural forms this language uses for one number alone, as Arabic its dual."""
    cldr = Locale.parse(language)
    used = [cldr.plural_form(number) for number in range(1200)]
    order = plural_order(language)
    return [order.index(c) for c in SINGLE.intersection(order) if used.count(c) == 1]


def test_there_are_the_six_languages_of_the_united_nations() -> None:
    assert {"en", "ru", "zh", "fr", "es", "ar"} <= set(available_languages())


@pytest.mark.parametrize("language", available_languages())
def test_compiled_catalogue_is_not_stale(language: str) -> None:
    source, kept = FOLDER / f"{language}.po", FOLDER / f"{language}.mo"
    if kept.is_file():  # a newcomer's language may go without
        made = compiled(source.read_bytes(), language, str(source))
        assert kept.read_bytes() == made, "run: python -m calendar_gen.entries.catalogues"
    assert {path.stem for path in FOLDER.glob("*.mo")} >= {"ar", "en", "es", "fr", "ru", "zh"}


def fault(text: str, tag: str = "uk") -> str:
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    with pytest.raises(BadCatalogueError) as caught:
        compiled((header + text).encode(), tag, "uk.po")
    return str(caught.value)


def test_what_is_wrong_in_a_catalogue_is_told_with_its_line() -> None:
    assert fault('msgid "{date}"\nmsgstr "{dat}"\n') == (
        'uk.po:5: "{date}" has no {dat}, which "{dat}" wants'
    )
    assert fault('msgid "{date}"\nmsgstr "{date"\n').startswith('uk.po:5: "{date": ')
    assert fault('msgid "a"\nmsgstr "b"\nfoo\n').startswith("uk.po:")
    assert fault("", "xx").startswith('uk.po: CLDR has no language "xx"')
    with pytest.raises(BadCatalogueError, match=r"uk\.po:1: this is not UTF-8"):
        compiled(b"\xff", "uk", "uk.po")


def test_a_translation_that_was_edited_since_counts_before_the_compiled_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("en.po", "fr.po", "fr.mo"):
        shutil.copy(FOLDER / name, tmp_path)
    monkeypatch.setattr("calendar_gen.entries.phrases._CATALOGUES", str(tmp_path))
    assert phrases.__wrapped__("fr").say("Visits") == "Visites"
    text = (tmp_path / "fr.po").read_text("utf-8")
    (tmp_path / "fr.po").write_text(text.replace('"Visites"', '"Voyages"'), "utf-8")
    assert phrases.__wrapped__("fr").say("Visits") == "Voyages"
    (tmp_path / "fr.mo").write_bytes(b"half")
    assert phrases.__wrapped__("fr").say("Visits") == "Voyages"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_phrase_of_code_and_templates_is_translated(language: str) -> None:
    have = catalogue(language)
    wanted = [*phrases_in_code(), *phrases_in_templates()]
    assert len(wanted) > 60
    missing = [p for p in wanted if not getattr(have.get(p.text, p.context), "string", None)]
    assert missing == []


@pytest.mark.parametrize("language", available_languages())
def test_nothing_is_fuzzy_or_empty(language: str) -> None:
    doubtful = [m.id for m in catalogue(language) if m.id and (m.fuzzy or not m.string)]
    assert doubtful == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogues_have_the_same_phrases(language: str) -> None:
    def ids(of: str) -> set[tuple[str | None, str]]:
        return {
            (m.context, str(m.id))
            for m in catalogue(of)
            if m.id and not (m.context or "").startswith(OWN)
        }

    assert ids(language) == ids(TRANSLATED[0])


@pytest.mark.parametrize("language", available_languages())
def test_translations_hold_the_fields_of_their_phrase(language: str) -> None:
    for message in catalogue(language):
        if not message.id or (message.context or "").startswith(OWN):
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        single = singles(language) if len(ids) > 1 else ()
        for at, text in enumerate(forms(message)):
            given = {NUMBERS_FOR_NAMES.get(name, name) for name in fields(text)}
            wanted = fields(ids[-1])
            if at in single and given == wanted - {"n"}:
                continue
            if given != wanted:
                # Within one month the name stands once and serves both days.
                assert given - {"month2"} == wanted - {"month2"}, message.id


@pytest.mark.parametrize("language", ["ru", "zh", "ar"])
def test_no_english_word_is_left(language: str) -> None:
    for message in catalogue(language):
        for text in forms(message) if message.id else ():
            words = re.findall(r"[A-Za-z][A-Za-z.:/-]*[A-Za-z]", re.sub(r"\{\w+\}", "", text))
            assert set(words) <= NAMES, text


@pytest.mark.parametrize("language", TRANSLATED)
def test_names_of_months_and_weekdays_are_those_of_cldr(language: str) -> None:
    spoken, cldr = phrases(language), Locale.parse(language)
    for number, month in enumerate(MONTHS, 1):
        assert spoken.word("month in a date", month) == cldr.months["format"]["wide"][number]
    for number, weekday in enumerate(WEEKDAYS):
        assert spoken.word("weekday", weekday) == cldr.days["format"]["wide"][number]


@pytest.mark.parametrize("language", TRANSLATED)
def test_months_that_stand_alone_are_those_of_cldr(language: str) -> None:
    # In a process of its own: Babel 2.18 gives the months of whichever language was loaded before.
    code = (
        "import sys; from babel import Locale;"
        f"names = Locale.parse({language!r}).months['stand-alone']['wide'];"
        "sys.stdout.buffer.write('|'.join(names[n] for n in range(1, 13)).encode())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    spoken = phrases(language)
    assert "|".join(spoken.word("month alone", month) for month in MONTHS) == told.decode()


# Words that are written alike in both languages.
ALIKE = {
    "fr": {"Sources", "Source", "Occasion", "Direction", "Parties", "Corrections"}
    | {"religion", "science", "transit", "multilateral", "culture", "islam"},
    "es": {"multilateral", "provisional", "islam"},
}


@pytest.mark.parametrize("language", ["fr", "es"])
def test_no_phrase_is_left_as_it_is_in_english(language: str) -> None:
    for message in catalogue(language):
        if not isinstance(message.id, str) or not re.search("[a-z]{2}", shown(message.id)):
            continue
        assert message.string != message.id or message.id in ALIKE[language], message.id


def shown(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


# Spanish and Arabic tell apart what CLDR does not: see test_tongues.py.
@pytest.mark.parametrize("language", sorted({*available_languages()} - {"es", "ar"}))
def test_ordinal_categories_are_those_of_cldr(language: str) -> None:
    spoken, cldr = phrases(language), Locale.parse(language)
    by_context = {m.context: m.string for m in catalogue(language) if m.id == "anniversary"}
    for number in range(1, 1200):
        wanted = str(by_context[f"ordinal {cldr.ordinal_form(number)}"]).format(n=number)
        assert spoken.ordinal("anniversary", number) == wanted


@pytest.mark.parametrize("language", TRANSLATED)
def test_plural_categories_are_those_of_cldr(language: str) -> None:
    spoken, cldr = phrases(language), Locale.parse(language)
    message = catalogue(language).get("{n} day")
    assert message is not None
    order = plural_order(language)
    for number in (*range(300), 1000, 10000, 1000000):
        form = forms(message)[order.index(cldr.plural_form(number))]
        assert spoken.count("{n} day", "{n} days", number) == form.format(n=number)


def test_english_is_worded_without_loading_babel() -> None:
    code = (
        "import sys; from calendar_gen.entries.phrases import phrases;"
        "from calendar_gen.entries.days import span_text;"
        "span_text(739000, 739010, phrases('en')); phrases('en').ordinal('anniversary', 80);"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


def test_catalogues_lie_where_the_package_looks_for_them() -> None:
    assert {path.stem for path in FOLDER.glob("*.po")} == set(available_languages())
    assert Path(FOLDER).is_dir()
