"""The running station's findings in a small file in memory, for whoever asks how it is."""

import json
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edge.files import write_atomically
from edge.health.finding import Finding
from edge.health.registry import Result

SCHEMA = "gymstation.status/1"
FILE = "health.json"
SERVICE_FOLDER = Path("/run/gymstation")
EVERY_S = 10.0
FRESH_S = 30.0
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Who:
    """Which station."""

    site: str
    station: str


@dataclass(frozen=True, slots=True)
class Status:
    """What a running station told. age_s: seconds since. pid: of its process."""

    results: tuple[Result, ...]
    age_s: float
    pid: int


class StatusFile:
    """Written every ten seconds by a thread of its own until `stop`, which removes it.

    path: in memory (/run), never on a card. results: asks for what is known.
    """

    def __init__(self, path: Path, who: Who, results: Callable[[], Sequence[Result]]) -> None:
        self._path = path
        self._who = who
        self._results = results
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="health status", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Write no more, and leave no file that a reader could believe."""
        self._stopping.set()
        self._thread.join(1.0)
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def write(self) -> None:
        """Write what is known now; raises OSError."""
        document = {
            "schema": SCHEMA,
            "site": self._who.site,
            "station": self._who.station,
            "pid": os.getpid(),
            "boot": _boot(),
            "monotonic_s": round(time.monotonic(), 3),
            "checks": [_as_json(result) for result in self._results()],
        }
        # Whoever may read the service's folder may ask; it holds no member and no secret.
        content = json.dumps(document, indent=1).encode()
        write_atomically(self._path, content, mode=0o644, durable=False)

    def _run(self) -> None:
        while not self._stopping.wait(EVERY_S):
            # A folder that is gone is no reason to stop: doctor then asks by itself.
            with suppress(OSError):
                self.write()


def path_to_write(who: Who, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Where a station writes: the service's folder, else the user's; None without either."""
    if folder := environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]:
        return Path(folder) / FILE
    if folder := environ.get("XDG_RUNTIME_DIR", ""):
        return Path(folder) / _named(who)
    return None


def read_status(
    who: Who, environ: Mapping[str, str] = os.environ, service: Path = SERVICE_FOLDER
) -> Status | None:
    """What this station told in the last half minute; None where it does not run."""
    folders = [service / FILE]
    if folder := environ.get("XDG_RUNTIME_DIR", ""):
        folders.append(Path(folder) / _named(who))
    for path in folders:
        with suppress(OSError, ValueError, KeyError, TypeError):
            status = _parse(json.loads(path.read_text(encoding="utf-8")), who)
            if status is not None:
                return status
    return None


def _parse(document: Mapping[str, Any], who: Who) -> Status | None:
    ours = (document["schema"], document["site"], document["station"], document["boot"])
    if ours != (SCHEMA, who.site, who.station, _boot()):
        return None
    since_s = time.monotonic() - float(document["monotonic_s"])
    if not -1.0 <= since_s <= FRESH_S:
        return None
    results = tuple(_result(check, since_s) for check in document["checks"])
    return Status(results, since_s, int(document["pid"]))


def _as_json(result: Result) -> dict[str, object]:
    finding = result.finding
    age_s = None if result.age_s is None else round(result.age_s, 1)
    return {
        "check": finding.check,
        "state": finding.state,
        "detail": finding.detail,
        "age_s": age_s,
    }


def _result(check: Mapping[str, Any], since_s: float) -> Result:
    finding = Finding.of(str(check["check"]), str(check["state"]), str(check["detail"]))
    age_s = check["age_s"]
    return Result(finding, None if age_s is None else float(age_s) + since_s)


def _named(who: Who) -> str:
    return f"gymstation.{who.site}.{who.station}.json"


def _boot() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""
