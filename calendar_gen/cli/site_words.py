"""Values of options that say what a site is: its folder, address, languages and packed copies."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from calendar_gen.site import Packing


def site_folder(text: str) -> Path:
    """The folder of --output; a usage error for what names none."""
    if not text:
        raise click.BadParameter("it is empty; name a folder", param_hint="--output")
    if text == "-":
        raise click.BadParameter(
            "a site is a folder and cannot go to standard output; ./- is a folder of that name",
            param_hint="--output",
        )
    return Path(text)


def packings_of(text: str | None) -> "tuple[Packing, ...]":
    """The packings that are asked for; a usage error for others, and for brotli without brotli."""
    from importlib.util import find_spec

    from calendar_gen.cli.words import words

    asked = words(text)
    if not asked:
        return ()
    from calendar_gen.problems import did_you_mean
    from calendar_gen.site import SUFFIXES

    for word in sorted(asked - set(SUFFIXES)):
        hint = did_you_mean(word, SUFFIXES)
        raise click.BadParameter(
            f'no packing "{word}"; write gzip, br or gzip,br' + (f"; {hint}" if hint else ""),
            param_hint="--compress",
        )
    if "br" in asked and find_spec("brotli") is None:
        raise click.BadParameter(
            "br needs brotli: pip install 'calendar-gen[brotli]'", param_hint="--compress"
        )
    return tuple(packing for packing in SUFFIXES if packing in asked)


def site_languages(text: str, option: str = "--lang") -> tuple[str, ...]:
    """The languages of a list with commas; a usage error if one is not spoken."""
    from calendar_gen.cli.words import language

    tags = [tag.strip() for tag in text.split(",") if tag.strip()]
    return tuple(dict.fromkeys(language(tag, option) for tag in tags)) or (language(text, option),)


def site_address(text: str | None) -> str | None:
    """The address of a site, without a slash at its end; a usage error if it is none, or not one
    for everybody to see.
    """
    from urllib.parse import urlsplit

    if text is None or text == "none":
        return text
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits or parts.query or parts.fragment:
        raise _bad_address(
            f'"{text}" is not the address of a site; write https://example.org/calendar'
        )
    if "@" in parts.netloc:
        raise _bad_address("everybody sees the address of a site; write it without a user")
    right = _encoded(text)
    if right != text:
        raise _bad_address(f'"{text}" has characters that no address has; write {right}')
    return text.rstrip("/")


def _bad_address(sentence: str) -> click.BadParameter:
    return click.BadParameter(sentence, param_hint="--base-url")


def _encoded(text: str) -> str:
    """An address as it goes over the wire: its host in Punycode, all else percent-encoded (RFC
    3986, section 2).
    """
    from contextlib import suppress
    from urllib.parse import quote, urlsplit

    parts = urlsplit(text)
    place = parts.netloc
    if not place.isascii():
        with suppress(UnicodeError):
            place = place.encode("idna").decode()
    place = quote(place, safe=":[]")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~")
    head = text[: text.index("//") + 2]
    return f"{head}{place}{path}"
