"""What kind of source a source is, as its address and its publisher tell.

The first that fits, from what binds to what tells: nobody has to write the type down, and nothing
can say otherwise than the address does.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from calendar_gen.rules import Source

TREATY, UNITED_NATIONS, GOVERNMENT = "treaty text", "United Nations", "government"
ORGANISATION, REFERENCE, PRESS = "other organisation", "reference work", "press"
OTHER = "other"
TYPES = (TREATY, UNITED_NATIONS, GOVERNMENT, ORGANISATION, REFERENCE, PRESS, OTHER)
PRIMARY = (TREATY, UNITED_NATIONS, GOVERNMENT, ORGANISATION)
"""Those who made what they tell of."""

_HOSTS: Mapping[str, str] = {
    TREATY: "treaties.un.org treaties.unoda.org legal.un.org peacemaker.un.org avalon.law.yale.edu",
    UNITED_NATIONS: """
        un.org undocs.org unesco.org unicef.org unhcr.org ohchr.org unoda.org unfccc.int who.int
        iaea.org icj-cij.org ilo.org itu.int imo.org icao.int fao.org wipo.int wmo.int upu.int
        imf.org worldbank.org
    """,
    GOVERNMENT: """
        kremlin.ru bundespraesident.de elysee.fr eur-lex.europa.eu legifrance.gouv.fr normattiva.it
        gouvernement.lu regierung.li keh.hu premier.gov.pl nasa.gov archives.gov
        loc.gov diplo.de ambafrance.org esteri.it china-embassy.org france-allemagne.fr
        news.belgium.be diplomatie.belgium.be legislation.gov.uk parliament.uk
    """,
    ORGANISATION: """
        osce.org coe.int nato.int europa.eu au.int oas.org apec.org opec.org sadc.int asean.org
        cis.minsk.by iacis.ru forumsec.org home.cern nobelprize.org sectsco.org eaeunion.org
        commonwealth.org thecommonwealth.org icrc.org wto.org oecd.org
    """,
    REFERENCE: """
        wikipedia.org wikimili.com wikinews.org britannica.com factbook ushmm.org yadvashem.org
        iwm.org.uk awm.gov.au utoronto.ca law.cornell.edu fordham.edu gwu.edu worldjpn.net
        jewishvirtuallibrary.org culturalatlas.sbs.com.au docslib.org piglix.com japanesewiki.com
        hebcal.com wikireligions.com theculturalatlas.org
    """,
}
_TYPE_OF_HOST = {host: type_ for type_, hosts in _HOSTS.items() for host in hosts.split()}
_OF_A_STATE = re.compile(r"(^|\.)(gov|gouv|gob|govt|gub|mil|admin)(\.[a-z]{2})?$|\.go\.[a-z]{2}$")
_REFERENCE = re.compile(r"Encyclopa|Wikipedia|Factbook|Museum|Central Intelligence Agency")
_GOVERNMENT = re.compile(
    r"^(The )?(Federal |Prime |First )?(Government|Ministry|Minister|President|Presidency|Embassy|"
    r"Parliament|National Assembly|Foreign [Mm]inistr|Office of the|National Archives|"
    r"Official Gazette|Collection of Laws|Federal Register|House of|Consulate|Knesset|Cortes)"
    r"|official gazette|Légifrance|United States Department of"
)


def source_type(source: Source) -> str:
    """One of `TYPES`. What nobody else is, is press if the day of publication is known."""
    host = (urlsplit(source.url or "").hostname or "").removeprefix("www.")
    publisher = source.publisher or ""
    if _REFERENCE.search(publisher):
        return REFERENCE
    labels = host.split(".")
    for at in range(len(labels)):
        found = _TYPE_OF_HOST.get(".".join(labels[at:]))
        if found is not None:
            return found
    if publisher.startswith("United Nations ") and "Foundation" not in publisher:
        return UNITED_NATIONS
    if _OF_A_STATE.search(host) or _GOVERNMENT.search(publisher):
        return GOVERNMENT
    dated = source.published is not None and source.published.precision == "day"
    return PRESS if dated else OTHER
