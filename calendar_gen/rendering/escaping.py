"""What stands in a page for the value of an expression in a template: inert, and escaped once.

Jinja escapes whatever `finalize` gives it, and makes a Markup of every value on the way; that was
most of the time of a page. Here one function does all of it, and gives plain text. What is left of
it was Jinja's search for fields and for what a function wants of it, which our own templates do
without.
"""

from functools import lru_cache

from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr, Getattr, Template, Test
from markupsafe import Markup, escape

from calendar_gen.rendering.inert import inert


class ValueCode(CodeGenerator):
    """Writes `environment.finalize(value)`, where Jinja's own has `escape(...)` around it.

    The environment's `finalize` has to be `written`; what a template marks as not to be escaped is
    escaped all the same.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: object) -> None:
        del node, frame, finalize
        self.write("environment.finalize(")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: object) -> None:
        del node, frame, finalize
        self.write(")")


class OwnCode(ValueCode):
    """The same for our own templates, which no sandbox has to watch: `entry.title` is Python's, and
    so is `say("Visits")`.

    So a field is a field, never a key of a mapping, no function is given the context, and a text is
    escaped where it stands.
    """

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Brings in what is called for each value."""
        self.writeline("from calendar_gen.rendering.escaping import escaped, written")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: object) -> None:
        del node, frame, finalize
        self.write("(escaped(value) if type(value := ")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: object) -> None:
        del node, frame, finalize
        self.write(") is str else written(value))")

    def visit_Test(self, node: Test, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Writes `((...) is None)`, and other tests as Jinja does."""
        if node.name != "none":
            super().visit_Test(node, frame)
            return
        self.write("((")
        self.visit(node.node, frame)
        self.write(") is None)")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Writes `(...).title`."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Writes `(...)(values)`."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for value in (*node.args, *node.kwargs):
            self.visit(value, frame)
            self.write(", ")
        self.write(")")


def written(value: object) -> str:
    """The text that stands for a value; that of markup is itself.

    Raises jinja2.UndefinedError for a name that nobody gave.
    """
    if type(value) is str:
        return escaped(value)
    if type(value) is Markup:
        return value  # not copied: what a macro gives may be most of a page
    if type(value) is int:
        return str(value)
    return str(escape(value))


@lru_cache(maxsize=8192)
def escaped(text: str) -> str:
    """Plain text as markup; a page says the same words over and over."""
    if not text.isprintable():
        text = inert(text)
    # Few texts have any of these, and to look for one takes half the time of putting it elsewhere.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    return text
