"""Why a path cannot be read, in words."""

import os
from pathlib import Path


def shown(path: Path) -> str:
    """The path as text that can be printed, whatever its bytes are."""
    return os.fsencode(path).decode(errors="replace")


def unreadable(path: Path) -> str | None:
    """What is wrong with `path` as a file to read from; None where it is one."""
    try:
        if not _is_utf8(path):  # OpenCV 5.0 crashes on such a name
            return "has a name that is not UTF-8 text"
        if path.is_dir():
            return "is a directory"
        if not path.exists():
            return "no such file"
        if not path.is_file():
            return "is not a regular file"
        if not os.access(path, os.R_OK):
            return "may not be read by this user"
        return None if path.stat().st_size else "is empty (0 bytes)"
    except (OSError, ValueError) as error:  # a name that is too long, or holds a null byte
        return getattr(error, "strerror", None) or str(error)


def _is_utf8(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
