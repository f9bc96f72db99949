"""Fields that many kinds have, and what several of them mean together."""

from calendar_gen.rulebook import shapes
from calendar_gen.rulebook.dates import DAY, PERIOD, SIMPLE_DATE
from calendar_gen.rulebook.languages import TAG
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar
from calendar_gen.rulebook.readers import ID, TEXT, TEXTS, list_of, mapped, reference, texts_without
from calendar_gen.rulebook.reading import Field, Reader, Reading, Values, pairs
from calendar_gen.rules import Period, TitlePeriod

SOURCE_ID = reference("source", "the id of a source")
PARTY = reference("party", "a state's ISO 3166 code, or the id of a party of your own")
RULE = reference("rule", "the id of a rule")
CONDITION = reference("condition", "the id of a gate or rule")


def _title(node: Node, reading: Reading) -> TitlePeriod | None:
    """One title with the last year it is used for."""
    if not isinstance(node, Mapping):
        texts = TEXTS.read(node, reading)
        return None if texts is None else TitlePeriod(None, texts)
    until: int | None = None
    texts = {}
    before = reading.failures
    for key, value in pairs(node, reading):
        if key.text == "until":
            until = _year.read(value, reading)
            continue
        pair = texts_without(key, value, reading)
        if pair is not None:
            texts[pair[0]] = pair[1]
    if not texts and reading.failures == before:
        reading.error(
            node.at, "title", "a title is missing", "an example: {until: 1991, en: Navy Day}"
        )
    return TitlePeriod(until, dict(sorted(texts.items()))) if reading.failures == before else None


def _as_year(node: Scalar, reading: Reading) -> int | None:
    date = SIMPLE_DATE.read(node, reading)
    if date is None:
        return None
    if date.precision != "year":
        reading.error(node.at, "year", f'"{node.text}" is not a year')
        return None
    return int(date.text)


def _titles(node: Node, reading: Reading) -> tuple[TitlePeriod, ...] | None:
    if not isinstance(node, Listing):
        texts = TEXTS.read(node, reading)
        return None if texts is None else (TitlePeriod(None, texts),)
    read = [_title(item, reading) for item in node.items]
    titles = tuple(title for title in read if title is not None)
    if len(titles) < len(read):
        return None
    ends = [title.until for title in titles]
    dated = [end for end in ends[:-1] if end is not None]
    if not titles or len(dated) < len(ends) - 1 or ends[-1] is not None:
        message = 'each title but the last needs "until", and the last has none'
        reading.error(node.at, "title", message)
        return None
    if dated != sorted(set(dated)):
        reading.error(node.at, "title", 'the years of "until" must rise from title to title')
        return None
    return titles


_year: Reader[int] = Reader(
    lambda node, reading: (
        _as_year(node, reading)
        if isinstance(node, Scalar)
        else reading.error(node.at, "year", "a year is expected here")
    ),
    SIMPLE_DATE.schema,
    "a year",
)
_ONE_TITLE = {
    "anyOf": [
        dict(TEXT.schema),
        {
            "type": "object",
            "properties": {"until": {**SIMPLE_DATE.schema, "pattern": shapes.YEAR}},
            "propertyNames": {"anyOf": [{"const": "until"}, {"pattern": TAG}]},
            "additionalProperties": dict(TEXT.schema),
        },
    ]
}
_TITLES: Reader[tuple[TitlePeriod, ...]] = Reader(
    _titles,
    {"anyOf": [dict(TEXTS.schema), {"type": "array", "minItems": 1, "items": _ONE_TITLE}]},
    TEXTS.means,
)

RULE_ID = Field(
    "id",
    ID,
    "Names the rule for good: feeds, links and other rules use it.",
    "victory-day-moscow",
    required=True,
)
TITLE = Field(
    "title",
    _TITLES,
    "What it is called, by language; a list with `until` if the name changed.",
    "{en: Victory Day, ru: День Победы}",
    required=True,
)
NOTE = Field("note", TEXTS, "What a reader should know, by language.", "{en: A public holiday.}")
CATEGORIES = Field(
    "categories",
    list_of(TEXT),
    "Words to filter by; some, such as `reign`, `wedding`, `church` and `founding`, give an "
    "anniversary the name of its jubilee.",
    "[wwii, parade]",
)
FORMERLY = Field(
    "formerly",
    ID,
    "The first id of a rule that was renamed; subscribers keep their entries.",
    "v-day",
)
SOURCES = Field("sources", list_of(SOURCE_ID), "Who says so.", "[ap-2025-05-06]")
SOURCE = Field("source", SOURCE_ID, "Who says so.", "ap-2025-05-06")
KNOWN = Field(
    "known", DAY, "The day on which it was public; else that of its newest source.", "2020-05-26"
)
BECAUSE = Field("because", TEXT, "The reason, in a few words.", "pandemic")
SINCE = Field("since", SIMPLE_DATE, "The first year or day, included.", "2015")
UNTIL = Field("until", SIMPLE_DATE, "The last year or day, included.", "2030")
IN_FORCE = Field(
    "in-force",
    list_of(PERIOD),
    "Several times in which the rule holds, instead of `since` and `until`.",
    "[1938-06-08/1988-05-22, 1991-12-18/..]",
)
ONLY_IF = Field(
    "only-if", CONDITION, "A gate that must say yes, or a rule that must have a day.", "parade"
)
RANK = Field(
    "rank",
    mapped(list_of(TEXT), lambda ranks: tuple(sorted(set(ranks)))),
    "Who comes: head of state, head of government, foreign minister, or a word of your own.",
    "head of state",
)


def _in_time(period: Period) -> tuple[bool, int, bool, int]:
    """Orders times by their first days, then by their last; what is open comes first, or last."""
    first, last = period
    return first is not None, first or 0, last is None, last or 0


def check_times(values: Values, reading: Reading) -> None:
    """That `since`, `until` and `in-force` do not gainsay one another."""
    if values.wrote(IN_FORCE) and (values.wrote(SINCE) or values.wrote(UNTIL)):
        message = '"in-force" stands instead of "since" and "until", not beside them'
        reading.error(values.place(IN_FORCE), "in-force", message)
    if _is_reversed(values):
        hint = "change the two over"
        reading.error(values.place(UNTIL), "in-force", '"until" lies before "since"', hint)


def _is_reversed(values: Values) -> bool:
    since, until = values.get(SINCE), values.get(UNTIL)
    if since is None or until is None:
        return False
    return (until.latest or 0) < (since.earliest or 0)


def in_force(values: Values) -> tuple[Period, ...]:
    """The times in which a rule holds, in order; none if nothing is said: it always holds."""
    since, until = values.get(SINCE), values.get(UNTIL)
    periods = values.get(IN_FORCE)
    if periods is not None:
        return tuple(sorted(set(periods), key=_in_time))
    if (since is None and until is None) or _is_reversed(values):
        return ()
    return (Period(since and since.earliest, until and until.latest),)


def warn_without_sources(values: Values, reading: Reading, what: str) -> None:
    """Notes that nobody is named who says so."""
    if not values.wrote(SOURCES) or values.get(SOURCES) == ():
        message = f"{what} names no source"
        reading.remark(
            "warning", values.at, "no-source", message, "an example: sources: [ap-2025-05-06]"
        )
