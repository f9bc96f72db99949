"""The first scenario as values: what the tests of wording and of feeds change one field of."""

from calendar_gen.edtf import day, parse
from calendar_gen.occurrences import Likelihood, Occurrence
from calendar_gen.problems import Place
from calendar_gen.record import Claim, ClaimStatus
from calendar_gen.rules import Commemoration, Origin, Party, Rulebook, Source, TitlePeriod

HERE = Place("rules/victory.yaml", 12, 5)
TITLES = {"en": "Victory Day", "ru": "День Победы", "zh": "胜利日"}
EXCHANGE = {"en": "Victory anniversaries exchange", "ru": "Обмен визитами", "zh": "胜利纪念日互访"}

AP = Source(
    "ap-2025-05-06",
    "Associated Press",
    "Leaders to meet in Moscow",
    "https://example.org/ap",
    parse("2025-05-06"),
    HERE,
)
KREMLIN = Source("kremlin-2024-10", "Kremlin", None, None, parse("2024-10-24"), HERE)

LIKELY = Likelihood(
    probability=0.41,
    low=0.34,
    high=0.99,
    word="even",
    base_rate=0.06,
    hits=2,
    chances=2,
    before_stated=2,
    class_name="leaders at round anniversaries",
    prior=(0.5, 1.5),
    gate=None,
    announced=False,
)

VICTORY = Occurrence(
    id="victory-day-moscow.2025",
    uid="victory-day-moscow.2025",
    rule="victory-day-moscow",
    kind="commemoration",
    pattern=None,
    cycle="2025",
    number=80,
    mark=True,
    calendar="gregorian",
    titles=TITLES,
    earliest=day(2025, 5, 9),
    latest=day(2025, 5, 9),
    extent="days",
    moved_from=None,
    because=None,
    certainty="exact",
    status="projected",
    outcome=None,
    guest=None,
    guests=(),
    host="RU",
    person=None,
    rank=(),
    place="Moscow",
    occasion=None,
    counterparts=(),
    visit=None,
    likelihood=None,
    claims=(),
    conflict=False,
    settled=False,
    stated_later=False,
    categories=("wwii",),
    sources=("ap-2025-05-06",),
    note=None,
    at=HERE,
)

VISIT = VICTORY._replace(
    id="victory-exchange.2035.ru-cn",
    uid="victory-exchange.2035.ru-cn",
    rule="victory-exchange",
    kind="visit",
    pattern="paired",
    cycle="2035",
    number=90,
    titles=EXCHANGE,
    earliest=day(2035, 8, 29),
    latest=day(2035, 9, 4),
    extent="window",
    guest="RU",
    guests=("RU",),
    host="CN",
    place="Beijing",
    rank=("head of state", "head of government"),
    likelihood=LIKELY,
    counterparts=("victory-exchange.2035.cn-ru",),
    occasion="victory-day-beijing.2035",
)

ANSWER = VISIT._replace(
    id="victory-exchange.2035.cn-ru",
    uid="victory-exchange.2035.cn-ru",
    earliest=day(2035, 5, 6),
    latest=day(2035, 5, 10),
    guest="CN",
    guests=("CN",),
    host="RU",
    place="Moscow",
    counterparts=("victory-exchange.2035.ru-cn",),
    occasion="victory-day-moscow.2035",
)

VICTORY_2035 = VICTORY._replace(
    id="victory-day-moscow.2035",
    uid="victory-day-moscow.2035",
    cycle="2035",
    number=90,
    earliest=day(2035, 5, 9),
    latest=day(2035, 5, 9),
)

MOSCOW = Party("moscow", {"en": "Moscow", "ru": "Москва", "zh": "莫斯科"}, (), HERE)

BOOK = Rulebook(
    sources={source.id: source for source in (AP, KREMLIN)},
    commemorations={
        "victory-day-moscow": Commemoration(
            id="victory-day-moscow",
            titles=(TitlePeriod(None, TITLES),),
            of=Origin(
                "1945-05-09", day(1945, 5, 9), day(1945, 5, 9), "day", "gregorian", 1945, "exact"
            ),
            on=None,
            host="RU",
            place="Moscow",
            categories=("wwii",),
            marks=None,
            every=None,
            in_force=(),
            exceptions=(),
            note=None,
            sources=("ap-2025-05-06",),
            formerly=(),
            at=HERE,
        )
    },
    patterns={},
    visits=(),
    coverage=(),
    parties={"moscow": MOSCOW},
    offices=(),
    gates={},
    problems=(),
)


def claim(
    date: str,
    source: str,
    *,
    status: ClaimStatus = "occurred",
    preferred: bool = False,
    because: str | None = None,
) -> Claim:
    """What a source says of a visit in person, known from the day that it came out."""
    known = BOOK.sources[source].public_from
    assert known is not None
    return Claim(
        date=parse(date),
        status=status,
        source=source,
        known=known,
        withdrawn=None,
        format="in person",
        host=None,
        place=None,
        note=None,
        preferred=preferred,
        because=because,
        at=HERE,
    )
