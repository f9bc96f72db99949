"""Whether a text is a sentence: asked of ids by the thousand, of which hardly any is one."""

from calendar_gen.sentences import named_days
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.grammar import read_sentence
from calendar_gen.sentences.month_names import at_month
from calendar_gen.sentences.tokens import SentenceError
from calendar_gen.sentences.words import ordinal_number, weekday_number

_WORDS = ("day", "every", "the")


def is_sentence(text: str) -> bool:
    """Whether a text reads as a sentence, be it one that needs a field such as `missing` beside it.

    No rule may be named in it.
    """
    try:
        if not _begins(Cursor(text)):
            return False  # sooner said than by the grammar, which would look for what was meant
        read_sentence(Cursor(text, ()))
    except SentenceError:
        return False
    return True


def _begins(cursor: Cursor) -> bool:
    first = cursor.here.text.casefold()
    if first in _WORDS or first[:1].isdecimal():
        return True
    if weekday_number(first) is not None or ordinal_number(first) is not None:
        return True
    return named_days.at(cursor) or at_month(cursor)
