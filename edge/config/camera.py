"""Where the frames come from."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from edge.config.mannequin import MannequinConfig
from edge.config.model import ConfigModel
from edge.config.secret import SecretUrl

DeviceNumber = Annotated[int, Field(ge=0, le=63)]
DevicePath = Annotated[
    str,
    Field(
        pattern=r"^/dev/\S+$",
        json_schema_extra={"x-allowed": "a device path such as /dev/video0"},
    ),
]


class CameraSource(StrEnum):
    """The kinds of source; each has an adapter in `edge.camera`."""

    AUTO = "auto"
    PICAMERA2 = "picamera2"
    USB = "usb"
    STREAM = "stream"
    FILE = "file"
    POSES = "poses"
    MANNEQUIN = "mannequin"


class CameraConfig(ConfigModel):
    """The camera, how its picture is turned, and how long the station waits for it."""

    source: CameraSource = Field(
        default=CameraSource.AUTO,
        strict=False,
        title="Source",
        description="Which kind of camera. auto takes the first that works, else the demo clip.",
    )
    device: DeviceNumber | DevicePath = Field(
        default=0,
        title="Device",
        description="Which camera where there are several: its number, or for usb its device path.",
    )
    url: SecretUrl | None = Field(
        default=None,
        title="Address",
        description="Address of the network camera for source stream; passwords are never shown.",
    )
    path: Path | None = Field(
        default=None,
        strict=False,
        title="File",
        description="Video or GIF for source file, pose recording (.npz) for source poses.",
    )
    width: int = Field(
        default=640,
        ge=160,
        le=7680,
        title="Width",
        description="Picture width in pixels that a camera is asked for and the mannequin drawn "
        "with. More costs time and hardly helps the pose.",
    )
    height: int = Field(
        default=480,
        ge=120,
        le=4320,
        title="Height",
        description="Picture height in pixels, like width.",
    )
    fps: float = Field(
        default=30.0,
        ge=1.0,
        le=120.0,
        title="Frame rate",
        description="Frames a second that a camera is asked for and the mannequin drawn with. "
        "Below 8, fast repetitions are missed.",
    )
    rotate: Literal[0, 90, 180, 270] = Field(
        default=0,
        title="Rotation",
        description="Degrees by which the picture is turned clockwise, for a camera mounted on "
        "its side or upside down.",
    )
    mirror: bool = Field(
        default=False,
        title="Mirror",
        description="Whether left and right are swapped, for a camera that looks into a mirror.",
    )
    loop: bool = Field(
        default=False,
        title="Loop",
        description="Whether a file, pose recording or mannequin scene begins anew at its end.",
    )
    timeout_s: float = Field(
        default=5.0,
        ge=0.5,
        le=120.0,
        title="Time-out",
        description="Seconds without a frame after which the camera is given up and opened again.",
    )
    retry_first_s: float = Field(
        default=1.0,
        ge=0.1,
        le=60.0,
        title="First retry",
        description="Seconds before a camera that failed is tried again; doubled each time.",
    )
    retry_longest_s: float = Field(
        default=30.0,
        ge=0.1,
        le=3600.0,
        title="Longest retry",
        description="Seconds between two tries at most.",
    )
    mannequin: MannequinConfig = Field(
        default=MannequinConfig(),
        title="Mannequin",
        description="The rendered person of source mannequin.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """What a source needs, and times in the wrong order."""
        if self.source is CameraSource.STREAM and self.url is None:
            yield "url", "source stream needs the address of the camera, such as rtsp://host/path"
        if self.source in {CameraSource.FILE, CameraSource.POSES} and self.path is None:
            yield "path", f"source {self.source} needs the path of a file"
        if self.source is CameraSource.PICAMERA2:
            yield from self._picamera2_conflicts()
        if self.retry_first_s > self.retry_longest_s:
            limit = f"{self.retry_longest_s:g}"
            yield "retry_first_s", f"is more than retry_longest_s; allowed: at most {limit}"

    def _picamera2_conflicts(self) -> Iterator[tuple[str, str]]:
        if isinstance(self.device, str):
            yield "device", "source picamera2 needs the number of the camera, such as 0"
        # The Pi camera delivers YUV420, whose colour planes have half the width and height.
        for key, size in (("width", self.width), ("height", self.height)):
            if size % 2:
                yield key, f"{size} is odd; allowed with source picamera2: an even number"
