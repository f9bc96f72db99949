"""One browser for all tests of pages."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    command = shutil.which("chromium")
    assert command, "these tests need `chromium` on PATH"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=command, args=list(FLAGS))
        yield started
        started.close()
