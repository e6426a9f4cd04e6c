"""Why a path cannot be read, in words."""

import os
from pathlib import Path


def unreadable(path: Path) -> str | None:
    """What is wrong with `path` as a file to read from; None where it is one."""
    try:
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
