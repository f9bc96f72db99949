"""Memory that is free, given back to the system.

The allocator of the C library keeps what was freed for what comes next, scattered between what is
still in use. A server that goes over to a new edition again and again would hold on to some
megabytes more each hour.
"""

from collections.abc import Callable


def _trimming() -> Callable[[int], object] | None:
    """What gives pages back that hold nothing (`malloc_trim` of glibc), if there is it here."""
    import ctypes

    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # another C library, or Windows
        return None


_trim = _trimming()


def give_back() -> None:
    """Give back what is free; takes some milliseconds."""
    if _trim is not None:
        _trim(0)
