"""Camera `file`: a video or GIF, every frame with the recording's own time."""

from math import nan
from pathlib import Path

import cv2

from edge.camera.clock import RecordingClock
from edge.camera.container import Promise, is_text, read_promise
from edge.camera.frame import BgrImage, Frame
from edge.camera.opencv import open_capture, retrieve_image
from edge.camera.path import shown, unreadable
from edge.errors import CameraError, VideoFileError

LARGEST_PX = 8192 * 4320  # 8K in its wider (DCI) sort; a frame then takes 106 MB
# A recording may show its last picture long, and audio may outlast it: only a lack that exceeds
# both is called damage.
TOLERATED_LACK_S = 3.0
TOLERATED_LACK = 0.1
GIVE = "give a video: mp4, mov, webm, mkv, avi, gif …"
COPY_AGAIN = "copy or record it again"


class VideoFileCamera:
    """Every frame of a video file or GIF.

    Rotation metadata is applied. Times begin near 0 and strictly increase. A damaged file delivers
    the frames it has; then `read` raises VideoFileError.
    """

    live = False

    def __init__(self, path: Path) -> None:
        self._path = Path(path)
        self._capture: cv2.VideoCapture | None = None
        self._promise = Promise()
        self._clock = RecordingClock(0)
        self._grabbed = False
        self._sequence = 0
        self._last_s = 0.0

    @property
    def name(self) -> str:
        """The path, as given."""
        return shown(self._path)

    def open(self) -> None:
        """Open the file and find its first picture; raises VideoFileError."""
        self.close()
        problem = unreadable(self._path)
        if problem is None and is_text(self._path):
            problem = "is a text, not a video"
        if problem is not None:
            raise self._error(problem, GIVE)
        self._promise = read_promise(self._path)
        # An absolute path, so that FFmpeg takes no `name:` in it for a protocol. One thread is as
        # fast as two on pictures of our size, and holds fewer of them.
        options = (cv2.CAP_PROP_N_THREADS, 1)
        self._capture = open_capture(str(self._path.absolute()), cv2.CAP_FFMPEG, options)
        try:
            self._begin(self._capture)
        except VideoFileError:
            self.close()
            raise

    def read(self, timeout_s: float) -> Frame | None:  # noqa: ARG002 - a file does not wait
        """The next frame; None at the end. Raises VideoFileError at a damaged end."""
        capture = self._capture
        if capture is None:
            raise CameraError("is not open", where=self.name)
        while self._grabbed or capture.grab():
            self._grabbed = False
            presented_s = _presented_s(capture)
            image = retrieve_image(capture)
            if image is not None:
                return self._frame(image, presented_s)
        self._check_end()
        return None

    def close(self) -> None:
        """Let go of the file."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _begin(self, capture: cv2.VideoCapture) -> None:
        width, height = (
            int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
            int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
        )
        if width * height > LARGEST_PX:
            raise self._error(
                f"its pictures are too large ({width}x{height} pixels)", "give at most 8K"
            )
        self._grabbed = capture.isOpened() and capture.grab()
        if not self._grabbed:
            raise self._unplayable()
        fps = capture.get(cv2.CAP_PROP_FPS)
        self._clock = RecordingClock(fps)
        self._sequence, self._last_s = 0, 0.0
        frames = capture.get(cv2.CAP_PROP_FRAME_COUNT)
        if self._promise.video_s is None and fps > 0 and frames > 0:
            self._promise = Promise(self._promise.damage, frames / fps)

    def _frame(self, image: BgrImage, presented_s: float) -> Frame:
        self._last_s = self._clock.stamp(presented_s)
        frame = Frame(image, self._last_s, self._sequence)
        self._sequence += 1
        return frame

    def _check_end(self) -> None:
        promise, read_s = self._promise, self._last_s + self._clock.period_s
        read = f"after {self._sequence} frames ({read_s:.1f} s)"
        if promise.damage is not None:
            raise self._error(f"is cut off {read}: {promise.damage}", COPY_AGAIN)
        if promise.video_s is None:
            return
        lack_s = promise.video_s - read_s
        if lack_s > max(TOLERATED_LACK_S, TOLERATED_LACK * promise.video_s):
            raise self._error(
                f"is damaged {read}: it should play {promise.video_s:.1f} s", COPY_AGAIN
            )

    def _unplayable(self) -> VideoFileError:
        if self._promise.damage is not None:
            return self._error(f"is cut off: {self._promise.damage}", COPY_AGAIN)
        return self._error("is not a video, or of a coding that is not supported", GIVE)

    def _error(self, what: str, remedy: str) -> VideoFileError:
        return VideoFileError(what, where=self.name, remedy=remedy)


def _presented_s(capture: cv2.VideoCapture) -> float:
    """The time stamp of the frame grabbed last; NaN where OpenCV has none (it says -1 or so)."""
    stamp_ms = capture.get(cv2.CAP_PROP_POS_MSEC)
    return stamp_ms / 1000 if stamp_ms >= 0 else nan
