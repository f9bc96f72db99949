"""Kind and rank of visits, and whose names and codes those are, in every format and language."""

import re
from email import message_from_string, policy

import pytest

from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.digest import Contents, page
from calendar_gen.rendering.digest.formats import FORMATS, Sheet
from tests.digest.editions import made
from tests.digest.samples import SUMMIT, TO_BEIJING, TO_MOSCOW
from tests.entries.samples import VICTORY

LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")
STATE = TO_MOSCOW._replace(rank=("head of state",), visit_kind="state")
UNKNOWN = SUMMIT._replace(rank=())


def shown(contents: Contents, form: str) -> str:
    """What a format says, in one line, without its markup."""
    if form == "html":
        written = page(contents)
    else:
        sheet = Sheet(400, "a@example.org", ("b@example.org",))
        written = FORMATS[form](contents, sheet).decode()
    if form == "email":
        message = message_from_string(written, policy=policy.default)
        body = message.get_body(("html",))
        assert body is not None
        written = body.get_content()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", written))


@pytest.mark.parametrize("form", ["html", "text", "email"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_kind_and_rank_are_told_and_what_is_unknown_is_said_to_be(form: str, language: str) -> None:
    spoken = phrases(language)
    unknown = spoken.say("not known")
    kind = spoken.word("kind of visit", "state")
    rank = spoken.word("rank", "head of state")

    def told(kind: str, rank: str) -> str:
        kinds = spoken.say("Kind of visit: {kind}.", kind=kind)
        both = spoken.sentences((kinds, spoken.say("Rank: {rank}.", rank=rank)))
        return re.sub(r"\s+", " ", both)

    text = shown(made(STATE, UNKNOWN, language=language), form)
    assert text.count(told(kind, rank)) == 1
    assert text.count(told(unknown, unknown)) == 1
    assert spoken.say("Kind of visit: {kind}.", kind="").rstrip(".。 ") not in shown(
        made(VICTORY, language=language), form
    )


def test_a_term_has_neither_kind_nor_rank() -> None:
    term = SUMMIT._replace(guests=(), guest=None)
    assert "Rank:" not in shown(made(term), "text")


@pytest.mark.parametrize("form", ["html", "text", "email", "diary"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_territory_follows_iso_and_what_has_no_code_of_it_is_named(
    form: str, language: str
) -> None:
    without = phrases(language).say(
        "{party} ({code}) has no code in ISO 3166; {code} is one that it leaves to its users.",
        party="XK",
        code="XK",
    )
    ending = without.rpartition("XK")[2]
    text = shown(made(language=language), form)
    assert "ISO 3166" in text
    assert ending not in text
    young = shown(made(TO_BEIJING._replace(host="XK"), language=language), form)
    assert len(re.findall("[(（]XK[)）]", young)) == 1
    assert ending in young
