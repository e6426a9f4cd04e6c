"""`Looping`: a recording that begins again at its end, its times and sequence going on."""

from dataclasses import replace

from edge.camera.frame import Frame
from edge.camera.port import Camera

DEFAULT_GAP_S = 1 / 30


class Looping:
    """Plays `camera`, a recording, for ever. Errors of the recording end it."""

    def __init__(self, camera: Camera) -> None:
        self.inner = camera
        self._offset_s = 0.0
        self._last_s = 0.0
        self._gap_s = DEFAULT_GAP_S
        self._sequence = 0

    @property
    def live(self) -> bool:
        """As the recording."""
        return self.inner.live

    @property
    def name(self) -> str:
        """As the recording."""
        return self.inner.name

    def open(self) -> None:
        """Open the recording."""
        self._offset_s, self._last_s, self._sequence = 0.0, 0.0, 0
        self.inner.open()

    def read(self, timeout_s: float) -> Frame | None:
        """The next frame; None only where the recording has no frame at all."""
        frame = self.inner.read(timeout_s)
        if frame is None:
            frame = self._again(timeout_s)
        if frame is None:
            return None
        captured_s = frame.captured_s + self._offset_s
        if self._sequence:
            self._gap_s = captured_s - self._last_s
        self._last_s = captured_s
        looped = replace(frame, captured_s=captured_s, sequence=self._sequence)
        self._sequence += 1
        return looped

    def close(self) -> None:
        """Close the recording."""
        self.inner.close()

    def _again(self, timeout_s: float) -> Frame | None:
        self.inner.close()
        self.inner.open()
        frame = self.inner.read(timeout_s)
        if frame is not None:
            self._offset_s = self._last_s + self._gap_s - frame.captured_s
        return frame
