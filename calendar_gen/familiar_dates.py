"""Dates as people write them elsewhere, and how they are written here."""

from calendar_gen import edtf

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_FORMS = (
    r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})",
    r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})",
    r"(?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})",
    rf"(?P<day>[0-9]{{1,2}})\.? {_NAME},? (?P<year>[0-9]{{4}})",
    rf"{_NAME} (?P<day>[0-9]{{1,2}}),? (?P<year>[0-9]{{4}})",
    rf"{_NAME},? (?P<year>[0-9]{{4}})",
)


def meant(text: str) -> str | None:
    """The EDTF of a day or month in a form of elsewhere, such as 9.5.2025 or 9 May 2025.

    None for what exists on no calendar, and for 5/9/2025, which is read as May here and as
    September there.
    """
    import re

    for form in _FORMS:
        found = re.fullmatch(form, text.strip())
        if found is not None:
            return _written(found.groupdict())
    return None


def readings(text: str) -> list[str]:
    """What a date in the form of elsewhere may mean, as EDTF: for 5/9/2025 two days.

    A month above 12 is taken for the day: 2025-13-05 is 2025-05-13 to some.
    """
    import re

    found = meant(text) or _about(text.strip().casefold())
    if found is not None:
        return [found]
    both = re.fullmatch(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})", text.strip())
    swapped = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", text.strip())
    if both is not None:
        first, second, year = both.groups()
        parts = [(year, first, second), (year, second, first)]
    elif swapped is not None:
        parts = [(swapped[1], swapped[3], swapped[2])]
    else:
        return []
    dates = (_written({"year": y, "month": m, "day": d}) for y, m, d in parts)
    return sorted({date for date in dates if date is not None})


_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DATE = r"(?P<date>-?[0-9]{4}(?:-[0-9]{2}){0,2})"


def _about(text: str) -> str | None:
    """The EDTF of words around a date: circa 1945, the 1940s, spring 1945, since 1990."""
    import re

    decade = re.fullmatch(r"(?:the )?([0-9]{3})0['’]?s", text)
    season = re.fullmatch(rf"({'|'.join(_SEASONS)}) (?:of )?([0-9]{{4}})", text)
    circa = re.fullmatch(rf"(?:about|around|circa|approximately|ca?\.?)\s*{_DATE}", text)
    either = re.fullmatch(rf"{_DATE} or ([0-9]{{4}}(?:-[0-9]{{2}}){{0,2}})", text)
    bare = re.fullmatch(rf"(?:(?:from|since|until|till|in|on|the|year)\s+)+{_DATE}", text)
    timed = re.fullmatch(rf"{_DATE}[t ][0-9]{{2}}:[0-9]{{2}}.*", text)
    if decade is not None:
        return _checked(f"{decade[1]}0/{decade[1]}9")
    if season is not None:
        return _checked(f"{season[2]}-{_SEASONS[season[1]]}")
    if circa is not None:
        return _checked(f"{circa['date']}~")
    if either is not None:
        return _checked(f"{either['date']}/{either[2]}")
    plain = bare or timed
    return None if plain is None else _checked(plain["date"])


def _checked(date: str) -> str | None:
    try:
        return edtf.parse(date).text
    except edtf.EdtfError:
        return None


def _written(parts: dict[str, str]) -> str | None:
    month = parts.get("month") or _month(parts["name"])
    if month is None:
        return None
    day = f"-{int(parts['day']):02d}" if "day" in parts else ""
    return _checked(f"{parts['year']}-{int(month):02d}{day}")


def _month(name: str) -> str | None:
    """The number of an English month, by its first three letters."""
    start = name[:3].casefold()
    return str(_MONTHS.index(start) + 1) if start in _MONTHS else None
