"""Hold one thread of a process while the others go on: what no signal can do."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

SEIZE, INTERRUPT = 0x4206, 0x4207  # of ptrace(2)
WAIT_ALL = 0x40000000  # __WALL: threads as well
JOIN_S = 5.0


@contextmanager
def held(thread: int) -> Iterator[None]:
    """The thread stands still until it is killed, which the block must bring about."""
    _ptrace(SEIZE, thread)
    _ptrace(INTERRUPT, thread)
    os.waitpid(thread, WAIT_ALL)
    # Whoever holds a process is told of its end first, and must have listened.
    reaper = Thread(target=os.waitpid, args=(thread, WAIT_ALL), daemon=True)
    reaper.start()
    yield
    reaper.join(JOIN_S)


def _ptrace(request: int, thread: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    libc.ptrace.restype = ctypes.c_long
    if libc.ptrace(request, thread, None, None) == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
