"""Tables of rules in Parquet, as the lines of JSON that say the same."""

import json
from datetime import date
from typing import Any

from calendar_gen.limits import limit, raising, written
from calendar_gen.problems import BoundMet
from calendar_gen.rulebook.files import MissingInput, RuleFile

_ROWS = 4096
"""Rows that are unpacked at a time."""


def as_lines(file: RuleFile) -> RuleFile:
    """The file as JSON Lines: a row a line, whose number is the row's.

    A null is a field that is not there, a date the text of its day, and a text that is an object or
    a list of JSON is that. Raises MissingInput for what cannot be read, or not without the extra
    `bulk`; BoundMet for more rows or bytes than a rulebook may have.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as missing:
        extra = 'the extra "bulk": pip install "calendar-gen[bulk]"'
        raise MissingInput(f'the file "{file.name}" is in Parquet and needs {extra}') from missing
    lines: list[str] = []
    size, most = 0, limit("rulebook")
    try:
        table = parquet.ParquetFile(arrow.BufferReader(file.content))
        if table.metadata.num_rows > limit("rules"):
            raise BoundMet(
                f'"{file.name}" has more than {limit("rules"):,} rows; {raising("rules")}'
            )
        for batch in table.iter_batches(_ROWS):
            names = [json.dumps(name, ensure_ascii=False) for name in batch.schema.names]
            columns = (column.to_pylist(maps_as_pydicts="strict") for column in batch.columns)
            for row in zip(*columns, strict=True):
                pairs = zip(names, row, strict=True)
                line = ",".join(f"{n}:{_written(v)}" for n, v in pairs if v is not None)
                size += len(line)
                lines.append(f"{{{line}}}\n")
            if size > most:
                raise BoundMet(
                    f'the rows of "{file.name}" have more than {written(most)} letters; '
                    f"{raising('rulebook')}"
                )
    except (arrow.ArrowException, OSError, KeyError, UnicodeDecodeError) as error:
        why = next(iter(str(error).splitlines()), "it is damaged")
        raise MissingInput(f'the file "{file.name}" cannot be read: {why}') from error
    return RuleFile(file.name, "".join(lines).encode())


def _written(value: Any) -> str:
    """The JSON of what a column holds."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            json.loads(value)
        except (ValueError, RecursionError):  # a text that begins so
            pass
        else:
            return value.replace("\r", " ").replace("\n", " ")
    return json.dumps(_without_nulls(value), ensure_ascii=False, default=_text)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
