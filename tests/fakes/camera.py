"""A camera that plays a script: frames, errors, silence, a driver that hangs."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from edge.camera.frame import Frame, Image, RgbImage
from edge.errors import CameraError, CameraSilentError


@dataclass(frozen=True)
class Pause:
    """The next frame comes after so many seconds."""

    seconds: float


class Silence:
    """From here on nothing comes: each read waits for its time-out."""


class Hang:
    """The read (or open) blocks, whatever its time-out, until `FakeCamera.release`."""


Step = Frame | Exception | Pause | Silence | Hang | None


class FakeCamera:
    """Plays `script` from its beginning each time it is opened; None, or its end = the end.

    opening: what each `open` does, in order; when it is used up, opening works. events records
    ("open" | "read" | "close", name of the thread).
    """

    def __init__(
        self,
        script: Iterable[Step] = (),
        *,
        opening: Iterable[Exception | Hang | None] = (),
        live: bool = True,
        name: str = "fake",
    ) -> None:
        self._script = list(script)
        self._opening = list(opening)
        self._live = live
        self._name = name
        self._at: int | None = None
        self._released = threading.Event()
        self.events: list[tuple[str, str]] = []

    @property
    def live(self) -> bool:
        return self._live

    @property
    def name(self) -> str:
        return self._name

    def count(self, event: str) -> int:
        return sum(kind == event for kind, _ in self.events)

    def release(self) -> None:
        """Let what hangs go on."""
        self._released.set()

    def open(self) -> None:
        self._note("open")
        self._at = None
        step = self._opening.pop(0) if self._opening else None
        if isinstance(step, Hang):
            self._released.wait()
        elif step is not None:
            raise step
        self._at = 0

    def read(self, timeout_s: float) -> Frame | None:
        self._note("read")
        if self._at is None:
            raise CameraError("is not open", where=self._name)
        while True:
            step = self._script[self._at] if self._at < len(self._script) else None
            if isinstance(step, Silence):
                time.sleep(timeout_s)
                raise CameraSilentError("sent nothing", where=self._name)
            self._at += 1
            if isinstance(step, Pause):
                time.sleep(step.seconds)
            elif isinstance(step, Hang):
                self._released.wait()
            elif isinstance(step, Exception):
                raise step
            else:
                return step

    def close(self) -> None:
        self._note("close")
        self._at = None

    def _note(self, event: str) -> None:
        self.events.append((event, threading.current_thread().name))


class FakeClock:
    """Monotonic seconds that pass only in `sleep` (or by `now_s`)."""

    def __init__(self, now_s: float = 0.0) -> None:
        self.now_s = now_s
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> bool:
        self.slept.append(seconds)
        self.now_s += seconds
        return False


def frame(captured_s: float = 0.0, sequence: int = 0, content: Image | None = None) -> Frame:
    """A frame of 4 x 3 grey pixels, or of `content`."""
    return Frame(content or RgbImage(np.full((3, 4, 3), 128, np.uint8)), captured_s, sequence)


def frames(count: int, *, fps: float = 10.0) -> list[Frame]:
    """Frames in their rhythm, from 0 s on."""
    return [frame(index / fps, index) for index in range(count)]
