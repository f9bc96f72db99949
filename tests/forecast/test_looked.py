"""What a pattern expects on some days is what it expects on more, as far as it touches these."""

from pathlib import Path
from random import Random

from calendar_gen import edtf
from calendar_gen.assets import rules_dir
from calendar_gen.forecasting.named_cycles import Looked
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.patterns import expected
from calendar_gen.rulebook import load
from calendar_gen.rules import First

EVER = edtf.day(1980, 1, 1), edtf.day(2060, 12, 31)
TODAY = edtf.day(2026, 11, 24)


def test_what_was_looked_for_once_answers_for_any_days_within() -> None:
    random, found = Random(9), 0
    for case in [Path(rules_dir()), *sorted(Path(__file__).parent.glob("cases/*.yaml"))]:
        book = load([str(case)])
        world = WorldAsOf(book, TODAY)
        for pattern in book.patterns.values():
            # The keys of a rule of first trips say which event of a year was known first, of those
            # that it was asked about: the more, the better it can tell.
            if isinstance(pattern.terms, First):
                continue
            some = EVER[0] + 10_000, EVER[1] - 10_000
            looked = Looked(pattern, *some, expected(pattern, *some, world))
            for _ in range(8):
                first = random.randrange(EVER[0], EVER[1])
                last = min(EVER[1], first + random.choice((1, 30, 400, 4_000)))
                touching = looked.touching(first, last, world)
                assert touching == expected(pattern, first, last, world), (case, pattern.id)
                found += len(touching)
    assert found > 500
