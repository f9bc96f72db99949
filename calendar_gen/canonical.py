"""One text for each value, wherever it stood: it orders what has no order, and makes the digest."""

from collections.abc import Mapping
from typing import Any

from calendar_gen.problems import Place


def canonical(value: Any) -> str:
    """A value of the rulebook as a Python literal, without the places where its parts stand."""
    return repr(_plain(value))


def digest(value: Any) -> str:
    """SHA-256, in hex, of the canonical text of a value."""
    import hashlib

    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value)}
    fields = getattr(value, "_fields", None)
    if fields is not None:
        parts = {name: getattr(value, name) for name in fields}
        return {name: _plain(part) for name, part in parts.items() if not isinstance(part, Place)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value)
