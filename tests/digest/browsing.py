"""Pages in a real browser: how it is opened, and what axe finds in them."""

from importlib.resources import files
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Scheme = Literal["light", "dark"]


def context(browser: Browser, width: int, scheme: Scheme = "light", **more: Any) -> BrowserContext:
    return browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, **more
    )


def violations(shown: Page) -> list[str]:
    """What axe finds, as rule and place."""
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    shown.evaluate(source)
    options = {"runOnly": {"type": "tag", "values": RULES}}
    found = shown.evaluate("options => axe.run(document, options)", options)
    return [
        f"{each['id']}: {node['target']}" for each in found["violations"] for node in each["nodes"]
    ]
