"""The part of the world in which a state lies, by the regions of the United Nations (M49)."""

from collections.abc import Mapping

REGIONS: Mapping[str, str] = {
    "Africa": """
        AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG
        ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW
    """,
    "Americas": """
        AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY
        HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI
    """,
    "Asia": """
        AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN
        MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YD YE
    """,
    "Europe": """
        AD AL AT AX BA BE BG BY CH CS CZ DD DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE
        LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM SU UA VA XK YU
    """,
    "Oceania": """
        AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS
    """,
}
"""Names of the regions to codes of states in them, in use and withdrawn; Kosovo and Taiwan, which
M49 does not list, stand with their neighbours.
"""

_REGION_OF = {code: region for region, codes in REGIONS.items() for code in codes.split()}


def region_of(code: str) -> str | None:
    """The region of a state, or of a region of a state (`GB-SCT`); None for any other party."""
    return _REGION_OF.get(code.partition("-")[0])
