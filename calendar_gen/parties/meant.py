"""The code of a state that somebody named in another way."""

from calendar_gen.parties import KEPT, STATES, of_cldr


def code_meant(text: str) -> str | None:
    """The ISO 3166-1 code for a name such as China, Россия or 法国, or a code of three letters.

    None if that names no state, or several.
    """
    from babel.core import get_global

    codes = get_global("territory_aliases").get(text.upper(), ())
    if len(codes) == 1 and codes[0] in STATES:
        return str(codes[0])
    for language in KEPT:
        for code, name in of_cldr(language).items():
            if name.casefold() == text.casefold():
                return code
    return None
