"""The date-sentence language: text to days, in every calendar system, with nothing guessed.

`parse` reads a sentence and the fields beside it, `parse_list` a list of days, `parse_origin` the
event remembered, `parse_window` the days around an anchor. What is wrong is a list of problems.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calendar_gen.sentences.date_sentence import DateSentence
    from calendar_gen.sentences.explaining import Explained, explain
    from calendar_gen.sentences.missing import can_miss
    from calendar_gen.sentences.origins import day_of_month, month_day_of, parse_origin
    from calendar_gen.sentences.reaches import Reach, reach_of
    from calendar_gen.sentences.reading import chosen, parse, parse_list
    from calendar_gen.sentences.windows import parse_window

__all__ = [
    "DateSentence",
    "Explained",
    "Reach",
    "can_miss",
    "chosen",
    "day_of_month",
    "explain",
    "month_day_of",
    "parse",
    "parse_list",
    "parse_origin",
    "parse_window",
    "reach_of",
]

_HOMES = {
    "DateSentence": "date_sentence",
    "Explained": "explaining",
    "Reach": "reaches",
    "can_miss": "missing",
    "chosen": "reading",
    "day_of_month": "origins",
    "explain": "explaining",
    "month_day_of": "origins",
    "parse": "reading",
    "parse_list": "reading",
    "parse_origin": "origins",
    "parse_window": "windows",
    "reach_of": "reaches",
}
"""Each name and its module, loaded when asked for: days are had without any grammar."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found  # asked for once: reading does so for every rule
    return found
