"""Fields that several visit patterns have, and the windows in which visits are expected."""

from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.dates import DAY
from calendar_gen.rulebook.kinds import sentences
from calendar_gen.rulebook.kinds.common import PARTY, RULE
from calendar_gen.rulebook.kinds.exceptions import VISIT_EXCEPTION
from calendar_gen.rulebook.readers import TEXT, list_of, reference
from calendar_gen.rulebook.reading import Field, Reading, Values, record_of
from calendar_gen.rulebook.written import SENTENCE, TEXT_SENTENCE
from calendar_gen.rules import Window

WINDOW = Field(
    "window",
    TEXT_SENTENCE,
    "Days around the anchor, or between two dates, in which the visit is expected [on the day].",
    "3 days before .. 1 day after",
)
GUEST = Field("guest", PARTY, "Who comes.", "CN", required=True)
HOST = Field("host", PARTY, "Where to.", "RU", required=True)
AT = Field(
    "at",
    reference("commemoration", "the id of a commemoration"),
    "The commemoration around which it is.",
    "victory-day-moscow",
)
AT_RULE = AT._replace(
    reader=RULE,
    doc="The commemoration, or the expected visits of another pattern, around which it is.",
)
ON = Field("on", SENTENCE, "The day, as a date sentence.", "17 March")
STATED = Field(
    "stated",
    DAY,
    "The day on which the rule was on paper; else that of its newest source.",
    "2025-05-06",
)
WORDS = Field(
    "words",
    list_of(TEXT, least=1),
    "Words of which one must stand in the text of a visit.",
    "[shamrock]",
)
EXCEPTIONS = Field(
    "exceptions",
    list_of(record_of(VISIT_EXCEPTION), single=False),
    "Years in which the visits were moved, cancelled or renamed, or turns were changed.",
    "[{cycle: 2025, cancelled: true, because: pandemic, sources: [ap-2025-05-06]}]",
)

ON_THE_DAY = Window("on the day", 0, 0)


def check_guest(values: Values, reading: Reading) -> None:
    """That nobody is guest and host at once."""
    guest, host = values.get(GUEST), values.get(HOST)
    if guest is not None and guest == host:
        message = f"{host} cannot be both guest and host"
        reading.error(values.place(HOST), "guest-is-host", message)


def window_of(values: Values, context: Context) -> Window | None:
    """The window that is written; None if there is none, or it says none."""
    written = values.get(WINDOW)
    return None if written is None else sentences.window(written, context)
