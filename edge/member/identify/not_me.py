"""A note, from the command line to the running station: the athlete says "not me"."""

from pathlib import Path

from edge.errors import DataFolderError

FILE_NAME = "not-me"
BEAT_S = 0.5


class NotMe:
    """The note that the athlete in front of the camera is not who the station took him or her for.

    folder: the data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._next_s = float("-inf")

    def leave(self) -> None:
        """Leave the note; raises DataFolderError."""
        try:
            self._path.touch(mode=0o600)
        except OSError as error:
            raise DataFolderError(
                f"cannot be written: {error.strerror}", where=str(self._path)
            ) from error

    @property
    def waits(self) -> bool:
        """Whether no station has taken the note yet."""
        return self._path.exists()

    def withdraw(self) -> None:
        """Take the note back, so that no later athlete is meant."""
        self._path.unlink(missing_ok=True)

    def take(self, now_s: float) -> bool:
        """Whether there was a note, which is gone then; looks at most twice a second.

        now_s: monotonic seconds. A folder that cannot be used counts as no note.
        """
        if now_s < self._next_s:
            return False
        self._next_s = now_s + BEAT_S
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
