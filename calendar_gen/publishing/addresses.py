"""Where to publish, as it is written on the command line."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

FORMS = "a folder, s3://bucket/prefix, or caldav+https://user@host/path/of/the/calendar/"


class FolderAddress(NamedTuple):
    """A folder of this machine."""

    path: Path


class BucketAddress(NamedTuple):
    """A bucket of S3-compatible object storage; `prefix` is "" or a path without outer slashes."""

    bucket: str
    prefix: str


class CollectionAddress(NamedTuple):
    """A calendar of a CalDAV server; `url` ends with a slash and holds no user."""

    url: str
    user: str | None


Address = FolderAddress | BucketAddress | CollectionAddress


class BadAddress(Exception):  # noqa: N818 - it says what is the case
    """A sentence on what is wrong with an address, without what it may hold of a secret."""


def read(text: str) -> Address:
    """The place that `text` names.

    Raises BadAddress.
    """
    scheme, mark, _ = text.partition("://")
    if not mark:
        if not text:
            raise BadAddress(f"an empty address; write {FORMS}")
        if re.match(r"(s3|caldav\+https?):", text):
            raise BadAddress(f'"{text}" lacks a slash; write {FORMS}')
        return FolderAddress(Path(text))
    if scheme == "s3":
        return _bucket(text)
    if scheme in ("caldav+https", "caldav+http"):
        return _collection(text.removeprefix("caldav+"))
    hint = f"; a CalDAV calendar is written caldav+{scheme}://" if scheme[:4] == "http" else ""
    raise BadAddress(f"{scheme}:// is no place to publish to: write {FORMS}{hint}")


def read_endpoint(text: str) -> str:
    """The address of object storage that `text` names, without a slash at its end.

    Raises BadAddress.
    """
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("https", "http") and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits or parts.username or parts.query or parts.fragment:
        raise BadAddress("that is no address of object storage; write https://storage.example.org")
    return text.rstrip("/")


def _bucket(text: str) -> BucketAddress:
    parts = urlsplit(text)
    if "@" in parts.netloc:
        raise BadAddress(
            "an s3:// address holds no key: put it into AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY, where it is not shown"
        )
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", parts.netloc):
        raise BadAddress(f'"{parts.netloc}" is not the name of a bucket; write s3://bucket/prefix')
    if parts.query or parts.fragment:
        raise BadAddress("an s3:// address has no ? and no #; write s3://bucket/prefix")
    prefix = parts.path.strip("/")
    if prefix and {"", ".", ".."} & set(prefix.split("/")):
        raise BadAddress(
            f'"{prefix}" has an empty step, a . or a .. in it; write s3://bucket/prefix'
        )
    return BucketAddress(parts.netloc, prefix)


def _collection(url: str) -> CollectionAddress:
    try:
        parts = urlsplit(url)
        host, port, secret = parts.hostname, parts.port, parts.password
    except ValueError as error:
        raise BadAddress(f"not the address of a CalDAV calendar ({error})") from None
    if secret is not None:
        raise BadAddress(
            "a CalDAV address holds no password: put it into CALDAV_PASSWORD, where it is not shown"
        )
    if not host or parts.query or parts.fragment:
        raise BadAddress(f"that is not the address of a CalDAV calendar; write {FORMS}")
    place = f"[{host}]" if ":" in host else host
    if port is not None:
        place += f":{port}"
    path = parts.path.rstrip("/") + "/"
    user = None if parts.username is None else unquote(parts.username)
    return CollectionAddress(f"{parts.scheme}://{place}{path}", user)
