"""A stand-in for the module picamera2: what `edge.camera.picamera2` uses of it.

Behaves as picamera2 0.3 does: arrays of a stream are copies with the padding of its rows, a
request's buffer must be released, a wait that is too short raises TimeoutError.
"""

import time
from types import ModuleType
from typing import Any

import numpy as np

ALIGNMENT = 64


class Request:
    def __init__(self, camera: "Picamera2") -> None:
        self._camera = camera
        self.config = camera.config
        self.released = False

    def make_array(self, stream: str) -> np.ndarray:
        width, height = self.config[stream]["size"]
        stride = -(-width // ALIGNMENT) * ALIGNMENT
        planes = np.full((height * 3 // 2, stride), 255, np.uint8)  # padding: white
        planes[:height, :width] = 120
        chroma = planes[height:].reshape(height, stride // 2)
        chroma[: height // 2, : width // 2] = 90
        chroma[height // 2 :, : width // 2] = 240
        return planes

    def get_metadata(self) -> dict[str, Any]:
        return {"SensorTimestamp": self._camera.stamp_ns}

    def release(self) -> None:
        self.released = True


class Picamera2:
    """Made by `module`, which adds `cameras`, `instances`, `start_error` and `silent`."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.config: dict[str, Any] = {}
        self.calls: list[str] = []
        self.requests: list[Request] = []
        self.stamp_ns = 0
        self.instances.append(self)

    @classmethod
    def global_camera_info(cls) -> list[dict[str, Any]]:
        return cls.cameras

    def create_preview_configuration(self, **settings: Any) -> dict[str, Any]:
        return settings

    def configure(self, config: dict[str, Any]) -> None:
        self.config = config
        self.calls.append("configure")

    def start(self) -> None:
        if self.start_error is not None:
            raise self.start_error
        self.calls.append("start")

    def capture_request(self, wait: float) -> Request:
        if self.silent:
            raise TimeoutError
        assert all(request.released for request in self.requests), "buffers run out"
        self.stamp_ns = time.monotonic_ns() - 20_000_000
        self.requests.append(Request(self))
        return self.requests[-1]

    def close(self) -> None:
        self.calls.append("close")


def module(
    *,
    ids: tuple[str, ...] = ("/base/soc/i2c0mux/i2c@1/imx708@1a",),
    start_error: Exception | None = None,
    silent: bool = False,
) -> ModuleType:
    """A module picamera2 that finds cameras of these ids."""
    fake = ModuleType("picamera2")
    cameras = [{"Num": number, "Id": name} for number, name in enumerate(ids)]
    attributes = {
        "cameras": cameras,
        "instances": [],
        "start_error": start_error,
        "silent": silent,
    }
    fake.Picamera2 = type("Picamera2", (Picamera2,), attributes)
    return fake
