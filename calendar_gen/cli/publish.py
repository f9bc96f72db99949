"""`calendar-gen publish`: bring a site that was built to where its readers are."""

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import CANNOT_WRITE, MISSING_INPUT, Failure
from calendar_gen.cli.tidings import tell_waiting

if TYPE_CHECKING:
    from calendar_gen.publishing.outcome import Outcome

EPILOG = """\b
TARGET is one of
  FOLDER                                such as the root of a web server
  s3://BUCKET/PREFIX                    object storage with Amazon's S3 protocol; keys from
                                        AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION
  caldav+https://USER@HOST/CALENDAR/    a calendar of a CalDAV server; password from
                                        CALDAV_PASSWORD, user also from CALDAV_USERNAME

\b
Examples:
  calendar-gen publish /var/www/calendar --site site
  calendar-gen publish s3://my-bucket/calendar --dry-run
  calendar-gen publish s3://my-bucket --endpoint https://storage.example.org
  calendar-gen publish caldav+https://anna@cal.example.org/anna/visits/ --feed visits
"""


@click.command(name="publish", epilog=EPILOG, short_help="Bring a built site to its readers.")
@click.argument("target")
@click.option(
    "--site",
    default="site",
    show_default=True,
    metavar="SITE",
    help="Folder of the site that `build` wrote.",
)
@click.option("--endpoint", metavar="URL", help="Address of the object storage [AWS_ENDPOINT_URL].")
@click.option(
    "--feed",
    metavar="NAME",
    help="The feed for a CalDAV calendar: all, ru-cn, or a path such as ru/feeds/all.ics [all].",
)
@click.option("--replace", is_flag=True, help="Write over files that somebody else put there.")
@click.option("--dry-run", is_flag=True, help="Send nothing; list what would be sent and removed.")
def command(
    target: str, site: str, endpoint: str | None, feed: str | None, replace: bool, dry_run: bool
) -> None:
    """Publish a site to a folder, to object storage or to a CalDAV calendar.

    Only what differs from the last publication is sent, index pages and the manifest last; what
    that publication sent and the site has no more is removed. A CalDAV calendar gets the events of
    one feed, one resource an event, those that the feed leaves out for its size too, and keeps
    whatever else is in it.
    """
    from calendar_gen.publishing.outcome import CannotPublish, NoSite

    try:
        outcome = _publish(target, site, endpoint, feed, replace=replace, dry=dry_run)
    except NoSite as error:
        raise Failure(str(error), MISSING_INPUT) from error
    except CannotPublish as error:
        raise Failure(str(error), CANNOT_WRITE) from error
    finally:
        _progress("")
    if dry_run:
        _list(outcome)
    _summary(target, outcome, dry=dry_run)


def _publish(
    target: str, site: str, endpoint: str | None, feed: str | None, *, replace: bool, dry: bool
) -> "Outcome":
    from pathlib import Path

    from calendar_gen.publishing.addresses import (
        BadAddress,
        BucketAddress,
        CollectionAddress,
        read,
        read_endpoint,
    )
    from calendar_gen.publishing.events import publish_events
    from calendar_gen.publishing.files import publish_files

    try:
        address = read(target)
    except BadAddress as error:
        raise click.BadParameter(str(error), param_hint="TARGET") from error
    _must_fit("--feed", feed, isinstance(address, CollectionAddress), "a CalDAV calendar")
    _must_fit("--endpoint", endpoint, isinstance(address, BucketAddress), "object storage")
    try:
        endpoint = None if endpoint is None else read_endpoint(endpoint)
    except BadAddress as error:
        raise click.BadParameter(str(error), param_hint="--endpoint") from error
    waiting = partial(tell_waiting, site)
    if isinstance(address, CollectionAddress):
        if replace:
            raise click.UsageError("--replace is for files; a calendar keeps what is not ours")
        return publish_events(
            Path(site), address, feed=feed or "all", dry=dry, waiting=waiting, step=_progress
        )
    return publish_files(
        Path(site),
        address,
        endpoint=endpoint,
        replace=replace,
        dry=dry,
        waiting=waiting,
        step=_progress,
    )


def _must_fit(option: str, value: str | None, fits: bool, what: str) -> None:
    if value is not None and not fits:
        raise click.UsageError(f"{option} is for {what}, and TARGET is something else")


def _progress(step: str) -> None:
    """What is being sent, on a terminal only, on one line that goes again."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{step and f'Publishing: {step} '}", err=True, nl=False)


def _list(outcome: "Outcome") -> None:
    for what, names in (
        ("new", outcome.new),
        ("changed", outcome.changed),
        ("removed", outcome.removed),
    ):
        for name in names:
            click.echo(f"{what:<9}  {name}")


def _summary(target: str, outcome: "Outcome", *, dry: bool) -> None:
    if outcome.any:
        told = f"{len(outcome.new)} new, {len(outcome.changed)} changed"
        told += f", {len(outcome.removed)} removed, {outcome.same} as before"
    else:
        told = "nothing has changed"
    click.echo(f"{target}: {told}{'; nothing was sent' if dry else ''}.", err=True)
