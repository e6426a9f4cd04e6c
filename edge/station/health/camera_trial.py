"""Some seconds of the camera, for checks that are made without a running station."""

import threading
import time
from pathlib import Path

from edge.camera.factory import open_camera
from edge.camera.retry import Reopening
from edge.config.camera import CameraConfig, CameraSource
from edge.errors import CameraError, ConfigError
from edge.health.finding import Finding
from edge.health.picture.watch import PictureWatch, View
from edge.health.probes.camera import CameraWatch
from edge.health.registry import Probe, Registry
from edge.health.words.all import NO_PICTURE

WATCH_S = 6.0  # long enough for a rate, and for the light of an automatic exposure to settle
LOOK_EVERY_S = 0.4
OPEN_S = 25.0
TIMEOUT_S = OPEN_S + WATCH_S + 5.0


class CameraTrial:
    """Opens the camera once; the checks of its picture wait for that. folder: of data."""

    def __init__(self, config: CameraConfig, folder: Path, watch_s: float = WATCH_S) -> None:
        self._config = config
        self._watch_s = watch_s
        self._watch = CameraWatch(config.fps)
        self._picture = PictureWatch(folder, every_s=LOOK_EVERY_S)
        self._over = threading.Event()
        self._sent = False

    def add_to(self, registry: Registry) -> None:
        """The checks that it can make."""
        picture = self._picture
        registry.add("camera", self._try_camera, timeout_s=TIMEOUT_S)
        for check, probe in (
            ("frozen", picture.frozen),
            ("brightness", picture.brightness),
            ("sharpness", picture.sharpness),
            ("blocked", picture.blocked),
        ):
            registry.add(check, self._after_it(check, probe), timeout_s=TIMEOUT_S + 1.0)

    def _after_it(self, check: str, probe: Probe) -> Probe:
        def ask() -> Finding:
            self._over.wait(TIMEOUT_S)
            return probe() if self._sent else Finding.of(check, NO_PICTURE)

        return ask

    def _try_camera(self) -> Finding:
        try:
            return self._see()
        except (CameraError, ConfigError) as error:
            return Finding.of("camera", "unavailable", str(error))
        finally:
            self._over.set()

    def _see(self) -> Finding:
        stop, chosen = threading.Event(), [""]
        camera = open_camera(self._config, paced=True, stop=stop, say=chosen.append)
        live = isinstance(camera, Reopening)
        auto = self._config.source is CameraSource.AUTO
        self._watch.watches(live=live, stand_in=auto and not live)
        end_s = time.monotonic() + OPEN_S
        camera.open()
        try:
            while time.monotonic() < end_s:
                frame = camera.read(max(0.1, end_s - time.monotonic()))
                if frame is None:
                    break
                if not self._sent:
                    self._sent, end_s = True, time.monotonic() + self._watch_s
                self._watch.saw(frame.captured_s, frame.sequence)
                self._picture.offer(View(frame.content, frame.captured_s, 0, live))
                self._picture.brightness()
        finally:
            stop.set()
            camera.close()
        found = self._watch()
        detail = "; ".join(part for part in (camera.name, chosen[-1], found.detail) if part)
        return Finding.of("camera", found.state, detail)
