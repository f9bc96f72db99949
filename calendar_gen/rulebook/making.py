"""Values made of drafts, with what extensions add to them, and what is left out of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from calendar_gen.problems import Place
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.drafts import Draft
from calendar_gen.rulebook.extending import Added, by_target, with_entries
from calendar_gen.rulebook.reading import Values
from calendar_gen.rules.leanings import Leanings, leaning_on

if TYPE_CHECKING:
    from calendar_gen.rulebook.lists import Lists

T = TypeVar("T")
Misnamed = Mapping[Place, frozenset[str]]
"""Places of drafts that cannot count, with the ids that each names and nobody declares."""


class Making:
    """Makes the values of each kind from drafts.

    What has an error or is `misnamed` is made too as far as it goes, for the problems that only
    this shows, but does not count; `begun` holds it with the rest, by kind.
    """

    def __init__(
        self,
        context: Context,
        drafts: Sequence[Draft],
        misnamed: Misnamed,
        lists: "Lists | None",
    ) -> None:
        self.context = context
        self.misnamed = misnamed
        self.lists = lists
        self.drafts: dict[str, list[Draft]] = {}
        self.added: dict[str, Added] = {}
        self.tried: dict[str, Added] = {}
        self.begun: dict[str, list[Any]] = {}
        for kind in ("commemoration", "pattern", "visit"):
            extensions = [draft.values for draft in drafts if draft.extends and draft.kind == kind]
            counting = [each for each in extensions if each.sound and each.at not in misnamed]
            self.added[kind] = by_target(counting)
            self.tried[kind] = by_target(each for each in extensions if each not in counting)
        for draft in drafts:
            if not draft.extends:
                values = with_entries(draft.values, self.extensions(draft.kind, draft.id))
                self.drafts.setdefault(draft.kind, []).append(draft._replace(values=values))

    def extensions(self, kind: str, id: str | None) -> Sequence[Values]:
        """What counts of the extensions of one rule or visit."""
        return self.added.get(kind, {}).get(id or "", ())

    def made(
        self, kind: str, make: Callable[[Draft], T | None], *, broken: bool = False
    ) -> list[tuple[Draft, T]]:
        """What could be made of the drafts of a kind without an error; with `broken` those that
        have errors are tried too.
        """
        found = []
        for draft in self.drafts.get(kind, ()):
            if not (draft.values.sound or broken):
                continue
            before = self.context.reading.failures
            value = make(draft)
            if value is not None:
                self.begun.setdefault(kind, []).append(value)
            failed = self.context.reading.failures > before or not draft.values.sound
            if value is not None and not failed and draft.values.at not in self.misnamed:
                found.append((draft, value))
        return found

    def named(
        self, kind: str, make: Callable[[str, Draft], T | None], *, broken: bool = False
    ) -> dict[str, T]:
        """The same by id, in order of ids."""
        made = self.made(kind, lambda draft: make(draft.id or "", draft), broken=broken)
        return dict(sorted(((draft.id or "", value) for draft, value in made), key=lambda e: e[0]))

    def leave_out(self, made: dict[str, Any], leanings: Leanings, broken: set[str]) -> None:
        """Takes out what is broken, and what needs it."""
        lost = leaning_on(broken, leanings)
        for id in sorted(lost & set(made)):
            needs = sorted(leanings[id] & (broken | lost))
            message = f'"{id}" is left out: it needs "{needs[0]}", which has an error'
            self.context.reading.remark("note", made[id].at, "left-out", message)
        for id in (broken | lost) & set(made):
            del made[id]
