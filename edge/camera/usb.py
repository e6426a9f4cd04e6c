"""Camera `usb`: a webcam through V4L2."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import cv2

from edge.camera.clock import device_time_s
from edge.camera.frame import Frame
from edge.camera.opencv import CaptureFactory, next_image, open_capture
from edge.errors import CameraError, CameraSilentError, CameraUnavailableError

# Most webcams reach 30 frames/s at useful sizes only when they compress.
MJPG = cv2.VideoWriter.fourcc(*"MJPG")
FEW_BUFFERS = 2
# OpenCV waits 10 s for a frame by itself, and cannot be interrupted; it reads this once.
DRIVER_TIMEOUT_S = "2"


class UsbCamera:
    """A V4L2 device, asked for a size and rate; it may deliver the nearest that it can.

    device: a number (0 = /dev/video0) or a path. capture: opens the device; a test gives its own.
    Wrap it in `LatestFrame`: a driver may block for longer than `timeout_s`.
    """

    live = True

    def __init__(
        self,
        device: int | str,
        *,
        width: int,
        height: int,
        fps: float,
        capture: CaptureFactory = open_capture,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = Path(f"/dev/video{device}" if isinstance(device, int) else device)
        self._wanted = (
            (cv2.CAP_PROP_FOURCC, float(MJPG)),
            (cv2.CAP_PROP_FRAME_WIDTH, float(width)),
            (cv2.CAP_PROP_FRAME_HEIGHT, float(height)),
            (cv2.CAP_PROP_FPS, fps),
            (cv2.CAP_PROP_BUFFERSIZE, float(FEW_BUFFERS)),
        )
        self._factory = capture
        self._clock = clock
        self._capture: cv2.VideoCapture | None = None
        self._sequence = 0

    @property
    def name(self) -> str:
        """The device's path."""
        return str(self._path)

    def open(self) -> None:
        """Claim the device; raises CameraUnavailableError."""
        self.close()
        self._check_device()
        os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", DRIVER_TIMEOUT_S)
        capture = self._factory(self.name, cv2.CAP_V4L2, ())
        if not capture.isOpened():
            capture.release()
            raise CameraUnavailableError(
                "is busy, or no camera",
                where=self.name,
                remedy="end the other program that uses it, or choose another device",
            )
        for key, value in self._wanted:
            capture.set(key, value)  # what the device cannot do, it leaves as it was
        self._capture, self._sequence = capture, 0

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture; raises CameraError."""
        capture = self._capture
        if capture is None:
            raise CameraError("is not open", where=self.name)
        image = next_image(capture, timeout_s, self._clock)
        if image is None:
            self._check_device()
            raise CameraSilentError("sends no picture", where=self.name, remedy="check its cable")
        stamp_s = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        frame = Frame(image, device_time_s(stamp_s, self._clock()), self._sequence)
        self._sequence += 1
        return frame

    def close(self) -> None:
        """Let go of the device."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _check_device(self) -> None:
        if not self._path.exists():
            raise CameraUnavailableError(
                "no such device", where=self.name, remedy="plug the camera in"
            )
        if not os.access(self._path, os.R_OK | os.W_OK):
            raise CameraUnavailableError(
                "may not be used by this user",
                where=self.name,
                remedy="add the user to the group video",
            )
