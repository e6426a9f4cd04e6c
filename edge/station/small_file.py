"""Small files that are replaced as a whole, and only where they change: memory cards wear."""

import logging
import os
from contextlib import suppress
from pathlib import Path

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
    fresh = path.with_name(f"{path.name}.new")
    try:
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as writer:
            writer.write(text)
            writer.flush()
            os.fsync(writer.fileno())
        fresh.replace(path)
    except OSError as error:
        log.warning("%s cannot be written: %s", path, error.strerror)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        return False
    return True
