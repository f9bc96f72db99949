"""One pair for a terminal: who owes whom, how it stands each way, every visit, what is next."""

from collections.abc import Callable, Iterator

from calendar_gen.edtf import parse
from calendar_gen.entries.days import edtf_text
from calendar_gen.entries.debts import account
from calendar_gen.entries.likelihood import likelihood_text
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.forecasting.ledger import LedgerVisit, PairLedger, in_order
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.cells import plain
from calendar_gen.rendering.ledgers.columns import BOLD, columns, sentence, styled
from calendar_gen.rendering.ledgers.page import Page
from calendar_gen.rendering.short_days import short_when

Name = Callable[[str], str]


def one_pair(pair: PairLedger, page: Page, words: Phrases, colour: bool) -> Iterator[str]:
    """The lines on one pair, its names first."""

    def name(party: str) -> str:
        return plain(party_name(party, page.rulebook, words))

    a, b = pair.parties
    yield styled(words.say("{a} and {b}", a=name(a), b=name(b)), BOLD, colour)
    for text in account(pair, page.rulebook, words, page.as_of):
        yield from sentence(text, page.screen)
    yield from columns(list(_ways(pair, name, words)), colour, page.screen)
    if pair.visits or pair.meetings:
        yield from columns(list(_visits(pair, name, words)), colour, page.screen)
    if pair.due:
        yield from columns(list(_due(pair, page, words)), colour, page.screen)


def _ways(pair: PairLedger, name: Name, words: Phrases) -> Iterator[tuple[str, ...]]:
    yield tuple(words.word("ledger", w) for w in ("Direction", "Visits", "Last visit", "Any year"))
    by_id = {visit.id: visit for visit in pair.visits}
    for guest, host in (pair.parties, pair.parties[::-1]):
        last, rate = pair.last[f"{guest}-{host}"], pair.base_rate[f"{guest}-{host}"]
        yield (
            _way(name(guest), name(host), words),
            str(pair.counts[f"{guest}-{host}"]),
            "–" if last is None else _when(by_id[last], words),
            "–" if rate is None else percent_text(rate, words),
        )


def _way(guest: str, host: str, words: Phrases) -> str:
    return words.say("{guest} →\u00a0{host}", guest=guest, host=host)


def _visits(pair: PairLedger, name: Name, words: Phrases) -> Iterator[tuple[str, ...]]:
    yield tuple(words.word("ledger", w) for w in ("When", "Who", "Kind", "Sources"))
    uncounted = {visit.id for visit in pair.meetings}
    for visit in in_order((*pair.visits, *pair.meetings)):
        guests = " + ".join(name(guest) for guest in visit.guests)
        met = visit.kind == "meeting"
        yield (
            _when(visit, words),
            words.say("{guest} in {host}", guest=guests, host=name(visit.host))
            if met
            else _way(guests, name(visit.host), words),
            _kind(visit, visit.id not in uncounted, words),
            ", ".join(visit.sources),
        )


def _kind(visit: LedgerVisit, counted: bool, words: Phrases) -> str:
    kind = "" if visit.kind is None else words.word("kind of visit", visit.kind)
    if not counted:
        kind = words.say("{kind} (not counted)", kind=kind).strip()
    if visit.conflict:
        kind = words.say("{kind}, sources disagree", kind=kind).lstrip(", ")
    return kind


def _when(visit: LedgerVisit, words: Phrases) -> str:
    return edtf_text(parse(visit.shown), words)


def _due(pair: PairLedger, page: Page, words: Phrases) -> Iterator[tuple[str, ...]]:
    yield tuple(words.word("ledger", w) for w in ("Expected next", "When", "Likelihood"))
    for occurrence in pair.due:
        yield (
            occurrence.id,
            short_when(occurrence, words),
            _likely(occurrence, page, words),
        )


def _likely(occurrence: Occurrence, page: Page, words: Phrases) -> str:
    return likelihood_text(occurrence, page.rulebook, words) or "–"
