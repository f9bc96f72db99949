"""JSON over many lines is the standard library's, byte for byte."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calendar_gen.rendering.indented import indented

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=30,
)


@given(VALUES, st.integers(0, 4))
@example({"a": [], "b": {}, "c": [[]], "d": ({},), "e": 'q"\\\n\x00\u2028ж🎉', "f": -0.0}, 2)
def test_it_is_what_the_standard_library_writes(value: object, indent: int) -> None:
    assert indented(value, indent) == json.dumps(value, ensure_ascii=False, indent=indent)


@pytest.mark.parametrize("value", [{1}, [b"bytes"], {"a": object()}])
def test_what_json_has_no_form_for_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        indented(value, 2)
