"""A user's own templates: a file of the name of one of ours comes before it, and may extend ours
as `shipped/...` to change single blocks.

What they see is told in templates/README.md, with the version of it. A file that nothing would ever
use, a block that ours has not, a name that nobody gives: each is told before a page is made.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb

from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from calendar_gen.assets import templates_dir
from calendar_gen.problems import Place, Problem, did_you_mean
from calendar_gen.rendering.digest.contents import Contents
from calendar_gen.rendering.pages import HELPERS, VARIABLES, environment

SHIPPED = "shipped/"
USED = (
    "base.css",
    "page.html.j2",
    "digest/",
    "email/",
    "ledger/drawing.html.j2",
    "ledger/marks.css",
)
"""What a digest is made of."""
_VERSION = re.compile(r"\{#-?\s*calendar-gen templates (\d+)\s*-?#\}")


class BadTemplate(Exception):  # noqa: N818 - it says what is the case
    """A sentence on what went wrong, with the place in a user's template."""


def problems(folder: str) -> list[Problem]:
    """All that is wrong in a folder, by file and line. What lies below `own/` is the user's to
    include; texts (.md, .txt) and hidden files are left alone.
    """
    root = Path(folder)
    names = sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.suffix not in (".md", ".txt")
    )
    found = [*_links(folder, root)]
    for name in names:
        if name not in shipped() and not name.startswith("own/"):
            message = f"calendar-gen's digest is not made of a {name}, so nothing would use this"
            found.append(_problem(folder, name, 1, message, did_you_mean(name, shipped(), most=0)))
        elif name.endswith(".j2"):
            found.extend(_of_template(folder, name, frozenset(names)))
    return found


def _links(folder: str, root: Path) -> Iterator[Problem]:
    """Links that lead out of the folder: who writes templates reads nothing else of the machine."""
    inside = root.resolve()
    for path in sorted(root.rglob("*")):
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            message = "this is a link out of the folder of templates"
            yield _problem(folder, path.relative_to(root).as_posix(), 1, message)


@lru_cache
def shipped() -> frozenset[str]:
    """Names of our own templates, styles and scripts that a digest is made of."""
    root = Path(templates_dir())
    names = (path.relative_to(root).as_posix() for path in root.rglob("*.*") if path.is_file())
    return frozenset(name for name in names if name.startswith(USED))


def _of_template(folder: str, name: str, own: frozenset[str]) -> Iterator[Problem]:
    try:
        source = Path(folder, name).read_text(encoding="utf-8")
        tree = environment(folder).parse(source)
        environment(folder).compile(source, name)  # which knows filters and tests
    except UnicodeDecodeError:
        yield _problem(folder, name, 1, "this is not UTF-8")
        return
    except TemplateSyntaxError as error:
        yield _problem(folder, name, error.lineno, f"{error.message}")
        return
    made_for = _VERSION.search(source)
    if made_for is not None and int(made_for[1]) != VARIABLES:
        line = source.count("\n", 0, made_for.start()) + 1
        message = (
            f"this was written for version {made_for[1]} of what templates see, which is now "
            f"{VARIABLES}: see templates/README.md"
        )
        yield _problem(folder, name, line, message)
    yield from _names(folder, name, tree)
    yield from _references(folder, name, tree, own)


def _names(folder: str, name: str, tree: nodes.Template) -> Iterator[Problem]:
    known = {
        *Contents._fields,
        *HELPERS,
        *environment(folder).globals,
    }
    unknown = find_undeclared_variables(tree) - known
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            unknown.discard(node.name)
            message = f"there is no variable {node.name}"
            hint = did_you_mean(node.name, known, most=0)
            yield _problem(folder, name, node.lineno, message, hint)


def _references(
    folder: str, name: str, tree: nodes.Template, own: frozenset[str]
) -> Iterator[Problem]:
    """Templates that are not there, and blocks that the one that is extended does not have."""
    known = {*shipped(), *own, *(SHIPPED + each for each in shipped())}
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        meant = node.template  # type: ignore[attr-defined]
        if not isinstance(meant, nodes.Const) or not isinstance(meant.value, str):
            continue
        if meant.value not in known:
            message = f"there is no template {meant.value}"
            hint = did_you_mean(meant.value, known, most=0)
            yield _problem(folder, name, node.lineno, message, hint)
        elif isinstance(node, nodes.Extends) and meant.value == name:
            message = f"this extends itself; calendar-gen's own is {SHIPPED}{name}"
            yield _problem(folder, name, node.lineno, message)
        elif isinstance(node, nodes.Extends) and meant.value.startswith(SHIPPED):
            blocks = _blocks(meant.value)
            for block in tree.find_all(nodes.Block):
                if block.name not in blocks:
                    message = f"{meant.value} has no block {block.name}"
                    hint = did_you_mean(block.name, blocks, most=20)
                    yield _problem(folder, name, block.lineno, message, hint)


def _blocks(name: str) -> frozenset[str]:
    """The blocks of one of our templates and of those that it extends."""
    ours = environment()
    template: Template = ours.get_template(name)
    found = set(template.blocks)
    source = Path(templates_dir(), name.removeprefix(SHIPPED)).read_text(encoding="utf-8")
    for node in ours.parse(source).find_all(nodes.Extends):
        if isinstance(node.template, nodes.Const):
            found |= _blocks(node.template.value)
    return frozenset(found)


def _problem(folder: str, name: str, line: int, message: str, hint: str | None = None) -> Problem:
    place = Place(Path(folder, name).as_posix(), line, 1)
    return Problem(place, "error", "template", message, hint)


@contextmanager
def blamed(folder: str) -> Iterator[None]:
    """Raises BadTemplate for an error inside a template of the folder; others pass."""
    try:
        yield
    except Exception as error:
        place = _place(error, folder)
        if place is None:
            raise
        said = error.message if isinstance(error, TemplateError) else str(error)
        raise BadTemplate(f"{place[0]}:{place[1]}:1: {said or type(error).__name__}") from error


def _place(error: Exception, folder: str) -> tuple[str, int] | None:
    """The innermost line of a template of the folder that was at work."""
    root = Path(folder).resolve()
    found = None
    for frame, line in walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.suffix == ".j2" and path.resolve().is_relative_to(root):
            found = path.as_posix(), line
    return found
