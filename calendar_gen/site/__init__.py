"""A whole site in a folder: feeds, digests, data, and the memory of how each event stood."""

from calendar_gen.site.building import Report, address_of, build, domain_of, remembered
from calendar_gen.site.changes import Changes, lines
from calendar_gen.site.folder import CannotWrite, write_file
from calendar_gen.site.order import Order, material, usual_years, worded
from calendar_gen.site.packing import SUFFIXES, Packing
from calendar_gen.site.previous import Memory, NoMemory

__all__ = [
    "SUFFIXES",
    "CannotWrite",
    "Changes",
    "Memory",
    "NoMemory",
    "Order",
    "Packing",
    "Report",
    "address_of",
    "build",
    "domain_of",
    "lines",
    "material",
    "remembered",
    "usual_years",
    "worded",
    "write_file",
]
