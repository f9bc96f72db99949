"""Secret feeds: views at addresses that nobody can guess, each of which can be revoked.

The file holds the hash of each token and never the token: whoever reads it cannot subscribe.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from calendar_gen.site import write_file

FOLDER = "secret"
"""Where secret feeds stand: `/secret/TOKEN/NAME.ics`."""

BYTES = 32
"""Random bytes of a token."""

NAME = "[a-z0-9]+(-[a-z0-9]+)*"


class SecretFeed(NamedTuple):
    """A feed at a secret address: its name, the SHA-256 of its token in hex, its filters as in an
    address, and the days (ISO 8601) on which it was made and revoked.
    """

    name: str
    token_hash: str
    filters: str
    created: str
    revoked: str | None = None

    @property
    def file(self) -> str:
        """The file name that ends its address."""
        return f"{self.name}.ics"


class BadSecrets(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why the file of secret feeds cannot be read."""


def created(name: str, filters: str, day: str) -> tuple[SecretFeed, str]:
    """A new secret feed, and the path of its address, which is told this once."""
    token = secrets.token_urlsafe(BYTES)
    feed = SecretFeed(name, hashed(token), filters, day)
    return feed, f"/{FOLDER}/{token}/{feed.file}"


def hashed(token: str) -> str:
    """What the file keeps of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def by_hash(feeds: Iterable[SecretFeed]) -> Mapping[str, SecretFeed]:
    """The feeds by the hash of their token: a look-up that tells nothing by the time it takes."""
    return {feed.token_hash: feed for feed in feeds}


def load(file: Path) -> tuple[SecretFeed, ...]:
    """The feeds of a file, in the order of their making. Raises BadSecrets."""
    try:
        plain = json.loads(file.read_text(encoding="utf-8"))
        if plain["calendar-gen-secret-feeds"] != 1:
            raise BadSecrets(f"{file} is of a version that this program does not read")
        return tuple(_read(fields) for fields in plain["feeds"])
    except OSError as error:
        raise BadSecrets(f"cannot read {file}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadSecrets(
            f"{file} is no file of secret feeds: {_why(error)}; bring back a copy of it, or "
            "remove it and make its feeds anew with `calendar-gen secret create`"
        ) from error


def _why(error: Exception) -> str:
    """A clause on what is wrong with a file that cannot be read as one of secret feeds."""
    if isinstance(error, json.JSONDecodeError):
        if not error.doc.strip():
            return "it is empty"
        return f"in line {error.lineno}, column {error.colno} it is not JSON"
    if isinstance(error, UnicodeDecodeError):
        return "it is not text in UTF-8"
    if isinstance(error, KeyError):
        return f'it has no "{error.args[0]}"'
    return "what it holds is something else"


def _read(fields: Mapping[str, object]) -> SecretFeed:
    revoked = fields.get("revoked")
    name, token_hash, filters, created = (str(fields[key]) for key in SecretFeed._fields[:4])
    return SecretFeed(name, token_hash, filters, created, None if revoked is None else str(revoked))


def save(feeds: Iterable[SecretFeed], file: Path) -> None:
    """Write the file, for its owner's eyes only. Raises CannotWrite."""
    plain = {
        "calendar-gen-secret-feeds": 1,
        "feeds": [feed._asdict() for feed in feeds],
    }
    content = (json.dumps(plain, indent=1, ensure_ascii=False) + "\n").encode()
    write_file(file, content, private=True)
