"""A digest as bytes: a page, text for terminals and plain mail, a mail, a PDF."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from calendar_gen.rendering.digest.contents import Contents

PLAIN_MAIL = 78
"""Columns of plain mail (RFC 5322, section 2.1.1)."""


class NoAddress(ValueError):  # noqa: N818 - it says what is the case
    """A sentence on why a text is no address of a mailbox."""


class NoWriter(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why a format cannot be written on this machine."""


class Sheet(NamedTuple):
    """What a digest is written on: columns of text, and who a mail is from and to; `tell` is told
    each page of a PDF that is laid out, by its number.
    """

    columns: int = PLAIN_MAIL
    sender: str | None = None
    recipients: tuple[str, ...] = ()
    tell: Callable[[int], None] | None = None


Writer = Callable[[Contents, Sheet], bytes]


def _html(made: Contents, sheet: Sheet) -> bytes:
    from calendar_gen.rendering.digest import page

    del sheet
    return page(made).encode()


def _text(made: Contents, sheet: Sheet) -> bytes:
    from calendar_gen.rendering.digest.formats.text import text

    return text(made, sheet.columns).encode()


def _diary(made: Contents, sheet: Sheet) -> bytes:
    from calendar_gen.rendering.digest.formats.diary import diary

    return diary(made, sheet.columns).encode()


def _email(made: Contents, sheet: Sheet) -> bytes:
    from calendar_gen.rendering.digest.formats.mail import mail

    return mail(made, sheet.sender, sheet.recipients)


def _pdf(made: Contents, sheet: Sheet) -> bytes:
    from calendar_gen.rendering.digest.formats.pdf import pdf

    return pdf(made, sheet.tell)


FORMATS: Mapping[str, Writer] = {
    "html": _html,
    "text": _text,
    "diary": _diary,
    "email": _email,
    "pdf": _pdf,
}
"""Each format by its name, loaded when it is asked for."""
