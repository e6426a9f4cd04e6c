"""What `--camera` may say, turned into configuration keys."""

from pathlib import Path

from edge.errors import UsageError
from edge.resources import demo_clip

NAMED_SOURCES = ("auto", "picamera2", "usb", "mannequin")
RECORDING_SUFFIX = ".npz"


def camera_overrides(camera: str | None, *, once: bool) -> dict[str, object]:
    """Configuration overrides for `--camera` and `--once`; raises UsageError.

    A camera has no end: with `once` and no named camera the demo clip is played.
    """
    overrides: dict[str, object] = {}
    if camera is not None:
        overrides = _source(camera)
    elif once:
        overrides = {"camera.source": "file", "camera.path": str(demo_clip())}
    if once:
        overrides["camera.loop"] = False
    return overrides


def _source(camera: str) -> dict[str, object]:
    if camera in NAMED_SOURCES:
        return {"camera.source": camera}
    if "://" in camera:
        return {"camera.source": "stream", "camera.url": camera}
    if camera.startswith("/dev/"):
        return {"camera.source": "usb", "camera.device": camera}
    if Path(camera).exists():
        source = "poses" if Path(camera).suffix == RECORDING_SUFFIX else "file"
        return {"camera.source": source, "camera.path": camera}
    raise UsageError(
        "no such camera or file",
        where=f"--camera {camera}",
        remedy=f"give {', '.join(NAMED_SOURCES)}, a device, an address or an existing file",
    )
