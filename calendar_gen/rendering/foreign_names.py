"""A line in the language of a page with a title or a name in another: `Victory Day: 80-летие`.

It says its language, so that a screen reader speaks it rightly and a browser picks its letters and
its hyphens (WCAG 2.2, success criterion 3.1.2).
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from calendar_gen.rendering.inert import inert
from calendar_gen.rendering.mixed_directions import isolated, mixed

if TYPE_CHECKING:
    from markupsafe import Markup


def titled(
    text: str, name: str, tongue: str, *, language: str, direction: Callable[[str], str]
) -> "Markup":
    """The line as markup that runs as the page does; the first `name` in it is of the language
    `tongue`. `direction` gives that of a language; text of rules is escaped and inert.
    """
    way = direction(language)
    if tongue == language or not name:  # nearly every line, and escaped once
        return mixed(text, way)
    from markupsafe import Markup

    shown, own = inert(text), inert(name)
    if not own or own not in shown:
        return mixed(shown, way)
    before, _, after = shown.partition(own)
    return Markup('<bdi dir="{}">{}<bdi lang="{}" dir="{}">{}</bdi>{}</bdi>').format(
        way, isolated(before, way), tongue, direction(tongue), own, isolated(after, way)
    )


def named(
    text: str,
    name: str | None,
    *,
    language: str,
    direction: Callable[[str], str],
    in_latin_letters: bool,
) -> "Markup":
    """The line with the place or person `name` in it, which rule files write without a language.

    In Latin letters it counts as English, as all that they write so does, on a page `language` that
    is not written `in_latin_letters`; on one that is, names need no language (3.1.2, proper names).
    """
    foreign = not in_latin_letters and name is not None and is_latin(name)
    tongue = "en" if foreign else language
    return titled(text, name or "", tongue, language=language, direction=direction)


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin."""
    return re.search("[A-Za-z]", text) is not None and not _OTHER.search(text)


_OTHER = re.compile("[^\\W\\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
