"""One station a data folder: two would close each other's sessions."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from edge.errors import DataFolderError

FILE = "station.lock"


class FolderLock:
    """Held until `close` or the end of the process; raises DataFolderError while another has it."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise DataFolderError(f"cannot be opened: {error.strerror}", where=str(path)) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            raise DataFolderError(
                "another station runs with this data folder",
                where=str(folder),
                remedy="stop it, or give this one a data_dir of its own",
            ) from error

    def close(self) -> None:
        """Let another station have the folder."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def is_held(folder: Path) -> bool:
    """Whether a station runs with this folder; False where that cannot be told."""
    try:
        file = os.open(folder / FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(file)
    return False
