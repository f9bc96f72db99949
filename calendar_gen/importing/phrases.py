"""Titles for days that a file tells by what happened to whom: a birth, a wedding, a founding.

Names stand as they are given, so in languages that would decline them they follow a colon or dash.
"""

from collections.abc import Mapping
from typing import Literal

Happening = Literal["birth", "death", "marriage", "founding", "end-of-being", "beginning", "end"]

_PHRASES: Mapping[str, Mapping[Happening, str]] = {
    "en": {
        "birth": "Birthday of {}",
        "death": "Death of {}",
        "marriage": "Marriage of {}",
        "founding": "Founding of {}",
        "end-of-being": "Dissolution of {}",
        "beginning": "Beginning of {}",
        "end": "End of {}",
    },
    "ru": {
        "birth": "День рождения: {}",
        "death": "День смерти: {}",
        "marriage": "День свадьбы: {}",
        "founding": "Основание: {}",
        "end-of-being": "Прекращение: {}",
        "beginning": "Начало: {}",
        "end": "Окончание: {}",
    },
    "zh": {
        "birth": "{}诞辰",
        "death": "{}逝世",
        "marriage": "{}结婚",
        "founding": "{}成立",
        "end-of-being": "{}解散",
        "beginning": "{}开始",
        "end": "{}结束",
    },
    "fr": {
        "birth": "Naissance : {}",
        "death": "Mort : {}",
        "marriage": "Mariage : {}",
        "founding": "Fondation : {}",
        "end-of-being": "Dissolution : {}",
        "beginning": "Début : {}",
        "end": "Fin : {}",
    },
    "es": {
        "birth": "Nacimiento de {}",
        "death": "Muerte de {}",
        "marriage": "Boda de {}",
        "founding": "Fundación: {}",
        "end-of-being": "Disolución: {}",
        "beginning": "Comienzo: {}",
        "end": "Fin: {}",
    },
    "ar": {
        "birth": "ميلاد {}",
        "death": "وفاة {}",
        "marriage": "زواج {}",
        "founding": "تأسيس {}",
        "end-of-being": "حل {}",
        "beginning": "بداية {}",
        "end": "نهاية {}",
    },
}
LANGUAGES = tuple(_PHRASES)


def title(happening: Happening, language: str, name: str) -> tuple[str, str]:
    """The language that there is a phrase in (English for one without), and the title in it."""
    spoken = language if language in _PHRASES else language.partition("-")[0]
    known = spoken if spoken in _PHRASES else "en"
    before, after = _PHRASES[known][happening].split("{}")
    return (language if known == spoken else "en"), f"{before}{name}{after}"
