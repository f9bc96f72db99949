"""`calendar-gen build`: a site with feeds, digests and data."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import click

from calendar_gen.as_left import LastBuild, Said
from calendar_gen.cli.options import (
    BAD_RULES,
    CANNOT_WRITE,
    MISSING_INPUT,
    Failure,
    as_of_options,
    cache_folder,
    known_on,
    read_rules,
    reading_options,
    records_option,
    rules_argument,
    unanswered_in,
)
from calendar_gen.cli.tidings import (
    NOTHING,
    differing,
    progress,
    tell_changes,
    tell_summary,
    tell_waiting,
)

if TYPE_CHECKING:
    from pathlib import Path

    from calendar_gen.rendering.ics import Windows
    from calendar_gen.rules import Rulebook
    from calendar_gen.site import Memory, Order, Report

EPILOG = """\b
Examples:
  calendar-gen build -o site                                 by the shipped rules
  calendar-gen build my-rules/ -o site --base-url https://example.org/calendar
  calendar-gen build -o site --lang en,ru,zh,fr,es,ar        in six languages
  calendar-gen build -o site --retire fr                     French feeds end: let them be 410
  calendar-gen build -o site --compress gzip,br              with copies for nginx and Caddy
  calendar-gen build -o site --check                         1 if anything would change
  calendar-gen build -o site --diff                          what would change
  calendar-gen build -o site --previous revisions.json       on a machine that keeps nothing
"""

CHANGED = 1


@click.command(name="build", epilog=EPILOG, short_help="Write a site: feeds, digests, data.")
@rules_argument
@records_option
@click.option("-o", "--output", required=True, metavar="SITE", help="Folder of the site.")
@click.option(
    "--base-url",
    metavar="URL|none",
    help="Address at which the site will stand [the last build's].",
)
@click.option(
    "--domain",
    metavar="NAME",
    help="Ends every UID [the last build's, else the host of --base-url].",
)
@click.option(
    "--previous",
    metavar="DIR|FILE|none",
    help="The last build, or its revisions.json, whose changes are counted on [SITE].",
)
@click.option(
    "--lang",
    help="Languages, the main one first: en,ru,zh,fr,es,ar [the last build's, else en].",
)
@click.option(
    "--retire",
    metavar="TAGS",
    help="Languages to give up: their feeds, which would go on otherwise, are gone.",
)
@click.option("--years", metavar="A..B", help="Years to cover [last year to ten years on].")
@click.option(
    "--min-likelihood",
    metavar="P",
    default="5%",
    show_default=True,
    help="Visits less likely than this stay out of feeds.",
)
@click.option(
    "--windows",
    type=click.Choice(["edges", "span", "start"]),
    default="edges",
    show_default=True,
    help="A window of more than a week as its two edges, as one bar, or as its first day.",
)
@click.option("--alarm", metavar="DAYS", help="Reminders before each event, such as 7d [none].")
@click.option(
    "--compress",
    metavar="gzip,br",
    help="Write gzip and brotli copies beside all files, for servers that hand them out.",
)
@click.option(
    "--contact", metavar="TEXT", help="Where to send corrections, for feeds and pages [none]."
)
@click.option(
    "--licence", metavar="TEXT", help="Licence of the data, for feeds [that of the rule files]."
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; exit 1 if anything would change. What pages say otherwise only because "
    "another day has come is no change.",
)
@click.option("--diff", is_flag=True, help="Write nothing; list what --check counts as a change.")
@as_of_options
@reading_options
def command(
    rules: tuple[str, ...],
    records: tuple[str, ...],
    output: str,
    base_url: str | None,
    domain: str | None,
    previous: str | None,
    lang: str | None,
    retire: str | None,
    years: str | None,
    min_likelihood: str,
    windows: "Windows",
    alarm: str | None,
    compress: str | None,
    contact: str | None,
    licence: str | None,
    check: bool,
    diff: bool,
    as_of: str | None,
    today: str | None,
    keep_going: bool,
) -> None:
    """Write a site into a folder: calendar feeds, digests, data and an index page.

    RULES are files or folders; without any, and for the word shipped, the rules that come with
    calendar-gen. The folder changes at once or not at all, files that stay the same are not
    touched, and what others put into it stays. Any web server can serve it.

    Likelihoods move by what becomes known and by calendar years, not by days that merely pass: a
    window that has closed counts from the next 1 January on, and so do the days of one that is
    open. `forecast`, `explain` and `digest` count them from the next day on, and may differ until
    then.
    """
    from calendar_gen.cli.site_words import (
        packings_of,
        site_address,
        site_folder,
        site_languages,
    )
    from calendar_gen.cli.words import days_before, domain_name, likelihood_of, years_of

    known = known_on(as_of, today)
    span = None if years is None else years_of(years, known)
    spoken = None if lang is None else site_languages(lang)
    given_up = () if retire is None else site_languages(retire, "--retire")
    least = likelihood_of(min_likelihood)
    asked = site_address(base_url)
    name = domain_name(domain)
    lead = days_before(alarm)
    packings = packings_of(compress)
    out = site_folder(output)
    rulebook = read_rules(rules, records, keep_going=keep_going)
    last = _last_build(
        out,
        (rulebook, known, span, spoken, least, asked, name, lead, packings, windows),
        (contact, licence, previous, _content(previous), given_up),
    )
    said = None if last is None else last.said()
    if said is not None:  # a build like the last one, of a site that nobody touched
        _tell(said.notes)
        if not check and not diff:
            tell_summary(out, said, NOTHING)
        return
    from calendar_gen.site import (
        CannotRetire,
        Order,
        OtherDomain,
        OtherLanguage,
        address_of,
        domain_of,
        languages_of,
        usual_years,
    )

    before = _remembered(out, previous)
    _refuse_unread(rulebook, before)
    address = address_of(asked, before)
    try:
        ending = domain_of(name, before, address)
    except OtherDomain as error:
        raise click.BadParameter(str(error), param_hint="--domain") from error
    try:
        languages = languages_of(spoken, before, given_up)
    except OtherLanguage as error:
        raise click.BadParameter(str(error), param_hint="--lang") from error
    except CannotRetire as error:
        raise click.BadParameter(str(error), param_hint="--retire") from error
    order = Order(
        rulebook=rulebook,
        as_of=known,
        years=span or usual_years(known),
        languages=languages,
        domain=ending,
        base_url=address,
        min_likelihood=least,
        contact=contact,
        licence=licence,
        windows=(windows,),
        alarm=lead,
        compress=packings,
    )
    notes = (
        *_going_on(languages, spoken),
        *unanswered_in(rulebook, *order.horizon),
    )
    _tell(notes + _ending(tuple(tag for tag in given_up if tag in languages_of(None, before))))
    report = _build(order, out, before, last, dry=check or diff)
    if diff:
        tell_changes(report)
    if check and report.changes.any:
        raise Failure(f"{output} would change; --diff lists how", CHANGED)
    if not check and not diff:
        said = Said(notes, report.remarks, report.files, report.keys)
        if last is not None:
            last.note(said)
        tell_summary(out, said, differing(report.changes))


def _last_build(out: "Path", *asked: object) -> LastBuild | None:
    """The last build into a folder, if it was noted; `asked` is all that the site follows from."""
    from calendar_gen.assets import templates_dir

    kept = cache_folder()
    return None if kept is None else LastBuild(kept, str(out), asked, (templates_dir(),))


def _content(previous: str | None) -> bytes | None:
    """What --previous has to say, if it can be read; whoever goes on from it says what is wrong."""
    if previous is None or previous == "none":
        return None
    from pathlib import Path

    place = Path(previous)
    try:
        return (place / "data" / "revisions.json" if place.is_dir() else place).read_bytes()
    except OSError:
        return None


def _going_on(languages: tuple[str, ...], spoken: tuple[str, ...] | None) -> tuple[str, ...]:
    """A note on the languages of the last build that were not asked for."""
    if not spoken or languages == spoken:
        return ()
    kept = ", ".join(languages[len(spoken) :])
    note = f"Note: feeds in {kept} were published and go on, though --lang leaves them out; "
    return (f"{note}--retire gives them up.",)


def _ending(languages: tuple[str, ...]) -> tuple[str, ...]:
    """A note on the languages of the last build that are given up by this one."""
    if not languages:
        return ()
    note = (
        f"Note: the feeds in {', '.join(languages)} end; let the web server answer 410 for them, "
    )
    return (f"{note}as `serve` does, so that calendar programs stop asking.",)


def _tell(notes: Iterable[str]) -> None:
    for note in notes:
        click.echo(note, err=True)


def _build(
    order: "Order", out: "Path", before: "Memory | None", last: LastBuild | None, *, dry: bool
) -> "Report":
    from calendar_gen.site import CannotWrite, build

    try:
        return build(
            order,
            out,
            before,
            dry=dry,
            waiting=partial(tell_waiting, out),
            progress=progress,
            standing=dict if last is None else last.standing,
        )
    except CannotWrite as error:
        raise Failure(str(error), CANNOT_WRITE) from error
    finally:
        progress("")


def _refuse_unread(rulebook: "Rulebook", before: "Memory | None") -> None:
    """Ends the command if what --keep-going leaves out was published: not to be read is no reason
    to tell subscribers that it is cancelled.
    """
    if before is None or all(problem.severity != "error" for problem in rulebook.problems):
        return
    first_ids = [each.formerly or (id_,) for id_, each in rulebook.commemorations.items()]
    first_ids += [each.formerly or (id_,) for id_, each in rulebook.patterns.items()]
    there = {id_ for ids in first_ids for id_ in ids} | {visit.id for visit in rulebook.visits}
    gone = sorted({uid.partition(".")[0] for uid in before.states} - there)
    if gone:
        raise Failure(
            f"the last build had {', '.join(gone)}, which the rules that can be read lack: "
            "subscribers would get it as cancelled; mend the rules first",
            BAD_RULES,
        )


def _remembered(out: "Path", previous: str | None) -> "Memory | None":
    from calendar_gen.site import CannotWrite, NoMemory, remembered

    try:
        return remembered(out, previous)
    except CannotWrite as error:
        raise Failure(str(error), CANNOT_WRITE) from error
    except NoMemory as error:
        raise Failure(str(error), MISSING_INPUT) from error
