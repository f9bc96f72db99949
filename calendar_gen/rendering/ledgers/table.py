"""The ledger for a terminal: one pair with all its visits, or a row a pair."""

from calendar_gen.entries.days import day_text
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.cells import searchable
from calendar_gen.rendering.ledgers.columns import FAINT, styled
from calendar_gen.rendering.ledgers.one_pair import one_pair
from calendar_gen.rendering.ledgers.page import Page
from calendar_gen.rendering.ledgers.partners import partners


def table(page: Page, colour: bool) -> str:
    """The pairs, and a line that says as of which day."""
    words = phrases(page.language)
    if not page.pairs:
        lines = [words.say("No visits are on record.")]
    elif page.whole:
        lines = [line for pair in page.pairs for line in one_pair(pair, page, words, colour)]
    else:
        lines = list(partners(page, words, colour))
    foot = words.say("As known at the end of {day}.", day=day_text(page.as_of, words))
    text = "\n".join([*lines, "", styled(foot, FAINT, colour)])
    return searchable(text) + "\n"
