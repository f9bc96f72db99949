"""What a rulebook rests on: the files that it is read from, and the folders that decide which."""

from collections.abc import Sequence

from calendar_gen.rulebook.files import (
    RECORDS,
    STANDARD_INPUT,
    MissingInput,
    content,
    lasts,
    names_lists,
    rule_paths,
)


def basis(paths: Sequence[str], records: Sequence[str]) -> set[str] | None:
    """The files and folders whose state decides what a rulebook of these paths holds.

    None for standard input and what else can be read but once, for rule files that may name others,
    and for what cannot be read.
    """
    given = (*paths, *records)
    if STANDARD_INPUT in given or not all(map(lasts, given)):
        return None
    found = {*paths, *records}
    folders: set[str] = set()
    try:
        for path in paths:
            for name in rule_paths(path, folders=folders):
                if not name.lower().endswith(RECORDS) and names_lists(content(name)):
                    return None
                found.add(name)
        for path in records:
            found.update(rule_paths(path, folders=folders))
    except MissingInput:
        return None
    return found | folders
