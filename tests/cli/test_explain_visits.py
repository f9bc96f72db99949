"""What `explain` says of visits: the terms of each pattern, and sources against one another."""

import pytest

from tests.cli.explained import HERE, assert_said, cases


@pytest.mark.parametrize("asked,said", cases("explained-visits.txt"))
def test_what_is_said_of_a_visit_in_order(asked: str, said: list[str]) -> None:
    when = () if "--as-of" in asked else ("--as-of", "2026-12-29")
    assert_said(HERE / "explained-visits.yaml", [*asked.split(), *when], said)
