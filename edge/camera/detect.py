"""Finds the camera for `source: auto`: a Pi camera, else a webcam that delivers, else none."""

from pathlib import Path

from edge.camera.live import LatestFrame
from edge.camera.picamera2 import camera_numbers, installed, load_picamera2
from edge.camera.port import Camera
from edge.errors import CameraError

PROBE_TIMEOUT_S = 3.0
DEVICES = Path("/sys/class/video4linux")


def pi_camera() -> int | None:
    """The number of the first Pi camera; None where there is none, or no picamera2."""
    if not installed():
        return None
    try:
        return next(iter(camera_numbers(load_picamera2())), None)
    except (CameraError, RuntimeError, OSError):
        return None


def webcams(devices: Path = DEVICES) -> list[str]:
    """Paths of the video devices on the USB bus, lowest number first.

    A Pi has a dozen further video devices: its codecs and the image processor.
    """
    found = [
        entry.name
        for entry in devices.glob("video*")
        if entry.name[5:].isdigit() and "/usb" in str((entry / "device").resolve())
    ]
    return [f"/dev/{name}" for name in sorted(found, key=lambda name: int(name[5:]))]


def delivers(camera: Camera, timeout_s: float = PROBE_TIMEOUT_S) -> bool:
    """Whether the camera opens and sends a frame, each within `timeout_s`."""
    probe = LatestFrame(camera, open_timeout_s=timeout_s)
    try:
        probe.open()
        return probe.read(timeout_s) is not None
    except CameraError:
        return False
    finally:
        probe.close()
