"""What values look like as regular expressions, for the JSON Schema that editors use.

They say as much as an expression can: that a day has a month, not which years have 29 February.
The dialect is what ECMA-262 and Python share.
"""

from calendar_gen.sentences.words import ORDINALS, WEEKDAYS

_YEAR = "(?!-0000)-?[0-9]{4}"
_MONTH = "(0[1-9]|1[0-2])"
_MONTH_DAY = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
)
_DAY = f"{_YEAR}-{_MONTH_DAY}"
_SIMPLE = f"{_YEAR}(-{_MONTH}|-{_MONTH_DAY})?"
_PLAIN = f"{_YEAR}(-{_MONTH}|-2[1-4]|-{_MONTH_DAY})?"
_EDTF = f"{_PLAIN}[?~%]?"
_OPEN = r"\.\."

DAY = f"^{_DAY}$"
DAYS = f"^{_DAY}(/{_DAY})?$"
YEAR = f"^{_YEAR}$"
SIMPLE_DATE = f"^{_SIMPLE}$"
PERIOD = f"^({_SIMPLE}|{_PLAIN}/({_PLAIN}|{_OPEN})|{_OPEN}/{_PLAIN})$"
DATE = rf"^({_EDTF}(/({_EDTF}|{_OPEN})?)?|({_OPEN})?/{_EDTF}|\[.+\])$"
DATE_THAT_ENDS = rf"^(({_EDTF}|{_OPEN})?/{_EDTF}|{_EDTF}|\[.+\])$"
"""Dates of the subset of EDTF that is read, as coarse as each field allows."""

YEARS = {"minimum": -9999, "maximum": 9999}
"""A year that an editor takes for a number, which has lost its leading zeros."""


def any_case(word: str) -> str:
    """An expression for a word in whatever letter case."""
    return "".join(f"[{c.upper()}{c.lower()}]" if c.isalpha() else c for c in word)


def _words(*words: str) -> str:
    return "|".join(any_case(word).replace(" ", r"\s+") for word in words)


_WEEKDAY = "|".join(f"{any_case(day[:3])}({any_case(day[3:])})?" for day in WEEKDAYS)
_WEEKEND = any_case("weekend")
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_NTH = f"{_words(*ORDINALS)}|[1-9][0-9]?(st|nd|rd|th)?"

WEEKDAY = f"^({_WEEKDAY}|{_WEEKEND})$"
OBSERVED_KEY = f"^({_WEEKDAY}|{_WEEKEND}|{_ID}( as observed)?)$"
OBSERVED_DAY = (
    rf"^\s*(({any_case('the')}\s+)?({_NTH})\s+)?"
    rf"(({_WEEKDAY})\s+({_words('after', 'before', 'on or after', 'on or before', 'nearest')})"
    rf"|({_words('days', 'day')})\s+({_words('after', 'before')}))"
    rf"(\s+({_words('also', 'only')}))?\s*$"
)
LASTS = r"^\s*[1-9][0-9]{0,3}\s+(days?|weeks?)\s*$"
EVERY_YEARS = r"^\s*([1-9][0-9]{0,8}(\s+years?)?|(even|odd)\s+years?)\s*$"
EVEN_OR_ODD = r"^\s*(even|odd)\s"
EVERY_CYCLE = r"^\s*[1-9][0-9]{0,8}(\s+(years?|months?))?\s*$"
COUNTED_YEARS = r"^\s*[1-9][0-9]{0,8}(\s+years?)?\s*$"
TEXT = r"\S"
"""A text that is not empty."""
