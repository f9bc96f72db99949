"""What Jinja makes of our templates: as quick as Python where they are our own, and watched by the
sandbox where a user's folder comes before them.
"""

from pathlib import Path

import pytest

from calendar_gen.assets import templates_dir
from calendar_gen.rendering.pages import environment

SEARCHES = ("environment.getattr(", "context.call(")
"""Jinja's own way to a field and to a function: half the time of a page of 2,000 entries."""


def code(name: str, own: str | None = None) -> str:
    source = Path(templates_dir(), name).read_text(encoding="utf-8")
    return environment(own).compile(source, name, raw=True)


@pytest.mark.parametrize(
    "name",
    sorted(
        path.relative_to(templates_dir()).as_posix() for path in Path(templates_dir()).rglob("*.j2")
    ),
)
def test_our_own_templates_search_for_nothing(name: str) -> None:
    assert [search for search in SEARCHES if search in code(name)] == []


def test_a_folder_of_a_users_has_all_watched(tmp_path: Path) -> None:
    made = code("digest/months.html.j2", str(tmp_path))
    assert "environment.getattr(" in made
    assert "environment.call(context, " in made


def test_a_field_that_nothing_has_is_an_error() -> None:
    with pytest.raises(AttributeError, match="yaer"):
        environment().from_string("{{ year.yaer }}").render(year="2027")
