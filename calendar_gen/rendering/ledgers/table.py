"""The ledger for a terminal: one pair with all its visits, or a row a pair."""

from calendar_gen.entries.days import day_text
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.cells import searchable, wrap
from calendar_gen.rendering.ledgers.columns import FAINT, styled
from calendar_gen.rendering.ledgers.one_pair import one_pair
from calendar_gen.rendering.ledgers.page import Page
from calendar_gen.rendering.ledgers.partners import key, partners


def table(page: Page, colour: bool) -> str:
    """The pairs, and a line that says as of which day."""
    words = phrases(page.language)
    if not page.pairs:
        lines = [words.say("No visits are on record.")]
    elif page.whole:
        lines = [line for pair in page.pairs for line in one_pair(pair, page, words, colour)]
    else:
        lines = [*partners(page, words, colour), "", *_faint(key(words), page, colour)]
    foot = words.say("As known at the end of {day}.", day=day_text(page.as_of, words))
    keyed = bool(page.pairs) and not page.whole
    text = "\n".join([*lines, *([] if keyed else [""]), *_faint(foot, page, colour)])
    return searchable(text) + "\n"


def _faint(text: str, page: Page, colour: bool) -> list[str]:
    lines = [text] if page.screen is None else wrap(text, page.screen)
    return [styled(line, FAINT, colour) for line in lines]
