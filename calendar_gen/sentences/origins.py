"""Reading `of:`, the event remembered: EDTF, or a date in words in any calendar system."""

from calendar_gen import edtf
from calendar_gen.calendars import system
from calendar_gen.problems import Place, Problem
from calendar_gen.rules import Origin
from calendar_gen.sentences.choices import Choices
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.date_sentence import DateSentence
from calendar_gen.sentences.dated import read_dated
from calendar_gen.sentences.nodes import MonthDay
from calendar_gen.sentences.printing import print_sentence
from calendar_gen.sentences.reading import problem_at
from calendar_gen.sentences.tokens import SentenceError


def parse_origin(text: str, place: Place) -> tuple[Origin | None, list[Problem]]:
    """The event's days and its year in the calendar that it was written in, or what is wrong.

    `text` is EDTF (`1945-05-09`, `-0043`), or words: `25 October 1917 Julian`, `15 March 44 BCE
    Julian`, `1 May Reiwa 1`, `15 Nisan 5784`, `551 BCE`. `place` is where it begins.
    """
    try:
        return _read(text), []
    except SentenceError as wrong:
        return None, [problem_at(place, _reworded(text, wrong), "origin")]


def _reworded(text: str, wrong: SentenceError) -> SentenceError:
    """The misreading with the date that was meant as its hint, if that can be told."""
    from calendar_gen.familiar_dates import readings
    from calendar_gen.sentences.rewording import meant, useful

    dates = readings(text)
    if dates:
        return SentenceError(wrong.message, wrong.offset, f"did you mean {' or '.join(dates)}?")
    found = meant(text, _read)
    return useful(wrong, text, _read) if found is None else wrong.suggesting(found)


def day_of_month(origin: Origin) -> DateSentence:
    """The sentence that `of:` alone implies: its day and month, each year of its calendar.

    Of several days the first counts. Raises ValueError if that is not known. Where some years lack
    the day, the text of this sentence is to be parsed with `missing:` as any other.
    """
    node = month_day_of(origin)
    choices = Choices(doubt=origin.doubt)
    return DateSentence(node, choices, origin.calendar, print_sentence(node), ())


def month_day_of(origin: Origin) -> MonthDay:
    """The day and month of an event, as the tree of a sentence. Raises ValueError as above."""
    if not origin.begins_on_day:
        raise ValueError(f"{origin.text} is no day")
    _, month, leap, day = system(origin.calendar).from_day(origin.earliest)
    return MonthDay(origin.calendar, month, leap, day)


def _read(text: str) -> Origin:
    if not any(letter.isalpha() for letter in text) and not text.strip().isdecimal():
        return _from_edtf(text)
    if text.strip().isdecimal() and len(text.strip()) == 4:
        return _from_edtf(text)
    cursor = Cursor(text)
    if cursor.ended():
        raise SentenceError("a date is missing", 0, 'such as "1945-05-09"')
    found = read_dated(cursor)
    if found is None:
        if cursor.ended():
            raise SentenceError(
                "the date has no year", cursor.here.offset, 'as in "25 October 1917 Julian"'
            )
        raise cursor.refusal([], "a year" if cursor.at else "a date", "25 October 1917 Julian")
    if not cursor.ended():
        raise SentenceError(
            f'found "{cursor.here.text}", and nothing can follow "{cursor.said(0)}"',
            cursor.here.offset,
        )
    return Origin(
        found.text,
        found.first,
        found.last,
        found.precision,
        found.calendar,
        found.year,
        found.certainty,
    )


def _from_edtf(text: str) -> Origin:
    try:
        date = edtf.parse(text)
    except edtf.EdtfError as wrong:
        hint = "a date is written as in 1945-05-09, 1945-05 or 1945, one before 1 CE as in -0043"
        raise SentenceError(wrong.message, wrong.offset, hint) from None
    if date.earliest is None or date.latest is None or date.precision == "set":
        raise SentenceError(f'"{text}" has no first and last day', 0, "give the days of one event")
    year = edtf.civil(date.earliest)[0]
    return Origin(
        date.text, date.earliest, date.latest, date.precision, "gregorian", year, date.certainty
    )
