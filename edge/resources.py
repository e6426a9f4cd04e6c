"""Where the files that ship with the station lie: models, exercise packs, demo clip."""

import sys
from functools import cache
from pathlib import Path


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
