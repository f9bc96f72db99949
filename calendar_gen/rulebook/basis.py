"""What a rulebook rests on: the files that it is read from, and the folders that decide which."""

from collections.abc import Sequence

from calendar_gen.rulebook.files import STANDARD_INPUT, MissingInput, rule_files, rule_paths


def basis(paths: Sequence[str], records: Sequence[str]) -> set[str] | None:
    """The files and folders whose state decides what a rulebook of these paths holds.

    None for standard input, for rule files that may name others (see `compiled`), and for what
    cannot be read any more.
    """
    if STANDARD_INPUT in (*paths, *records):
        return None
    files, folders = {*paths, *records}, set[str]()
    try:
        if any(b"csv" in file.content for file in rule_files(paths)):
            return None
        for path in (*paths, *records):
            files.update(rule_paths(path, folders=folders))
    except MissingInput:
        return None
    return files | folders
