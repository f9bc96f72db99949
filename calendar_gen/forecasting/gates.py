"""What gates have answered, as known on a day."""

from collections.abc import Mapping

from calendar_gen.rules import Answer, Gate


def answers_of(gate: Gate, as_of: int) -> Mapping[str, Answer]:
    """The answers known at the end of a day, by cycle: the latest where one was answered anew."""
    known = [(a.known or 0, a) for a in gate.answers if a.known is None or a.known <= as_of]
    return {answer.cycle: answer for _, answer in sorted(known, key=lambda each: each[0])}
