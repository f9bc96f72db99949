"""States by their ISO 3166 codes, and what they are called in any language.

Names are those of CLDR, as Babel ships them; codes that ISO has withdrawn have none there, so
theirs are kept here. Organisations and towns are a rulebook's own parties, with their own names.
"""

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from calendar_gen.named import NamedTuple

# ISO 3166-1, the codes assigned since 2011 (South Sudan), and XK, by which Kosovo goes meanwhile.
_IN_USE = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
STATES = frozenset(_IN_USE.split())

NAMES = os.path.join(os.path.dirname(__file__), "names")
KEPT = ("ar", "en", "es", "fr", "ru", "zh")
"""Languages whose names are kept in `names/`; `python -m calendar_gen.parties` writes them."""

_TONGUES = ("en", "ru", "zh", "fr", "es", "ar")

# Code, last year, the state that goes on, and the name in each tongue above. ISO 3166-3 without the
# codes that now mean another state (such as SK, once Sikkim) and without those of islands or claims
# that nobody governs. CS is Czechoslovakia; what the code stood for from 2003 to 2006 is RS. XH is
# not ISO's: it is of the user-assigned range, for a kingdom that ended before there were codes.
_ONCE = """
AN|2010|CW|Netherlands Antilles|Нидерландские Антильские острова|荷属安的列斯|Antilles néerlandaises|Antillas Neerlandesas|جزر الأنتيل الهولندية
BU|1989|MM|Burma|Бирма|缅甸|Birmanie|Birmania|بورما
CS|1992|CZ|Czechoslovakia|Чехословакия|捷克斯洛伐克|Tchécoslovaquie|Checoslovaquia|تشيكوسلوفاكيا
DD|1990|DE|East Germany|ГДР|民主德国|Allemagne de l’Est|Alemania Oriental|ألمانيا الشرقية
DY|1975|BJ|Dahomey|Дагомея|达荷美|Dahomey|Dahomey|داهومي
HV|1984|BF|Upper Volta|Верхняя Вольта|上沃尔特|Haute-Volta|Alto Volta|فولتا العليا
NH|1980|VU|New Hebrides|Новые Гебриды|新赫布里底|Nouvelles-Hébrides|Nuevas Hébridas|هبريدس الجديدة
PC|1986|PC|Pacific Islands Trust Territory|Подопечная территория Тихоокеанские острова|太平洋岛屿托管领土|Territoire sous tutelle des îles du Pacifique|Territorio en Fideicomiso de las Islas del Pacífico|إقليم جزر المحيط الهادئ المشمول بالوصاية
PZ|1979|PA|Panama Canal Zone|Зона Панамского канала|巴拿马运河区|Zone du canal de Panama|Zona del Canal de Panamá|منطقة قناة بنما
RH|1980|ZW|Southern Rhodesia|Южная Родезия|南罗得西亚|Rhodésie du Sud|Rodesia del Sur|روديسيا الجنوبية
SU|1991|RU|Soviet Union|Советский Союз|苏联|Union soviétique|Unión Soviética|الاتحاد السوفيتي
TP|2002|TL|East Timor|Восточный Тимор|东帝汶|Timor oriental|Timor Oriental|تيمور الشرقية
VD|1976|VN|North Vietnam|Северный Вьетнам|北越|Viêt Nam du Nord|Vietnam del Norte|فيتنام الشمالية
XH|1893|US|Kingdom of Hawaii|Королевство Гавайи|夏威夷王国|Royaume d’Hawaï|Reino de Hawái|مملكة هاواي
YD|1990|YE|South Yemen|Южный Йемен|南也门|Yémen du Sud|Yemen del Sur|اليمن الجنوبي
YU|2003|RS|Yugoslavia|Югославия|南斯拉夫|Yougoslavie|Yugoslavia|يوغوسلافيا
ZR|1997|CD|Zaire|Заир|扎伊尔|Zaïre|Zaire|زائير
"""  # noqa: E501


class Withdrawn(NamedTuple):
    """A code no longer in use: the last year it stood for a state, and the code that goes on."""

    until: int
    successor: str
    names: Mapping[str, str]


class Named(Protocol):
    """A party of a rulebook's own, with its names by language tag."""

    @property
    def names(self) -> Mapping[str, str]:
        """Language tag to name."""


def _once() -> Iterator[tuple[str, Withdrawn]]:
    for row in _ONCE.split("\n")[1:-1]:
        code, until, successor, *names = row.split("|")
        yield code, Withdrawn(int(until), successor, dict(zip(_TONGUES, names, strict=True)))


WITHDRAWN: Mapping[str, Withdrawn] = dict(_once())


def is_party_code(text: str) -> bool:
    """Whether a text is a state's code, in use or withdrawn, or has the shape of a region's.

    `RU`, `SU` and `GB-SCT` are; `ru`, `UK` and `EU` are not. Regions are ISO 3166-2: the code of a
    state in use, a hyphen, and one to three capitals or digits, which are not looked up.
    """
    if text in STATES or text in WITHDRAWN:
        return True
    state, hyphen, region = text.partition("-")
    return (
        bool(hyphen)
        and state in STATES
        and 1 <= len(region) <= 3
        and region.isascii()
        and region.isalnum()
        and region == region.upper()
    )


def successor(code: str) -> str:
    """The state that goes on for a withdrawn code, for pair history; else the code given."""
    return WITHDRAWN[code].successor if code in WITHDRAWN else code


def name(code: str, language: str, parties: Mapping[str, Named]) -> str | None:
    """What a party is called in a language (BCP 47 tag), or None if nothing is known by that code.

    A rulebook's own party comes first, so that a book may name a state in its own way. What has no
    name in the language has it in a wider tag (`fr` for `fr-CA`), else in English, else in the
    first tag of all. A region is its state's name with its code: Babel has no names of regions.
    """
    if code in parties:
        return _in_language(parties[code].names, language)
    return _state_name(code, language)


@lru_cache(maxsize=4096)
def _state_name(code: str, language: str) -> str | None:
    """What a state or region is called; None for what is neither."""
    if code in WITHDRAWN:
        return _in_language(WITHDRAWN[code].names, language)
    if not is_party_code(code):
        return None
    state, hyphen, _region = code.partition("-")
    called = _territories(language).get(state) or _territories("en")[state]
    return f"{called} ({code})" if hyphen else called


def _wider(tag: str) -> Iterator[str]:
    """A language tag and those that it is a special case of: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def _in_language(names: Mapping[str, str], language: str) -> str | None:
    for tag in (*_wider(language), "en", *sorted(names)):
        if tag in names:
            return names[tag]
    return None


@lru_cache(maxsize=32)
def _territories(language: str) -> Mapping[str, str]:
    """Code to name in CLDR; in English if CLDR does not know the language.

    The languages asked for most are kept as text beside this module: Babel takes 40 ms to answer.
    """
    if language not in KEPT:
        return of_cldr(language)
    with open(os.path.join(NAMES, f"{language}.txt"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    return {line[:2]: line[3:] for line in lines}


def of_cldr(language: str) -> Mapping[str, str]:
    """Code of each state in use to its name, as Babel has it; in English for a language unknown."""
    from babel import Locale, UnknownLocaleError

    for tag in (*_wider(language), "en"):
        try:
            territories = Locale.parse(tag, sep="-").territories
        except (UnknownLocaleError, ValueError):
            continue
        return {code: territories[code] for code in sorted(STATES) if code in territories}
    return {}
