"""The drawing of one pair as an SVG file of its own, readable on light and on dark paper."""

from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.ledgers.page import Page
from calendar_gen.rendering.pages import render
from calendar_gen.rendering.pair_drawing import pair_drawing

STYLES = ("ledger/pair.css", "ledger/marks.css")


def picture(page: Page, _colour: bool) -> str:
    """The drawing of the page's first pair; its title and description say in words what it
    shows.
    """
    words = phrases(page.language)
    drawing = pair_drawing(page.pairs[0], page.rulebook, words, page.as_of)
    return render("ledger/pair.svg.j2", STYLES, words, drawing=drawing)
