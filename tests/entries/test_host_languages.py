"""The table of official languages is CLDR's."""

from babel.core import get_global
from babel.languages import get_official_languages

from calendar_gen.entries.host_languages import languages_of


def test_table_is_what_cldr_says() -> None:
    for country in get_global("territory_languages"):
        if len(country) == 2 and country.isalpha():
            tags = get_official_languages(country, de_facto=True)
            wanted = tuple(dict.fromkeys(tag.split("_")[0] for tag in tags))
            assert languages_of(country) == wanted, country


def test_region_has_the_languages_of_its_country() -> None:
    assert languages_of("CN-HK") == languages_of("CN") == ("zh",)
    assert languages_of("brics") == ()
