"""What people write before they know the language, and what to write instead."""

from calendar_gen.sentences.cursor import Cursor

FEASTS = {
    "advent": "4th Sunday before 25 December",
    "ascension": "39 days after Easter",
    "ash wednesday": "46 days before Easter",
    "ashura": "10 Muharram",
    "boxing day": "26 December",
    "chinese new year": "day 1 of month 1 Chinese",
    "christmas": "25 December",
    "christmas eve": "24 December",
    "chuseok": "day 15 of month 8 Korean",
    "corpus christi": "60 days after Easter",
    "easter monday": "1 day after Easter",
    "easter sunday": "Easter",
    "eid al-adha": "10 Dhu al-Hijja",
    "eid al-fitr": "1 Shawwal",
    "epiphany": "6 January",
    "good friday": "2 days before Easter",
    "hanukkah": "25 Kislev",
    "holy thursday": "3 days before Easter",
    "lunar new year": "day 1 of month 1 Chinese",
    "maundy thursday": "3 days before Easter",
    "mawlid": "12 Rabi I",
    "mid-autumn": "day 15 of month 8 Chinese",
    "new year": "1 January",
    "nowruz": "1 Farvardin",
    "orthodox christmas": "25 December Julian",
    "orthodox easter monday": "1 day after Orthodox Easter",
    "orthodox good friday": "2 days before Orthodox Easter",
    "orthodox pentecost": "49 days after Orthodox Easter",
    "palm sunday": "7 days before Easter",
    "passover": "15 Nisan",
    "pentecost": "49 days after Easter",
    "purim": "14 Adar",
    "rosh hashanah": "1 Tishri",
    "seollal": "day 1 of month 1 Korean",
    "shavuot": "6 Sivan",
    "shrove tuesday": "47 days before Easter",
    "sukkot": "15 Tishri",
    "tet": "day 1 of month 1 Vietnamese",
    "thanksgiving": "4th Thursday of November",
    "western easter": "Easter",
    "whit monday": "50 days after Easter",
    "whit sunday": "49 days after Easter",
    "yom kippur": "10 Tishri",
}
"""Feasts that have no name in the language, by the sentence that gives their day."""

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {"eve of": "1 day before", "a day": "1 day", "a week": "7 days"}
_RHYTHMS = ("daily", "weekly", "monthly", "yearly", "annually", "annual")
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
    for phrase in sorted(FEASTS, key=len, reverse=True):
        if cursor.says(*phrase.split()):
            return f'"{cursor.here.text}" is no word of the language', f'write "{FEASTS[phrase]}"'
    if word in _SEASONS:
        return _season(cursor, word)
    if word in _NUMBERS:
        return f'"{cursor.here.text}" is written as a number', f'write "{_NUMBERS.index(word) + 1}"'
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


def _season(cursor: Cursor, word: str) -> tuple[str, str]:
    event = cursor.ahead().text.casefold()
    month = _SEASONS[word]
    if event not in ("equinox", "solstice"):
        event = "equinox" if month in ("March", "September") else "solstice"
    return (
        f'"{cursor.here.text}" differs north and south: name the month',
        f'in the north it is "{month} {event} in" and a zone, such as Tokyo or UTC',
    )
