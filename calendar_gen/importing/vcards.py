"""vCard 3.0 and 4.0 (RFC 2426, RFC 6350), and what address books add: days of persons.

BDAY, ANNIVERSARY, DEATHDATE (RFC 6474) and the labelled dates of Apple's and Google's exports.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from calendar_gen.importing import days, phrases
from calendar_gen.importing.content_lines import Line, content_lines
from calendar_gen.importing.days import NoDay
from calendar_gen.importing.draft import Day, Draft, Findings, Settings, shown
from calendar_gen.importing.phrases import Happening
from calendar_gen.importing.yaml_text import tidy

_HAPPENINGS: dict[str, Happening] = {
    "BDAY": "birth",
    "ANNIVERSARY": "marriage",
    "X-ANNIVERSARY": "marriage",
    "X-EVOLUTION-ANNIVERSARY": "marriage",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "marriage",
    "DEATHDATE": "death",
    "X-DEATHDATE": "death",
}
_LABELLED = ("X-ABDATE",)
PLACEHOLDER = 1604
"""The year that Apple's address book writes for an unknown one, being a leap year; older files and
other programs lose the parameter X-APPLE-OMIT-YEAR that tells so, and nobody in an address book was
born in it."""


class _Card(NamedTuple):
    number: int
    lines: tuple[Line, ...]

    def first(self, *names: str) -> Line | None:
        return next((line for name in names for line in self.lines if line.name == name), None)

    @property
    def name(self) -> str:
        """How the person or organisation is called: FN, else N put in order, else another name."""
        full = self.first("FN")
        if full is not None and tidy(full.text):
            return tidy(full.text)
        parts = self.first("N")
        if parts is not None:
            family, given, *rest = [*re.split(r"(?<!\\);", parts.value), "", ""]
            ordered = (given, rest[0], family)
            name = tidy(" ".join(parts._replace(value=part).text for part in ordered))
            if name:
                return name
        other = self.first("NICKNAME", "ORG", "EMAIL")
        return "" if other is None else tidy(other.text.replace(";", " "))


def drafts(text: str, settings: Settings, findings: Findings) -> list[Draft]:
    """The days of all cards of a text."""
    return [
        draft
        for card in _cards(content_lines(text, findings), findings)
        for draft in _of_card(card, settings, findings)
    ]


def _cards(lines: Iterator[Line], findings: Findings) -> Iterator[_Card]:
    inside: list[Line] | None = None
    start = 1
    for line in lines:
        what = line.value.strip().upper()
        if line.name == "BEGIN" and what == "VCARD":
            if inside is not None:
                findings.part(findings.place(line.number), "a card begins before another has ended")
                yield _Card(start, tuple(inside))
            inside, start = [], line.number
        elif line.name == "END" and what == "VCARD" and inside is not None:
            yield _Card(start, tuple(inside))
            inside = None
        elif inside is None:
            findings.part(findings.place(line.number), f"{shown(line.name)} stands outside a card")
        else:
            inside.append(line)
    if inside is not None:
        findings.part(findings.place(start), "the file breaks off within a card")
        yield _Card(start, tuple(inside))


def _of_card(card: _Card, settings: Settings, findings: Findings) -> Iterator[Draft]:
    days_by_title: dict[str, set[str]] = {}
    for line in card.lines:
        if line.name not in _HAPPENINGS and line.name not in _LABELLED:
            continue
        at = findings.place(line.number)
        if not card.name:
            findings.entry(at, f"{line.name} is a day of somebody without a name", "add FN")
            continue
        try:
            day = _day(line)
        except NoDay as no_day:
            findings.entry(at, f"{line.name} of {shown(card.name)}: {no_day.message}", no_day.hint)
            continue
        language, title = _title(line, card, settings)
        said = day.of or day.on or ""
        before = days_by_title.setdefault(title, set())
        if said in before:  # the same day under the names that two programs give it
            continue
        if before:
            findings.choice(at, f'"{shown(title)}" has several days here, and all are written')
        before.add(said)
        yield Draft(at, {language: title}, day)


_UNKNOWN_YEAR = f"{PLACEHOLDER} stands for an unknown year in address books, so no year is written"
_FULL = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEARLESS = re.compile(r"--([0-9]{2})-?([0-9]{2})")
_FORMS = "write 1945-05-09, or --05-09 without a year"


def _day(line: Line) -> Day:
    """The day of a date value (RFC 6350 4.3.1, 4.3.4); a time of day is left out. Raises NoDay."""
    if line.parameters.get("VALUE", "").lower() == "text":
        raise NoDay(f'"{shown(line.text)}" is words and not a day', _FORMS)
    calendar = line.parameters.get("CALSCALE", "gregorian").lower()
    if calendar != "gregorian":
        raise NoDay(f'it is in the calendar "{shown(calendar)}", which vCard does not explain')
    written = line.value.strip()
    date, _, time = written.partition("T")
    day = _date(date, written, line)
    if time.strip("0:.Z"):
        day = day._replace(comments=(*day.comments, f"the time of day was left out: {written}"))
    return day


def _date(date: str, written: str, line: Line) -> Day:
    if found := _YEARLESS.fullmatch(date):
        return days.yearless(int(found[1]), int(found[2]))
    if found := _FULL.fullmatch(date):
        year, month, day = (int(part) for part in found.groups())
        if str(year) == line.parameters.get("X-APPLE-OMIT-YEAR", "").strip():
            return days.yearless(month, day)
        if year == PLACEHOLDER:
            unknown = days.yearless(month, day)
            return unknown._replace(comments=(_UNKNOWN_YEAR, *unknown.comments))
        return days.gregorian(year, month, day)
    if _MONTH.fullmatch(date) or re.fullmatch("[0-9]{4}", date):
        return days.event(date)
    if re.fullmatch("---?[0-9]{2}", date):
        raise NoDay(f'"{shown(written)}" names no day of a month', _FORMS)
    raise NoDay(f'"{shown(written)}" is not a day', _FORMS)


_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")


def _title(line: Line, card: _Card, settings: Settings) -> tuple[str, str]:
    """The language and text of a title; a label of the user's own stands before the name."""
    happening = _HAPPENINGS.get(line.name)
    if happening is not None:
        return phrases.title(happening, settings.language, card.name)
    labels = (
        tidy(_APPLE_LABEL.sub(r"\1", other.text))
        for other in card.lines
        if other.name == "X-ABLABEL" and other.group and other.group == line.group
    )
    label = next(labels, "")
    if label.lower() == "anniversary":
        return phrases.title("marriage", settings.language, card.name)
    return settings.language, f"{label}: {card.name}" if label else card.name
