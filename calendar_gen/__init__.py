"""Forecasts anniversaries and state visits from plain rule files, as calendar feeds and digests.

`load` reads rule files, `forecast` projects them, `render_ics` and `render_digest` write them down.
"""

TYPE_CHECKING = False  # as type checkers know it: the module typing takes as long as an interpreter
if TYPE_CHECKING:
    from typing import Any

    from calendar_gen.api import forecast, load, render_digest, render_ics

__version__ = "0.1.0"
__all__ = ["__version__", "forecast", "load", "render_digest", "render_ics"]


def __getattr__(name: str) -> "Any":
    # The command line imports this package too, and must not pay for what it may not need.
    if name in __all__:
        from calendar_gen import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
