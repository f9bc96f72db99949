"""What a template of a user's own may do: see what it is given, and write text.

It runs in Jinja's sandbox, and of that only what is named here is there: no attribute but the
fields of records and a few methods of texts and collections, no filter that depends on chance or
takes values for markup, no product or power larger than a page has use for.
"""

from typing import Any

from jinja2 import runtime
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

# fmt: off
FILTERS = frozenset((
    "abs", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e", "escape",
    "first", "float", "format", "groupby", "indent", "int", "items", "join", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round",
    "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "tojson",
    "trim", "truncate", "unique", "upper", "urlencode", "wordcount", "wordwrap",
))
TEXTS = frozenset((
    "capitalize", "casefold", "count", "endswith", "find", "format", "isalpha", "isdigit",
    "join", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace",
    "rpartition", "rstrip", "split", "splitlines", "startswith", "strip", "title", "upper",
))
# fmt: on
GLOBALS = frozenset(("range", "dict", "cycler", "joiner", "namespace"))
METHODS: dict[type, frozenset[str]] = {
    str: TEXTS,
    dict: frozenset(("get", "items", "keys", "values")),
    tuple: frozenset(("count", "index")),
    list: frozenset(("count", "index")),
}
LONGEST = 100_000
"""Letters or entries that a product may have, and digits of a power."""

_JINJAS = (
    runtime.LoopContext,
    runtime.Macro,
    runtime.BlockReference,
    runtime.TemplateReference,
    Cycler,
    Joiner,
    Namespace,
)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with nothing but what is allowed."""

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.globals = {name: self.globals[name] for name in GLOBALS}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read it."""
        if attr.startswith("_") or not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, _JINJAS):
            return True
        if type(obj).__module__.partition(".")[0] == __name__.partition(".")[0]:
            return not callable(value)
        return any(isinstance(obj, kind) and attr in names for kind, names in METHODS.items())

    def call_binop(self, context: runtime.Context, operator: str, left: Any, right: Any) -> Any:
        """A product or power, unless it would be huge."""
        if _size(operator, left, right) > LONGEST:
            raise OverflowError(f"{operator} would make more than {LONGEST:,} letters or entries")
        return super().call_binop(context, operator, left, right)


def _size(operator: str, left: Any, right: Any) -> float:
    """How long what comes out is, at most."""
    if operator == "**":
        numbers = isinstance(left, int) and isinstance(right, int)
        return left.bit_length() * abs(right) if numbers else 0
    for many, times in ((left, right), (right, left)):
        if isinstance(many, str | tuple | list) and isinstance(times, int):
            return len(many) * times
    return 0
