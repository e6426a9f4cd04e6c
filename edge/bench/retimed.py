"""`Retimed`: a recording played at another frame rate."""

from dataclasses import replace

from edge.camera.frame import Frame
from edge.camera.port import Camera


class Retimed:
    """Every frame of `camera`, a recording, `fps` a second: faster or slower than it was taken."""

    live = False

    def __init__(self, camera: Camera, fps: float) -> None:
        self.inner = camera
        self._fps = fps

    @property
    def name(self) -> str:
        """As the recording."""
        return self.inner.name

    def open(self) -> None:
        """Open the recording."""
        self.inner.open()

    def read(self, timeout_s: float) -> Frame | None:
        """The next frame, with its new time."""
        frame = self.inner.read(timeout_s)
        return None if frame is None else replace(frame, captured_s=frame.sequence / self._fps)

    def close(self) -> None:
        """Close the recording."""
        self.inner.close()
