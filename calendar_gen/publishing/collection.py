"""A calendar of a CalDAV server (RFC 4791): what is in it, put, delete.

User and password come from the environment (CALDAV_USERNAME, CALDAV_PASSWORD) and are only told to
the server that the address names: a redirection is not followed. Neither is ever said.
"""

import os
import xml.etree.ElementTree as ET  # nosec B405 # see _Plain
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from calendar_gen.publishing.addresses import CollectionAddress
from calendar_gen.publishing.outcome import CannotPublish

if TYPE_CHECKING:
    from requests import Response

DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
ABOUT = b"""<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>"""
ALL_EVENTS = b"""<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<prop><getetag/><c:calendar-data/></prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter>
</c:calendar-query>"""
PATIENCE = (10, 60)
"""Seconds to wait for a connection, and for each part of an answer."""


class Resource(NamedTuple):
    """An event as the server keeps it: address, entity tag, bytes."""

    url: str
    tag: str
    content: bytes


class Collection:
    """The calendar of an address.

    Raises CannotPublish if the extra is not installed, or if there is no such calendar.
    """

    def __init__(self, address: CollectionAddress) -> None:
        try:
            import icalendar  # noqa: F401 - for `feed_events`, with the same extra
            import requests
        except ModuleNotFoundError as error:
            raise CannotPublish(
                "publishing to a CalDAV calendar needs requests and icalendar: "
                "pip install 'calendar-gen[caldav]'"
            ) from error
        self._url = address.url
        self._user = address.user or os.environ.get("CALDAV_USERNAME")
        self._session = requests.Session()
        self._must_be_a_calendar()

    def resources(self) -> Iterator[Resource]:
        """The events in the calendar."""
        answer = self._ask("REPORT", self._url, ALL_EVENTS, {"Depth": "1"})
        for response in self._multistatus(answer).iter(f"{DAV}response"):
            tag = response.findtext(f".//{DAV}getetag") or ""
            content = response.findtext(f".//{CALDAV}calendar-data")
            if content:
                url = urljoin(self._url, response.findtext(f"{DAV}href") or "")
                yield Resource(url, tag, content.encode())

    def put(self, uid: str, content: bytes, known: Resource | None) -> None:
        """Write the event of a UID: anew, under the name of the UID, or over the `known` one."""
        url = self._url + quote(uid, safe="@") + ".ics" if known is None else known.url
        when = {"If-None-Match": "*"} if known is None else _if_unchanged(known)
        self._ask("PUT", url, content, {"Content-Type": "text/calendar; charset=utf-8", **when})

    def delete(self, known: Resource) -> None:
        """Take an event away; one that is gone already is fine."""
        self._ask("DELETE", known.url, None, _if_unchanged(known), fine=(404, 410))

    def _must_be_a_calendar(self) -> None:
        answer = self._ask("PROPFIND", self._url, ABOUT, {"Depth": "0"})
        if self._multistatus(answer).find(f".//{DAV}resourcetype/{CALDAV}calendar") is None:
            raise CannotPublish(
                f"{self._url} is not a calendar of a CalDAV server, but perhaps a folder of some; "
                "the address of a calendar is shown in its settings there"
            )

    def _ask(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: dict[str, str],
        fine: tuple[int, ...] = (),
    ) -> "Response":
        if _origin(url) != _origin(self._url):
            raise CannotPublish(f"{self._url} keeps an event elsewhere, at {_origin(url)}")
        if body is not None:
            headers = {"Content-Type": "application/xml; charset=utf-8", **headers}
        answer = self._request(method, url, body, headers)
        if answer.status_code == 401 and self._session.auth is None:
            self._identify(answer)
            answer = self._request(method, url, body, headers)
        taken = answer.ok or answer.status_code in fine
        if not taken or answer.is_redirect:
            raise CannotPublish(f"cannot publish to {self._url}: {self._reason(answer, url)}")
        return answer

    def _request(
        self, method: str, url: str, body: bytes | None, headers: dict[str, str]
    ) -> "Response":
        from requests.exceptions import ConnectionError, RequestException, SSLError, Timeout

        try:
            return self._session.request(
                method, url, data=body, headers=headers, timeout=PATIENCE, allow_redirects=False
            )
        except SSLError as error:
            raise CannotPublish(
                f"the certificate of {_origin(url)} is not to be trusted from here"
            ) from error
        except (ConnectionError, Timeout) as error:
            raise CannotPublish(f"{_origin(url)} cannot be reached") from error
        except RequestException as error:
            raise CannotPublish(f"{_origin(url)} gave no answer that makes sense") from error

    def _identify(self, answer: "Response") -> None:
        """Say from now on who we are, in the way that the server asks for."""
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        secret = os.environ.get("CALDAV_PASSWORD")
        if not self._user or secret is None:
            raise CannotPublish(
                f"{self._url} wants to know who is there: set CALDAV_USERNAME (or write "
                "caldav+https://user@host/...) and CALDAV_PASSWORD"
            )
        wanted = answer.headers.get("WWW-Authenticate", "")
        if "digest" in wanted.lower():
            self._session.auth = HTTPDigestAuth(self._user, secret)
        else:  # as bytes: text outside Latin-1 would not be sent
            self._session.auth = HTTPBasicAuth(self._user.encode(), secret.encode())

    def _reason(self, answer: "Response", url: str) -> str:
        status = answer.status_code
        if status == 401:
            return "it does not know the user, or the password in CALDAV_PASSWORD is wrong"
        if status == 404 and url == self._url:
            return "there is no such calendar; make it first"
        if status == 412:
            return f"{url} was changed by somebody just now; publish again"
        if answer.is_redirect:
            target = urljoin(url, answer.headers.get("Location", ""))
            return f"it has moved; its address is now {_without_user(target)}"
        rule = _broken_rule(answer.content)
        told = f"{status} {answer.reason or ''}".strip() + (f" ({rule})" if rule else "")
        what = "" if url == self._url else f" to {url}"
        if status == 403:
            return f"the user may not do that there{what}: {told}"
        return f"the server answered {told}{what}"

    def _multistatus(self, answer: "Response") -> ET.Element:
        try:
            return _parsed(answer.content)
        except ET.ParseError as error:
            raise CannotPublish(f"{self._url} does not answer as a CalDAV server does") from error


class _Plain(ET.TreeBuilder):
    """Builds elements of documents without a type: one could declare entities, which make much of
    little, and no answer of WebDAV needs it (RFC 4918, section 20.6).
    """

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ET.ParseError(f"a document type, {name}")


def _parsed(content: bytes) -> ET.Element:
    """An answer in XML. Raises ET.ParseError."""
    return ET.fromstring(content, ET.XMLParser(target=_Plain()))  # nosec B314 # without entities


def _if_unchanged(known: Resource) -> dict[str, str]:
    return {"If-Match": known.tag} if known.tag else {}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _without_user(url: str) -> str:
    return urlsplit(url)._replace(netloc=urlsplit(url).netloc.rpartition("@")[2]).geturl()


def _broken_rule(content: bytes) -> str | None:
    """The precondition that a server names (RFC 4918, section 16), such as `no-uid-conflict`."""
    try:
        root = _parsed(content)
    except ET.ParseError:
        return None
    if root.tag != f"{DAV}error" or not len(root):
        return None
    return root[0].tag.rpartition("}")[2]
