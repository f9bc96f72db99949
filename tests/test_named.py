"""Our named tuples are those of the standard library in all that this package asks of them."""

import copy
import pickle
import typing
from typing import Any, Generic, TypeVar

import pytest

from calendar_gen.named import NamedTuple

T = TypeVar("T")


class Ours(NamedTuple):
    """A day."""

    text: str
    day: int = 1
    parts: "tuple[Ours, ...]" = ()

    @property
    def twice(self) -> int:
        return 2 * self.day


class Theirs(typing.NamedTuple):
    """A day."""

    text: str
    day: int = 1
    parts: "tuple[Theirs, ...]" = ()

    @property
    def twice(self) -> int:
        return 2 * self.day


class Below(Ours):
    """May have more than its fields."""


class Of(NamedTuple, Generic[T]):
    value: T


PAIR: tuple[Any, Any] = (Ours, Theirs)


@pytest.mark.parametrize(
    "arguments, named", [(("a",), {}), (("a", 2), {}), ((), {"day": 3, "text": "b"})]
)
def test_values_are_made_and_shown_alike(arguments: tuple[Any, ...], named: Any) -> None:
    ours, theirs = (kind(*arguments, **named) for kind in PAIR)
    assert ours == theirs
    assert repr(ours).removeprefix("Ours") == repr(theirs).removeprefix("Theirs")
    assert (ours.text, ours.day, ours.twice) == (theirs.text, theirs.day, theirs.twice)
    assert ours._asdict() == theirs._asdict()
    assert ours._replace(day=7) == theirs._replace(day=7) != ours
    assert type(ours._replace(day=7)) is Ours


def test_classes_say_the_same_of_themselves() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__doc__", "__slots__"):
        ours, theirs = (getattr(kind, name, None) for kind in PAIR)
        assert ours == theirs or name == "__slots__"
    assert typing.get_type_hints(Ours).keys() == typing.get_type_hints(Theirs).keys()
    assert not hasattr(Ours("a"), "__dict__")
    assert vars(Below("a")) == {}
    assert Of[int](3).value == Of(3)[0] == 3


@pytest.mark.parametrize("kind", PAIR)
def test_what_cannot_be_is_refused(kind: Any) -> None:
    with pytest.raises(TypeError, match="text"):
        kind()
    with pytest.raises(TypeError):
        kind("a", 1, (), 4)
    with pytest.raises(TypeError):
        kind("a", night=1)
    with pytest.raises((ValueError, TypeError), match="night"):
        kind("a")._replace(night=1)
    with pytest.raises(TypeError):
        kind._make(["a"])
    with pytest.raises(AttributeError):
        kind("a").day = 2


def test_a_field_without_a_default_comes_first() -> None:
    with pytest.raises(TypeError, match="default"):

        class Wrong(NamedTuple):
            day: int = 1
            text: str  # type: ignore[misc]


@pytest.mark.parametrize("kind", [Ours, Below])
def test_values_survive_being_kept_and_copied(kind: type[Ours]) -> None:
    value = kind("a", 2, (Ours("b"),))
    for again in (pickle.loads(pickle.dumps(value, 5)), copy.copy(value), copy.deepcopy(value)):
        assert again == value
        assert type(again) is kind
    match value:
        case Ours(text, day):
            assert (text, day) == ("a", 2)
