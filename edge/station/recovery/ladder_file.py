"""Where the ladder's past is kept between starts: `recovery.json` in the data folder."""

import json
from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import Any

from edge.station.recovery.ladder import Past
from edge.station.storage import small_file

FILE = "recovery.json"


class LadderFile:
    """folder: of the data; None where there is only a stand-in, which a reboot empties."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder else None

    def read(self) -> Past:
        """What was done before; nothing where the file is missing or damaged."""
        text = small_file.read(self._path) if self._path else None
        try:
            return _past(json.loads(text)) if text else Past()
        except (ValueError, TypeError, KeyError, OverflowError):
            return Past()

    def keep(self, past: Past) -> bool:
        """Write it; whether the next start will find it."""
        return self._path is not None and small_file.replace(self._path, json.dumps(asdict(past)))


def _past(read: dict[str, Any]) -> Past:
    silent_s = float(read["silent_s"])
    if not isfinite(silent_s):
        raise ValueError(silent_s)
    return Past(silent_s, int(read["restarts"]), int(read["reboots"]))
