"""A digest as PDF, through WeasyPrint: tagged, with page numbers, the same bytes for the same page.

WeasyPrint (the extra `pdf`) is loaded only here, and only when a PDF is asked for.
"""

import logging
import re
from hashlib import sha256
from typing import Any

from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.digest import STYLES, laid_out
from calendar_gen.rendering.digest.contents import Contents
from calendar_gen.rendering.digest.formats import NoWriter
from calendar_gen.rendering.digest.formats.drawn_words import with_words_of_the_page
from calendar_gen.rendering.pages import direction, stylesheet

SHEETS = (*STYLES, "digest/pdf.css")
DRAWINGS = "digest/drawings.css"
_DRAWING = re.compile(r'<svg [^<>]*role="img"[^<>]*>')
"""The beginning of a drawing; text of rules has no "<" in a page."""


def pdf(made: Contents) -> bytes:
    """The contents of a digest as PDF 1.7 on A4. Raises NoWriter."""
    say = phrases(made.edition.language)
    page = laid_out(made, SHEETS)
    if direction(say.language) == "rtl":
        page = with_words_of_the_page(page)
    style = f"<style>{stylesheet(DRAWINGS, made.edition.templates)}</style>"
    return printed(_DRAWING.sub(lambda found: found[0] + style, page))


def printed(page: str) -> bytes:
    """A page of ours as PDF, made of nothing but itself. Raises NoWriter."""
    weasyprint = _weasyprint()
    # It tells of every rule of a browser that it does not know.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    document = weasyprint.HTML(string=page, base_url=None, url_fetcher=_Nothing())
    written: bytes = document.write_pdf(
        pdf_tags=True, pdf_identifier=sha256(page.encode("utf-8", "replace")).digest()[:16]
    )
    return written


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
