"""Camera `stream`: a network camera by RTSP or HTTP, through FFmpeg."""

import os
import time
from collections.abc import Callable

import cv2

from edge.camera.frame import Frame
from edge.camera.opencv import CaptureFactory, next_image, open_capture
from edge.config.secret import SecretUrl
from edge.errors import CameraError, CameraSilentError, CameraUnavailableError

# UDP loses packets on gym Wi-Fi, and a lost packet smears the picture until the next key frame.
RTSP_OVER_TCP = "rtsp_transport;tcp"


class StreamCamera:
    """A network camera. Its password appears in no name, log line or error.

    timeout_s: after which silence, while opening or reading, is an error. capture: opens the
    address; a test gives its own. Frames carry the time of their arrival.
    """

    live = True

    def __init__(
        self,
        url: SecretUrl,
        *,
        timeout_s: float,
        capture: CaptureFactory = open_capture,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._timeout_s = timeout_s
        self._factory = capture
        self._clock = clock
        self._capture: cv2.VideoCapture | None = None
        self._sequence = 0

    @property
    def name(self) -> str:
        """The address, its password masked."""
        return str(self._url)

    def open(self) -> None:
        """Connect; raises CameraUnavailableError."""
        self.close()
        os.environ.setdefault("OPENCV_FFMPEG_CAPTURE_OPTIONS", RTSP_OVER_TCP)
        timeout_ms = round(self._timeout_s * 1000)
        options = (
            *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, timeout_ms),
            *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, timeout_ms),
            # Each further thread holds a frame back.
            *(cv2.CAP_PROP_N_THREADS, 1),
        )
        capture = self._factory(self._url.reveal(), cv2.CAP_FFMPEG, options)
        if not capture.isOpened():
            capture.release()
            raise CameraUnavailableError(
                "does not answer, refuses, or sends no video",
                where=self.name,
                remedy="check the address, user, password and network",
            )
        self._capture, self._sequence = capture, 0

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture; raises CameraError."""
        capture = self._capture
        if capture is None:
            raise CameraError("is not open", where=self.name)
        start_s = self._clock()
        image = next_image(capture, timeout_s, self._clock)
        now_s = self._clock()
        if image is not None:
            frame = Frame(image, now_s, self._sequence)
            self._sequence += 1
            return frame
        # FFmpeg does not say which it was, but it ends at once only when the other side did.
        if now_s - start_s < self._timeout_s / 2:
            raise CameraUnavailableError(
                "the stream ended", where=self.name, remedy="check the camera's power and network"
            )
        raise CameraSilentError(
            f"sent nothing for {self._timeout_s:g} s",
            where=self.name,
            remedy="check the camera's network",
        )

    def close(self) -> None:
        """Disconnect."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None
