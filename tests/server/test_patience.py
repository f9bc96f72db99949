"""How long the server waits before it tries again what failed."""

from calendar_gen.server.patience import Patience


def test_each_failure_doubles_the_time_up_to_the_longest_and_success_forgets_them() -> None:
    waiting = Patience(first=5, longest=30)
    assert [waiting.failed(now=0) for _ in range(5)] == [5, 10, 20, 30, 30]
    assert [waiting.over(now) for now in (29.9, 30)] == [False, True]
    waiting.settled()
    assert not waiting.over(now=1000)
    assert waiting.failed(now=0) == 5
