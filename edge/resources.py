"""Where files lie: those that ship with the station, and those that it keeps."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from edge.errors import CameraUnavailableError, DataFolderError

MODELS_VARIABLE = "GYMSTATION_MODELS"
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


def bundled_models_dir() -> Path:
    """The folder of the `.tflite` files and `manifest.yaml` that came with the software."""
    return share_dir() / "models"


def models_dir() -> Path:
    """The folder of the models to use.

    Those that a running station began with (see `models_in_use`); else the active model pack of the
    default data folder; else the bundled ones.
    """
    if in_use := os.environ.get(MODELS_VARIABLE):
        return Path(in_use)
    active = _default_data_dir() / "models" / "current"
    return active.resolve() if (active / "manifest.yaml").is_file() else bundled_models_dir()


@contextmanager
def models_in_use(folder: Path) -> Iterator[None]:
    """Let this process, and those it starts, use the models of one folder until the block ends."""
    before = os.environ.get(MODELS_VARIABLE)
    os.environ[MODELS_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(MODELS_VARIABLE, None)
        else:
            os.environ[MODELS_VARIABLE] = before


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


def data_dir(configured: Path | None) -> Path:
    """The folder of what must outlive a restart, made where it is missing, for its owner alone.

    configured: `data_dir` of the station's file; without it systemd's $STATE_DIRECTORY, else
    $XDG_DATA_HOME/gymstation, else ~/.local/share/gymstation. Raises DataFolderError when it
    cannot be made or written.
    """
    folder = configured or _default_data_dir()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolderError(
            f"the data folder cannot be made: {error.strerror}",
            where=str(folder),
            remedy="set data_dir to a folder that this user may write",
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DataFolderError(
            "the data folder cannot be written",
            where=str(folder),
            remedy="give it to this user, or set data_dir to another folder",
        )
    return folder


def _default_data_dir() -> Path:
    # systemd gives several state folders separated by colons; the unit names the first as ours.
    if state := os.environ.get("STATE_DIRECTORY", "").partition(":")[0]:
        return Path(state)
    if home := os.environ.get("XDG_DATA_HOME", ""):
        return Path(home) / "gymstation"
    return Path.home() / ".local" / "share" / "gymstation"
