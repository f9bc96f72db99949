"""JSON over many lines, to the byte as `json.dumps` writes it with `indent`.

The standard library writes that form in Python, a token at a time, and a site has many.
"""

from json.encoder import JSONEncoder, encode_basestring
from typing import Any

_scalar = JSONEncoder(ensure_ascii=False).encode
_WORDS = {None: "null", True: "true", False: "false"}


def indented(value: object, indent: int) -> str:
    """As `json.dumps(value, ensure_ascii=False, indent=indent)`; keys are strings.

    Raises TypeError for what JSON has no form for.
    """
    return _written(value, "\n", " " * indent)


def _written(value: Any, line: str, step: str) -> str:
    """A value in a line that begins with `line`; what is in it begins a `step` further."""
    inner = line + step
    if isinstance(value, dict):
        if not value:
            return "{}"
        parts = []
        for key, each in value.items():
            if type(each) is str:
                parts.append(f"{encode_basestring(key)}: {encode_basestring(each)}")
            elif each is None or each is True or each is False:
                parts.append(f"{encode_basestring(key)}: {_WORDS[each]}")
            else:
                parts.append(f"{encode_basestring(key)}: {_written(each, inner, step)}")
        return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"
    if isinstance(value, list | tuple):
        if not value:
            return "[]"
        parts = [
            encode_basestring(each) if type(each) is str else _written(each, inner, step)
            for each in value
        ]
        return f"[{inner}{f',{inner}'.join(parts)}{line}]"
    return str(value) if type(value) is int else _scalar(value)
