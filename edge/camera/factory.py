"""Builds the camera that the configuration names, with everything that stands around it."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event

from edge.backoff import BackOff
from edge.camera import detect
from edge.camera.auto import AutoCamera
from edge.camera.file import VideoFileCamera
from edge.camera.live import OPEN_TIMEOUT_S, LatestFrame
from edge.camera.looping import Looping
from edge.camera.pacing import Paced
from edge.camera.path import unreadable
from edge.camera.picamera2 import Picamera2Camera
from edge.camera.port import Camera
from edge.camera.recording import MAGIC, SUFFIX, PoseRecordingCamera
from edge.camera.retry import Reopening
from edge.camera.stream import StreamCamera
from edge.camera.transform import Transformed
from edge.camera.usb import UsbCamera
from edge.config.camera import CameraConfig, CameraSource
from edge.errors import CameraUnavailableError, ConfigError
from edge.resources import demo_clip

log = logging.getLogger(__name__)

Adapter = Callable[[CameraConfig], Camera]
Say = Callable[[str], None]


def open_camera(
    config: CameraConfig,
    *,
    paced: bool,
    stop: Event | None = None,
    say: Say = log.warning,
    demo: bool = True,
) -> Camera:
    """The camera of the configuration, ready to be opened (`Camera.open`).

    paced: play recordings in real time, dropping frames where the reader is late; otherwise each
    frame as fast as it is read. stop: interrupts the wait for a camera that failed. say: told what
    `source: auto` took. demo: whether auto may fall back to the demo clip; a station in service
    looks for a camera until there is one. Raises CameraUnavailableError when auto finds no camera
    and no demo clip.

    A live camera is a `Reopening`: its `read` raises CameraRecoveringError while it tries again.
    """
    if config.source is CameraSource.AUTO:
        if not demo:
            return _live(AutoCamera(lambda: _any_camera(config, say)), config, stop)
        config = automatic(config, paced=paced, say=say)
    camera = ADAPTERS[config.source](config)
    if camera.live:
        return _live(camera, config, stop)
    if config.loop:
        camera = Looping(camera)
    return _turned(LatestFrame(Paced(camera)) if paced else camera, config)


def open_file(path: Path) -> Camera:
    """A recording, video or landmarks by its content, ready to be opened; reads every frame.

    What is wrong with the file is said by `Camera.open`.
    """
    return PoseRecordingCamera(path) if _is_recording(path) else VideoFileCamera(path)


def automatic(
    config: CameraConfig,
    *,
    paced: bool,
    say: Say,
    pi_camera: Callable[[], int | None] = detect.pi_camera,
    webcams: Callable[[], list[str]] = detect.webcams,
    delivers: Callable[[Camera], bool] = detect.delivers,
) -> CameraConfig:
    """What `source: auto` means here: a Pi camera, else a webcam that delivers, else the demo."""
    if found := _attached(config, say, pi_camera, webcams, delivers):
        return found
    clip = demo_clip()
    say(f"no camera found: playing the demo clip {clip.name}")
    return CameraConfig(source=CameraSource.FILE, path=clip, loop=paced)


def _any_camera(config: CameraConfig, say: Say) -> Camera:
    found = _attached(config, say, detect.pi_camera, detect.webcams, detect.delivers)
    if found is None:
        raise CameraUnavailableError(
            "no camera is attached", where="camera.source: auto", remedy="check plug and cable"
        )
    return ADAPTERS[found.source](found)


def _attached(
    config: CameraConfig,
    say: Say,
    pi_camera: Callable[[], int | None],
    webcams: Callable[[], list[str]],
    delivers: Callable[[Camera], bool],
) -> CameraConfig | None:
    number = pi_camera()
    if number is not None:
        say(f"camera: Pi camera {number}")
        return config.model_copy(update={"source": CameraSource.PICAMERA2, "device": number})
    for device in webcams():
        webcam = config.model_copy(update={"source": CameraSource.USB, "device": device})
        if delivers(_usb(webcam)):
            say(f"camera: {device}")
            return webcam
    return None


def _live(camera: Camera, config: CameraConfig, stop: Event | None) -> Camera:
    # A stream needs its time-out to connect, and again to find out what it is sent.
    open_timeout_s = max(OPEN_TIMEOUT_S, 2 * config.timeout_s + 1)
    newest = _turned(LatestFrame(camera, open_timeout_s=open_timeout_s), config)
    return Reopening(newest, BackOff(config.retry_first_s, config.retry_longest_s), stop=stop)


def _turned(camera: Camera, config: CameraConfig) -> Camera:
    if not config.rotate and not config.mirror:
        return camera
    return Transformed(camera, rotate=config.rotate, mirror=config.mirror)


def _is_recording(path: Path) -> bool:
    if unreadable(path) is not None:
        return path.suffix == SUFFIX
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC or path.suffix == SUFFIX


def _usb(config: CameraConfig) -> Camera:
    return UsbCamera(config.device, width=config.width, height=config.height, fps=config.fps)


def _picamera2(config: CameraConfig) -> Camera:
    number = config.device if isinstance(config.device, int) else 0
    return Picamera2Camera(number, width=config.width, height=config.height, fps=config.fps)


def _stream(config: CameraConfig) -> Camera:
    if config.url is None:
        raise ConfigError("source stream needs url", where="camera.url")
    return StreamCamera(config.url, timeout_s=config.timeout_s)


def _file(config: CameraConfig) -> Camera:
    return VideoFileCamera(_path(config))


def _poses(config: CameraConfig) -> Camera:
    return PoseRecordingCamera(_path(config))


def _path(config: CameraConfig) -> Path:
    if config.path is None:
        raise ConfigError(f"source {config.source} needs path", where="camera.path")
    return config.path


def _mannequin(config: CameraConfig) -> Camera:
    from edge.camera.mannequin import MannequinCamera  # noqa: PLC0415 - the renderer is loaded last

    return MannequinCamera(config)


ADAPTERS: Mapping[CameraSource, Adapter] = {
    CameraSource.PICAMERA2: _picamera2,
    CameraSource.USB: _usb,
    CameraSource.STREAM: _stream,
    CameraSource.FILE: _file,
    CameraSource.POSES: _poses,
    CameraSource.MANNEQUIN: _mannequin,
}
