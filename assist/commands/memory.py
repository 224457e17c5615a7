"""Give back to the system what only the start needed."""

import ctypes
import gc

MOST_ARENAS = 2  # glibc otherwise keeps one heap a thread, and what one has freed no other can use
M_ARENA_MAX = -8  # its number in malloc.h


def hold_less() -> None:
    """Few heaps from now on; where the C library is not glibc, nothing happens."""
    mallopt = getattr(_libc(), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, MOST_ARENAS)


def give_back() -> None:
    """Return freed memory: after a start that is a tenth of all; where the C library is not glibc, nothing happens."""
    gc.collect()
    trim = getattr(_libc(), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _libc() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(None)
    except (OSError, TypeError):  # no C library to be had by that way, as on Windows
        return None
