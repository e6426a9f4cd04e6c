"""`Reopening`: a live camera that is opened again, with back-off, whenever it fails."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event

from edge.backoff import BackOff, chance
from edge.camera.frame import Frame
from edge.camera.port import Camera
from edge.errors import CameraError, CameraRecoveringError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CameraState:
    """ok: frames arrive. since_s: monotonic time of the change to that.

    attempts: failures in a row. error: the last one, or None as long as there was none.
    """

    ok: bool
    since_s: float
    attempts: int = 0
    error: CameraError | None = None


class Reopening:
    """Keeps a live camera going; never raises anything but CameraRecoveringError.

    clock: monotonic seconds. wait: sleeps and returns True when it was interrupted; the default
    is interrupted by `stop`. chance: random numbers in 0..1.
    """

    live = True

    def __init__(
        self,
        camera: Camera,
        back_off: BackOff | None = None,
        *,
        stop: Event | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], bool] | None = None,
        chance: Callable[[], float] = chance,
    ) -> None:
        self.inner = camera
        self._back_off = back_off or BackOff()
        self._clock = clock
        self._wait = wait or (stop or Event()).wait
        self._chance = chance
        self._is_open = False
        self._next_try_s = 0.0
        self._first_sequence = 0
        self._next_sequence = 0
        self._state = CameraState(ok=False, since_s=clock())

    @property
    def name(self) -> str:
        """As the camera."""
        return self.inner.name

    @property
    def state(self) -> CameraState:
        """How the camera is; may be read from any thread."""
        return self._state

    def open(self) -> None:
        """Try once; where it fails, `read` goes on trying."""
        self._state = CameraState(ok=False, since_s=self._clock())
        self._next_sequence = 0
        self._try_open()

    def read(self, timeout_s: float) -> Frame | None:
        """The next frame; None when a paced recording has ended.

        Raises CameraRecoveringError when there was none within `timeout_s` (and the time that an
        attempt to open takes): read again to go on trying.
        """
        deadline_s = self._clock() + timeout_s
        while self._is_open or self._reopen(deadline_s):
            try:
                frame = self.inner.read(max(0.0, deadline_s - self._clock()))
            except CameraError as error:
                self._failed(error)
            else:
                return self._arrived(frame)
        raise self._recovering()

    def close(self) -> None:
        """Close the camera."""
        self._is_open = False
        self.inner.close()

    def _arrived(self, frame: Frame | None) -> Frame | None:
        if not self._state.ok:
            if self._state.attempts:
                log.info("%s: delivers again", self.name)
            self._state = CameraState(ok=True, since_s=self._clock(), error=self._state.error)
        if frame is None:
            return None
        # The camera counts from 0 each time it is opened; gaps are frames that were dropped.
        sequence = self._first_sequence + frame.sequence
        self._next_sequence = sequence + 1
        return replace(frame, sequence=sequence)

    def _reopen(self, deadline_s: float) -> bool:
        """Wait for the next attempt and make it; False when `deadline_s` comes first."""
        while (now_s := self._clock()) < deadline_s:
            pause_s = min(self._next_try_s, deadline_s) - now_s
            if pause_s > 0 and self._wait(pause_s):
                return False
            if self._clock() >= self._next_try_s and self._try_open():
                return True
        return False

    def _try_open(self) -> bool:
        try:
            self.inner.open()
        except CameraError as error:
            self._failed(error)
        else:
            self._is_open = True
            self._first_sequence = self._next_sequence
        return self._is_open

    def _failed(self, error: CameraError) -> None:
        self._is_open = False
        self.inner.close()
        now_s, before = self._clock(), self._state
        attempts = before.attempts + 1
        delay_s = self._back_off.delay_s(attempts, self._chance())
        self._next_try_s = now_s + delay_s
        self._state = CameraState(
            ok=False, since_s=now_s if before.ok else before.since_s, attempts=attempts, error=error
        )
        log.info("%s (attempt %d, next in %.1f s)", error, attempts, delay_s)

    def _recovering(self) -> CameraRecoveringError:
        error = self._state.error
        return CameraRecoveringError(
            f"{error.what if error else 'sent no frame yet'}; attempt {self._state.attempts + 1}",
            where=self.name,
            remedy=error.remedy if error else None,
        )
