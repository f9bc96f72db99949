"""A digest as a mail: text and a page in one column, side by side (RFC 2046, section 5.1.4).

The same digest is the same mail to the byte: it is dated by its as-of day, and its boundary and
Message-ID are made of what it says.
"""

from datetime import UTC, datetime
from email.headerregistry import Address
from hashlib import sha256
from typing import TYPE_CHECKING

from calendar_gen.edtf import civil
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.rendering.cells import plain
from calendar_gen.rendering.digest.contents import Contents
from calendar_gen.rendering.digest.formats import PLAIN_MAIL, NoAddress
from calendar_gen.rendering.digest.formats.short_mail import fitting
from calendar_gen.rendering.digest.formats.text import text
from calendar_gen.rendering.pages import render

if TYPE_CHECKING:
    from email.message import EmailMessage

FIRST, LAST = 1900, 9999
"""The years that a mail can be dated in (RFC 5322, section 3.3; `datetime`)."""


def mail(made: Contents, sender: str | None = None, recipients: tuple[str, ...] = ()) -> bytes:
    """The contents of a digest as a message of RFC 5322, lines ending in CR LF.

    Without a sender it is from a mailbox of the domain `calendar-gen.invalid`, without recipients
    it has no To. Its text holds everything, its page what fits (see `short_mail`). Raises
    NoAddress.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    say = phrases(made.edition.language)
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    author = address("calendar-gen <digest@calendar-gen.invalid>" if sender is None else sender)
    message["From"] = author
    if recipients:
        message["To"] = tuple(map(address, recipients))
    message["Subject"] = subject(made, say)
    message["Date"] = dated(made.edition.as_of)
    body = text(made, PLAIN_MAIL)
    page = fitting(made, _page)
    message["Message-ID"] = f"<{_name(body, page, str(message['From']))}@{author.domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence need answer it
    _fill(message, body, page)
    message["Content-Language"] = say.language
    return message.as_bytes()


def _page(made: Contents) -> str:
    say = phrases(made.edition.language)
    return render("email/digest.html.j2", (), say, own=made.edition.templates, **made._asdict())


def _fill(message: "EmailMessage", body: str, page: str) -> None:
    message.set_content(body)
    message.add_alternative(page, subtype="html")
    # Neither base64 nor quoted-printable can hold "=_".
    message.set_boundary(f"=_{_name(body, page)}")


def subject(made: Contents, say: Phrases) -> str:
    """What it is, of when, and how old: on one line."""
    title = say.say("Digest {year}", year=made.year)
    chosen = say.say("; ").join(made.edition.chosen)
    parts = (title, chosen, say.say("as known on {day}", day=made.as_of))
    return plain(say.say(", ").join(filter(None, parts)))


def dated(as_of: int) -> datetime:
    """The beginning of the as-of day in UTC; of a day that no mail can have, the nearest."""
    year, month, day = civil(as_of)
    if year < FIRST:
        return datetime(FIRST, 1, 1, tzinfo=UTC)
    if year > LAST:
        return datetime(LAST, 12, 31, tzinfo=UTC)
    return datetime(year, month, day, tzinfo=UTC)


def address(text: str) -> Address:
    """`Desk <desk@example.org>`, or the address alone. Raises NoAddress."""
    from email.errors import HeaderParseError
    from email.utils import parseaddr

    name, spec = parseaddr(text)
    try:
        if not text.isprintable() or not spec.isascii():
            raise NoAddress(_no_address(text))
        found = Address(display_name=name, addr_spec=spec)
    except (ValueError, HeaderParseError, IndexError) as error:
        raise NoAddress(_no_address(text)) from error
    if not found.username or not found.domain:
        raise NoAddress(_no_address(text))
    return found


def _no_address(text: str) -> str:
    shown = plain(text)
    return f'"{shown}" is no mail address; write desk@example.org or "Desk <desk@example.org>"'


def _name(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
