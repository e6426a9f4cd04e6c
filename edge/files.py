"""Files that are replaced as a whole, so that no reader ever sees half of one."""

import os
from pathlib import Path


def write_atomically(
    path: Path, content: bytes, *, mode: int = 0o600, durable: bool = True
) -> None:
    """Write `content` in place of the file; raises OSError, and leaves the old file then.

    Where root writes it, owner and group of the old file stay.
    durable: whether it survives a loss of power; not needed for files that lie in memory.
    """
    aside = path.with_name(f".{path.name}.new")
    file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with os.fdopen(file, "wb") as stream:
            os.fchmod(file, mode)  # whatever the umask
            _keep_owner(file, path)
            stream.write(content)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _keep_owner(file: int, path: Path) -> None:
    if os.geteuid() == 0 and path.exists():
        old = path.stat()
        os.fchown(file, old.st_uid, old.st_gid)


def stamp_of(path: Path | None) -> tuple[int, int, int] | None:
    """What is another one for each version of the file; None where there is none."""
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
