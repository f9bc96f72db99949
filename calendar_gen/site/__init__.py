"""A whole site in a folder: feeds, digests, data, and the memory of how each event stood."""

from calendar_gen.site.building import Report, build
from calendar_gen.site.bulletins import between_builds, between_days
from calendar_gen.site.changes import Changes, lines
from calendar_gen.site.folder import CannotWrite, write_file, write_parts
from calendar_gen.site.inherited import (
    CannotRetire,
    OtherDomain,
    OtherLanguage,
    address_of,
    domain_of,
    languages_of,
    remembered,
)
from calendar_gen.site.order import Order, material, usual_years, worded
from calendar_gen.site.packing import SUFFIXES, Packing
from calendar_gen.site.previous import Memory, NoMemory, read

__all__ = [
    "SUFFIXES",
    "CannotRetire",
    "CannotWrite",
    "Changes",
    "Memory",
    "NoMemory",
    "Order",
    "OtherDomain",
    "OtherLanguage",
    "Packing",
    "Report",
    "address_of",
    "between_builds",
    "between_days",
    "build",
    "domain_of",
    "languages_of",
    "lines",
    "material",
    "read",
    "remembered",
    "usual_years",
    "worded",
    "write_file",
    "write_parts",
]
