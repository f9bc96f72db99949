"""Words for the status and the certainty of an occurrence, and for what its sources disagree on."""

from calendar_gen.edtf import Edtf
from calendar_gen.entries.days import edtf_text
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.sources import source_name
from calendar_gen.occurrences import Occurrence
from calendar_gen.record import Claim
from calendar_gen.rules import Rulebook


def status_text(occurrence: Occurrence, phrases: Phrases) -> str:
    """The status in a word, with its outcome, and whether the rule was stated later."""
    text = phrases.word("status", occurrence.status.replace("-", " "))
    marks = []
    if occurrence.outcome is not None:
        marks.append(phrases.word("outcome", occurrence.outcome.replace("-", " ")))
    if occurrence.stated_later:
        marks.append(phrases.say("rule stated later"))
    if not marks:
        return text
    return phrases.say("{text} ({status})", text=text, status=phrases.say(", ").join(marks))


def summary_status(occurrence: Occurrence, phrases: Phrases) -> str | None:
    """The status where a one-line summary needs it: what is not settled by the day itself.

    Never `passed`.
    """
    likelihood = occurrence.likelihood
    if occurrence.status == "projected" and likelihood is not None:
        percent = percent_text(likelihood.probability, phrases)
        return phrases.say("expected, {percent}", percent=percent)
    if occurrence.status in ("announced", "postponed", "missed", "not-recorded"):
        return phrases.word("status", occurrence.status.replace("-", " "))
    return None


def certainty_text(occurrence: Occurrence, phrases: Phrases) -> str:
    """How sure the days are: `fixed`, `computed`, `window`, `window, estimate` ..."""
    word = "fixed" if occurrence.certainty == "exact" else occurrence.certainty
    text = phrases.word("certainty", word)
    if occurrence.extent == "days":
        return text
    window = phrases.word("certainty", "window")
    return window if word in ("fixed", "computed") else phrases.say(", ").join((window, text))


def conflict_text(occurrence: Occurrence, rulebook: Rulebook, phrases: Phrases) -> str | None:
    """What the sources disagree on, what is shown and why; None where they agree."""
    if not (occurrence.conflict or occurrence.settled):
        return None
    told = [_claim_text(claim, rulebook, phrases) for claim in occurrence.claims]
    shown = _shown(occurrence.claims)
    text = phrases.say(
        "sources disagree: {claims}", claims=phrases.say("; ").join(dict.fromkeys(told))
    )
    if shown is None or shown.date is None:
        return phrases.say("{text}; not settled", text=text)
    date = edtf_text(shown.date, phrases)
    if shown.because is None:
        return phrases.say("{text}; shown: {date}", text=text, date=date)
    return phrases.say(
        "{text}; shown: {date}, because {reason}", text=text, date=date, reason=shown.because
    )


def _shown(claims: tuple[Claim, ...]) -> Claim | None:
    return next((claim for claim in claims if claim.preferred), None)


def _claim_text(claim: Claim, rulebook: Rulebook, phrases: Phrases) -> str:
    date: Edtf | None = claim.date
    return phrases.say(
        "{date}, {status} ({source})",
        date=phrases.say("no date") if date is None else edtf_text(date, phrases),
        status=phrases.word("status", claim.status),
        source=source_name(claim.source, rulebook, phrases),
    )
