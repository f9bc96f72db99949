"""`calendar-gen secret`: feeds at addresses that nobody can guess."""

from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import (
    CANNOT_WRITE,
    FINDINGS,
    MISSING_INPUT,
    Failure,
    read_rules,
    rules_option,
)
from calendar_gen.limits import limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from calendar_gen.rules import Rulebook
    from calendar_gen.server.edition import Edition, Words
    from calendar_gen.server.secret_feeds import SecretFeed

EPILOG = """\b
Examples:
  calendar-gen secret create press-desk --filters 'country=RU,CN&lang=ru' -f secret-feeds.json
  calendar-gen secret create twin-towns --filters 'category=towns' -r my-rules/
  calendar-gen secret list -f secret-feeds.json
  calendar-gen secret revoke press-desk -f secret-feeds.json
  calendar-gen serve -o site --secrets secret-feeds.json
"""


def _file_option(function: "Callable[..., None]") -> "Callable[..., None]":
    return click.option(
        "-f",
        "--file",
        default="secret-feeds.json",
        show_default=True,
        metavar="FILE",
        help="File of secret feeds, which a running server reads again when it changes.",
    )(function)


@click.group(name="secret", epilog=EPILOG, short_help="Feeds at secret addresses.")
def command() -> None:
    """Make, list and revoke feeds at secret addresses, for `calendar-gen serve --secrets`.

    An address holds a random token and is shown once, since the file keeps only its hash. Such a
    feed is not for caches or search engines, and its address never stands in the server's log.
    """


@command.command(name="create")
@click.argument("name")
@click.option("--filters", default="", metavar="QUERY", help="As in an address: country=RU,CN.")
@click.option("--base-url", default="", metavar="URL", help="Address of the site, to go before.")
@rules_option
@_file_option
def create(name: str, filters: str, base_url: str, rules: tuple[str, ...], file: str) -> None:
    """Make a feed of that NAME, and print its address.

    What the filters name must be known: to the rules of -r, which are those that are served, or to
    the rules that come with calendar-gen.
    """
    import re
    from pathlib import Path

    from calendar_gen.cli.clock import today
    from calendar_gen.edtf import iso
    from calendar_gen.server.secret_feeds import NAME, created

    if not re.fullmatch(NAME, name):
        raise click.BadParameter(
            f'"{name}" is no name; write small letters, digits and hyphens: press-desk',
            param_hint="NAME",
        )
    query = _readable(filters.removeprefix("?"), rules)
    path = Path(file)
    feeds = _load(path) if path.exists() else ()
    if any(feed.name == name and feed.revoked is None for feed in feeds):
        raise Failure(f'there is a feed "{name}" in {file}; revoke it first', FINDINGS)
    feed, address = created(name, query, iso(today()))
    _save((*feeds, feed), path)
    click.echo(f"{base_url.rstrip('/')}{address}")


@command.command(name="list")
@_file_option
def list_(file: str) -> None:
    """Print the feeds, a line each: name, day of making, state, filters."""
    from pathlib import Path

    for feed in _load(Path(file)):
        state = "in use" if feed.revoked is None else f"revoked {feed.revoked}"
        click.echo(f"{feed.name}  {feed.created}  {state}  {feed.filters}".rstrip())


@command.command(name="revoke")
@click.argument("name")
@_file_option
def revoke(name: str, file: str) -> None:
    """Revoke the feed of that NAME: its address is answered with 410 from then on."""
    from pathlib import Path

    from calendar_gen.cli.clock import today
    from calendar_gen.edtf import iso
    from calendar_gen.problems import did_you_mean

    feeds = _load(Path(file))
    in_use = {feed.name for feed in feeds if feed.revoked is None}
    if name not in in_use:
        hint = did_you_mean(name, in_use)
        raise Failure(f'no feed "{name}" is in use in {file}' + (f"; {hint}" if hint else ""), 1)
    day = iso(today())
    _save(
        (
            feed._replace(revoked=day) if feed.name == name and feed.revoked is None else feed
            for feed in feeds
        ),
        Path(file),
    )


NAMING = frozenset({"country", "pair", "category", "rule"})
"""Filters whose values are words of rules."""


def _readable(query: str, rules: tuple[str, ...]) -> str:
    """The filters, with the present ids of rules; a usage error for any that no server of these
    rules would take.
    """
    from calendar_gen.server.queries import BadQuery, Renamed, read_view, split

    names: set[str] = set()
    try:
        names = {*split(query.encode())}
        read_view(query.encode(), _edition(rules, names, query), "en", "all")
    except Renamed as renamed:
        return _readable(str(renamed), rules)
    except BadQuery as bad:
        told = str(bad)
        if not rules and told.partition(":")[0] in NAMING:
            told += " (held against the shipped rules; name your own with -r)"
        raise click.BadParameter(told, param_hint="--filters") from bad
    return query


def _edition(rules: tuple[str, ...], names: set[str], query: str) -> "Edition":
    """What there would be to filter; the rules are read only for filters that name theirs."""
    from calendar_gen.entries import available_languages
    from calendar_gen.server.edition import Edition, Words

    words = Words(frozenset(), frozenset(), frozenset(), {})
    if names & NAMING:
        words = _words(read_rules(rules), query)
    return Edition(
        as_of=0,
        horizon=(0, 0),
        years=(1, limit("site-years")),
        languages=tuple(available_languages()),
        domain="",
        base_url=None,
        about={},
        feeds={},
        titles={},
        shelves={},
        words=words,
        problems=0,
        remarks=(),
    )


def _words(rulebook: "Rulebook", query: str) -> "Words":
    """The words of some rules; every code of a region is one, whether a rule names it or not."""
    from calendar_gen.parties import is_party_code
    from calendar_gen.server.edition import words_of
    from calendar_gen.server.queries import split

    values = split(query.encode())
    codes = {code for name in ("country", "pair") for code in values.get(name, "").split(",")}
    keys = {f"party:{code}" for code in codes if is_party_code(code)}
    keys |= {f"rule:{visit.id}" for visit in rulebook.visits}
    return words_of(rulebook, keys | {"category:visit", "category:commemoration"})


def _load(path: "Path") -> "tuple[SecretFeed, ...]":
    from calendar_gen.server.secret_feeds import BadSecrets, load

    try:
        return load(path)
    except BadSecrets as bad:
        raise Failure(str(bad), MISSING_INPUT) from bad


def _save(feeds: "Iterable[SecretFeed]", path: "Path") -> None:
    from calendar_gen.server.secret_feeds import save
    from calendar_gen.site import CannotWrite

    try:
        save(feeds, path)
    except CannotWrite as error:
        raise Failure(str(error), CANNOT_WRITE) from error
