"""The regions that agencies sort a day by: those of the United Nations (M49), by ISO 3166-1 code.

Source: United Nations Statistics Division, Standard country or area codes for statistical use
(M49). Of its regions only the widest are told apart; a code not named here is of Asia. XK and TW,
which M49 does not list, stand with their neighbours.
"""

from functools import lru_cache

_CODES = {
    "002": """
    AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML
    MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW""",
    "019": """
    AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT
    JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI""",
    "150": """
    AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV
    MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK""",
    "009": """
    AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS""",
    "010": "AQ",
}
_REGIONS = {code: region for region, codes in _CODES.items() for code in codes.split()}
ASIA, WORLD = "142", "001"


def region_of(party: str | None) -> str:
    """The M49 code of the region of a state or of a part of one (`GB-SCT`); the world's for none,
    and for what is no state.
    """
    from calendar_gen.parties import STATES, successor

    if party is None:
        return WORLD
    state = successor(party.partition("-")[0])
    return _REGIONS.get(state, ASIA) if state in STATES else WORLD


@lru_cache
def region_name(code: str, language: str) -> str:
    """What CLDR calls a region, as it stands at the beginning of a line."""
    from babel import Locale

    called = str(Locale.parse(language, sep="-").territories[code])
    return called[:1].upper() + called[1:]
