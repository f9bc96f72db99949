"""`calendar-gen forecast`: what is coming, as a table or for other programs."""

from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import (
    as_of_options,
    read_rules,
    reading_options,
    records_option,
    rules_argument,
    times,
    unanswered_in,
    window_options,
)
from calendar_gen.cli.telling import Telling
from calendar_gen.cli.words import (
    MARKS,
    days_before,
    domain_name,
    known_words,
    likelihood_of,
    pairs,
    whole_numbers,
    words,
)

if TYPE_CHECKING:
    from calendar_gen.entries import Entry
    from calendar_gen.rendering.asked import Asked
    from calendar_gen.rendering.ics import Windows

EPILOG = """\b
Examples:
  calendar-gen forecast --days 30                    what the next month brings
  calendar-gen forecast --country RU,CN --marks 80   80th anniversaries in either country
  calendar-gen forecast --pair RU,CN --from 2027 --to 2046 --visits-only
  calendar-gen forecast --as-of 2025-05-06 --format json rules/
  calendar-gen forecast --lead 30,7,1                what begins in 30, 7 or 1 days
"""


@click.command(name="forecast", epilog=EPILOG, short_help="List what is coming.")
@rules_argument
@records_option
@window_options
@as_of_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "ndjson", "csv", "ics"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
@click.option("--country", metavar="CODES", help="Host or guest, such as RU,CN: either of them.")
@click.option("--pair", multiple=True, metavar="A,B", help="Visits between two; may be repeated.")
@click.option("--category", metavar="WORDS", help="Categories, such as wwii,treaty: any of them.")
@click.option("--rule", metavar="IDS", help="Rules, or single occurrences, by id.")
@click.option("--marks", metavar="NUMBERS", help='Anniversaries by number, or "round".')
@click.option("--visits-only", is_flag=True, help="Leave commemorations out.")
@click.option("--lead", metavar="DAYS", help="What begins in so many days: 30,7,1.")
@click.option("--min-likelihood", metavar="P", default="0", help="Visits at least so likely: 5%.")
@click.option("--lang", default="en", show_default=True, help="Language of titles and words.")
@click.option("--domain", default=None, help="With ics: the domain that ends each UID.")
@click.option(
    "--windows",
    type=click.Choice(["edges", "span", "start"]),
    default="edges",
    help="With ics: a long window as its two edges, as one bar, or as its first day.",
)
@click.option("--alarm", metavar="DAYS", help="With ics: reminders before each event, such as 7d.")
@reading_options
def command(
    rules: tuple[str, ...],
    records: tuple[str, ...],
    as_of: str | None,
    today: str | None,
    start: str | None,
    end: str | None,
    days: int | None,
    format_: str,
    country: str | None,
    pair: tuple[str, ...],
    category: str | None,
    rule: str | None,
    marks: str | None,
    visits_only: bool,
    lead: str | None,
    min_likelihood: str,
    lang: str,
    domain: str | None,
    windows: "Windows",
    alarm: str | None,
    keep_going: bool,
) -> None:
    """List upcoming anniversaries and expected visits, as known on a day.

    RULES are files or folders; without any, and for the word shipped, the rules that come with
    calendar-gen. An occurrence is listed if any of its days lies between --from and --to. Days are
    written 2025-05-06, 2025-05, 2025, today, or "in 3 weeks".

    On a terminal, unless --to or --days says how far, the nearest that fill the screen are shown.

    A window that has closed counts in likelihoods from the next day on; in sites and digests, which
    no day that merely passes may change, from the next 1 January on. Until then they may differ.
    """
    from calendar_gen.cli.words import language
    from calendar_gen.entries import entries
    from calendar_gen.forecasting.projection import linked, occurrences
    from calendar_gen.forecasting.selection import Selection, selected
    from calendar_gen.plainly import as_table
    from calendar_gen.rendering import FORMATS
    from calendar_gen.rendering.asked import Asked

    leads = whole_numbers(lead, "--lead")
    if leads and end is None and days is None:
        days = max(leads) + 1
    asked = times(as_of, today, start, end, days)
    numbers = frozenset() if marks == "round" else whole_numbers(marks, "--marks", MARKS)
    selection = Selection(
        countries=words(country),
        pairs=pairs(pair),
        categories=words(category),
        rules=words(rule),
        marks=numbers,
        marks_only=marks == "round",
        visits_only=visits_only,
        leads=leads,
        min_likelihood=likelihood_of(min_likelihood),
    )
    spoken = language(lang)
    lead_time = days_before(alarm)
    telling = Telling(rules, records)
    rulebook = read_rules(rules, records, keep_going=keep_going)
    if selection.rules:
        from calendar_gen.forecasting.naming import present_id

        present = frozenset(present_id(rulebook, id_) for id_ in selection.rules)
        selection = selection._replace(rules=present)
    selection = known_words(selection, rulebook)
    found = selected(occurrences(rulebook, *asked[1:], asked.as_of), selection, asked.as_of)
    for note in unanswered_in(rulebook, asked.first, asked.last, selection):
        telling.note(note)
    answer = Asked(
        asked.as_of, asked.first, asked.last, rulebook, spoken, _typed(click.get_current_context())
    )
    if format_ == "table":
        shown, more = as_table(found, answer, whole=end is not None or days is not None)
        telling.answer(shown)
        if more is not None:
            telling.note(more)
        telling.keep(rulebook)
        return
    also = linked(rulebook, found, asked.as_of)
    worded = entries(found, rulebook, spoken, asked.as_of, also=also)
    if format_ == "ics":
        _print_feed(worded, answer, domain, windows, lead_time, telling)
    else:
        telling.answer(FORMATS[format_].load()(worded, answer))
    telling.keep(rulebook)


def _print_feed(
    shown: "list[Entry]",
    answer: "Asked",
    domain: str | None,
    windows: "Windows",
    alarm: int | None,
    telling: "Telling",
) -> None:
    from calendar_gen.edtf import iso
    from calendar_gen.entries.notices import subscription
    from calendar_gen.rendering.ics import Look, compose, events, shortcomings, why_cut

    feed = compose(
        events(shown, windows=windows, alarm=alarm),
        look=Look("calendar-gen", subscription(answer.rulebook, answer.language)),
        domain=domain_name(domain) or "calendar-gen.invalid",
        revisions={},
        as_of=answer.as_of,
        language=answer.language,
        keep=True,
        asked=True,
    )
    assert feed is not None  # it is kept
    for clause in shortcomings(feed, "feed", None):
        telling.note(f"Note: {clause}.")
    if feed.cut is not None:
        telling.note(f"Note: {why_cut(None)}.")
    if not shown:
        days = f"{iso(answer.first)} to {iso(answer.last)}, as known on {iso(answer.as_of)}"
        summary = feed.events[0].summary
        telling.note(f'Note: nothing from {days}; the feed has one event, "{summary}".')
    telling.answer(b"".join(feed.chunks()))


FILTERS = ("country", "pair", "category", "rule", "marks", "visits_only", "lead", "min_likelihood")


def _typed(context: click.Context) -> tuple[str, ...]:
    """The filters as they were typed, for the line that says what was asked."""
    typed = []
    for name in FILTERS:
        value = context.params[name]
        if value in (None, False, (), "0"):
            continue
        option = "--" + name.replace("_", "-")
        values = value if isinstance(value, tuple) else (value,)
        typed += [option if each is True else f"{option} {each}" for each in values]
    return tuple(typed)
