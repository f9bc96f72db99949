"""The reference of date sentences and calendars, from the declarations that rules are read by.

What each example means is worked out by calendar-gen itself: its canonical text, and its days.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import calendar_gen
from calendar_gen.calendars import SYSTEMS, CalendarSystem, Certainty, cldr_key, system
from calendar_gen.calendars.authority_tables import (
    AuthorityTable,
    authority_certainty,
    authority_day,
    authority_tables,
)
from calendar_gen.calendars.dates import CERTAINTIES
from calendar_gen.calendars.easter import FIRST_ORTHODOX, FIRST_WESTERN
from calendar_gen.calendars.japanese_eras import ERAS
from calendar_gen.calendars.solar import FIRST_YEAR, LAST_YEAR, SOURCE, TERMS
from calendar_gen.edtf import day as day_number
from calendar_gen.edtf import iso
from calendar_gen.entries.jubilees import GLAD, GRAVE, OWN_NAMES, contexts_of
from calendar_gen.entries.phrases import phrases
from calendar_gen.occurrences import Occurrence
from calendar_gen.rulebook.forms import ANCHOR, EVENTS, OBSERVED, OBSERVED_OF, SENTENCES, Form
from calendar_gen.rules import Commemoration, Rulebook
from calendar_gen.sentences.months import CALENDAR_NAMES, LUNISOLAR, shares_months

FROM, TO = date(2027, 1, 1), date(2060, 12, 31)
_NEXT = date(2028, 1, 1)
_AS_OF = date(2026, 12, 31)
Rows = Iterator[tuple[str, ...]]


class Shown(NamedTuple):
    """A form with the rule that has it, and the days of that rule."""

    form: Form
    rule: Commemoration
    days: tuple[Occurrence, ...]

    def from_(self, first: date, last: date) -> list[str]:
        """The days that begin in a time, as `Sun 9 May 2027`."""
        inside = range(first.toordinal(), last.toordinal() + 1)
        return [_said(each) for each in self.days if each.earliest in inside]


def rule_file(forms: Sequence[Form], field: str) -> str:
    """A rule file with a commemoration for each form of a field: `form-0`, `form-1` ..."""
    rules = [f"  - {ANCHOR}"]
    for number, form in enumerate(forms):
        text = form.text if form.text[0] in "[{" else f'"{form.text}"'
        fields = [f"id: form-{number}", f"title: Form {number}", f"{field}: {text}", form.beside]
        if field == "observed":
            fields.append(f"on: {OBSERVED_OF}")
        rules.append(f"  - {{{', '.join(filter(None, fields))}}}")
    return "calendar-gen: 1\ncommemorations:\n" + "\n".join(rules) + "\n"


@cache
def shown(forms: tuple[Form, ...], field: str) -> tuple[Shown, ...]:
    """What calendar-gen makes of each form."""
    book = _loaded(rule_file(forms, field))
    found = calendar_gen.forecast(book, FROM, TO, _AS_OF)
    return tuple(
        Shown(form, book.commemorations[id], tuple(each for each in found if each.rule == id))
        for form, id in ((form, f"form-{n}") for n, form in enumerate(forms))
    )


def _loaded(text: str) -> Rulebook:
    with TemporaryDirectory() as folder:
        file = Path(folder, "forms.yaml")
        file.write_text(text, encoding="utf-8")
        book = calendar_gen.load([file])
    wrong = [problem for problem in book.problems if problem.severity == "error"]
    assert not wrong, wrong
    return book


def _said(occurrence: Occurrence) -> str:
    first, last = map(date.fromordinal, (occurrence.earliest, occurrence.latest))
    text = f"{first:%a} {first.day} {first:%b %Y}"
    return text if last == first else f"{text} to {last:%a} {last.day} {last:%b %Y}"


def language() -> Iterator[str]:
    """Yield the reference of sentences and of calendars, as Markdown."""
    yield "### Date sentences\n"
    yield (
        "What `on` says. Letter case is free; ordinals are words or numbers; `of` or `in` stands "
        "before a month; `the` may stand before an ordinal or a weekday. What does not parse is a "
        "problem with its column. The third column is the one canonical form; the fourth, the "
        "first day from 1 January 2027 on. `victory-day-moscow` is a rule of the days `9 May`, "
        "with `observed: {Sunday: Monday after}`.\n"
    )
    for about, forms in SENTENCES.items():
        yield f"#### {about}\n"
        columns = ("`on`", "What it means", "In its canonical form", "First day from 2027 on")
        rows = (_sentence_row(each) for each in shown(forms, "on"))
        yield _table(columns, rows)
    yield "#### The event: `of`\n"
    yield (
        "Without `on`, the day and the month of `of` return. The third column is the first day of "
        "the event, Gregorian (years before the year 1 are astronomical: -0043 is 44 BCE).\n"
    )
    head = ("`of`", "What it means", "Event", "In 2027", "Number")
    yield _table(head, map(_event_row, shown(EVENTS, "of")))
    yield "#### The day kept instead: `observed`\n"
    yield (
        f"Written beside `on: {OBSERVED_OF}`, a Sunday in 2027 and a Tuesday in 2028. It comes "
        "after `exceptions`, whose `moved-to` is not shifted again; `lasts` counts from the "
        "shifted day.\n"
    )
    kept = ("`observed`", "What it means", "Kept in 2027", "Kept in 2028")
    yield _table(kept, map(_observed_row, shown(OBSERVED, "observed")))
    yield "#### Named jubilees\n"
    yield (
        "A whole anniversary is called by its name beside its number. Names of hundreds suit any "
        "event; those of silver and gold need one of the categories beside them, and are not used "
        f"beside {_listed(sorted(GRAVE))}. `marks` decides by itself which numbers are round.\n"
    )
    yield _table(("Categories", "Names"), _jubilee_rows())
    yield from _calendars()


def _jubilee_rows() -> Rows:
    plain = sorted(GLAD.difference(OWN_NAMES))
    for said, categories in (
        ("any", ()),
        (_listed(plain), (plain[0],)),
        *((_listed([category]), (category,)) for category in OWN_NAMES),
    ):
        named = {} if not categories else _jubilees(())
        names = _jubilees(categories).items()
        yield said, "; ".join(f"{n} {name}" for n, name in names if n not in named)


def _jubilees(categories: tuple[str, ...]) -> dict[int, str]:
    """The names in English by their numbers, for a rule of these categories."""
    words = phrases("en")
    found = {}
    for number in range(1, 3001):
        names = (words.word(context, str(number)) for context in contexts_of(categories))
        name = next((name for name in names if name != str(number)), None)
        if name is not None:
            found[number] = name
    return found


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _sentence_row(each: Shown) -> tuple[str, ...]:
    beside = f" with `{each.form.beside}`" if each.form.beside else ""
    assert each.rule.on is not None
    first = each.from_(FROM, TO)[0]
    return f"`{each.form.text}`{beside}", each.form.meaning, f"`{each.rule.on.text}`", first


def _event_row(each: Shown) -> tuple[str, ...]:
    beside = f" with `{each.form.beside}`" if each.form.beside else ""
    assert each.rule.of is not None
    first = each.from_(FROM, TO)[0]
    number = str(each.days[0].number)
    return (
        f"`{each.form.text}`{beside}",
        each.form.meaning,
        iso(each.rule.of.earliest),
        first,
        number,
    )


def _observed_row(each: Shown) -> tuple[str, ...]:
    first = ", ".join(each.from_(FROM, date(2027, 12, 31))) or "not kept"
    then = ", ".join(each.from_(_NEXT, date(2028, 12, 31))) or "not kept"
    return f"`{each.form.text}`", each.form.meaning, first, then


def _calendars() -> Iterator[str]:
    yield "### Calendars\n"
    yield (
        "exact: by rule or by a published table; computed: by astronomy, with a margin; "
        "provisional: published or collected, and open to revision; estimate: by a substitute "
        "rule, or too close to midnight to tell, and marked so in feeds and digests. Outside its "
        "days a calendar gives no day, and says so. A day is the daylight day: one of a Hebrew or "
        "Islamic date begins at sunset on the evening before, and its note says so.\n"
    )
    head = ("Written as", "CLDR", "First day", "Last day", "Certainty", "Source")
    yield _table(head, _system_rows())
    yield "#### Months\n"
    yield (
        "Hyphens, apostrophes and accents do not matter. A calendar's name may be left out where "
        "the month's name is unique.\n"
    )
    yield _table(("Calendar", "Months, with other spellings"), _month_rows())
    yield "#### Solar terms\n"
    yield f"From {FIRST_YEAR} to {LAST_YEAR}; computed. {SOURCE}\n"
    terms = "; ".join(_also(term.name, term.aliases) for term in TERMS)
    yield f"{terms}.\n"
    yield "#### Days that an authority announces, and their tables\n"
    heads = ("Written as", "Kept in", "First and last day", "Certainty", "Authority and source")
    yield _table(heads, _authority_rows())


def _system_rows() -> Rows:
    for key in SYSTEMS:
        calendar = system(key)
        yield (
            ", ".join(CALENDAR_NAMES[key]),
            cldr_key(key) or "-",
            "no end" if calendar.first_day is None else iso(calendar.first_day),
            "no end" if calendar.last_day is None else iso(calendar.last_day),
            ", ".join(certainties(calendar)),
            calendar.source,
        )
    eras = ", ".join(era.name for era in ERAS)
    yield (
        f"{eras} (in `of`)",
        "japanese",
        "1873-01-01",
        "no end",
        "exact",
        "Each era from the day it began; Meiji from year 6, the first by the Gregorian calendar.",
    )
    western, orthodox = (iso(day_number(year, 1, 1)) for year in (FIRST_WESTERN, FIRST_ORTHODOX))
    reckoned = "The tables of {}, by Calendrical Calculations (2018)."
    yield "Easter", "-", western, "no end", "exact", reckoned.format("Clavius (1582)")
    yield "Orthodox Easter", "-", orthodox, "no end", "exact", reckoned.format("Dionysius Exiguus")


def certainties(calendar: CalendarSystem) -> tuple[Certainty, ...]:
    """How sure the days of a calendar are, best first: of all first days of months from 1 to 3000
    CE that it has.
    """
    first = max(1, calendar.first_day or 1)
    last = min(day_number(3000, 1, 1), calendar.last_day or day_number(3000, 1, 1))
    years = calendar.year_of(first), calendar.year_of(last)
    found = {calendar.certainty(month.day) for month in calendar.starts(*years)}
    return tuple(each for each in CERTAINTIES if each in found)


def _month_rows() -> Rows:
    for key in SYSTEMS:
        model = next(other for other in SYSTEMS if shares_months(key, other))
        if key in LUNISOLAR:
            name = CALENDAR_NAMES[key][0]
            months = f"month 1 {name} to month 12 {name}, and leap month 1 {name} to 12"
        elif model != key:
            months = f"as {CALENDAR_NAMES[model][0]}, with the calendar's name"
        else:
            months = "; ".join(_also(month.name, month.aliases) for month in system(key).months)
        yield CALENDAR_NAMES[key][0], months


def _also(name: str, aliases: Sequence[str]) -> str:
    return f"{name} ({', '.join(aliases)})" if aliases else name


def _authority_rows() -> Rows:
    for table in authority_tables().values():
        yield (
            _written(table),
            table.authority,
            " to ".join(
                iso(authority_day(table, year)) for year in (table.first_year, table.last_year)
            ),
            _sure(table),
            table.source,
        )


def _sure(table: AuthorityTable) -> str:
    """Up to which year a table is how sure, and which years are less so."""
    last = table.last_announced
    assert authority_certainty(table, last + 1) == "estimate"
    but = "".join(f", {year} estimate" for year in table.contested)
    return f"{authority_certainty(table, last)} to {last}{but}; then estimate"


def _written(table: AuthorityTable) -> str:
    named = "" if table.alone else f" {table.authority}"
    return ", ".join(f"{name}{named}" for name in (table.name, *table.aliases))


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell(each) for each in line)} |" for line in lines) + "\n"


def cell(text: str) -> str:
    """A text as it stands in a cell of a table."""
    return text.replace("|", "\\|")
