"""What tests of whole builds begin with: an order for two days of remembrance, and a place."""

from pathlib import Path

import pytest

from calendar_gen.site import Order
from tests.site.samples import order, rulebook


@pytest.fixture
def plain(tmp_path: Path) -> Order:
    return order(rulebook(tmp_path / "rules"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    place = tmp_path / "www"
    place.mkdir()
    return place / "site"
