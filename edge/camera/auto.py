"""Camera `auto` of a station in service: whatever camera is there, looked for at each opening."""

from collections.abc import Callable

from edge.camera.frame import Frame
from edge.camera.port import Camera
from edge.errors import CameraError


class AutoCamera:
    """find: looks for a camera, not opened yet; raises CameraError where there is none."""

    live = True

    def __init__(self, find: Callable[[], Camera]) -> None:
        self._find = find
        self._found: Camera | None = None

    @property
    def name(self) -> str:
        """The name of the camera that was found last."""
        return self._found.name if self._found else "camera"

    def open(self) -> None:
        """Look for a camera and open it."""
        self.close()
        self._found = self._find()
        self._found.open()

    def read(self, timeout_s: float) -> Frame | None:
        """See `Camera.read`."""
        if self._found is None:
            raise CameraError("is not open", where=self.name)
        return self._found.read(timeout_s)

    def close(self) -> None:
        """Let go of the camera."""
        if self._found is not None:
            self._found.close()
