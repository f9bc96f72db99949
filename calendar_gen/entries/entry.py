"""An occurrence in words of one language: all that a feed, a digest or a table shows of it."""

from calendar_gen.named import NamedTuple
from calendar_gen.occurrences import Occurrence


class Citation(NamedTuple):
    """A source as it is cited.

    `text` is publisher, title and day of publication, `published` that day in words.
    """

    id: str
    text: str
    url: str | None
    published: str | None


class Link(NamedTuple):
    """An occurrence that this one is tied to.

    Its id, UID (without the domain), title with parties and number, and days in words. `name` is
    what of the title the author wrote, in `name_language`.
    """

    id: str
    uid: str
    title: str
    when: str
    name: str = ""
    name_language: str = ""


class Line(NamedTuple):
    """What a table shows of an occurrence: those fields of an entry that take no paragraphs."""

    occurrence: Occurrence
    title: str
    number_text: str | None
    status_text: str
    guest_text: str | None
    host_text: str | None
    location: str | None


class Entry(NamedTuple):
    """One occurrence in the words of `language`; depends on the as-of day only through it.

    `uid` has no domain. `title` has no number; it is in `title_language`, which is `language`, else
    English, else the first tag there is. `own_title` is (tag, text) in the host's own language if
    that text differs. `heading` is title with parties and number, `summary` the one line of a feed:
    the heading, and the status where it matters. `jubilee_text` is the name that the language has
    for its number, such as `centenary`.
    `likelihood_text` is word, per cent and basis, `basis` the evidence as one sentence,
    `conflict_text` what sources disagree on and what is shown. `description` holds paragraphs of
    plain text; `categories` are the keys (never empty), `category_texts` the same in words.
    `protocol_text` is kind and rank of a visit. `note` is all that is noted: `own_note`, (tag,
    text) of what the author wrote, then `evening_text`, when the day begins.
    """

    occurrence: Occurrence
    uid: str
    language: str
    title: str
    title_language: str
    own_title: tuple[str, str] | None
    heading: str
    summary: str
    when: str
    number_text: str | None
    status_text: str
    certainty_text: str
    likelihood_text: str | None
    basis: str | None
    guest_text: str | None
    host_text: str | None
    location: str | None
    person_text: str | None
    moved_text: str | None
    conflict_text: str | None
    note: str | None
    description: tuple[str, ...]
    counterparts: tuple[Link, ...]
    occasion: Link | None
    citations: tuple[Citation, ...]
    categories: tuple[str, ...]
    category_texts: tuple[str, ...]
    jubilee_text: str | None = None
    protocol_text: str | None = None
    own_note: tuple[str, str] | None = None
    evening_text: str | None = None

    @property
    def filed_under(self) -> tuple[str, ...]:
        """The categories as feeds have them: in English the keys, by which subscribers have sorted
        and coloured their events ever since, else the words.
        """
        return self.categories if self.language == "en" else self.category_texts
