"""Whether the station runs on its configuration file as it is now."""

from pathlib import Path
from threading import Lock

from edge.files import stamp_of
from edge.health.finding import Finding


class ConfigFile:
    """Check `config`. path: the station's file, None = it runs on the defaults.

    What is told it (`refused`, `safe_mode`) holds until a file is read that can be used.
    """

    def __init__(self, path: Path | None) -> None:
        self._lock = Lock()
        self.runs_on(path)

    def runs_on(self, path: Path | None) -> None:
        """This file was read just now."""
        stamp = stamp_of(path)
        with self._lock:
            self._path, self._read_at = path, stamp
            self._trouble: tuple[str, str] | None = None

    def refused(self, error: str) -> None:
        """A new version of the file could not be used; the old one goes on."""
        self._tell("reload_failed", error)

    def safe_mode(self, error: str) -> None:
        """The station runs, but counts nothing, because of this error."""
        self._tell("safe_mode", error)

    def __call__(self) -> Finding:
        """Look at the file."""
        with self._lock:
            trouble, path, read_at = self._trouble, self._path, self._read_at
        if trouble is not None:
            return Finding.of("config", *trouble)
        if path is None:
            return Finding.of("config", "defaults")
        changed = stamp_of(path) != read_at
        return Finding.of("config", "changed" if changed else "ok", str(path))

    def _tell(self, state: str, error: str) -> None:
        with self._lock:
            self._trouble = (state, error)
