"""A bucket of S3-compatible object storage as a place to publish to.

Keys come from the environment, as every client of such storage takes them: AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL. None is ever said.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calendar_gen.publishing.addresses import BadAddress, BucketAddress, read_endpoint
from calendar_gen.publishing.headers import headers
from calendar_gen.publishing.manifest import PLACE
from calendar_gen.publishing.outcome import CannotPublish
from calendar_gen.publishing.site_files import SiteFile, is_packed_copy

if TYPE_CHECKING:
    from obstore.store import S3Store

KEY, KEY_SECRET = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"
TOKEN_FILE, ROLE = "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"
CONTAINER = (
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
"""Variables that say who is publishing: a key with its secret, a token with its role, or the
container that runs us. Without, the library would ask a machine of the cloud it supposes to be on,
and wait."""

PATIENCE = timedelta(seconds=30)


class Bucket:
    """The bucket of an address, at `endpoint` or at that of AWS_ENDPOINT_URL or else Amazon's.

    Raises CannotPublish if obstore is not installed or no key is set.
    """

    lanes = 8

    def __init__(self, address: BucketAddress, endpoint: str | None) -> None:
        self._address = address
        self._endpoint = endpoint or _endpoint_of_the_environment()
        self._store = self._opened()

    def _opened(self) -> "S3Store":
        try:
            from obstore.store import S3Store
        except ModuleNotFoundError as error:
            raise CannotPublish(
                "publishing to object storage needs obstore: pip install 'calendar-gen[publish]'"
            ) from error
        lacking = lacks(os.environ)
        if lacking:
            raise CannotPublish(f"no key for {self._name()}: {lacking}")
        config: dict[str, Any] = {} if self._endpoint is None else {"endpoint": self._endpoint}
        with self._answering():
            return S3Store(
                self._address.bucket,
                prefix=self._address.prefix or None,
                client_options={
                    "allow_http": (self._endpoint or "").startswith("http://"),
                    "connect_timeout": "10s",
                    "timeout": "60s",
                },
                retry_config={"max_retries": 2, "retry_timeout": PATIENCE},
                **config,
            )

    def takes(self, file: SiteFile, paths: set[str]) -> bool:
        """All but gzip and brotli copies: object storage does not choose among them."""
        return not is_packed_copy(file, paths)

    def served(self, path: str) -> str:
        """See Place."""
        return "; ".join(filter(None, headers(path)))

    def manifest(self) -> bytes | None:
        """See Place."""
        return self.get(PLACE)

    def standing(self, paths: Collection[str]) -> Mapping[str, str]:
        """The version of an object is its entity tag."""
        import obstore

        wanted = set(paths)
        with self._answering():
            return {
                item["path"]: _tag(item["e_tag"])
                for page in obstore.list(self._store)
                for item in page
                if item["path"] in wanted
            }

    def send(self, path: str, content: bytes) -> str:
        """See Place."""
        import obstore

        told = headers(path)
        attributes = {"Content-Type": told.content_type, "Cache-Control": told.cache_control}
        if told.disposition is not None:
            attributes["Content-Disposition"] = told.disposition
        with self._answering():
            done = obstore.put(
                self._store, path, content, attributes=attributes, use_multipart=False
            )
        return _tag(done["e_tag"])

    def remove(self, path: str) -> None:
        """See Place."""
        import obstore

        with self._answering(), suppress(FileNotFoundError):
            obstore.delete(self._store, path)

    def get(self, path: str) -> bytes | None:
        """An object, or None if there is none."""
        import obstore

        with self._answering():
            try:
                return bytes(obstore.get(self._store, path).bytes())
            except FileNotFoundError as error:
                if "NoSuchBucket" in str(error):
                    raise
                return None

    def put(self, path: str, content: bytes) -> None:
        """Write an object of no public kind, whole or not at all."""
        import obstore

        with self._answering():
            obstore.put(self._store, path, content)

    def names(self, below: str) -> list[str]:
        """The objects whose paths begin with some steps, in order."""
        import obstore

        with self._answering():
            pages = obstore.list(self._store, below)
            return sorted(item["path"] for page in pages for item in page)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """What obstore raises, in our words."""
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, OSError) as error:
            raise self._refused(error) from error

    def _name(self) -> str:
        return "s3://" + "/".join(filter(None, self._address))

    def _refused(self, error: Exception) -> CannotPublish:
        """The error in our words: the library's own run to fifty lines."""
        at = "Amazon S3" if self._endpoint is None else self._endpoint
        return CannotPublish(f"cannot publish to {self._name()}: {reason(str(error), at)}")


REASONS = {
    "SignatureDoesNotMatch": "the secret in AWS_SECRET_ACCESS_KEY is not that of the access key",
    "InvalidAccessKeyId": "{at} does not know the access key in AWS_ACCESS_KEY_ID",
    "ExpiredToken": "the token in AWS_SESSION_TOKEN has expired",
    "InvalidToken": "{at} does not take the token in AWS_SESSION_TOKEN",
    "AccessDenied": "the access key may not do this there",
    "NoSuchBucket": "{at} has no such bucket; make it first",
    "PermanentRedirect": "the bucket stands in another region; set AWS_REGION",
    "AuthorizationHeaderMalformed": "the bucket stands in another region; set AWS_REGION",
    "RequestTimeTooSkewed": "the clock of this machine is wrong",
    "SlowDown": "{at} asks to come again later",
}
"""Error code of S3's API to what is the case."""


def reason(told: str, at: str) -> str:
    """Why storage `at` an endpoint refused, from what the library `told` of it."""
    code = re.search(r"<Code>(\w+)</Code>", told)
    if code and code[1] in REASONS:
        return REASONS[code[1]].format(at=at)
    if re.search(r"error sending request|kind: (Connect|Timeout)", told):
        return f"{at} cannot be reached"
    status = re.search(r"status code: (\d{3}[^:\n]*)", told)
    if status:
        return f"{at} answered {status[1].strip()}" + (f" ({code[1]})" if code else "")
    return told.partition("\n")[0].strip()


def lacks(variables: Mapping[str, str]) -> str | None:
    """What is missing or wrong among the variables that say who is publishing; None if nothing is.

    Never a value of one.
    """
    key, secret = variables.get(KEY), variables.get(KEY_SECRET)
    if key and secret:
        for name in (KEY, KEY_SECRET):
            if variables[name] != variables[name].strip():
                return f"{name} begins or ends with a space or a new line; set it without"
        return None
    if key or secret:
        has, wants = (KEY, KEY_SECRET) if key else (KEY_SECRET, KEY)
        return f"{has} is set, but {wants} is not; set both"
    token = variables.get(TOKEN_FILE)
    if token:
        if not Path(token).is_file():
            return f"{TOKEN_FILE} names a file that is not there"
        return None if variables.get(ROLE) else f"{TOKEN_FILE} is set, but {ROLE} is not; set both"
    if any(variables.get(name) for name in CONTAINER):
        return None
    return f"set {KEY} and {KEY_SECRET}"


def _endpoint_of_the_environment() -> str | None:
    found = os.environ.get("AWS_ENDPOINT_URL")
    try:
        return read_endpoint(found) if found else None
    except BadAddress as error:
        raise CannotPublish(f"AWS_ENDPOINT_URL: {error}") from error


def _tag(tag: str | None) -> str:
    return (tag or "").strip('"')
