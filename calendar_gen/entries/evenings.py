"""Days that begin at sunset on the evening before: those that a Hebrew or Islamic date gives.

The day itself is the daylight day, as `on` says; the evening is told in words beside it.
"""

from calendar_gen.entries.days import day_text
from calendar_gen.entries.phrases import Phrases, text_for
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Commemoration, Rulebook

SUNSET = {
    "hebrew": "-hebrew",
    "islamic-umalqura": "-islamic",
    "islamic-civil": "-islamic",
    "islamic-tbla": "-islamic",
}
"""Calendar systems whose days begin at sunset, with the end of their cycle keys."""


def evening_text(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> str | None:
    """`Begins at sunset on the evening before (8 March 2027).`; None for any other day.

    That is one whose rule picks a weekday or counts in a calendar that begins days at midnight, and
    one that an exception gives outright or cancels.
    """
    suffix = SUNSET.get(occurrence.calendar)
    if suffix is None or not occurrence.cycle.endswith(suffix):
        return None
    if occurrence.moved_from is not None or occurrence.status == "cancelled":
        return None
    rule = rulebook.commemorations.get(occurrence.rule)
    if rule is None or not _is_dated(rule, rulebook):
        return None
    before = day_text(occurrence.earliest - 1, phrases)
    return phrases.say("Begins at sunset on the evening before ({date}).", date=before)


def own_note(occurrence: Occurrence, phrases: Phrases) -> tuple[str, str] | None:
    """(tag, text) of the rule's own note, in the language asked for if it has it; None without."""
    tag, text = text_for(occurrence.note or {}, phrases.tag)
    return (tag, text.strip()) if text.strip() else None


def note_text(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> str | None:
    """The rule's own note, then when the day begins; None without either."""
    noted = own_note(occurrence, phrases)
    own = "" if noted is None else noted[1]
    evening = evening_text(occurrence, rulebook, phrases)
    if evening is None or not own:
        return own or evening
    if own[-1] not in _ENDS:  # by the note's own script: it may be in another language
        own += "。" if own[-1] >= _FIRST_EAST_ASIAN else "."
    return phrases.sentences((own, evening))


_ENDS = ".!?…。！？؟"
_FIRST_EAST_ASIAN = "\u2e80"


def _is_dated(rule: Commemoration, rulebook: Rulebook) -> bool:
    """Whether a date gives the day, and days before or after it, its own or of what it leans on."""
    from calendar_gen.sentences import DateSentence
    from calendar_gen.sentences.nodes import NthWeekday, RuleDay, WeekdayFrom, unfold

    seen: set[str] = set()
    found: Commemoration | None = rule
    while found is not None and found.id not in seen and isinstance(found.on, DateSentence):
        seen.add(found.id)
        base, steps = unfold(found.on.node)
        if any(isinstance(step, WeekdayFrom) for step in steps) or isinstance(base, NthWeekday):
            return False
        if not isinstance(base, RuleDay):
            return True
        found = rulebook.commemorations.get(base.rule)
    return False
