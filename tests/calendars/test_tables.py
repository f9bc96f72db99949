"""The tables in the package are what the script in the repository makes."""

from __future__ import annotations

import pytest

from tests.calendars.make_tables import MAKERS, TABLES


@pytest.mark.parametrize("file", list(MAKERS))
def test_the_table_is_the_one_that_the_script_makes(file: str) -> None:
    assert (TABLES / file).read_text(encoding="utf-8") == MAKERS[file]()


def test_the_tables_are_small() -> None:
    sizes = {file: (TABLES / file).stat().st_size for file in MAKERS}
    assert sum(sizes.values()) < 50_000
    assert all(size < 4_000 for file, size in sizes.items() if file != "solar.py")
