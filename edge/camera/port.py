"""The port `Camera`: every source of frames."""

from typing import Protocol

from edge.camera.frame import Frame


class Camera(Protocol):
    """A source of frames, used by one thread.

    `live` sources deliver what happens now (the newest frame counts, older ones may be dropped and
    are counted); the others deliver every frame of a recording, with the recording's own times.
    """

    @property
    def live(self) -> bool:
        """True where frames happen now, False for files."""
        ...

    @property
    def name(self) -> str:
        """What a person would call it: a path, a device, an address without its password."""
        ...

    def open(self) -> None:
        """Claim the device or file; raises CameraError."""
        ...

    def read(self, timeout_s: float) -> Frame | None:
        """The next frame, or None at the end of a recording.

        Raises CameraSilentError when a live source sends nothing for `timeout_s`, and CameraError
        when it is gone. Never blocks much longer than `timeout_s`.
        """
        ...

    def close(self) -> None:
        """Let go of the device. May be called twice, and after a failed open."""
        ...
