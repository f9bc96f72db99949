"""The rules of the first scenario, as they were shipped first.

Tests hold to what the program makes of these, whatever the library under `rules/` becomes; the few
that are about the library as a whole read that one.
"""

from pathlib import Path

RULES = Path(__file__).parent / "rules"
