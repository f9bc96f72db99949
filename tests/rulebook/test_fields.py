"""The declarations of fields: each has a text for the reference and an example that can be read."""

from collections.abc import Iterator

import pytest

from calendar_gen.rulebook.composer import compose
from calendar_gen.rulebook.kinds.exceptions import EXCEPTION, VISIT_EXCEPTION
from calendar_gen.rulebook.kinds.extensions import EXTENSIONS
from calendar_gen.rulebook.kinds.paired import LEG
from calendar_gen.rulebook.kinds.patterns import PATTERNS
from calendar_gen.rulebook.kinds.people import ANSWER, HOLDER
from calendar_gen.rulebook.kinds.record import CLAIM
from calendar_gen.rulebook.kinds.sections import SECTIONS
from calendar_gen.rulebook.nodes import Mapping
from calendar_gen.rulebook.reading import Kind, Reading
from calendar_gen.rulebook.references import is_word
from calendar_gen.rulebook.written import LISTED

KINDS = [kind for _, kind in SECTIONS.values()]
KINDS += EXTENSIONS.values()
KINDS += [EXCEPTION, VISIT_EXCEPTION, LEG, HOLDER, ANSWER, CLAIM, LISTED]
KINDS += [pattern.kind for pattern in PATTERNS.values()]


def fields() -> Iterator[tuple[Kind, str]]:
    for kind in KINDS:
        for field in kind.fields:
            yield kind, field.name


@pytest.mark.parametrize("kind, name", list(fields()))
def test_the_example_of_a_field_is_read_without_a_problem(kind: Kind, name: str) -> None:
    [field] = [field for field in kind.fields if field.name == name]
    root = compose(f"{name}: {field.example}", "f").roots[0]
    assert isinstance(root, Mapping)
    reading = Reading()
    assert field.reader.read(root.pairs[0][1], reading) is not None
    assert [p for p in reading.problems if p.severity == "error"] == []
    assert field.doc.endswith((".", "]."))
    assert field.reader.schema


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_name_each_field_once(kind: Kind) -> None:
    names = [field.name for field in kind.fields]
    assert len(names) == len(set(names))
    assert kind.name.split(" ")[0] in ("a", "an")


WORDS = """
easter 9-may may-9 29-february weekend friday last-monday-of-may 2027-06 2-days-before-easter
deepavali 10-dhu-al-hijja day-1-of-month-1-chinese every-3-days the-3rd-friday-of-may
march-equinox-in-tokyo orthodox-easter day-256-of-the-year qingming-in-seoul shawwal-1 1-shawwal
vesak-thailand vesak may jan tishri adar adar-ii julian umm-al-qura solstice june-solstice reiwa bce
1st 22nd 12 05-09 13-45 mon tomb-sweeping-day sixth twelfth last buddha-purnima rabi-i
"""


@pytest.mark.parametrize(
    "id",
    WORDS.split(),
)
def test_words_of_the_language_are_no_ids(id: str) -> None:
    assert is_word(id)


@pytest.mark.parametrize(
    "id",
    [
        "victory-day",
        "may-day-parade",
        "d-day",
        "liberation",
        "g7-2027",
        "anna-9",
        "may-day",
        "christmas",
        "vesak-in-thailand",
        "first-monday",
        "julian-alps",
        "our-may",
        "9-11-attacks",
    ],
)
def test_other_ids_are_free(id: str) -> None:
    assert not is_word(id)
