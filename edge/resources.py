"""Where the files that ship with the station lie: models, exercise packs, demo clip."""

import sys
from functools import cache
from pathlib import Path

from edge.errors import CameraUnavailableError

VIDEO_SUFFIXES = frozenset({".mp4", ".webm", ".avi", ".mkv"})


@cache
def share_dir() -> Path:
    """The folder that holds `models/` and `config/`.

    A checkout (or an editable install) is its own share folder; an installed wheel has it at
    `<prefix>/share/gymstation`.
    """
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "setup.py").is_file() and (checkout / "models").is_dir():
        return checkout
    return Path(sys.prefix) / "share" / "gymstation"


def models_dir() -> Path:
    """The folder of the `.tflite` files and `manifest.yaml`."""
    return share_dir() / "models"


def packs_dir() -> Path:
    """The folder of the bundled exercise packs, one YAML file each."""
    return share_dir() / "config" / "exercises"


def demo_dir() -> Path:
    """The folder of the bundled demo clip and its truth."""
    return share_dir() / "config" / "demo"


def demo_clip() -> Path:
    """The bundled demo clip, a video; raises CameraUnavailableError when it was not installed."""
    clips = sorted(path for path in demo_dir().glob("demo.*") if path.suffix in VIDEO_SUFFIXES)
    if not clips:
        raise CameraUnavailableError(
            "the demo clip is missing",
            where=str(demo_dir()),
            remedy="install the station again, or make it with `gymstation mannequin demo`",
        )
    return clips[0]
