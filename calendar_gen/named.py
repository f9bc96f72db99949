"""Named tuples that take little time to define.

`typing.NamedTuple` checks the type of every field and compiles a constructor for every class: a
third of a millisecond each, and a forecast defines a hundred. These are the same in all that this
package asks of them; type checkers see `typing.NamedTuple` itself.
"""

import sys
from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING or sys.version_info >= (3, 14):  # from then on annotations are no part of a class
    from typing import NamedTuple
else:
    from collections.abc import Iterable
    from operator import itemgetter
    from types import CodeType, FunctionType
    from typing import Any, Self

    try:
        from _collections import _tuplegetter
    except ImportError:  # an interpreter other than CPython

        def _tuplegetter(index: int, doc: str) -> Any:
            return property(itemgetter(index), doc=doc)

    _constructors: dict[int, CodeType] = {}
    """By the number of fields: the code of a constructor, whose arguments are still to be named."""

    def _constructor(
        owner: str, fields: tuple[str, ...], defaults: tuple[Any, ...]
    ) -> FunctionType:
        count = len(fields)
        if count not in _constructors:
            names = "".join(f"_{at}, " for at in range(count))
            made = eval(f"lambda _cls, {names}: _new(_cls, ({names}))")  # nosec B307 # of numbers
            _constructors[count] = made.__code__
        code = _constructors[count].replace(
            co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{owner}.__new__"
        )
        return FunctionType(code, {"_new": tuple.__new__}, "__new__", defaults)

    class _Defining(type):
        """Makes the annotations of a class its fields; a class below it is left as it is."""

        def __new__(
            mcs, name: str, bases: tuple[type, ...], members: dict[str, Any]
        ) -> "_Defining":
            if bases == (tuple,) or any(hasattr(base, "_fields") for base in bases):
                return super().__new__(mcs, name, bases, members)
            fields = tuple(members.get("__annotations__", ()))
            defaults = {field: members.pop(field) for field in fields if field in members}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one that has one")
            members |= {field: _tuplegetter(at, "") for at, field in enumerate(fields)}
            members |= {
                "__slots__": (),
                "__match_args__": fields,
                "__new__": _constructor(name, fields, tuple(defaults.values())),
                "_fields": fields,
                "_field_defaults": defaults,
            }
            return super().__new__(mcs, name, bases, members)

    class NamedTuple(tuple, metaclass=_Defining):  # type: ignore[no-redef]
        """See `typing.NamedTuple`."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Self:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"expected {len(cls._fields)} values, got {len(made)}")
            return made

        def _replace(self, /, **changes: Any) -> Self:
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"no field {', '.join(map(repr, changes))}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            said = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({said})"
