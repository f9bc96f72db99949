"""Why nothing is expected: a gate that says no, its answer, and who says so since when."""

from itertools import groupby
from operator import itemgetter

from calendar_gen.entries.days import day_text, span_text
from calendar_gen.entries.explanations import Step, cited
from calendar_gen.entries.phrases import Phrases, phrases, text_for
from calendar_gen.entries.sources import citation, source_name
from calendar_gen.forecasting.citing import public
from calendar_gen.forecasting.closed_gates import Closed
from calendar_gen.rules import Rulebook


def of_closed(found: Closed, rulebook: Rulebook, as_of: int) -> list[Step]:
    """The steps for a visit that a gate rules out."""
    words = phrases("en")
    expectation, gate, answer = found.expectation, found.gate, found.answer
    title = text_for(expectation.titles, words.language)[1]
    days = span_text(expectation.first, expectation.last, words)
    sources = public(answer.sources, rulebook, as_of)
    steps = [
        ("What", f"{title} ({expectation.id}) would be {days}."),
        ("What", f"As known at the end of {day_text(as_of, words)}, it is not expected."),
        ("Rule", f'The rule "{found.pattern.id}" stands at {found.pattern.at}.'),
        ("Rule", f'It holds only if the gate "{gate.id}" says yes, written at {gate.at}.'),
        ("Gate", _said(found, sources, rulebook, words)),
        ("Likelihood", "The gate says no, so the likelihood is 0."),
        *(("Sources", cited(citation(source, rulebook, words))) for source in sources),
    ]
    return [
        Step(about, tuple(sentence for _, sentence in group))
        for about, group in groupby(steps, key=itemgetter(0))
    ]


def _said(found: Closed, sources: tuple[str, ...], rulebook: Rulebook, words: Phrases) -> str:
    """The gate's question and answer, who gives it, and since when that is public."""
    answer = found.answer
    question = text_for(found.gate.question, words.language)[1]
    names = " and ".join(source_name(source, rulebook, words) for source in sources)
    by = f" by {names}" if names else ""
    known = "" if answer.known is None else f", public from {day_text(answer.known, words)}"
    return f'"{question}" is answered no for {answer.cycle}{by}{known}.'
