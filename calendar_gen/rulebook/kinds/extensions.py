"""`extends`: what a folder of one's own adds to a rule or visit that other files declare."""

from calendar_gen.rulebook.kinds.commemorations import EXCEPTIONS
from calendar_gen.rulebook.kinds.common import CATEGORIES, NOTE, SOURCES
from calendar_gen.rulebook.kinds.frequency import MARKS_FROM_ZERO
from calendar_gen.rulebook.kinds.record import CLAIMS, FULFILS, OCCASION
from calendar_gen.rulebook.kinds.visit_fields import EXCEPTIONS as VISIT_EXCEPTIONS
from calendar_gen.rulebook.kinds.visit_fields import WORDS
from calendar_gen.rulebook.readers import TEXTS, reference
from calendar_gen.rulebook.reading import Field, Kind

EXTENDS = "extends"
_ID_FROM_ELSEWHERE = (
    "The id of what is extended; it may stand in another file, or in the shipped rules, which go "
    "by the name `shipped` where files are named."
)

EXTENDS_COMMEMORATION = Field(
    EXTENDS,
    reference("commemoration", "the id of a commemoration"),
    _ID_FROM_ELSEWHERE,
    "victory-day-moscow",
    required=True,
)
EXTENDS_PATTERN = Field(
    EXTENDS,
    reference("pattern", "the id of a reciprocal visit"),
    _ID_FROM_ELSEWHERE,
    "victory-exchange",
    required=True,
)
EXTENDS_VISIT = Field(
    EXTENDS,
    reference("visit", "the id of a visit"),
    _ID_FROM_ELSEWHERE,
    "putin-beijing-2025",
    required=True,
)
MORE_TITLES = Field(
    "title", TEXTS, "Titles in further languages.", "{fr: Jour de la Victoire, de: Tag des Sieges}"
)
MORE_CLAIMS = CLAIMS._replace(required=False)

COMMEMORATION_EXTENSION = Kind(
    "an extension of a commemoration",
    "Adds to a commemoration that other files declare, without copying it.",
    (EXTENDS_COMMEMORATION, MORE_TITLES, CATEGORIES, EXCEPTIONS, MARKS_FROM_ZERO, NOTE, SOURCES),
)
PATTERN_EXTENSION = Kind(
    "an extension of a reciprocal visit",
    "Adds to a visit pattern that other files declare; its sources do not change when it was "
    "stated.",
    (EXTENDS_PATTERN, MORE_TITLES, CATEGORIES, VISIT_EXCEPTIONS, WORDS, NOTE, SOURCES),
)
VISIT_EXTENSION = Kind(
    "an extension of a visit",
    "Adds claims to a visit that other files declare, or says what it was for.",
    (EXTENDS_VISIT, OCCASION, FULFILS, MORE_CLAIMS),
)

EXTENSIONS: dict[str, Kind] = {
    "commemoration": COMMEMORATION_EXTENSION,
    "pattern": PATTERN_EXTENSION,
    "visit": VISIT_EXTENSION,
}
"""Key of a kind to the kind that extends it."""
