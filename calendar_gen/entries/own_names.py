"""Titles as agencies and protocol have them: each host's own first, the reader's second."""

from calendar_gen.entries.entry import Entry


def own_first(entry: Entry) -> Entry:
    """The entry with its title in a language of the host where it had that of the reader, which
    stands second; the same if it has but one. The summary stays: feeds have it so.
    """
    if entry.own_title is None:
        return entry
    tag, own = entry.own_title
    return entry._replace(
        title=own,
        title_language=tag,
        own_title=(entry.title_language, entry.title),
        heading=entry.heading.replace(entry.title, own, 1),
    )
