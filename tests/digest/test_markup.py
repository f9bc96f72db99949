"""Pages of every kind and language as html-validate reads them, drawings as an XML parser does, and
ids that stay when a site is built again.
"""

import json
import re
import shutil
import subprocess
from email import message_from_bytes, policy
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.rendering.digest import page
from calendar_gen.rendering.digest import volumes as room
from tests.digest.editions import HOSTILE, hostile
from tests.digest.reading import Page
from tests.scenario import RULES

CLIENTS = Path(__file__).parent.parent / "clients"
LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")
TODAY = ("--today", "2026-11-24")


def call(*arguments: str | Path) -> str:
    rules = ("-r", RULES) if arguments[0] == "digest" and "-r" not in arguments else ()
    done = CliRunner().invoke(main, [*map(str, (*arguments, *rules)), *TODAY])
    assert done.exit_code == 0 or (arguments[0] == "diff" and done.exit_code == 1), done.output
    return done.stdout


def findings(kind: str, *paths: Path) -> list[str]:
    """What html-validate has against some pages."""
    node = shutil.which("node")
    assert node is not None, "Node.js is needed: run `python3 -m tests`"
    command = [node, str(CLIENTS / "validate_html.mjs"), kind, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return [
        f"{Path(path).name}:{line} {rule}: {message}"
        for path, line, rule, message in json.loads(done.stdout)
    ]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Pages of every kind: those of a site in all languages, and those made one by one."""
    folder = tmp_path_factory.mktemp("pages")
    languages = ",".join(LANGUAGES)
    address = ("--base-url", "https://example.org", "--years", "2025..2027")
    call("build", RULES, "-o", folder / "site", "--lang", languages, *address)
    for lang in LANGUAGES:
        for name, period in (("month", ("2027-05",)), ("week", ("2027-W19",)), ("days", ())):
            more = ("--days", "40", "--lead", "30,7,1") if name == "days" else ()
            call("digest", *period, *more, "--lang", lang, "-o", folder / f"{name}.{lang}.html")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(room, "LARGEST", 2)
            call("digest", "2027", "--lang", lang, "-o", folder / f"large-{lang}.html")
        given = ("--as-of", "2025-05-01", "--as-of", "2025-05-06", "--lang", lang)
        told = call("diff", RULES, *given, "--format", "html")
        (folder / f"diff.{lang}.html").write_text(told, encoding="utf-8")
    for number, text in enumerate(HOSTILE):
        (folder / f"hostile-{number}.html").write_text(page(hostile(text)), encoding="utf-8")
    found = sorted(folder.rglob("*.html"))
    assert len(found) > 6 * 12
    return found


def test_an_independent_checker_finds_nothing(pages: list[Path]) -> None:
    assert findings("page", *pages) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nor_in_the_page_of_a_mail(tmp_path: Path, lang: str) -> None:
    given = ("--mail-from", "a@example.org", "--mail-to", "b@example.org")
    path = tmp_path / "mail"
    call("digest", "2027", "--lang", lang, "--format", "email", "-o", path, *given)
    part = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("html",))
    assert part is not None
    html = tmp_path / "mail.html"
    html.write_text(part.get_content(), encoding="utf-8")
    assert findings("mail", html) == []


@pytest.mark.parametrize(
    "good,bad,rule",
    [
        ('<main id="main"', '<main id="filters"', "no-dup-id"),
        ("</table>", "", "close-order"),
        ("<caption>", "<div>", "element-permitted-content"),
        ('<html lang="en"', "<html", "element-required-attributes"),
        ('aria-labelledby="part:year-title"', 'aria-labelledby="nothing"', "no-missing-references"),
    ],
)
def test_the_checker_sees_what_is_wrong(
    pages: list[Path], tmp_path: Path, good: str, bad: str, rule: str
) -> None:
    (whole,) = (p for p in pages if p.parts[-3:] == ("site", "digests", "2027.html"))
    html = whole.read_text(encoding="utf-8")
    assert good in html
    spoiled = tmp_path / "spoiled.html"
    spoiled.write_text(html.replace(good, bad, 1), encoding="utf-8")
    assert rule in " ".join(findings("page", spoiled))


def drawings(html: str) -> list[str]:
    """The outermost drawings of a page."""
    found, depth, start = [], 0, 0
    for tag in re.finditer(r"<(/?)svg\b", html):
        if not tag[1]:
            start = tag.start() if depth == 0 else start
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                found.append(html[start : tag.end() + 1])
    assert depth == 0
    return found


def test_every_drawing_is_xml(pages: list[Path]) -> None:
    found = [svg for path in pages for svg in drawings(path.read_text(encoding="utf-8"))]
    assert len(found) > 40
    for svg in found:
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img"
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(found[0].replace("/>", ">", 1))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_ledger_as_a_drawing_is_xml(lang: str) -> None:
    svg = call("ledger", "RU", "CN", "-r", RULES, "--format", "svg", "--lang", lang)
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"


def test_ids_stay_when_rules_come_to_others_under_another_name_on_another_day(
    tmp_path: Path,
) -> None:
    """What a reader keeps a link to is still there, in every language."""
    before, after = tmp_path / "before", tmp_path / "after"
    shutil.copytree(RULES, before)
    (after / "z").mkdir(parents=True)
    for number, path in enumerate(sorted(before.rglob("*.yaml"))):
        shutil.copy(path, after / "z" / f"{99 - number}.yaml")
    (after / "a.yaml").write_text(
        "calendar-gen: 1\nsources:\n  aa: {publisher: A, title: B, published: 2020}\n"
        "commemorations:\n  - {id: aaa, title: New, of: 2000-01-01, sources: [aa]}\n",
        encoding="utf-8",
    )
    options = ("--years", "2027..2027", "--lang", "en,ar", "--base-url", "https://example.org")
    call("build", before, "-o", tmp_path / "one", *options)
    run = CliRunner().invoke(
        main,
        ["build", str(after), "-o", str(tmp_path / "two"), *options, "--today", "2026-11-25"],
    )
    assert run.exit_code == 0, run.output
    for kind in ("digests/2027.html", "index.html", "ar/digests/2027.html", "ar/changes.html"):
        first, second = (
            Page((tmp_path / site / kind).read_text(encoding="utf-8")).ids()
            for site in ("one", "two")
        )
        assert set(first) <= set(second), kind
        if kind.endswith("2027.html"):
            assert {"aaa.2027", "rule:aaa", "source:aa"} <= set(second)
            assert {"month:05", "part:ledger", "pair:cn-ru"} <= set(first)
