"""`records`: CSV files of visits, and what of the record they make complete."""

from calendar_gen.rulebook.kinds.common import SOURCE
from calendar_gen.rulebook.kinds.record import COVERAGE, OCCASIONS
from calendar_gen.rulebook.readers import TEXT, list_of
from calendar_gen.rulebook.reading import Field, Kind, record_of

CSV = Field("csv", TEXT, "The file, as seen from the rule file.", "visits-to-us.csv", required=True)
COVERS = Field(
    "covers",
    list_of(record_of(COVERAGE)),
    "Of which parties and years it is complete; without it, of none.",
    "[{host: US, from: 1974, to: 2024-11-12, rank: [head of state, head of government]}]",
)
ROWS_SOURCE = SOURCE._replace(doc="Who says so, of rows that name no source of their own.")
ROWS_OCCASIONS = OCCASIONS._replace(doc="Whether the rows name their occasions, in all it covers.")

RECORD = Kind(
    "a record",
    "Visits listed in a CSV file, one row a visit that took place.",
    (CSV, COVERS, ROWS_SOURCE, ROWS_OCCASIONS),
)
