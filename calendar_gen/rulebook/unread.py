"""What of the files could not be read, for the ids that might be declared there."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from calendar_gen.problems import Place, shortened
from calendar_gen.rulebook.reading import Reading, Reference

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


class Unread:
    """The unread texts by file, None for a file of which nobody knows all.

    What stands in none of these texts is declared in none of these files.
    """

    def __init__(self, texts: Mapping[str, Sequence[str] | None]) -> None:
        self.texts = {file: found for file, found in sorted(texts.items()) if found != []}
        self._unchecked: list[tuple[Place, str, str]] = []

    @cached_property
    def ids(self) -> frozenset[str] | None:
        """All that can be ids in the texts; None if any id may be there."""
        found = [ids for ids in self._ids.values() if ids is not None]
        return frozenset[str]().union(*found) if len(found) == len(self._ids) else None

    @cached_property
    def _ids(self) -> dict[str, frozenset[str] | None]:
        return {
            file: None if texts is None else frozenset(_ID.findall("\n".join(texts)))
            for file, texts in self.texts.items()
        }

    def may_declare(self, id: str, reference: Reference) -> bool:
        """Whether an id that a reference needs may be there; if so it counts as unchecked."""
        if not self.texts or not _ID.fullmatch(id):
            return False
        file = next((f for f, ids in self._ids.items() if ids is None or id in ids), None)
        if file is not None:
            self._unchecked.append((reference.at, id, file))
        return file is not None

    def note_unchecked(self, reading: Reading) -> None:
        """One note that says what could not be looked up, at the first place where it stands."""
        if not self._unchecked:
            return
        at, id, _ = min(self._unchecked)
        others = len({id for _, id, _ in self._unchecked}) - 1
        more = f" and {others} more" if others else ""
        files = sorted({file for _, _, file in self._unchecked})
        named = f'"{files[0]}"' + (f" and {len(files) - 1} more" if len(files) > 1 else "")
        message = f'"{shortened(id)}"{more} could not be looked up'
        hint = f"what cannot be read in {named} may declare it"
        reading.remark("note", at, "unchecked", message, hint)
