"""`Paced`: a recording played in real time, as a live camera would show it.

Wrap it in `LatestFrame`: then a consumer that is late loses frames, as it would with a camera.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from edge.camera.frame import Frame
from edge.camera.port import Camera

# A longer gap in the recording is played as this: a station must not seem to hang.
LONGEST_WAIT_S = 2.0
# Where decoding is slower than real time, the recording is played late rather than ever later.
LARGEST_DELAY_S = 0.2


class Paced:
    """Delivers each frame when it is due; `captured_s` becomes the monotonic time of that moment.

    clock, sleep: of the machine; a test gives its own.
    """

    live = True

    def __init__(
        self,
        camera: Camera,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.inner = camera
        self._clock = clock
        self._sleep = sleep
        self._start_s: float | None = None

    @property
    def name(self) -> str:
        """As the recording."""
        return self.inner.name

    def open(self) -> None:
        """Open the recording; its first frame is due when it is read."""
        self._start_s = None
        self.inner.open()

    def read(self, timeout_s: float) -> Frame | None:
        """The next frame, at its time; None at the end. Waits at most LONGEST_WAIT_S."""
        frame = self.inner.read(timeout_s)
        if frame is None:
            return None
        due_s = self._due(frame)
        wait_s = due_s - self._clock()
        if wait_s > 0:
            self._sleep(wait_s)
        return replace(frame, captured_s=due_s)

    def close(self) -> None:
        """Close the recording."""
        self.inner.close()

    def _due(self, frame: Frame) -> float:
        now_s = self._clock()
        if self._start_s is None:
            self._start_s = now_s - frame.captured_s
        due_s = self._start_s + frame.captured_s
        # Only the excess slips: where decoding is always too slow, frames stay evenly apart.
        kept_s = min(max(due_s, now_s - LARGEST_DELAY_S), now_s + LONGEST_WAIT_S)
        self._start_s += kept_s - due_s
        return kept_s
