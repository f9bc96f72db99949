"""What a source cannot know, since it was published before: outcomes of visits, and events."""

from collections.abc import Iterator

from calendar_gen.edtf import iso
from calendar_gen.problems import Problem
from calendar_gen.rules import Rulebook

OUTCOMES = ("occurred", "missed")


def told_too_early(rulebook: Rulebook) -> Iterator[Problem]:
    """A warning for each outcome, and for each event, of which all sources are older."""
    yield from _outcomes(rulebook)
    for rule in rulebook.commemorations.values():
        days = [_public(rulebook, id_) for id_ in rule.sources]
        known = [day for day in days if day is not None]
        if rule.of is None or not known or len(known) < len(days):
            continue
        if max(known) < rule.of.earliest:
            message = (
                f'every source of "{rule.id}" was published before the event, the last one on '
                f"{iso(max(known))}"
            )
            yield Problem(rule.at, "warning", "told-too-early", message, _HINT)


def _outcomes(rulebook: Rulebook) -> Iterator[Problem]:
    for visit in rulebook.visits:
        for claim in visit.claims:
            published = _public(rulebook, claim.source)
            if claim.status not in OUTCOMES or claim.date is None or published is None:
                continue
            if claim.date.earliest is not None and published < claim.date.earliest:
                message = (
                    f'"{claim.source}" was published on {iso(published)}, before '
                    f"{claim.date.text}, so it cannot say that the visit {claim.status}"
                )
                hint = "the status may be announced; else name a later source"
                yield Problem(claim.at, "warning", "told-too-early", message, hint)


_HINT = "name a source that tells of it"


def _public(rulebook: Rulebook, id_: str) -> int | None:
    source = rulebook.sources.get(id_)
    return None if source is None else source.public_from
