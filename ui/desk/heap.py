"""Memory of freed pictures goes back to the computer."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_M_MMAP_THRESHOLD = -3
_LARGE_BYTES = 1024 * 1024


@cache
def give_back_large_blocks() -> None:
    """Have blocks of a megabyte and more taken from the system one by one and given back whole.

    Left to itself, the C library of Linux keeps ever larger freed blocks for later, in which
    pictures of many sizes leave holes: the window grew by a tenth in 500 pages. Other systems need
    nothing.
    """
    if not sys.platform.startswith("linux"):
        return
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_M_MMAP_THRESHOLD, _LARGE_BYTES)
