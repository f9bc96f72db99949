"""Commemorations step by step, those with errors too: what else is wrong with them is reported.

A rule that cannot count, because of an error or because it needs a rule that has one, takes every
step as far as its fields can be read.
"""

from collections.abc import Callable, Mapping, Sequence

from calendar_gen.problems import Place
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.drafts import Draft
from calendar_gen.rulebook.extending import extended, with_entries
from calendar_gen.rulebook.kinds.commemorations import commemoration, leaning, with_exceptions
from calendar_gen.rulebook.reading import Values
from calendar_gen.rules import Commemoration

Step = Callable[[Commemoration, Values, Context], Commemoration]

STEPS: tuple[Step, ...] = (leaning, with_exceptions)
"""What follows when all commemorations are begun, in this order."""


class Completing:
    """Commemorations under way, by their places."""

    def __init__(self, drafts: Sequence[Draft], context: Context) -> None:
        self.context = context
        self.drafts: Mapping[Place, Draft] = {draft.values.at: draft for draft in drafts}
        self.rules: dict[Place, Commemoration] = {}
        self._taken: set[tuple[Step, Place]] = set()

    def begin(self, draft: Draft, extensions: Sequence[Values]) -> Commemoration:
        """The rule without its exceptions, with what extensions add to its texts and marks."""
        made = commemoration(draft.id or "", draft.values, self.context)
        self.rules[made.at] = extended(made, extensions, self.context)
        return self.rules[made.at]

    def take(self, step: Step, at: Place) -> Commemoration | None:
        """The rule at a place after a step, which it takes once; None if that shows an error."""
        before = self.context.reading.failures
        if (step, at) in self._taken:
            return None
        self._taken.add((step, at))
        self.rules[at] = step(self.rules[at], self.drafts[at].values, self.context)
        return self.rules[at] if self.context.reading.failures == before else None

    def take_rest(self, step: Step) -> None:
        """Takes a step with all rules that did not take it yet."""
        for at in sorted(self.rules):
            self.take(step, at)

    def try_out(self, id: str, extension: Values) -> None:
        """Reports what else is wrong with an extension that has an error, and does not count."""
        for at, draft in self.drafts.items():
            if draft.id == id:
                extended(self.rules[at], [extension], self.context)
                entries = with_entries(draft.values, [extension])
                with_exceptions(self.rules[at], entries, self.context)
