"""Publishing a site that was built: to a folder, to object storage, to a CalDAV collection."""

from calendar_gen.publishing.addresses import (
    BadAddress,
    BucketAddress,
    CollectionAddress,
    FolderAddress,
    read,
    read_endpoint,
)
from calendar_gen.publishing.events import publish_events
from calendar_gen.publishing.files import publish_files
from calendar_gen.publishing.outcome import CannotPublish, NoSite, Outcome

__all__ = [
    "BadAddress",
    "BucketAddress",
    "CannotPublish",
    "CollectionAddress",
    "FolderAddress",
    "NoSite",
    "Outcome",
    "publish_events",
    "publish_files",
    "read",
    "read_endpoint",
]
