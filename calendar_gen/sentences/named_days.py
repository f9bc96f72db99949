"""Days that go by a name of their own: the Easters, solar terms, days kept by tables."""

from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.nodes import Easter, SolarTerm, TableDay

NamedDay = Easter | SolarTerm | TableDay


def read(cursor: Cursor) -> NamedDay | None:
    """The named day that comes next; None if none does. Raises SentenceError."""
    if cursor.accept("easter"):
        return Easter(orthodox=False)
    if cursor.accept("orthodox"):
        cursor.expect("easter")
        return Easter(orthodox=True)
    return None


def names() -> list[str]:
    """All such names, for suggestions."""
    return ["Easter", "Orthodox Easter"]
