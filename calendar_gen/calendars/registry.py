"""All calendar systems by key, each loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import cast

from calendar_gen.calendars.calendar_system import CalendarSystem

# key -> (module, the function in it that makes the system)
_MAKERS = {
    "gregorian": ("western", "gregorian"),
    "julian": ("western", "julian"),
    "hebrew": ("hebrew", "hebrew"),
    "islamic-umalqura": ("umm_al_qura", "islamic_umalqura"),
    "islamic-civil": ("islamic_tabular", "islamic_civil"),
    "islamic-tbla": ("islamic_tabular", "islamic_tbla"),
    "persian": ("persian", "persian"),
    "chinese": ("lunisolar", "chinese"),
    "dangi": ("lunisolar", "dangi"),
    "vietnamese": ("lunisolar", "vietnamese"),
    "coptic": ("coptic", "coptic"),
    "ethiopic": ("coptic", "ethiopic"),
    "indian": ("indian", "indian"),
    "bengali": ("bengali", "bengali"),
    "nanakshahi": ("nanakshahi", "nanakshahi"),
    "french-republican": ("french_republican", "french_republican"),
    "buddhist": ("western", "buddhist"),
    "roc": ("western", "roc"),
}


_OURS = frozenset({"julian", "vietnamese", "bengali", "nanakshahi", "french-republican"})
"""Keys of systems that CLDR does not know."""


def cldr_key(key: str) -> str | None:
    """What CLDR calls a system (the values of `ca` in a language tag); None if it has no such."""
    return None if key in _OURS else {"gregorian": "gregory"}.get(key, key)


def _loader(key: str) -> Callable[[], CalendarSystem]:
    module, maker = _MAKERS[key]

    @cache
    def load() -> CalendarSystem:
        found = getattr(import_module(f"calendar_gen.calendars.{module}"), maker)
        return cast("Callable[[], CalendarSystem]", found)()

    return load


SYSTEMS: Mapping[str, Callable[[], CalendarSystem]] = MappingProxyType(
    {key: _loader(key) for key in _MAKERS}
)


def system(key: str) -> CalendarSystem:
    """The calendar system of a key, the same object each time.

    Raises KeyError for a key that is not in SYSTEMS.
    """
    return SYSTEMS[key]()
