"""Memory that is free again goes back to the system: after another version came in place, tens of megabytes lie free between what stays."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Asks the C library for it, where that is glibc; elsewhere nothing happens."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # musl, macOS; Windows has no library without a name
        return
    trim.argtypes, trim.restype = [ctypes.c_size_t], ctypes.c_int
    trim(0)
