"""Whether frames come, and how many."""

import time
from collections.abc import Callable
from threading import Lock

from edge.health.finding import Finding
from edge.health.words.all import STARTING

RATE_OVER_S = 5.0
SLOW_HZ = 8.0  # below it fast repetitions are missed
SLOW_SHARE = 0.8  # of what was asked for: a camera that does as it was told is not slow
STILL_S = 60.0  # without a word from the frame path, good or bad


class CameraWatch:
    """Check `camera`. fps: what the camera was asked for. clock: monotonic seconds."""

    def __init__(self, fps: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._slow_hz = min(SLOW_HZ, SLOW_SHARE * fps)
        self._clock = clock
        self._lock = Lock()
        self._live, self._stand_in = True, False
        self._error: str | None = None
        self._told_s: float | None = None
        self._anchor: tuple[float, int] | None = None
        self._rate_hz: float | None = None

    def watches(self, *, live: bool, stand_in: bool = False) -> None:
        """What is watched: a camera, or a recording, perhaps for want of a camera (`stand_in`)."""
        with self._lock:
            self._live, self._stand_in = live, stand_in

    def saw(self, captured_s: float, sequence: int) -> None:
        """A frame came; `sequence` counts those that were dropped as well."""
        with self._lock:
            self._error, self._told_s = None, self._clock()
            anchor = self._anchor
            if anchor is None or captured_s < anchor[0] or sequence < anchor[1]:
                self._anchor = (captured_s, sequence)
            elif captured_s - anchor[0] >= RATE_OVER_S:
                self._rate_hz = (sequence - anchor[1]) / (captured_s - anchor[0])
                self._anchor = (captured_s, sequence)

    def silent(self, error: str) -> None:
        """No frame came for the camera's time-out."""
        with self._lock:
            self._error, self._told_s = error, self._clock()
            self._anchor = self._rate_hz = None

    def __call__(self) -> Finding:
        """What is known now."""
        with self._lock:
            error, told_s, rate_hz, live = self._error, self._told_s, self._rate_hz, self._live
        if told_s is None:
            return Finding.of("camera", STARTING)
        if error is not None:
            return Finding.of("camera", "silent", error)
        quiet_s = self._clock() - told_s
        if quiet_s > STILL_S:
            return Finding.of("camera", "silent", f"nothing was heard of it for {quiet_s:.0f} s")
        if not live:
            return Finding.of("camera", "no_camera" if self._stand_in else "recording")
        if rate_hz is None:
            return Finding.of("camera", "ok")
        state = "slow" if rate_hz < self._slow_hz else "ok"
        return Finding.of("camera", state, f"{rate_hz:.1f} frames a second")
