"""Sources: who says so, and since when."""

from calendar_gen.rulebook.dates import DATE_THAT_ENDS
from calendar_gen.rulebook.readers import TEXT, URL
from calendar_gen.rulebook.reading import Field, Kind, Reading, Values
from calendar_gen.rules import Source

PUBLISHER = Field("publisher", TEXT, "Who published it.", "Associated Press")
TITLE = Field("title", TEXT, "Its title.", "Russia says Putin will travel to China in August")
WEB_ADDRESS = Field("url", URL, "Where it can be read.", "https://example.org/article")
PUBLISHED = Field(
    "published",
    DATE_THAT_ENDS,
    "When it was published; what rests on it counts from its last day on.",
    "2025-05-06",
)


def _check(values: Values, reading: Reading) -> None:
    if not any(values.wrote(field) for field in (PUBLISHER, TITLE, WEB_ADDRESS)):
        message = "a source that has neither publisher nor title nor url cannot be looked up"
        hint = f"an example: {PUBLISHER.name}: {PUBLISHER.example}"
        reading.remark("warning", values.at, "empty-source", message, hint)


SOURCE = Kind(
    "a source",
    "Somebody who says so. What rests on it is known from the day on which it was published.",
    (PUBLISHER, TITLE, WEB_ADDRESS, PUBLISHED),
    _check,
)


def source(id: str, values: Values) -> Source:
    """The source that the fields describe."""
    return Source(
        id,
        values.get(PUBLISHER),
        values.get(TITLE),
        values.get(WEB_ADDRESS),
        values.get(PUBLISHED),
        values.at,
    )
