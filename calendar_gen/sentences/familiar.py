"""What people write before they know the language, and what to write instead."""

from collections.abc import Callable
from functools import cache

from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.tokens import ordinal_text
from calendar_gen.sentences.words import fold

FEASTS = {
    "advent": "4th Sunday before 25 December",
    "all saints": "1 November",
    "all saints' day": "1 November",
    "all souls": "2 November",
    "all souls' day": "2 November",
    "annunciation": "25 March",
    "anzac day": "25 April",
    "april fools' day": "1 April",
    "arbaeen": "20 Safar",
    "armistice day": "11 November",
    "ascension": "39 days after Easter",
    "ascension day": "39 days after Easter",
    "ash wednesday": "46 days before Easter",
    "ashura": "10 Muharram",
    "assumption": "15 August",
    "bakrid": "10 Dhu al-Hijja",
    "bastille day": "14 July",
    "boxing day": "26 December",
    "canada day": "1 July",
    "candlemas": "2 February",
    "catholic easter": "Easter",
    "chanukah": "25 Kislev",
    "chinese new year": "day 1 of month 1 Chinese",
    "chinese new year's eve": "last day of the Chinese year",
    "ching ming festival": "Qingming",
    "chongyang": "day 9 of month 9 Chinese",
    "christmas": "25 December",
    "christmas day": "25 December",
    "christmas eve": "24 December",
    "chuseok": "day 15 of month 8 Korean",
    "columbus day": "2nd Monday of October",
    "coptic christmas": "29 Koiak",
    "coptic easter": "Orthodox Easter",
    "coptic new year": "1 Tout",
    "corpus christi": "60 days after Easter",
    "d-day": "6 June",
    "divine mercy sunday": "7 days after Easter",
    "dongzhi festival": "Dongzhi",
    "double ninth": "day 9 of month 9 Chinese",
    "double ninth festival": "day 9 of month 9 Chinese",
    "dragon boat": "day 5 of month 5 Chinese",
    "dragon boat festival": "day 5 of month 5 Chinese",
    "duanwu": "day 5 of month 5 Chinese",
    "duanwu festival": "day 5 of month 5 Chinese",
    "easter eve": "1 day before Easter",
    "easter monday": "1 day after Easter",
    "easter sunday": "Easter",
    "easter tuesday": "2 days after Easter",
    "eastern easter": "Orthodox Easter",
    "eid al-adha": "10 Dhu al-Hijja",
    "eid al-fitr": "1 Shawwal",
    "eid ul-adha": "10 Dhu al-Hijja",
    "eid ul-fitr": "1 Shawwal",
    "enkutatash": "1 Meskerem",
    "epiphany": "6 January",
    "ethiopian christmas": "29 Tahsas",
    "ethiopian new year": "1 Meskerem",
    "europe day": "9 May",
    "fasika": "Orthodox Easter",
    "genna": "29 Tahsas",
    "good friday": "2 days before Easter",
    "greek easter": "Orthodox Easter",
    "gregorian easter": "Easter",
    "halloween": "31 October",
    "hanukkah": "25 Kislev",
    "hijri new year": "1 Muharram",
    "holy saturday": "1 day before Easter",
    "holy thursday": "3 days before Easter",
    "human rights day": "10 December",
    "id al-adha": "10 Dhu al-Hijja",
    "id al-fitr": "1 Shawwal",
    "immaculate conception": "8 December",
    "islamic new year": "1 Muharram",
    "isra and miraj": "27 Rajab",
    "jewish new year": "1 Tishri",
    "julian easter": "Orthodox Easter",
    "juneteenth": "19 June",
    "karfreitag": "2 days before Easter",
    "korean new year": "day 1 of month 1 Korean",
    "kurban bayram": "10 Dhu al-Hijja",
    "lag baomer": "18 Iyar",
    "lantern festival": "day 15 of month 1 Chinese",
    "laylat al-qadr": "27 Ramadan",
    "lent": "46 days before Easter",
    "low sunday": "7 days after Easter",
    "lunar new year": "day 1 of month 1 Chinese",
    "lunar new year's day": "day 1 of month 1 Chinese",
    "lunar new year's eve": "last day of the Chinese year",
    "mardi gras": "47 days before Easter",
    "martin luther king day": "3rd Monday of January",
    "memorial day": "last Monday of May",
    "maundy thursday": "3 days before Easter",
    "mawlid": "12 Rabi I",
    "mawlid al-nabi": "12 Rabi I",
    "may day": "1 May",
    "meskel": "17 Meskerem",
    "michaelmas": "29 September",
    "mid-autumn": "day 15 of month 8 Chinese",
    "mid-autumn day": "day 15 of month 8 Chinese",
    "mid-autumn festival": "day 15 of month 8 Chinese",
    "natale": "25 December",
    "navidad": "25 December",
    "naw-ruz": "1 Farvardin",
    "new year": "1 January",
    "new year's day": "1 January",
    "new year's eve": "31 December",
    "novruz": "1 Farvardin",
    "nowruz": "1 Farvardin",
    "noël": "25 December",
    "orthodox ascension": "39 days after Orthodox Easter",
    "orthodox christmas": "25 December Julian",
    "orthodox easter monday": "1 day after Orthodox Easter",
    "orthodox good friday": "2 days before Orthodox Easter",
    "orthodox new year": "1 January Julian",
    "orthodox palm sunday": "7 days before Orthodox Easter",
    "orthodox pentecost": "49 days after Orthodox Easter",
    "ostermontag": "1 day after Easter",
    "ostern": "Easter",
    "palm sunday": "7 days before Easter",
    "pascha": "Orthodox Easter",
    "pascua": "Easter",
    "pasqua": "Easter",
    "passover": "15 Nisan",
    "pentecost": "49 days after Easter",
    "pentecost monday": "50 days after Easter",
    "pentecost sunday": "49 days after Easter",
    "persian new year": "1 Farvardin",
    "pesach": "15 Nisan",
    "pfingsten": "49 days after Easter",
    "presidents' day": "3rd Monday of February",
    "protestant easter": "Easter",
    "purim": "14 Adar",
    "purim katan": "14 Adar I",
    "pâques": "Easter",
    "qingming festival": "Qingming",
    "qixi": "day 7 of month 7 Chinese",
    "remembrance day": "11 November",
    "roman easter": "Easter",
    "rosh hashana": "1 Tishri",
    "rosh hashanah": "1 Tishri",
    "russian easter": "Orthodox Easter",
    "saint patrick's day": "17 March",
    "second christmas day": "26 December",
    "seollal": "day 1 of month 1 Korean",
    "shavuot": "6 Sivan",
    "shemini atzeret": "22 Tishri",
    "shrove tuesday": "47 days before Easter",
    "simchat torah": "23 Tishri",
    "spring festival": "day 1 of month 1 Chinese",
    "st patrick's day": "17 March",
    "st stephen's day": "26 December",
    "sukkot": "15 Tishri",
    "tet": "day 1 of month 1 Vietnamese",
    "theophany": "6 January",
    "timkat": "11 Ter",
    "tisha b'av": "9 Av",
    "trinity sunday": "56 days after Easter",
    "tu bishvat": "15 Shevat",
    "twelfth night": "5 January",
    "united nations day": "24 October",
    "valentine's day": "14 February",
    "ve day": "8 May",
    "veterans day": "11 November",
    "veterans' day": "11 November",
    "vietnamese new year": "day 1 of month 1 Vietnamese",
    "weihnachten": "25 December",
    "western easter": "Easter",
    "whit monday": "50 days after Easter",
    "whit sunday": "49 days after Easter",
    "whitsun": "49 days after Easter",
    "women's day": "8 March",
    "yom hashoah": "27 Nisan",
    "yom kippur": "10 Tishri",
}
"""Feasts that have no name in the language, by the sentence that gives their day."""

VARIOUS = {
    "buddha's birthday": (
        ("day 8 of month 4 Korean", "in Korea"),
        ("Vesak Thailand", "in Thailand"),
    ),
    "eid": (("1 Shawwal", "after the fast"), ("10 Dhu al-Hijja", "of the sacrifice")),
    "father's day": (("3rd Sunday of June", "in most states"), ("19 March", "in Italy and Spain")),
    "labor day": (("1st Monday of September", "in the United States"), ("1 May", "elsewhere")),
    "labour day": (("1 May", "in most states"), ("1st Monday of September", "in Canada")),
    "mother's day": (
        ("2nd Sunday of May", "in most states"),
        ("21 days before Easter", "in Britain"),
    ),
    "thanksgiving": (
        ("4th Thursday of November", "in the United States"),
        ("2nd Monday of October", "in Canada"),
    ),
    "thanksgiving day": (
        ("4th Thursday of November", "in the United States"),
        ("2nd Monday of October", "in Canada"),
    ),
    "victory day": (("9 May", "in Russia"), ("3 September", "in China")),
}
"""Feasts that are kept on several days, with who keeps which."""

_OWN = (
    "independence day",
    "national day",
    "king's birthday",
    "queen's birthday",
    "constitution day",
)
"""Days that each state has for itself."""

COUNTED: dict[str, Callable[[int], str | None]] = {
    "advent": lambda n: f"{ordinal_text(5 - n)} Sunday before 25 December" if n < 5 else None,
    "lent": lambda n: f"{49 - 7 * n} days before Easter" if n < 7 else None,
    "easter": lambda n: f"{7 * (n - 1)} days after Easter" if 1 < n < 8 else None,
}
"""The Sundays of a season by their numbers; None of one that has fewer."""

_DAY_OF_WEEK = (
    'name its day, as in "last Friday of May"; a day is moved off the weekend by observed:'
)
_MOON = 'a day of the moon is one of a calendar, as in "day 15 of month 8 Chinese"'
_NO_DAY = 'a day is written as in "9 May"; days known one by one make a list such as [2024-11-01]'
_NO_DAYS = {
    "business": _DAY_OF_WEEK,
    "weekday": _DAY_OF_WEEK,
    "workday": _DAY_OF_WEEK,
    "working": _DAY_OF_WEEK,
    "weekend": 'name its first day, as in "1st Saturday of May", and add lasts: 2 days',
    "week": 'a day of a numbered week is written as in "Monday of week 7"',
    "moon": _MOON,
    "mid": _NO_DAY,
    "middle": _NO_DAY,
    "none": _NO_DAY,
    "never": _NO_DAY,
    "tbd": _NO_DAY,
    "today": _NO_DAY,
    "tomorrow": _NO_DAY,
    "unknown": _NO_DAY,
    "variable": _NO_DAY,
    "yesterday": _NO_DAY,
}
"""Words that stand for no day of the year, and what to write."""

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TEENS = [
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
"""Ordinals in words from the 13th on, which the language writes in digits."""
_COUNTS = {"eve of": "1 day before", "a day": "1 day", "a week": "7 days"}
_RHYTHMS = ("daily", "weekly", "monthly", "yearly", "annually", "annual", "quarterly")
_SEASONS = {
    "spring": "March",
    "vernal": "March",
    "summer": "June",
    "autumn": "September",
    "autumnal": "September",
    "fall": "September",
    "winter": "December",
}


def instead_of(cursor: Cursor) -> tuple[str, str] | None:
    """What is wrong with the familiar words that come next, and the hint; None for other words."""
    word = cursor.here.text.casefold()
    named = _named(cursor)
    if named is not None:
        return named
    if word in _SEASONS:
        return _season(cursor, word)
    if word in _TWICE:
        return _sun(cursor, word)
    if word in _NUMBERS:
        return f'"{cursor.here.text}" is written as a number', f'write "{_NUMBERS.index(word) + 1}"'
    if word in TEENS:
        nth = ordinal_text(TEENS.index(word) + 13)
        return f'"{cursor.here.text}" is written in digits', f'write "{nth}"'
    for phrase, meant in _COUNTS.items():
        if cursor.says(*phrase.split()):
            return f'"{phrase}" is no word of the language', f'write "{meant}"'
    if word == "to":
        return f'"{cursor.here.text}" cannot stand here', f'leave "{cursor.here.text}" out'
    if word in _RHYTHMS:
        return (
            f'"{cursor.here.text}" is no day',
            'a sentence names a day of the year, as in "9 May", and returns each year by itself',
        )
    return None


def _named(cursor: Cursor) -> tuple[str, str] | None:
    """Of feasts, the longest name that comes next; of words that are no day, the word."""
    start = cursor.at
    hint = cursor.longest(_hints(), most=5)
    said, cursor.at = cursor.said(start) if hint else "", start
    if hint is not None:
        return f'"{said}" is no word of the language', hint
    hint = _NO_DAYS.get(cursor.here.text.casefold())
    return (f'"{cursor.here.text}" is no day of the language', hint) if hint else None


@cache
def _hints() -> dict[str, str]:
    found = {fold(feast): f'write "{sentence}"' for feast, sentence in FEASTS.items()}
    for feast, days in VARIOUS.items():
        options = " or ".join(f'"{sentence}" ({who})' for sentence, who in days)
        found[fold(feast)] = f"write {options}"
    own = 'each state has its own: write the day, as in "4 July"'
    moons = {"newmoon": _MOON, "fullmoon": _MOON}
    return found | moons | {fold(feast): own for feast in _OWN}


_TWICE = {
    "equinox": ("March", "September"),
    "equinoxes": ("March", "September"),
    "solstice": ("June", "December"),
    "solstices": ("June", "December"),
}


def _sun(cursor: Cursor, word: str) -> tuple[str, str]:
    event = word.removesuffix("es")
    place = cursor.text[cursor.ahead().offset :] if cursor.ahead().text == "in" else "in Tokyo"
    options = " or ".join(f'"{month} {event} {place}"' for month in _TWICE[word])
    return f'"{cursor.here.text}" comes twice a year: name the month', f"write {options}"


def _season(cursor: Cursor, word: str) -> tuple[str, str]:
    event = cursor.ahead().text.casefold()
    month = _SEASONS[word]
    if event not in ("equinox", "solstice"):
        event = "equinox" if month in ("March", "September") else "solstice"
    return (
        f'"{cursor.here.text}" differs north and south: name the month',
        f'in the north it is "{month} {event} in" and a zone, such as Tokyo or UTC',
    )
