"""Templates of strangers write text and reach nothing: attempts to get out end at their line."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from tests.attack.acting import watched
from tests.digest.test_own_templates import EXTENDS, GIVEN, put, run

OUT = {
    "a class": "{{ ''.__class__.__mro__ }}",
    "globals of a helper": "{{ say.__globals__ }}",
    "the owner of a helper": "{{ say.__self__ }}",
    "a function inside a partial": "{{ mixed.func }}",
    "globals of a macro": "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "globals of a cycler": "{{ cycler.__init__.__globals__.os.popen('touch PWNED') }}",
    "by index": "{{ ''['__class__'] }}",
    "by the filter attr": "{{ ''|attr('__class__') }}",
    "by the filter map": "{{ ['']|map(attribute='__class__')|first }}",
    "by format": "{{ '{0.__class__.__mro__}'.format('') }}",
    "by format_map": "{{ '{x.__class__}'.format_map({'x': ''}) }}",
    "the template itself": "{{ self._TemplateReference__context }}",
    "a method that makes another": "{{ edition._replace(year=1) }}",
    "a list that grows": "{% set l = [] %}{{ l.append(1) }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('touch PWNED').read() }}",
    "chance": "{{ [1, 2]|random }}",
    "values as markup": "{{ '<script>alert(1)</script>'|safe }}",
    "a huge text": "{{ 'x' * 1000000000 }}",
    "a huge list": "{{ ([0] * 1000000000)|length }}",
    "a huge number": "{{ 9 ** 99999999 }}",
    "a huge range": "{{ range(1000000000)|length }}",
    "a file upwards": "{% include '../../../../etc/passwd' %}",
    "a file by its whole path": "{% include '/etc/passwd' %}",
    "a file by a name that is made up": "{% set n = '../' * 9 ~ 'etc/passwd' %}{% include n %}",
    "a module": "{% import 'os' as os %}{{ os }}",
    "a tag of an extension": "{% debug %}",
}


@pytest.fixture(scope="module", autouse=True)
def _all_is_loaded() -> None:
    """What a first digest reads of the machine, such as its zones, is no doing of a template."""
    CliRunner().invoke(main, [*GIVEN])


@pytest.mark.parametrize("way", OUT)
def test_no_way_leads_out_of_a_template(way: str, tmp_path: Path) -> None:
    put(
        tmp_path / "own",
        "digest/digest.html.j2",
        EXTENDS + "{% block footer %}\n" + OUT[way] + "{% endblock %}",
    )
    with watched(tmp_path) as done:
        shown = run(tmp_path / "own")
    assert "root:" not in shown.output
    assert "<class" not in shown.output
    assert shown.stdout == ""
    if way == "a file by a name that is made up":
        assert (shown.exit_code, shown.stderr.count("\n")) == (66, 1)
    else:
        assert shown.exit_code == 65
        assert "digest.html.j2:3:1: " in shown.stderr
    assert "Traceback" not in shown.stderr
    assert [each for each in done if os.environ["XDG_CACHE_HOME"] not in each] == []
    assert not list(Path().glob("PWNED"))


@pytest.mark.parametrize("name", ["own/x.html", "digest/footer.html.j2", "digest/digest.css"])
def test_a_link_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    secret = put(tmp_path, "secret", "root:x:0")
    place = put(tmp_path / "own", name, "")
    place.unlink()
    place.symlink_to(secret)
    shown = run(tmp_path / "own")
    assert shown.exit_code == 65
    assert f"{place}:1:1: this is a link out of the folder of templates\n" in shown.stderr
    assert "root:" not in shown.output


@pytest.mark.parametrize("form", ["html", "email"])
def test_our_own_templates_keep_to_what_is_allowed(form: str, tmp_path: Path) -> None:
    asked = (*GIVEN, "--format", form)
    assert run(tmp_path, "--format", form).stdout == CliRunner().invoke(main, asked).stdout != ""
