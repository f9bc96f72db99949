"""What the terms of a visit pattern say, in sentences for `explain`."""

from collections.abc import Iterator

from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.summaries import party_name, title_of
from calendar_gen.forecasting.evidence import Evidence
from calendar_gen.rules import (
    Alternating,
    Dated,
    First,
    Paired,
    Returned,
    Rotating,
    Rulebook,
    Window,
)


def terms_text(found: Evidence, rulebook: Rulebook, words: Phrases) -> Iterator[str]:
    """Who comes to whom around what, and in which cycles; the last has no full stop."""
    assert found.pattern is not None
    terms = found.pattern.terms
    occasion = None
    if found.commemoration is not None:
        occasion = title_of(found.commemoration.titles[-1].texts, words)[1]
    if isinstance(terms, Paired):
        leg = found.leg
        if leg is not None:
            guest, host = (party_name(p, rulebook, words) for p in (leg.guest, leg.host))
            around = f"{occasion} ({leg.occasion})"
            yield f"{guest} comes to {host} around {around}, as written at {leg.at}."
        yield f"It holds {_numbers(terms.every, terms.marks)}"
        return
    if isinstance(terms, Returned):
        yield from _answers(terms, found.occurrence.cycle, rulebook, words)
        return
    if isinstance(terms, First):
        guest, host = (party_name(p, rulebook, words) for p in (terms.guest, terms.host))
        what = "taking office" if terms.after is None else terms.after
        after = "each event that it lists" if terms.events is not None else what
        yield f"The first trip of {guest} after {after} goes to {host}."
        yield f"It holds within {terms.months} months"
        return
    if isinstance(terms, Alternating | Rotating):
        yield from _by_turns(terms, rulebook, words)
        return
    guest, host = (party_name(p, rulebook, words) for p in (terms.guest, terms.host))
    other = rulebook.patterns.get(terms.at or "")
    if other is not None:
        occasion = title_of(other.titles[-1].texts, words)[1]
    around = f'"{terms.on.text}"' if terms.on is not None else f"{occasion} ({terms.at})"
    yield f"{guest} comes to {host} around {around}."
    yield f"It holds {_cycles(terms)}"


def _answers(terms: Returned, visit: str, rulebook: Rulebook, words: Phrases) -> Iterator[str]:
    kinds = f" ({' or '.join(terms.kinds)})" if terms.kinds else ""
    yield f"The visit {visit} opened it: the answer is due from the day after it ended."
    if terms.party is not None:
        yield (
            f"It holds for visits{kinds} by {party_name(terms.party, rulebook, words)}, each to"
            f" be answered within {terms.months} months"
        )
        return
    one, other = (party_name(party, rulebook, words) for party in terms.between)
    yield (
        f"It holds for visits{kinds} between {one} and {other}, each to be answered within "
        f"{terms.months} months"
    )


def _by_turns(terms: Alternating | Rotating, rulebook: Rulebook, words: Phrases) -> Iterator[str]:
    rhythm = terms.rhythm
    orders: list[tuple[int, tuple[str, ...]]] = []
    if isinstance(terms, Rotating):
        orders += [(order.start, order.hosts) for order in terms.orders]
    else:
        orders.append((rhythm.start, terms.parties))
    for start, hosts in orders:
        names = ", ".join(party_name(host, rulebook, words) for host in hosts)
        yield f"From {rhythm.key(start)} on, the hosts in turn are {names}."
    if isinstance(terms, Rotating) and not terms.repeats:
        yield "When all have been hosts, it ends."
    length, unit = (rhythm.step, "month") if rhythm.monthly else (rhythm.step // 12, "year")
    how_long = f"every {unit}" if length == 1 else f"every {length} {unit}s"
    yield f"It holds once {how_long}, from {rhythm.key(rhythm.start)} on"


def _cycles(terms: Dated) -> str:
    if terms.at is not None and (terms.marks is not None or terms.base is None or terms.every == 1):
        return _numbers(terms.every, terms.marks)
    return "in every year" if terms.every == 1 else f"once in {terms.every} years"


def _numbers(every: int | None, marks: tuple[int, ...] | None) -> str:
    if marks is not None:
        return "at the anniversaries " + ", ".join(str(number) for number in marks)
    if every is None or every == 1:
        return "at every anniversary"
    return f"at every anniversary that {every} divides"


def window_text(found: Evidence) -> str | None:
    """The window as written, with what it is counted from; None if there is none."""
    assert found.pattern is not None
    terms = found.pattern.terms
    if isinstance(terms, Returned | First):
        return None
    if isinstance(terms, Alternating | Rotating):
        window = terms.rhythm.window
        return None if window is None else _counted(window)
    if not isinstance(terms, Paired):
        return _counted(terms.window)
    return None if found.leg is None else _counted(found.leg.window)


def _counted(window: Window) -> str:
    around = " around that day" if isinstance(window.start, int) else ""
    return f'"{window.text}"{around}'
