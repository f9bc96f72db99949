"""One server for all tests that only ask."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from calendar_gen.site import build
from tests.server.serving import Served, serving
from tests.site.samples import RULES, order, rulebook


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where that server has its rules and its site, with what an operator put there."""
    root = tmp_path_factory.mktemp("served")
    (root / "rules").mkdir()
    (root / "rules" / "rules.yaml").write_text(RULES, encoding="utf-8")
    (root / "moved").write_text(
        "feeds/ww2.ics feeds/wwii.ics  # renamed in 2024\nfeeds/old.ics gone\n", encoding="utf-8"
    )
    site = root / "site"
    build(order(rulebook(root / "rules")), site, None)
    (site / ".hidden").write_text("victory", encoding="utf-8")
    (site / "link.html").symlink_to(root / "rules" / "rules.yaml")
    (site / "folder-link").symlink_to(root / "rules")
    os.mkfifo(site / "pipe")
    return root


@pytest.fixture(scope="package")
def served(folder: Path) -> Iterator[Served]:
    options = ("--as-of", "2025-05-06", "--lang", "en,ru", "--moved", folder / "moved")
    with serving(folder, *options) as server:
        yield server
