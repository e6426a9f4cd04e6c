"""Camera `picamera2`: a Raspberry Pi camera through libcamera.

The main stream makes the sensor choose a mode of the full field of view; the picture that is used
is the low-resolution stream beside it, scaled by the ISP. picamera2 is imported when it is needed:
it comes from apt and exists on a Pi only.
"""

import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from edge.camera.clock import device_time_s
from edge.camera.frame import Frame, Yuv420Image
from edge.errors import CameraError, CameraSilentError, CameraUnavailableError

INSTALL = "sudo apt install python3-picamera2, and a venv made with --system-site-packages"
MAIN_SCALE = 2
BUFFERS = 3


class Picamera2Camera:
    """Camera `number` of the Pi; width and height are even. Wrap it in `LatestFrame`."""

    live = True

    def __init__(
        self,
        number: int = 0,
        *,
        width: int,
        height: int,
        fps: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._number = number
        self._size = (width, height)
        self._frame_us = round(1e6 / fps)
        self._clock = clock
        self._device: Any = None
        self._sequence = 0

    @property
    def name(self) -> str:
        """Which of the Pi's cameras."""
        return f"Pi camera {self._number}"

    def open(self) -> None:
        """Claim and start the camera; raises CameraUnavailableError."""
        self.close()
        module = load_picamera2()
        if not any(number == self._number for number in camera_numbers(module)):
            raise CameraUnavailableError(
                "is not there",
                where=self.name,
                remedy="check the ribbon cable; `rpicam-hello --list-cameras` lists what is found",
            )
        try:
            self._device = module.Picamera2(self._number)
            self._device.configure(self._configuration())
            self._device.start()
        except (RuntimeError, OSError, IndexError) as error:
            self.close()
            raise CameraUnavailableError(
                f"does not start: {error}",
                where=self.name,
                remedy="end the other program that uses it",
            ) from error
        self._sequence = 0

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture, copied out of the camera's buffer; raises CameraError."""
        if self._device is None:
            raise CameraError("is not open", where=self.name)
        try:
            request = self._device.capture_request(wait=timeout_s)
        except TimeoutError as error:
            raise CameraSilentError(f"sent nothing for {timeout_s:g} s", where=self.name) from error
        try:
            image = self._image(request)
            stamp_s = request.get_metadata().get("SensorTimestamp", 0) / 1e9
        finally:
            request.release()
        frame = Frame(image, device_time_s(stamp_s, self._clock()), self._sequence)
        self._sequence += 1
        return frame

    def close(self) -> None:
        """Stop and let go of the camera."""
        device, self._device = self._device, None
        if device is not None:
            device.close()

    def _configuration(self) -> Any:
        width, height = self._size
        # The preview configuration is full range (sYCC), as `Yuv420Image` expects. Both streams
        # have one aspect: the ISP would stretch the smaller to the larger's field of view.
        return self._device.create_preview_configuration(
            main={"size": (width * MAIN_SCALE, height * MAIN_SCALE), "format": "YUV420"},
            lores={"size": (width, height), "format": "YUV420"},
            controls={"FrameDurationLimits": (self._frame_us, self._frame_us)},
            buffer_count=BUFFERS,
            display=None,
            encode=None,
        )

    @staticmethod
    def _image(request: Any) -> Yuv420Image:
        width, height = request.config["lores"]["size"]
        # (H * 3 / 2, stride): a copy, so that the buffer can go back at once.
        return Yuv420Image(np.asarray(request.make_array("lores"), np.uint8), width, height)


def load_picamera2() -> Any:
    """The module picamera2; raises CameraUnavailableError."""
    try:
        return import_module("picamera2")
    except ImportError as error:
        raise CameraUnavailableError(
            f"picamera2 cannot be loaded ({error})", where="Pi camera", remedy=INSTALL
        ) from error


def camera_numbers(module: Any) -> list[int]:
    """The numbers of the cameras on the Pi's own connectors; libcamera lists webcams as well."""
    return [
        info.get("Num", index)
        for index, info in enumerate(module.Picamera2.global_camera_info())
        if "usb" not in str(info.get("Id", "")).lower()
    ]


def installed() -> bool:
    """Whether picamera2 is there to be imported."""
    return find_spec("picamera2") is not None
