"""A small year of everything a digest can hold: what its tests change one thing of."""

from calendar_gen.edtf import day, iso, parse
from calendar_gen.entries import Entry, entries
from calendar_gen.forecasting.debts import Alternation
from calendar_gen.forecasting.ledger import LedgerVisit, PairLedger
from calendar_gen.occurrences import Occurrence
from calendar_gen.record import Claim, ClaimStatus, Visit
from calendar_gen.rendering.digest import Edition, digest
from calendar_gen.rules import Rulebook, Source
from tests.entries.samples import BOOK, EXCHANGE, HERE, LIKELY, VICTORY, VISIT

AS_OF = day(2025, 5, 6)


def source(id_: str, publisher: str, title: str, published: str) -> Source:
    url = f"https://example.org/{id_}"
    return Source(id_, publisher, title, url, parse(published), HERE)


SOURCES = (
    source("ap-2025-05-06", "Associated Press", "Leaders to meet in Moscow", "2025-05-06"),
    source("news-2024-10-25", "News Agency", "The guest returns from the summit", "2024-10-25"),
    source("tass-2023-03-22", "TASS", "The guest leaves Moscow", "2023-03-22"),
    source("xinhua-2025-05-04", "Xinhua", "State visit from 7 to 10 May", "2025-05-05"),
)


def claim(
    date: str, status: ClaimStatus, source: str, *, known: str, because: str | None = None
) -> Claim:
    return Claim(
        date=parse(date),
        status=status,
        source=source,
        known=day(*map(int, known.split("-"))),
        withdrawn=None,
        format="in person",
        host=None,
        place=None,
        note=None,
        preferred=because is not None,
        because=because,
        at=HERE,
    )


KAZAN = Visit(
    id="xi-kazan-2024",
    guests=("CN",),
    host="RU",
    person="Xi Jinping",
    rank="head of state",
    kind="multilateral",
    occasions=(),
    fulfils=(),
    outcome=None,
    text="",
    claims=(
        claim("2024-09", "occurred", "ap-2025-05-06", known="2025-05-06"),
        claim(
            "2024-10-22/2024-10-24",
            "occurred",
            "news-2024-10-25",
            known="2024-10-25",
            because="the summit was held on those days by its own dates",
        ),
    ),
    at=HERE,
)

BEIJING = VICTORY._replace(
    id="victory-day-beijing.2025",
    uid="victory-day-beijing.2025",
    rule="victory-day-beijing",
    host="CN",
    place="Beijing",
    titles={
        "en": "End of the War of Resistance",
        "zh": "中国人民抗日战争暨世界反法西斯战争胜利纪念日",
    },
    earliest=day(2025, 9, 3),
    latest=day(2025, 9, 3),
)
TO_MOSCOW = VISIT._replace(
    id="victory-exchange.2025.cn-ru",
    uid="victory-exchange.2025.cn-ru",
    cycle="2025",
    number=80,
    earliest=day(2025, 5, 7),
    latest=day(2025, 5, 10),
    extent="days",
    guest="CN",
    guests=("CN",),
    host="RU",
    person="Xi Jinping",
    place="Moscow",
    status="announced",
    likelihood=LIKELY._replace(
        probability=0.97, low=0.9, high=0.99, word="almost certain", announced=True
    ),
    claims=(claim("2025-05-07/2025-05-10", "announced", "xinhua-2025-05-04", known="2025-05-05"),),
    counterparts=("victory-exchange.2025.ru-cn",),
    occasion="victory-day-moscow.2025",
)
TO_BEIJING = VISIT._replace(
    id="victory-exchange.2025.ru-cn",
    uid="victory-exchange.2025.ru-cn",
    cycle="2025",
    number=80,
    earliest=day(2025, 8, 29),
    latest=day(2025, 9, 4),
    likelihood=LIKELY._replace(probability=0.64, word="likely"),
    counterparts=("victory-exchange.2025.cn-ru",),
    occasion="victory-day-beijing.2025",
)
SUMMIT = VISIT._replace(
    id="council.2025",
    uid="council.2025",
    rule="council",
    pattern="rotating",
    cycle="2025",
    number=None,
    mark=False,
    titles={"en": "Council of heads of state"},
    earliest=day(2025, 6, 30),
    latest=day(2025, 7, 2),
    extent="days",
    status="cancelled",
    guest=None,
    guests=("RU", "KZ"),
    host="CN",
    person=None,
    place=None,
    likelihood=None,
    counterparts=(),
    occasion=None,
    categories=("summit",),
)
ALL: tuple[Occurrence, ...] = (
    TO_MOSCOW,
    VICTORY,
    SUMMIT,
    TO_BEIJING,
    BEIJING,
)

RULEBOOK: Rulebook = BOOK._replace(
    sources={each.id: each for each in SOURCES},
    commemorations={
        **BOOK.commemorations,
        "victory-day-beijing": BOOK.commemorations["victory-day-moscow"]._replace(
            id="victory-day-beijing", at=HERE._replace(line=40)
        ),
    },
    visits=(KAZAN,),
)


def recorded(
    id_: str, guest: str, host: str, shown: str, kind: str | None, *sources: str
) -> LedgerVisit:
    date = parse(shown)
    assert date.earliest is not None
    assert date.latest is not None
    return LedgerVisit(
        id=id_,
        guest=guest,
        guests=(guest,),
        host=host,
        earliest=date.earliest,
        latest=date.latest,
        shown=shown,
        certainty="exact",
        rank="head of state",
        kind=kind,
        place=None,
        conflict=False,
        settled=id_ == "xi-kazan-2024",
        under_way=False,
        sources=sources,
    )


LEDGER = PairLedger(
    parties=("CN", "RU"),
    visits=(
        recorded("putin-beijing-2022", "RU", "CN", "2022-02", None, "ap-2025-05-06"),
        recorded("xi-moscow-2023", "CN", "RU", "2023-03-20/2023-03-22", "state", "tass-2023-03-22"),
        recorded("putin-beijing-2023", "RU", "CN", "2023-10", "official", "ap-2025-05-06"),
        recorded("putin-china-2024", "RU", "CN", "2024-05", "state", "ap-2025-05-06"),
        recorded(
            "xi-kazan-2024",
            "CN",
            "RU",
            "2024-10-22/2024-10-24",
            "multilateral",
            "ap-2025-05-06",
            "news-2024-10-25",
        ),
    ),
    meetings=(recorded("astana-2024", "RU", "KZ", "2024-07", "meeting", "ap-2025-05-06"),),
    counts={"CN-RU": 2, "RU-CN": 3},
    balance=-1,
    last={"CN-RU": "xi-kazan-2024", "RU-CN": "putin-china-2024"},
    owes="RU",
    unknown=False,
    owed_since=day(2024, 10, 24),
    unanswered=1,
    term_passed=False,
    slow=False,
    alternation=Alternation(turns=4, changes=3, share=0.75, chance=0.6),
    due=(TO_MOSCOW, TO_BEIJING),
    base_rate={"CN-RU": 0.5, "RU-CN": 0.75},
    recorded=("CN-RU", "RU-CN"),
)


def worded(*occurrences: Occurrence, language: str = "en") -> list[Entry]:
    return entries(occurrences, RULEBOOK, language, AS_OF)


def page(
    *occurrences: Occurrence,
    year: int = 2025,
    language: str = "en",
    rulebook: Rulebook = RULEBOOK,
    ledgers: tuple[PairLedger, ...] = (LEDGER,),
) -> str:
    """The digest of the sample year, or of other occurrences."""
    found = entries(occurrences or ALL, rulebook, language, AS_OF)
    return digest(found, ledgers, rulebook, Edition(year, language, AS_OF))


__all__ = ["ALL", "AS_OF", "EXCHANGE", "LEDGER", "RULEBOOK", "iso", "page", "worded"]
