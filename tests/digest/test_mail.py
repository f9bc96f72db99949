"""The digest as a mail: by the rules of RFC 5322 and MIME, the same every time, and delivered
whole.
"""

import email
import re
import smtplib
import socket
from email import policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from calendar_gen.edtf import day
from calendar_gen.rendering.digest import Contents
from calendar_gen.rendering.digest.formats import PLAIN_MAIL, NoAddress
from calendar_gen.rendering.digest.formats.mail import address, dated, mail
from calendar_gen.rendering.digest.formats.text import text
from tests.digest.editions import HOSTILE, hostile, made
from tests.digest.reading import Page

LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")


def read(message: bytes) -> EmailMessage:
    parsed = email.message_from_bytes(message, policy=policy.SMTP)
    assert isinstance(parsed, EmailMessage)
    for part in parsed.walk():
        assert part.defects == []
    return parsed


def content(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    said = part.get_content()
    assert isinstance(said, str)
    return said.replace("\r\n", "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_message_of_text_and_page(language: str) -> None:
    contents = made(language=language)
    written = mail(contents, "Desk <desk@example.org>", ("a@example.org", "b@example.org"))
    message = read(written)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert str(message["From"]) == "Desk <desk@example.org>"
    assert str(message["To"]) == "a@example.org, b@example.org"
    assert str(message["Content-Language"]) == language
    assert parsedate_to_datetime(str(message["Date"])).isoformat() == "2025-05-06T00:00:00+00:00"
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.org>", str(message["Message-ID"]))
    assert "2025" in str(message["Subject"])
    assert content(message, "plain") == text(contents, PLAIN_MAIL)
    assert f'lang="{language}"' in content(message, "html")


def test_lines_are_seven_bits_short_and_end_in_cr_lf() -> None:
    written = mail(made(language="zh"))
    assert written.isascii()
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(map(len, written.split(b"\r\n"))) <= 78


def test_the_page_in_it_stands_alone_with_styles_on_its_elements() -> None:
    html = content(read(mail(made(leads=(30, 7)))), "html")
    page = Page(html)
    assert {element.tag for element in page.elements}.isdisjoint(
        {"script", "style", "link", "img", "iframe", "form", "svg", "object"}
    )
    assert not re.search(r"""(?:src|background)=|url\(|@import""", html)
    links = [each.attributes["href"] for each in page.elements if each.tag == "a"]
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
    for said in ("Victory Day", "What to prepare now", "China and Russia", "almost certain"):
        assert said in html


def test_the_same_digest_is_the_same_mail_and_another_is_another() -> None:
    assert mail(made()) == mail(made())
    ids = {str(read(mail(made(language=tag)))["Message-ID"]) for tag in LANGUAGES}
    assert len(ids) == len(LANGUAGES)


@pytest.mark.parametrize(
    "at,stamp",
    [
        (day(2028, 2, 29), "2028-02-29"),
        (day(-43, 3, 15), "1900-01-01"),
        (day(12000, 1, 1), "9999-12-31"),
    ],
)
def test_a_mail_is_dated_by_its_as_of_day(at: int, stamp: str) -> None:
    assert dated(at).date().isoformat() == stamp


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "desk",
        "desk@",
        "@example.org",
        "a@b\r\nBcc: c@d",
        "a@example.org, b@example.org\n",
        "п@б",
    ],
)
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(NoAddress, match="is no mail address"):
        address(wrong)


@pytest.mark.parametrize("enemy", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_adds_no_header_no_part_and_no_element(enemy: str) -> None:
    message = read(mail(hostile(enemy)))
    assert len(list(message.walk())) == 3
    assert "Bcc" not in message
    html = content(message, "html")
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


class Postbox:
    """Keeps what an SMTP server was handed."""

    def __init__(self) -> None:
        self.got: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.original_content, bytes)
        self.got.append(envelope.original_content)
        return "250 OK"


def delivered(contents: Contents) -> bytes:
    """What a mail server on this machine has of a digest that was sent to it."""
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as client:
            written = mail(contents, "desk@example.org", ("reader@example.org",))
            client.sendmail("desk@example.org", ["reader@example.org"], written)
    finally:
        server.stop()
    (got,) = box.got
    return got


def test_a_mail_server_hands_on_all_parts_intact() -> None:
    contents = made(language="ru")
    got = delivered(contents)
    assert got == mail(contents, "desk@example.org", ("reader@example.org",))
    message = read(got)
    assert content(message, "plain") == text(contents, PLAIN_MAIL)
    assert "День Победы" in content(message, "html")
