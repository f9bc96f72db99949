"""What a text that is no sentence was meant to say, put into words of the language.

Authors write as they speak: `one week before Christmas`, `Monday following 9 May`, `9. Mai`. Each
step below puts one habit right; the first text that can then be read is suggested whole.
"""

import re
from collections.abc import Callable, Iterator

from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.east_asian_dates import lunar_or_gregorian
from calendar_gen.sentences.familiar import COUNTED, FEASTS, TEENS
from calendar_gen.sentences.foreign_months import english_month
from calendar_gen.sentences.month_names import at_month, read_month
from calendar_gen.sentences.tokens import SentenceError, ordinal_text
from calendar_gen.sentences.words import LAST, ORDINALS, WEEKDAYS, fold

Step = Callable[[str], str]

_LONGEST = 200
"""Characters of a text that is still looked at: no sentence that people mean is longer."""


def meant(text: str, reads: Callable[[str], object]) -> str | None:
    """The text with habits of speech put right, if that can be read; None if nothing can.

    `reads` raises SentenceError for what cannot be read.
    """
    if len(text) > _LONGEST:
        return None
    tried = {text}
    for candidate in _candidates(text):
        if candidate in tried:
            continue
        tried.add(candidate)
        try:
            reads(candidate)
        except SentenceError:
            continue
        return candidate
    return None


def useful(wrong: SentenceError, text: str, reads: Callable[[str], object]) -> SentenceError:
    """The misreading with a hint that leads on.

    Other words for those that are wrong must make a text that can be read, or at least further on;
    else the hint is what that text would be told, or how a day is written.
    """
    found = re.fullmatch(_INSTEAD, wrong.hint or "")
    if found is None or _refused(found[1], reads) is None:
        return wrong
    rest = text[wrong.offset :].split(" ")
    hint = 'a day is written as in "9 May"'
    for words in range(min(len(rest), _WORDS), 0, -1):
        other = " ".join([text[: wrong.offset] + found[1], *rest[words:]])
        refused = _refused(other, reads)
        if refused is None or refused.offset >= wrong.offset + len(found[1]):
            return wrong
        whole = re.fullmatch(_INSTEAD, refused.hint or "")
        if whole is not None and _refused(whole[1], reads) is None:
            hint = whole[0]
    return wrong.hinting(hint)


_INSTEAD = r'did you mean "([^"]+)"\?'
_WORDS = 4
"""Words that a hint may stand for."""


def _refused(text: str, reads: Callable[[str], object]) -> SentenceError | None:
    try:
        reads(text)
    except SentenceError as wrong:
        return wrong
    return None


def _candidates(text: str) -> Iterator[str]:
    """The text after each step, which has the steps before it behind it."""
    plain = " ".join(text.split())
    for _ in range(2):  # what a later step lays bare, such as a feast behind "the"
        for step in _STEPS:
            text = " ".join(step(text).split())
            yield text
    for so_far in dict.fromkeys((plain, text)):
        for guess in _GUESSES:
            yield " ".join(guess(so_far).split())


def _replacing(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Step:
    return lambda text: re.sub(pattern, by, text, flags=re.IGNORECASE)


_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TO_NINTH = ORDINALS[:9]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_COUNT = rf"(?P<n>[0-9]+|an?|{'|'.join((*_SMALL, *_TENS))})"
_WEEKDAY = "|".join((*WEEKDAYS, *(name[:3] for name in WEEKDAYS)))


def _number(word: str) -> int:
    folded = word.casefold()
    if folded in ("a", "an"):
        return 1
    if folded in _TENS:
        return _TENS[folded]
    return _SMALL.index(folded) + 1 if folded in _SMALL else int(folded)


def _days(found: re.Match[str]) -> str:
    days = _number(found["n"]) * {"d": 1, "w": 7, "f": 14}[found["unit"][0].lower()]
    return f"{days} day{'' if days == 1 else 's'} "


def _compound(found: re.Match[str]) -> str:
    """`twenty-second` in digits."""
    unit = found[2].lower()
    if unit not in _TO_NINTH:
        return found[0]
    return ordinal_text(_TENS[found[1].lower()] + _TO_NINTH.index(unit) + 1)


def _teen(found: re.Match[str]) -> str:
    return ordinal_text(TEENS.index(found[0].lower()) + 13)


def _last_but_one(found: re.Match[str]) -> str:
    """`penultimate Monday of May`, counted back from the next month."""
    cursor = Cursor(found["month"])
    if not at_month(cursor):
        return found[0]
    month = read_month(cursor)
    if month.system != "gregorian":
        return found[0]
    return f"2nd {found['weekday']} before 1 {_month(month.number % 12 + 1)}"


def _feasts(text: str) -> str:
    """The text with a feast replaced by the sentence that gives its day."""
    words = text.split()
    for size in (5, 4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            sentence = _FOLDED.get(fold("".join(words[at : at + size])))
            if sentence is not None:
                return " ".join((*words[:at], sentence, *words[at + size :]))
    return text


_FOLDED = {fold(feast): sentence for feast, sentence in FEASTS.items()}


def _sundays(found: re.Match[str]) -> str:
    """Sundays that are counted in a season of the church: `1st Sunday of Advent`."""
    nth, season = found["nth"].lower(), found["season"].lower()
    if nth == LAST:
        return _LAST_SUNDAYS.get(season, found[0])
    number = ORDINALS.index(nth) + 1 if nth in ORDINALS else int(nth[:-2])
    return COUNTED[season](number) or found[0]


_LAST_SUNDAYS = {"advent": "Sunday before 25 December", "lent": "7 days before Easter"}


def _months(text: str) -> str:
    """The text with the months of other languages in English; `Nisan` is one of the language."""

    def english(found: re.Match[str]) -> str:
        return found[0] if at_month(Cursor(found[0])) else english_month(found[0]) or found[0]

    return re.sub(r"[^\W\d_]+", english, text)


def _letters(text: str) -> str:
    """The text with the letters that fit i, k or s in any letter case, and are others, as these."""
    return text.translate(_LIKE_OURS)


_LIKE_OURS = str.maketrans("\u0130\u0131\u212a\u017f", "Iiks")


_LUNAR = "(?P<calendar>chinese|korean|vietnamese|lunar)"


def _lunar(found: re.Match[str]) -> str:
    calendar = found["calendar"].capitalize().replace("Lunar", "Chinese")
    return f"day {found['day']} of month {found['month']} {calendar}"


def _shifted(found: re.Match[str]) -> str:
    direction = "after" if found["sign"].lower() in ("+", "plus") else "before"
    days = int(found["n"])
    return f"{days} day{'' if days == 1 else 's'} {direction} {found['day']}"


def _east_asian(text: str) -> str:
    """`农历八月十五`, `九月三日`: see `east_asian_dates`."""
    if text.isascii():
        return text
    found = lunar_or_gregorian(text)
    if found is None:
        return text
    calendar, month, day, leap = found
    if calendar is None:
        return f"{day} {_month(month)}"
    return f"day {day} of {'leap ' if leap else ''}month {month} {calendar}"


def _before_last(found: re.Match[str]) -> str:
    """`second last day of May`, counted back from the last."""
    nth = found["nth"].lower()
    words = {"penultimate": 2, "antepenultimate": 3, "last but one": 2, "last but two": 3}
    back = words.get(nth) or (ORDINALS.index(nth) + 1 if nth in ORDINALS else int(nth[:-2]))
    if back < 2:
        return found[0]
    return f"{back - 1} day{'' if back == 2 else 's'} before last day of {found['month']}"


_NTH = r"(?:st|nd|rd|th)?"
_STEPS: tuple[Step, ...] = (
    _replacing(r"[()\"“”«»]", " "),
    _replacing(r"[.,;:!]+$", ""),
    _replacing(r"^(?:(?:on|at)\s+)+", ""),
    _replacing(r"\s+(?:(?:every|each)\s+year|annually|yearly|every\s+time)$", ""),
    _replacing(rf"^(?:{_WEEKDAY}),?\s+(?=[0-9])", ""),
    _replacing(r"(?<=\w)\s+(?:at\s.*|[0-9]{1,2}[:.][0-9]{2}.*|UTC|GMT)$", ""),
    _replacing(r"^(?:every|each)\s+(?![0-9,]+ days)(?:year\s+)?(?:on\s+)?", ""),
    _replacing(r"^([0-9]{1,2})\.\s*(?=[^\W\d])", r"\1 "),
    _replacing(r"(?<![\w-])([0-9]{1,2})([^\W\d_]{3,})(?![\w-])", r"\1 \2"),
    _replacing(r"(?<![\w-])([^\W\d_]{3,})([0-9]{1,2})(?![\w-])", r"\1 \2"),
    _replacing(r"^([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日$", r"\1-\2-\3"),
    _east_asian,
    _replacing(r"^([0-9]{1,2})[-/.]([^\W\d]+)$", r"\1 \2"),
    _replacing(r"^([^\W\d]+)[-/.]([0-9]{1,2})$", r"\2 \1"),
    _replacing(r"(?<=[0-9])\s+(?:de|d['’]|di|do)\s+", " "),
    _months,
    _letters,
    _replacing(r"\b(twenty|thirty)[- ]([a-z]+)\b", _compound),
    _replacing(rf"\b(?:{'|'.join(TEENS)})\b", _teen),
    _replacing(r"^([a-z]+) the ([a-z0-9]+)$", r"\2 of \1"),
    _replacing(r"\b(?:following|succeeding|next after|past)\b", "after"),
    _replacing(r"\b(?:preceding|prior to|ahead of)\b", "before"),
    _replacing(r"\b(?:closest to|closest|nearest to|next to)\b", "nearest"),
    _replacing(
        rf"^(?:the )?(?P<nth>(?:ante)?penultimate|last but (?:one|two)|"
        rf"(?:{'|'.join(ORDINALS)}|[0-9]{{1,2}}(?:nd|rd|th))(?=[- ](?:to[- ])?last))"
        r"(?:[- ](?:to[- ])?last)? day (?:of|in) (?P<month>.+)$",
        _before_last,
    ),
    _replacing(r"^[-−]([0-9]+ days?) (?:after|before) ", r"\1 before "),
    _replacing(r"^\+(?=[0-9]+ days?\b)", ""),
    _replacing(
        r"\beaster,? (?:orthodox|julian|eastern|greek|coptic|old style)\b", "Orthodox Easter"
    ),
    _replacing(
        rf"^(?:the )?(?:penultimate|(?:second|2nd)[- ](?:to[- ])?last|last but one) "
        rf"(?P<weekday>{_WEEKDAY}) (?:of|in) (?P<month>[a-z]+)$",
        _last_but_one,
    ),
    _replacing(
        rf"\b(last|first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th)) ({_WEEKDAY}) "
        r"(?!of\b|in\b|after\b|before\b|on\b|nearest\b)([a-z]+)$",
        r"\1 \2 of \3",
    ),
    _replacing(
        rf"^{_COUNT} (?P<weekday>{_WEEKDAY})s? (?=after|before)",
        lambda found: f"{ordinal_text(_number(found['n']))} {found['weekday']} ",
    ),
    _replacing(r"^(.+?),? ([0-9]+) days (after|before)$", r"\2 days \3 \1"),
    _replacing(rf"\b({_WEEKDAY})\s+(?:from|on or later than)\b", r"\1 on or after"),
    _replacing(rf"\b({_WEEKDAY})\s+(?:week|in week|of the week)\s+([0-9]+)$", r"\1 of week \2"),
    _replacing(rf"^week\s+([0-9]+)\s*,?\s*({_WEEKDAY})$", r"\2 of week \1"),
    _replacing(
        r"^(?:[0-9]{4}-)?W([0-9]{2})-?([1-7])$",
        lambda found: f"{WEEKDAYS[int(found[2]) % 7]} of week {int(found[1])}",
    ),
    _replacing(r"^(?:the )?(?:day|eve|vigil) (?:of|before) (?!the year)", "1 day before "),
    _replacing(r"^(?:the )?day after ", "1 day after "),
    _replacing(rf"\b{_COUNT}\s+(?P<unit>days?|weeks?|fortnights?)\s+(?=after|before)", _days),
    _replacing(r"\b([0-9]+)(?:st|nd|rd|th) days? (?=after|before)", r"\1 days "),
    _replacing(
        r"^(?P<day>.*?\S)(?!(?<=[0-9])[-−][0-9])(?<!UTC)(?<!GMT)\s*(?P<sign>[-+−]|plus|minus)\s*"
        r"(?P<n>[0-9]{1,4})(?: days?)?$",
        _shifted,
    ),
    _replacing(
        rf"^{_LUNAR} month (?P<month>[0-9]+),? day (?P<day>[0-9]+)$",
        _lunar,
    ),
    _replacing(r"\b(?:the )?(?:first|1st) day of ", "1 "),
    _replacing(r"^(?:the )?(?:beginning|start) of ", "1 "),
    _replacing(r"^(?:the )?end of ", "last day of "),
    _replacing(r"\blast day (?:of|in) (?=[a-z]+ year$)", "last day of the "),
    _replacing(r"\blast day (?:of|in) (?:the )?year ([a-z]+)$", r"last day of the \1 year"),
    _replacing(r"^day ([0-9]+)(?: (?:of|in) (?:a )?year)?$", r"day \1 of the year"),
    _replacing(r"^([0-9,]+) days$", r"every \1 days"),
    _replacing(r"^(?:7 January|January 7) orthodox$", "25 December Julian"),
    _replacing(r"\b(?:orthodox|old style|o\.? ?s\.?)$", "Julian"),
    _replacing(r"\s+calendar$", ""),
    _replacing(r"\bb\.\s?c\.?(?:\s?e\.?)?$", "BCE"),
    _replacing(r"\b(?:ah|am)$", ""),
    _replacing(rf"^{_LUNAR}\s+(?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})$", _lunar),
    _replacing(
        rf"^(?:the )?(?:day )?(?P<day>[0-9]+){_NTH}(?: day)? of (?:the )?(?:month )?"
        rf"(?P<month>[0-9]+){_NTH}(?: month)?(?: of the)? {_LUNAR}(?: month| year)?$",
        _lunar,
    ),
    _replacing(
        rf"^(?:month )?(?P<month>[0-9]+){_NTH}(?: month)?,? (?:day )?(?P<day>[0-9]+){_NTH}"
        rf"(?: day)?,? {_LUNAR}$",
        _lunar,
    ),
    _replacing(
        rf"^(?:the )?(?P<nth>{'|'.join((*ORDINALS, LAST))}|[1-9](?:st|nd|rd|th)) Sunday "
        rf"(?:of|in) (?P<season>{'|'.join(COUNTED)})$",
        _sundays,
    ),
    _feasts,
    _replacing(r"^(?:the )(?=[0-9])", ""),
)


_GUESSES: tuple[Step, ...] = (
    _replacing(r"^(last day of the [a-z]+)$", r"\1 year"),
    _replacing(r"\s+(?:day|feast|festival|holiday|celebrations?)$", ""),
    _replacing(r"\s+in\s+(?=(?-i:[A-Z])[^\d]*$)", " "),
    _replacing(r"^(\S+) (?=(?-i:[A-Z])[^\d]*$)", r"\1 in "),
    _replacing(r"^(\S+ (?:equinox|solstice)) (?!in\b)", r"\1 in "),
    _replacing(r"^([^\W\d]+) ([0-9]{1,2})(?:st|nd|rd|th)?,? ([^\W\d]+)$", r"\2 \1 \3"),
    _replacing(r"\s+in\s+(?-i:[A-Z])[^\d]*$", ""),
)
"""Each alone, where the steps lead nowhere: a word too many, or one that is missing."""


def _month(number: int) -> str:
    from calendar_gen.calendars import system

    return system("gregorian").months[number - 1].name if 1 <= number <= 12 else "?"
