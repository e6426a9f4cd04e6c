"""`PictureWatch`: one look at the picture every two seconds, and what the looks add up to."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from edge.athlete.blocked import FLAT
from edge.athlete.light import DARK
from edge.camera.frame import Image, RecordedLandmarks
from edge.health.finding import Finding
from edge.health.picture import mount
from edge.health.picture.luma import look_at
from edge.health.picture.measures import Measures, measure
from edge.health.picture.mount import Mount
from edge.health.words.all import NO_PICTURE, NOT_CLEAR, OF_RECORDING, STARTING

LOOK_EVERY_S = 2.0
WINDOW = 15  # looks: half a minute
ENOUGH, MOST = 5, 0.8
FROZEN_LOOKS = 5
# Of 72 clips the least sharp measures 0.31; blurred by 4 pixels of 640 (standard deviation) 82 % of
# them fall below this, by 6 pixels 90 % (tools/picture_limits.py).
BLURRED = 0.2
OVEREXPOSED = 0.5  # share of the picture


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the frame path hands over: a reference, no copy.

    captured_s: another one for each frame. people: in the picture. live: whether a camera took it.
    """

    content: Image | RecordedLandmarks
    captured_s: float
    people: int
    live: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    measures: Measures
    fingerprint: int
    captured_s: float
    people: int
    live: bool

    @property
    def is_dark(self) -> bool:
        return self.measures.mean < DARK

    @property
    def is_flat(self) -> bool:
        return self.measures.span < FLAT


class PictureWatch:
    """Offered every frame; looks when a check asks, at most once in `every_s`.

    folder: of data. clock: monotonic seconds.
    """

    def __init__(
        self,
        folder: Path,
        *,
        every_s: float = LOOK_EVERY_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._every_s = every_s
        self._clock = clock
        self._mount = Mount(folder)
        self._lock = Lock()
        self._newest: View | None = None
        self._looked_s: float | None = None
        self._mounted_s: float | None = None
        self._seen: deque[_Seen] = deque(maxlen=WINDOW)

    def offer(self, view: View) -> None:
        """Take the newest picture; returns at once."""
        self._newest = view

    def brightness(self) -> Finding:
        """Check `brightness`."""
        seen = self._look()
        if not seen:
            return self._nothing("brightness")
        detail = f"{seen[-1].measures.mean:.0%}"
        if _mostly(look.is_dark for look in seen):
            peopled = any(look.people for look in seen)
            return Finding.of("brightness", "dark" if peopled else "lights_off", detail)
        burnt = _mostly(look.measures.burnt > OVEREXPOSED for look in seen)
        return Finding.of("brightness", "overexposed" if burnt else "ok", detail)

    def sharpness(self) -> Finding:
        """Check `sharpness`; of a dark or covered picture it cannot be told."""
        seen = self._look()
        clear = [look for look in seen if not (look.is_dark or look.is_flat)]
        if not seen:
            return self._nothing("sharpness")
        if not clear:
            return Finding.of("sharpness", NOT_CLEAR)
        blurred = _mostly(look.measures.sharpness < BLURRED for look in clear)
        detail = f"{clear[-1].measures.sharpness:.0%}"
        return Finding.of("sharpness", "blurred" if blurred else "ok", detail)

    def blocked(self) -> Finding:
        """Check `blocked`: a room has edges even in poor light, what lies on the lens has none."""
        seen = self._look()
        if not seen:
            return self._nothing("blocked")
        if not _mostly(look.is_flat and not look.people for look in seen):
            return Finding.of("blocked", "ok")
        dark = _mostly(look.is_dark for look in seen)
        return Finding.of("blocked", "dark" if dark else "blocked")

    def frozen(self) -> Finding:
        """Check `frozen`: even of a still room no two pictures of a sensor are equal."""
        seen = self._look()
        if not seen:
            return self._nothing("frozen")
        last = seen[-FROZEN_LOOKS:]
        if not last[-1].live:
            return Finding.of("frozen", OF_RECORDING)
        same = len(last) == FROZEN_LOOKS and len({look.fingerprint for look in last}) == 1
        frozen = same and not last[-1].is_flat
        return Finding.of("frozen", "frozen" if frozen else "ok")

    def mount(self) -> Finding:
        """Check `mount`."""
        seen = self._look()
        if not seen:
            return self._nothing("mount")
        if not seen[-1].live:
            return Finding.of("mount", OF_RECORDING)
        return self._mount.finding()

    def _look(self) -> list[_Seen]:
        """The looks of the last half minute, with one at the newest picture if it is time."""
        with self._lock:
            now_s, view = self._clock(), self._newest
            early = self._looked_s is not None and now_s - self._looked_s < self._every_s
            if view is None or early:
                return list(self._seen)
            self._newest = None  # not held longer than needed
            self._looked_s = now_s
            if not isinstance(view.content, RecordedLandmarks):
                self._take(view, view.content, now_s)
            return list(self._seen)

    def _take(self, view: View, image: Image, now_s: float) -> None:
        look = look_at(image)
        seen = _Seen(measure(look.grey), look.fingerprint, view.captured_s, view.people, view.live)
        self._seen.append(seen)
        due = self._mounted_s is None or now_s - self._mounted_s >= mount.EVERY_S
        if view.live and due and not seen.is_dark and not seen.is_flat:
            self._mounted_s = now_s
            self._mount.see(look.grey, view.people)

    def _nothing(self, check: str) -> Finding:
        view = self._newest
        recorded = view is not None and isinstance(view.content, RecordedLandmarks)
        if recorded or (view is None and self._looked_s is not None):
            return Finding.of(check, NO_PICTURE)
        return Finding.of(check, STARTING)


def _mostly(holds: Iterable[bool]) -> bool:
    """Whether it holds for most looks, of enough."""
    found = list(holds)
    return len(found) >= ENOUGH and sum(found) >= MOST * len(found)
