"""A line in the language of a page that holds a title in another: `Victory Day: 80-летие`.

The title says its language, so that a screen reader speaks it rightly and a browser picks its
letters and its hyphens (WCAG 2.2, success criterion 3.1.2).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup


def titled(
    text: str, name: str, tongue: str, *, language: str, direction: Callable[[str], str]
) -> "Markup":
    """The line as markup that runs as the page does; the first `name` in it is of the language
    `tongue`. `direction` gives that of a language; text of rules is escaped and inert.
    """
    from markupsafe import Markup

    from calendar_gen.rendering.inert import inert
    from calendar_gen.rendering.mixed_directions import isolated, mixed

    way, shown, own = direction(language), inert(text), inert(name)
    if tongue == language or not own or own not in shown:
        return mixed(shown, way)
    before, _, after = shown.partition(own)
    return Markup('<bdi dir="{}">{}<bdi lang="{}" dir="{}">{}</bdi>{}</bdi>').format(
        way, isolated(before, way), tongue, direction(tongue), own, isolated(after, way)
    )
