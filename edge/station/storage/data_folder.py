"""The folder of what is kept, or a stand-in where its disk fails: the station counts on."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from edge.errors import DataFolderError
from edge.resources import data_dir
from edge.station.storage.folder_lock import FolderLock

DISK_FAILS = frozenset({errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO})


@dataclass(frozen=True, slots=True)
class DataFolder:
    """path: where the station writes. wanted: where it should. trouble: why they differ, or empty.

    What lies in a stand-in is gone when the station ends.
    """

    path: Path
    wanted: Path
    trouble: str = ""

    @property
    def kept(self) -> Path | None:
        """The folder that outlives the station; None for a stand-in."""
        return None if self.trouble else self.path


@contextmanager
def data_folder(configured: Path | None) -> Iterator[DataFolder]:
    """The station's own folder until the block ends.

    Raises DataFolderError for a folder that is set wrong or that another station has; a disk that
    is read-only, full or broken is stood in for by a folder of the system's for temporary files.
    """
    with ExitStack() as stack:
        try:
            folder = data_dir(configured)
            stack.enter_context(FolderLock(folder))
        except DataFolderError as error:
            if not _is_the_disk(error):
                raise
            stand_in = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gymstation-")))
            yield DataFolder(stand_in, Path(error.where or stand_in), str(error))
            return
        yield DataFolder(folder, folder)


def _is_the_disk(error: DataFolderError) -> bool:
    cause = error.__cause__
    if isinstance(cause, OSError):
        return cause.errno in DISK_FAILS
    return _is_read_only(Path(error.where or "/"))


def _is_read_only(folder: Path) -> bool:
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return False
