"""A user's folder of templates: what it changes, what it sees, and what is told of its errors."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.rendering.digest.contents import Contents
from calendar_gen.rendering.pages import HELPERS, VARIABLES, environment
from tests.digest.reading import Page
from tests.digest.seen import PROMISED, records
from tests.scenario import RULES

ROOT = Path(__file__).parents[2]
README = ROOT / "templates" / "README.md"
GIVEN = ("digest", "2025", "--as-of", "2025-05-06", "-r", str(RULES))
EXTENDS = '{% extends "shipped/digest/digest.html.j2" %}\n'


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*GIVEN, "--templates", str(folder), *arguments])


def put(folder: Path, name: str, text: str) -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def test_one_block_changes_and_nothing_else(tmp_path: Path) -> None:
    put(
        tmp_path,
        "digest/digest.html.j2",
        EXTENDS + "{% block footer %}<footer>Desk, {{ year }} & co: {{ months | length }}</footer>"
        "{% endblock %}{% block density %}{% endblock %}",
    )
    ours, theirs = CliRunner().invoke(main, [*GIVEN]).stdout, run(tmp_path).stdout
    before, after = Page(ours), Page(theirs)
    (footer,) = after.all("footer")
    assert footer.text == "Desk, 2025 & co: 13"
    lost = set(before.ids()) - set(after.ids())
    assert lost == {"part:density", "part:density-title"}
    assert set(after.ids()) < set(before.ids())
    card = re.compile(r'<li id="[^"]*" class="card .*?</li>', re.DOTALL)
    assert card.findall(ours) == card.findall(theirs) != []


def test_a_part_of_a_page_a_style_and_a_mail_can_be_ones_own(tmp_path: Path) -> None:
    put(tmp_path, "digest/footer.html.j2", '<footer>{% include "own/sign.html" %}</footer>')
    put(tmp_path, "own/sign.html", "signed {{ version }}")
    put(tmp_path, "digest/digest.css", "h1 { color: green }")
    put(tmp_path, "notes.md", "# ours")
    shown = run(tmp_path)
    assert shown.exit_code == 0, shown.output
    assert "<footer>signed " in shown.stdout
    assert "h1 { color: green }" in shown.stdout
    put(
        tmp_path,
        "email/digest.html.j2",
        '{% extends "shipped/email/digest.html.j2" %}{% block footer %}<tr><td>Desk</td></tr>'
        "{% endblock %}",
    )
    mail = run(tmp_path, "--format", "email")
    assert mail.exit_code == 0, mail.output
    assert "<tr><td>Desk</td></tr>" in mail.stdout
    assert mail.stdout != CliRunner().invoke(main, [*GIVEN, "--format", "email"]).stdout


def test_values_are_escaped_in_ones_own_templates(tmp_path: Path) -> None:
    put(
        tmp_path,
        "digest/digest.html.j2",
        EXTENDS
        + '{% block footer %}{% set t = "<script>\\u202e" %}<footer>{{ t }}</footer>{% endblock %}',
    )
    assert "<footer>&lt;script&gt;</footer>" in run(tmp_path).stdout


@pytest.mark.parametrize(
    "name,text,said",
    [
        (
            "digest/month.html.j2",
            "",
            (
                "month.html.j2:1:1: calendar-gen's digest is not made of a digest/month.html.j2, "
                'so nothing would use this; did you mean "digest/months.html.j2"?'
            ),
        ),
        (
            "digest/digest.html.j2",
            EXTENDS + "\n{% block fotter %}{% endblock %}",
            (
                "digest.html.j2:3:1: shipped/digest/digest.html.j2 has no block fotter; "
                'did you mean "footer"?'
            ),
        ),
        (
            "digest/footer.html.j2",
            "<p>\n{{ verison }}",
            'footer.html.j2:2:1: there is no variable verison; did you mean "version"?',
        ),
        ("digest/footer.html.j2", "<p>\n\n{% if %}", "footer.html.j2:3:1: Expected an expression"),
        (
            "digest/footer.html.j2",
            '{% include "digest/haed.html.j2" %}',
            (
                "footer.html.j2:1:1: there is no template digest/haed.html.j2; "
                'did you mean "digest/head.html.j2"?'
            ),
        ),
        (
            "digest/digest.html.j2",
            '{% extends "digest/digest.html.j2" %}',
            (
                "digest.html.j2:1:1: this extends itself; calendar-gen's own is "
                "shipped/digest/digest.html.j2"
            ),
        ),
        (
            "digest/footer.html.j2",
            "{# calendar-gen templates 99 #}",
            (
                "footer.html.j2:1:1: this was written for version 99 of what templates see, which "
                f"is now {VARIABLES}"
            ),
        ),
        (
            "digest/footer.html.j2",
            "\n{{ edition.yaer }}",
            (
                "footer.html.j2:2:1: 'calendar_gen.rendering.digest.edition.Edition object' has no "
                "attribute 'yaer'"
            ),
        ),
        ("digest/footer.html.j2", "\n{{ 1 // (cards - cards) }}", "footer.html.j2:2:1: integer"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_line(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    place = put(tmp_path, name, text)
    told = run(tmp_path, "-o", str(tmp_path / "out.html"))
    assert told.exit_code == 65, told.output
    assert f"{place.parent}/{said}" in told.stderr
    assert "nothing was written" in told.stderr
    assert "Traceback" not in told.output
    assert not (tmp_path / "out.html").exists()


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, "digest/footer.html.j2", "{{ verison }}{{ yaer }}")
    put(tmp_path, "digest/head.html.j2", "{% if %}")
    told = run(tmp_path)
    assert told.stderr.count(":1:1: ") == 3
    assert "3 problems in the templates of" in told.stderr


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    told = run(tmp_path / "none")
    assert told.exit_code == 66
    assert "there is no folder" in told.stderr


def documented() -> tuple[list[str], dict[str, list[str]]]:
    """What the README tells of: variables, and the fields of records."""
    text = README.read_text(encoding="utf-8")
    top, rest = text.split("## Variables")[1].split("## Records")
    rows = [re.findall(r"`(\w+)`", line) for line in rest.split("\n") if line.startswith("| `")]
    return re.findall(r"^\| `(\w+)`", top, re.MULTILINE), {row[0]: row[1:] for row in rows}


def test_the_readme_tells_of_every_variable_and_every_field() -> None:
    variables, fields = documented()
    assert variables == [*Contents._fields, *HELPERS]
    found = records()
    assert fields == {name: list(found[name]) for name in PROMISED}
    assert f"this is version {VARIABLES}." in README.read_text(encoding="utf-8")


def test_no_name_goes_without_a_new_version() -> None:
    """If one goes: raise VARIABLES, and keep a list of the names of the new version."""
    kept = (Path(__file__).parent / f"variables_{VARIABLES}.txt").read_text("ascii").split()
    found = records()
    now = {*Contents._fields, *HELPERS, *(f"{n}.{f}" for n in PROMISED for f in found[n])}
    assert set(kept) <= now
    assert len(kept) > 150


def test_a_template_sees_what_the_readme_says(tmp_path: Path) -> None:
    variables, _ = documented()
    shown = "".join(f"{{% set _ = {name} %}}" for name in variables)
    put(tmp_path, "digest/footer.html.j2", shown + "<footer>{{ variables }}</footer>")
    assert f"<footer>{VARIABLES}</footer>" in run(tmp_path).stdout


@pytest.mark.parametrize("name", ["digest/digest.html.j2", "email/digest.html.j2"])
def test_the_readme_names_the_blocks(name: str) -> None:
    text = README.read_text(encoding="utf-8")
    for block in environment().get_template(name).blocks:
        assert f"`{block}`" in text
    example = text.split("```jinja\n")[1].split("```")[0]
    assert "extends" in example


def test_the_readmes_example_works(tmp_path: Path) -> None:
    example = README.read_text(encoding="utf-8").split("```jinja\n")[1].split("```")[0]
    put(tmp_path, "digest/digest.html.j2", example)
    shown = run(tmp_path).stdout
    assert "For the desk, 2025" in shown
    assert "Our week" in shown
    page = Page(shown)
    assert "part:density" in page.targets() <= set(page.ids())
