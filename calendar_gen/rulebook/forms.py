"""Every form that a date sentence, an event and the fields beside them can take, with an example.

The JSON Schema offers the examples to editors, and the language reference prints each with the day
that it gives; the tests hold the forms against the grammar and the calendars, so that none is left
out. Loaded by these alone, and never to read a rule.
"""

from typing import NamedTuple


class Form(NamedTuple):
    """An example as it is written in a rule file, what it means, and the fields that it needs."""

    text: str
    meaning: str
    beside: str = ""


ANCHOR = (
    "{id: victory-day-moscow, title: Victory Day, of: 1945-05-09, observed: {Sunday: Monday after}}"
)
"""The rule that examples lean on, as in a rule file."""

SENTENCES: dict[str, tuple[Form, ...]] = {
    "Days of a month": (
        Form("9 May", "a day of the Gregorian year"),
        Form("May 9th", "the same"),
        Form("29 February", "a day that some years lack", "missing: later"),
        Form("last day of February", "however long the month is"),
        Form("day 256 of the year", "counted from 1 January"),
    ),
    "Weekdays": (
        Form("second Sunday of May", "counted within a month, by word or number"),
        Form("last Mon of May", "weekdays and months also by three letters"),
        Form("5th Monday of May", "a fifth may be missing", "missing: omit"),
        Form("Monday of week 53", "ISO week, which may be missing", "missing: omit"),
        Form("Monday on or after 12 August", "that day itself, if it is a Monday"),
        Form("Sunday on or before 4 July", "the same, backwards"),
        Form("Friday before 1 February", "never that day itself"),
        Form("Tuesday after the 1st Monday of November", "from any date sentence"),
        Form("Saturday nearest 14 July", "three days either way"),
        Form("4th Sunday before 25 December", "counted away from a day"),
    ),
    "Easter, and days from a day": (
        Form("Easter", "Western, from 1583 on"),
        Form("Orthodox Easter", "by the Julian reckoning"),
        Form("2 days before Easter", "days from any date sentence"),
        Form("49 days after Orthodox Easter", "the same"),
        Form("1 day before day 1 of month 1 Chinese", "read from the right"),
    ),
    "Other calendars": (
        Form("25 December Julian", "months of several calendars name theirs"),
        Form("15 Nisan", "Hebrew: the month's name says it"),
        Form("14 Adar", "in leap years `adar: first` or `second`", "adar: second"),
        Form("14 Adar II", "in leap years only", "missing: omit"),
        Form("1 Shawwal", "Islamic: Umm al-Qura"),
        Form("10 Muharram civil", "tabular, from a Friday (CLDR islamic-civil)"),
        Form("10 Muharram tabular", "tabular, from a Thursday (CLDR islamic-tbla)"),
        Form("1 Farvardin", "Persian"),
        Form("1 Tout Coptic", "Coptic"),
        Form("1 Meskerem", "Ethiopic"),
        Form("1 Boishakh Bengali", "Bengali, as in Bangladesh"),
        Form("1 Chet Nanakshahi", "Nanakshahi"),
        Form("1 Chaitra Saka", "Indian civil"),
        Form("18 Brumaire", "French Republican"),
        Form("6 April Buddhist", "Gregorian days, years counted from the Buddha"),
        Form("10 October Minguo", "Gregorian days, years counted from 1912"),
    ),
    "Months by number, solar terms": (
        Form("day 15 of month 8 Chinese", "months of the Chinese calendar"),
        Form("day 15 of leap month 6 Chinese", "missing in most years", "missing: omit"),
        Form("last day of the Chinese year", "of the year that ends"),
        Form("day 5 of month 5 Korean", "Korean"),
        Form("day 1 of month 1 Vietnamese", "Vietnamese"),
        Form("Qingming", "a solar term, at UTC+8"),
        Form("Qingming in Seoul", "at the clocks of an IANA zone"),
        Form("March equinox in Tokyo", "always with a zone, or its unique last part"),
        Form("December solstice in UTC", "the same"),
    ),
    "Days that an authority announces": (
        Form("Diwali", "India's, where no authority is named"),
        Form("Vesak Thailand", "an authority by name"),
    ),
    "Other rules": (
        Form("3 days after victory-day-moscow", "the day of a rule, before `observed`"),
        Form("Tuesday after victory-day-moscow as observed", "the day on which it is kept"),
    ),
    "Counts and lists": (
        Form("10,000 days after 9 April 2000", "one day, from a dated one"),
        Form("every 10,000 days", "from the day of `of`", "of: 1945-05-09"),
        Form("[2027-03-05, 2028-04-01/2028-04-05]", "days and spans; the list ends with a note"),
        Form("2027-06", "a month of one year, an EDTF date"),
    ),
}
"""Forms of `on` by what they are about."""

EVENTS: tuple[Form, ...] = (
    Form("1945-05-09", "a day"),
    Form("9 May 1945", "the same in words"),
    Form("1945-05", "a month; needs `on`", "on: 9 May"),
    Form("1945", "a year; with `on` it has days", "on: 9 May"),
    Form("1945-05-09~", "approximate; `?` is uncertain, `%` both"),
    Form("1945-05-08/1945-05-09", "a span"),
    Form("25 October 1917 Julian", "in another calendar"),
    Form("15 March 44 BCE Julian", "before the common era"),
    Form("551 BCE", "a year before the common era", "on: 28 September"),
    Form("5 Iyar 5708", "Hebrew"),
    Form("1 Muharram 1400 AH", "Islamic"),
    Form("1 Farvardin 1400", "Persian"),
    Form("1 May Reiwa 1", "a Japanese era, from Meiji 6 on"),
    Form("10 October Minguo 1", "Minguo"),
    Form("24 June Buddhist 2475", "Buddhist"),
    Form("18 Brumaire VIII", "French Republican, in Roman numbers too"),
    Form("day 15 of month 8 Chinese 2020", "Chinese years by the Gregorian one they begin in"),
)
"""Forms of `of`."""

OBSERVED_OF = "9 May"
"""The day that the forms of `observed` shift."""

OBSERVED: tuple[Form, ...] = (
    Form("{Sunday: Monday after}", "by weekday"),
    Form("{Sat: Fri before, Sun: Mon after}", "several, by three letters"),
    Form("{weekend: Monday after}", "both days of the weekend"),
    Form("{Sunday: 2 days after}", "days instead of a weekday"),
    Form("{Sunday: 2nd Monday after}", "counted"),
    Form("{Sunday: Monday nearest}", "also `on or after` and `on or before`, as in `on`"),
    Form("{Sunday: Monday after also}", "both days; the second's id ends in `.observed`"),
    Form("{Sunday: Monday after only}", "no day but the observed one"),
    Form("{victory-day-moscow: Monday after}", "where another rule has its day"),
    Form("{victory-day-moscow as observed: Monday after}", "where another rule is kept"),
)
"""Forms of `observed`; weekdays are tried before rules."""

OTHERS: dict[str, tuple[str, ...]] = {
    "only-on": ("[Friday, Monday]", "[Sunday]"),
    "never-on": ("[Sunday]", "[weekend]"),
    "every": ("5 years", "even year", "odd year"),
    "only-if": ("victory-day-moscow falls on 2nd Sunday of May",),
    "lasts": ("3 days", "1 week"),
}
"""Examples of further fields that decide about days."""
