"""Names of months and weekdays that stand alone, whatever languages were asked for before."""

import subprocess
import sys
from itertools import permutations

import pytest

from calendar_gen.entries import available_languages

TONGUES = sorted(available_languages())
ASK = """
import sys
from calendar_gen.rendering.short_days import (
    short_months_alone, short_weekdays, short_weekdays_alone
)
told = {}
for tongue in sys.argv[1:]:
    days = *short_weekdays(tongue), *short_weekdays_alone(tongue)
    told[tongue] = *short_months_alone(tongue), *days
for tongue in sorted(told):
    sys.stdout.buffer.write(f"{tongue}: {' '.join(told[tongue])}\\n".encode())
"""


def told(*tongues: str) -> str:
    asked = subprocess.run([sys.executable, "-c", ASK, *tongues], capture_output=True, check=True)
    return asked.stdout.decode()


def test_names_are_those_of_cldr() -> None:
    assert told("fr") == (
        "fr: janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc. "
        "lun. mar. mer. jeu. ven. sam. dim. lun. mar. mer. jeu. ven. sam. dim.\n"
    )
    assert told("ru").startswith("ru: янв. февр. март апр. май июнь июль авг. сент. окт. ")


@pytest.mark.parametrize("order", list(permutations(["es", "fr", "zh"])))
def test_names_do_not_follow_from_what_was_asked_before(order: tuple[str, ...]) -> None:
    assert told(*order) == "".join(told(tongue) for tongue in sorted(order))


def test_all_languages_together_are_each_alone() -> None:
    alone = "".join(told(tongue) for tongue in TONGUES)
    assert told(*TONGUES) == told(*reversed(TONGUES)) == alone
