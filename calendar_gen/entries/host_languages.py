"""Official languages of countries, from CLDR, at hand without loading Babel: most spoken first.

A test holds the table equal to what Babel gives.
"""

from functools import lru_cache

_TABLE = """
am: ET
ar: AE BH EG EH IQ JO KW LB LY MR OM PS QA SA SY YE
ar fr: DZ TD TN
ar fr tzm: MA
ar zdj wni fr: KM
az: AZ
be ru: BY
bg: BG
bi en fr: VU
bn: BD
bs hr sr: BA
ca: AD
cs: CZ
da: DK
de: AT DE
de gsw: LI
de gsw fr it: CH
dv: MV
dz: BT
el: GR
el tr: CY
en: AG AI AU BB BM BS BZ CC CK CQ CX DG DM FK FM GB GD GG GH GI GM GS GY IO JE JM KN KY LC LR MP
  MS NA NF PN SB SH SL SS TC TT UM US VC VG VI ZA ZM
en ar: SD
en ch: GU
en fil: PH
en fr: CA
en ga: IE
en gil: KI
en gv: IM
en hif fj: FJ
en mh: MH
en mi: NZ
en na: NR
en nl: SX
en ss: SZ
en tn: BW
en yo: NG
en zh ms ta: SG
es: AR CL CO CR CU DO EA ES GT HN IC MX NI PA SV UY VE
es en: PR
es fr pt: GQ
es qu: EC PE
es qu ay: BO
et: EE
fa: IR
fa ps: AF
fi sv: FI
fo: FO
fr: BF BJ BL CD CG CI FR GA GF GN GP MC MF ML MQ NC NE PM RE TG WF YT
fr ar: DJ
fr en: CM MU SC
fr lb de: LU
fr ty: PF
gn es: PY
he ar: IL
hi en: IN
hr: HR
ht fr: HT
hu: HU
hy: AM
id: ID
is: IS
it: IT SM VA
ja: JP
ka: GE
kl: GL
km: KH
ko: KP KR
ky ru: KG
lo: LA
lt: LT
lv: LV
mg fr en: MG
mk: MK
mn: MN
ms: BN MY
mt en: MT
my: MM
nb: SJ
ne: NP
niu en: NU
nl: BQ NL SR
nl fr de: BE
nl pap: AW
no nb nn: NO
ny en: MW
pap nl: CW
pau en: PW
pl: PL
pt: AO BR CV GW MZ PT ST
rn fr en: BI
ro: MD RO
ru: RU
ru kk: KZ
rw en fr: RW
sg fr: CF
si ta: LK
sk: SK
sl: SI
sm en: AS WS
sn en nd: ZW
so ar: SO
sq: AL
sq sr: XK
sr: ME RS
st en: LS
sv: AX SE
sw en: KE TZ UG
tet pt: TL
tg: TJ
th: TH
ti en ar: ER
tk: TM
tkl en: TK
to en: TO
tpi en ho: PG
tr: TR
tvl en: TV
uk ru: UA
ur en: PK
uz: UZ
vi: VN
wo fr: SN
zh: CN
zh en: HK
zh nan hak: TW
zh yue pt: MO
"""


@lru_cache
def _by_country() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.strip().replace("\n  ", " ").splitlines():
        languages, _, countries = line.partition(": ")
        found |= dict.fromkeys(countries.split(), tuple(languages.split()))
    return found


def languages_of(party: str) -> tuple[str, ...]:
    """Official languages of the country of an ISO 3166 code (`CN`, `US-NY`), else none."""
    return _by_country().get(party.partition("-")[0], ())
