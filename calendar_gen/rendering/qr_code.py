"""An address as a QR code (ISO/IEC 18004), drawn inside the page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

QUIET = 4
"""Width of the empty margin in modules, without which readers do not find the code (section 9)."""


def qr_code(address: str, title: str) -> "Markup":
    """The code as an SVG element, whose name for those who do not see it is `title`.

    A seventh of it may be unreadable (error correction level M).
    """
    import segno
    from markupsafe import Markup

    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=QUIET, title=title, omitsize=True, svgclass=None, lineclass=None
    )
    return Markup(drawn.replace("<svg", '<svg role="img"', 1))  # nosec B704 # segno escapes titles
