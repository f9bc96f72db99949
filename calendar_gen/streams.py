"""What comes out has the same bytes whatever the machine's locale."""

import codecs

TYPE_CHECKING = False  # see calendar_gen
if TYPE_CHECKING:
    from typing import Any


def take_any_letter(stream: "Any") -> None:
    """Lets a stream take every letter: as UTF-8, or on a terminal of another encoding with a
    question mark for what that lacks. One of ASCII is one whose locale nobody set, and shows UTF-8
    as any other: so click takes it, and what is told without click has to look the same.
    """
    if not hasattr(stream, "reconfigure") or stream.closed:  # nowhere, or a program's own
        return
    # What does so already is left alone: one that fails would fail again.
    if stream.isatty():
        if codecs.lookup(stream.encoding).name == "ascii":
            stream.reconfigure(encoding="utf-8", errors="replace")
        elif stream.errors != "replace":
            stream.reconfigure(errors="replace")
    elif stream.encoding != "utf-8":
        stream.reconfigure(encoding="utf-8", errors=stream.errors)
