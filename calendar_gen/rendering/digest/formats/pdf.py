"""A digest as PDF, through WeasyPrint: tagged, with page numbers, the same bytes for the same page.

WeasyPrint (the extra `pdf`) is loaded only here, and only when a PDF is asked for.
"""

import gc
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.digest import STYLES, laid_out
from calendar_gen.rendering.digest.contents import Contents
from calendar_gen.rendering.digest.formats import NoWriter
from calendar_gen.rendering.digest.formats.drawn_words import with_words_of_the_page
from calendar_gen.rendering.digest.formats.paper import for_paper
from calendar_gen.rendering.pages import direction, stylesheet

SHEETS = (*STYLES, "digest/pdf.css")
DRAWINGS = "digest/drawings.css"
_DRAWING = re.compile(r'<svg [^<>]*role="img"[^<>]*>')
"""The beginning of a drawing; text of rules has no "<" in a page."""


Tell = Callable[[int], None]


def pdf(made: Contents, tell: Tell | None = None) -> bytes:
    """The contents of a digest as PDF 1.7 on A4; `tell` is told the number of each page that is
    laid out. Raises NoWriter.
    """
    say = phrases(made.edition.language)
    page = for_paper(laid_out(made, SHEETS))
    if direction(say.language) == "rtl":
        page = with_words_of_the_page(page)
    style = f"<style>{stylesheet(DRAWINGS, made.edition.templates)}</style>"
    return printed(_DRAWING.sub(lambda found: found[0] + style, page), tell)


def printed(page: str, tell: Tell | None = None) -> bytes:
    """A page of ours as PDF, made of nothing but itself. Raises NoWriter."""
    weasyprint = _weasyprint()
    # It tells of every rule of a browser that it does not know.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    document = weasyprint.HTML(string=page, base_url=None, url_fetcher=_Nothing())
    identifier = sha256(page.encode("utf-8", "replace")).digest()[:16]
    with _nothing_collected(), _telling(tell):
        written: bytes = document.write_pdf(pdf_tags=True, pdf_identifier=identifier)
    return written


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """No search for garbage: among millions of boxes, all needed to the end, it takes a fifth of
    the time and finds none.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def _telling(tell: Tell | None) -> Iterator[None]:
    """Has WeasyPrint's own log of its steps tell how far it is."""
    if tell is None:
        yield
        return
    steps = logging.getLogger("weasyprint.progress")
    before, heard = (steps.level, steps.propagate), _Steps(tell)
    steps.addHandler(heard)
    steps.setLevel(logging.INFO)
    steps.propagate = False
    try:
        yield
    finally:
        steps.removeHandler(heard)
        steps.setLevel(before[0])
        steps.propagate = before[1]


class _Steps(logging.Handler):
    """Hears of pages that are laid out: the only steps that come with a number."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self.tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple) and record.args and isinstance(record.args[0], int):
            self.tell(record.args[0])


class _Nothing:
    """Fetches nothing, from nowhere: a page is complete."""

    def fetch(self, url: str, headers: object = None) -> Any:
        raise ValueError(f"{url} is not part of the page")

    __call__ = fetch


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ImportError as error:
        raise NoWriter(
            "a PDF needs WeasyPrint: pip install 'calendar-gen[pdf]'; or print the html"
        ) from error
    except OSError as error:
        raise NoWriter(
            f"WeasyPrint lacks a library of this machine ({error}); "
            "Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
    return weasyprint
