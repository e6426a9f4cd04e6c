"""What the station did since its program began, in numbers."""

from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True, slots=True)
class Counts:
    """Since the start. dropped: frames of the camera that were not worked on."""

    frames: int = 0
    dropped: int = 0
    reps: int = 0
    sessions: int = 0


class Tally:
    """Told each frame that was worked on; read by another thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts = Counts()
        self._sequence: int | None = None

    def saw(self, sequence: int, *, reps: int, sessions: int) -> None:
        """sequence: of the frame, counted by the camera. reps, sessions: that it brought."""
        with self._lock:
            before, counts = self._sequence, self._counts
            # A camera that was opened again goes on counting; a recording begins anew.
            missed = sequence - before - 1 if before is not None and sequence > before else 0
            self._sequence = sequence
            self._counts = Counts(
                counts.frames + 1,
                counts.dropped + missed,
                counts.reps + reps,
                counts.sessions + sessions,
            )

    @property
    def counts(self) -> Counts:
        """Now."""
        with self._lock:
            return self._counts
