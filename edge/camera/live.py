"""`LatestFrame`: a camera in its own thread, and a slot that holds its newest frame.

The thread owns the camera: it opens, reads and closes it, so a driver that hangs blocks only the
thread. A thread that hangs for ever is left behind (it is a daemon thread), and as long as it lives
the camera is not opened again: threads cannot pile up.
"""

import logging
import threading

from edge.camera.frame import Frame
from edge.camera.port import Camera
from edge.errors import CameraError, CameraSilentError, CameraUnavailableError

JOIN_TIMEOUT_S = 3.0
OPEN_TIMEOUT_S = 10.0
# How long the thread waits inside the camera before it looks whether it should end.
POLL_S = 0.5
SILENCE_PAUSE_S = 0.02

log = logging.getLogger(__name__)


class LatestFrame:
    """The newest frame of `camera`; older ones that nobody fetched are dropped and counted."""

    live = True

    def __init__(
        self,
        camera: Camera,
        *,
        open_timeout_s: float = OPEN_TIMEOUT_S,
        join_timeout_s: float = JOIN_TIMEOUT_S,
    ) -> None:
        self.inner = camera
        self._open_timeout_s = open_timeout_s
        self._join_timeout_s = join_timeout_s
        self._capture: _CaptureThread | None = None
        self._dropped_before = 0

    @property
    def name(self) -> str:
        """As the camera."""
        return self.inner.name

    @property
    def dropped(self) -> int:
        """Frames that were replaced by newer ones, since this object was made."""
        return self._dropped_before + (self._capture.dropped if self._capture else 0)

    def open(self) -> None:
        """Start the thread and wait until it has opened the camera; raises CameraError."""
        self.close()
        if self._capture is not None:
            raise CameraUnavailableError(
                "still hangs in its driver",
                where=self.name,
                remedy="unplug it and plug it in again, or restart the machine",
            )
        self._capture = _CaptureThread(self.inner)
        self._capture.start()
        try:
            self._capture.wait_until_open(self._open_timeout_s)
        except CameraError:
            self.close()
            raise

    def read(self, timeout_s: float) -> Frame | None:
        """The newest frame, each at most once; waits up to `timeout_s` for one.

        None when a paced recording has ended. Raises CameraSilentError, or what the thread raised.
        """
        if self._capture is None:
            raise CameraError("is not open", where=self.name)
        return self._capture.take(timeout_s)

    def close(self) -> None:
        """End the thread, which closes the camera; returns even if the camera hangs."""
        capture = self._capture
        if capture is None:
            return
        capture.stop()
        capture.join(self._join_timeout_s)
        if capture.is_alive():
            log.warning("%s: hangs in its driver; left behind", self.name)
            return
        self._dropped_before += capture.dropped
        self._capture = None


class _CaptureThread(threading.Thread):
    """Opens, reads and closes one camera; the slot and its condition."""

    def __init__(self, camera: Camera) -> None:
        super().__init__(name=f"camera {camera.name}", daemon=True)
        self.dropped = 0
        self._camera = camera
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._opened = False
        self._ended = False
        self._slot: Frame | None = None
        self._error: CameraError | None = None

    def stop(self) -> None:
        self._stopping.set()

    def wait_until_open(self, timeout_s: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._opened or self._ended, timeout_s)
            if self._opened:
                return
            raise self._error or self._silent("did not open", timeout_s)

    def take(self, timeout_s: float) -> Frame | None:
        with self._changed:
            self._changed.wait_for(lambda: self._slot is not None or self._ended, timeout_s)
            frame, self._slot = self._slot, None
            if frame is not None:
                return frame
            if self._error is not None:
                raise self._error
            if self._ended:
                return None
        raise self._silent("sent no frame", timeout_s)

    def run(self) -> None:
        error: CameraError | None = None
        try:
            self._camera.open()
            self._announce_open()
            while not self._stopping.is_set() and self._deliver():
                pass
        except CameraError as problem:
            error = problem
        except Exception as problem:  # noqa: BLE001 - whatever a driver raises reaches the reader
            error = CameraError(f"failed: {problem!r}", where=self._camera.name)
        self._close_camera()
        with self._changed:
            self._error, self._ended = error, True
            self._changed.notify_all()

    def _announce_open(self) -> None:
        with self._changed:
            self._opened = True
            self._changed.notify_all()

    def _deliver(self) -> bool:
        """Move one frame into the slot; False at the end of a recording."""
        try:
            frame = self._camera.read(POLL_S)
        except CameraSilentError:
            # How long silence is tolerated is the reader's decision.
            self._stopping.wait(SILENCE_PAUSE_S)
            return True
        if frame is None:
            return False
        with self._changed:
            self.dropped += self._slot is not None
            self._slot = frame
            self._changed.notify_all()
        return True

    def _close_camera(self) -> None:
        try:
            self._camera.close()
        except Exception as problem:  # noqa: BLE001 - the device is gone anyway
            log.warning("%s: did not close: %r", self._camera.name, problem)

    def _silent(self, what: str, timeout_s: float) -> CameraSilentError:
        return CameraSilentError(
            f"{what} within {timeout_s:g} s",
            where=self._camera.name,
            remedy="check its cable, its power and whether another program uses it",
        )
