"""Small files of the data folder that are written only where they change: memory cards wear."""

import logging
from pathlib import Path

from edge.files import write_atomically

log = logging.getLogger(__name__)


def read(path: Path) -> str | None:
    """What it holds; None where it is missing or cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def replace(path: Path, text: str) -> bool:
    """Make the file hold this, down to the disk, for its owner alone; whether it does now."""
    if read(path) == text:
        return True
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        log.warning("%s cannot be written: %s", path, error.strerror)
        return False
    return True
