"""Hold one thread of a process while the others go on: what no signal can do."""

import ctypes
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

SEIZE, INTERRUPT, DETACH = 0x4206, 0x4207, 17  # of ptrace(2)
WAIT_ALL = 0x40000000  # __WALL: threads as well
PAUSE_S = 0.2


@contextmanager
def held(thread: int) -> Iterator[None]:
    """The thread stands still until the block ends, or it is killed."""
    _ptrace(SEIZE, thread)
    try:
        _ptrace(INTERRUPT, thread)
        os.waitpid(thread, WAIT_ALL)
        yield
    finally:
        _let_go(thread)


def _let_go(thread: int) -> None:
    try:
        _ptrace(DETACH, thread)
    except OSError:
        time.sleep(PAUSE_S)  # it is gone already


def _ptrace(request: int, thread: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    libc.ptrace.restype = ctypes.c_long
    if libc.ptrace(request, thread, None, None) == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
