"""`calendar-gen secret`: feeds at addresses that nobody can guess."""

from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import CANNOT_WRITE, FINDINGS, MISSING_INPUT, Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from calendar_gen.server.secret_feeds import SecretFeed

EPILOG = """\b
Examples:
  calendar-gen secret create press-desk --filters 'country=RU,CN&lang=ru' -f secret-feeds.json
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
@_file_option
def create(name: str, filters: str, base_url: str, file: str) -> None:
    """Make a feed of that NAME, and print its address."""
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
    query = filters.removeprefix("?")
    _readable(query)
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


def _readable(query: str) -> None:
    """A usage error for filters that no server would take; values are the server's to judge."""
    from calendar_gen.problems import did_you_mean
    from calendar_gen.server.queries import READERS, BadQuery, split

    try:
        names = split(query.encode())
    except BadQuery as bad:
        raise click.BadParameter(str(bad), param_hint="--filters") from bad
    for name in names:
        if name not in READERS:
            hint = did_you_mean(name, READERS)
            message = f'there is no filter "{name}"' + (f"; {hint}" if hint else "")
            raise click.BadParameter(message, param_hint="--filters")


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
