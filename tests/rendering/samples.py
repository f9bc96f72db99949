"""Entries built by hand, so that a renderer is tested without rules, forecast or wording."""

from calendar_gen.edtf import day, parse
from calendar_gen.entries.entry import Entry
from calendar_gen.occurrences import Likelihood, Occurrence
from calendar_gen.problems import Place
from calendar_gen.record import Claim
from calendar_gen.rendering.asked import Asked
from calendar_gen.rules import Commemoration, Rulebook, Source
from tests.entries.samples import VICTORY

AT = Place("rules/east.yaml", 31, 5)
FLAG_DAY = Commemoration(
    *("flag-day", (), None, None, "RU", None, (), None, None, (), (), None, (), (), AT)
)
PRESS = Source("press-2025-05-06", "The Press", "Two trips", None, parse("2025-05-06"), AT)
UNUSED = Source("unused", None, None, None, None, AT)
BOOK = Rulebook(
    {"press-2025-05-06": PRESS, "unused": UNUSED},
    {"flag-day": FLAG_DAY},
    {},
    *((), (), {}, (), {}, ()),
)
ASKED = Asked(day(2026, 11, 24), day(2027, 1, 1), day(2036, 12, 31), BOOK)

FLAG = VICTORY._replace(
    id="flag-day.2035",
    uid="flag-day.2035",
    rule="flag-day",
    cycle="2035",
    number=44,
    mark=False,
    titles={"ru": "День флага", "en": "Flag Day"},
    earliest=day(2035, 8, 22),
    latest=day(2035, 8, 22),
    categories=(),
    sources=("press-2025-05-06",),
    at=AT,
)
CLAIM = Claim(
    parse("2035-08/2035-09-03"),
    "announced",
    "other-source",
    day(2025, 5, 6),
    None,
    "in person",
    *(None, None, None),
    True,
    "the organiser says so",
    AT,
)
VISIT = FLAG._replace(
    id="exchange.2035.ru-cn",
    uid="exchange.2035.ru-cn",
    rule="exchange",
    kind="visit",
    pattern="paired",
    number=90,
    mark=True,
    titles={"en": "Anniversaries exchange"},
    earliest=day(2035, 8, 29),
    latest=day(2035, 9, 4),
    extent="window",
    guest="RU",
    guests=("RU",),
    host="CN",
    rank=("head of state", "head of government"),
    place="Beijing",
    occasion="september-day.2035",
    counterparts=("exchange.2035.cn-ru",),
    likelihood=Likelihood(
        *(0.412345, 0.1, 0.8, "as-likely-as-not", 0.06, 2, 2, 2, "round years", (0.5, 1.5)),
        gate=None,
        announced=False,
    ),
    claims=(CLAIM,),
    categories=("wwii", "parade"),
)


def entry(occurrence: Occurrence, **words: object) -> Entry:
    """The occurrence in plain English words, but for those given."""
    plain = Entry(
        occurrence=occurrence,
        uid=occurrence.uid,
        language="en",
        title=occurrence.titles.get("en", "?"),
        title_language="en",
        own_title=None,
        heading="",
        summary="",
        when="",
        number_text=None if occurrence.number is None else f"{occurrence.number}th anniversary",
        status_text=occurrence.status,
        certainty_text="fixed",
        likelihood_text=None,
        basis=None,
        guest_text=None,
        host_text={"RU": "Russia", "CN": "China"}.get(occurrence.host or ""),
        location=occurrence.place,
        person_text=None,
        moved_text=None,
        conflict_text=None,
        note=None,
        description=(),
        counterparts=(),
        occasion=None,
        citations=(),
        categories=("visits",),
        category_texts=("visits",),
    )
    return plain._replace(**words)  # type: ignore[arg-type]


FLAG_ENTRY = entry(FLAG)
VISIT_ENTRY = entry(
    VISIT, guest_text="Russia", basis="2 of 2, both early", note="Rule stated later."
)
CHINESE = entry(
    FLAG._replace(
        id="september-day.2036",
        host="CN",
        mark=True,
        number=91,
        status="confirmed",
        earliest=day(2036, 9, 3),
        latest=day(2036, 9, 3),
    ),
    title="中国人民抗日战争暨世界反法西斯战争胜利纪念日",
    location="北京",
    number_text="91周年",
)
CANCELLED = entry(
    VISIT._replace(
        id="exchange.2036.cn-ru",
        status="cancelled",
        conflict=True,
        earliest=day(2036, 12, 30),
        latest=day(2037, 1, 2),
    ),
    guest_text="China",
    host_text="Russia",
)
ALL = (FLAG_ENTRY, VISIT_ENTRY, CHINESE, CANCELLED)
