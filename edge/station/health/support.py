"""The support bundle: what somebody far away needs to help, and nothing about anybody."""

import io
import json
import os
import platform
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from edge import __version__
from edge.config.show import as_yaml
from edge.config.station import StationConfig
from edge.errors import ModelError, SupportError
from edge.health.scrub import Scrubber
from edge.pose.manifest import load_manifest
from edge.station.health.examine import data_folder_of
from edge.station.health.secrets import secrets_of

JOURNALCTL = ("journalctl",)
LINES = 2000
COMMAND_TIMEOUT_S = 30.0
DEVICE_MODEL = Path("/proc/device-tree/model")
_KERNEL_WORDS = ("mmc", "ext4", "voltage", "throttl", "usb", "i/o error", "oom", "thermal")
_WITHHELD = (
    "Left out: the gallery of members could not be opened, so their names could not be looked for "
    "in these lines. Run the command as the station's user.\n"
)
_READ_ME = """This bundle was made by `gymstation support` for whoever helps from afar.

about.json    versions of program, packages and system
config.yaml   the configuration, without accounts and passwords
doctor.json   what every check found
journal.txt   the last lines of the station's log
kernel.txt    what the kernel said about card, power, heat and USB
storage.json  how large the files of the data folder are

It holds no picture, no face, no name, no id of a member, no key and no password: they were looked
for and replaced by ***. Look through it before you send it.
"""


@dataclass(frozen=True, slots=True)
class Journal:
    """Where the log is read. command: journalctl and what stands before its arguments."""

    command: Sequence[str] = JOURNALCTL
    unit: str = "gymstation"

    def station(self) -> str:
        """The last lines of the station."""
        return self._ask("-u", self.unit, "-n", str(LINES))

    def kernel(self) -> str:
        """The kernel's lines about what makes stations ill."""
        lines = self._ask("-k", "-n", str(LINES)).splitlines(keepends=True)
        return "".join(
            line for line in lines if any(word in line.lower() for word in _KERNEL_WORDS)
        )

    def _ask(self, *arguments: str) -> str:
        command = [*self.command, *arguments, "--no-pager", "-o", "short-iso"]
        try:
            done = subprocess.run(  # noqa: S603 - the command is ours
                command,
                capture_output=True,
                timeout=COMMAND_TIMEOUT_S,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as error:
            return f"no log: {type(error).__name__}\n"
        return done.stdout.decode("utf-8", errors="replace")


def bundle(
    settings: StationConfig,
    doctor: Mapping[str, object],
    *,
    broken: str = "",
    journal: Journal | None = None,
) -> dict[str, str]:
    """The files of the bundle by name, scrubbed. broken: why the configuration cannot be used."""
    journal = journal or Journal()
    folder = data_folder_of(settings)
    secrets = secrets_of(settings, folder)
    scrub = Scrubber(secrets.words)
    logs = (journal.station, journal.kernel) if secrets.complete else (_withheld, _withheld)
    files = {
        "README.txt": _READ_ME,
        "about.json": _json(_about()),
        "config.yaml": f"# cannot be used: {broken}\n" if broken else as_yaml(settings),
        "doctor.json": _json(doctor),
        "journal.txt": logs[0](),
        "kernel.txt": logs[1](),
        "storage.json": _json(_storage(folder)),
    }
    return {name: text if name == "README.txt" else scrub(text) for name, text in files.items()}


def write_bundle(files: Mapping[str, str], path: Path, now_s: float) -> None:
    """Write a .tar.gz that only its owner may read; raises SupportError."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for name, text in files.items():
            data = text.encode()
            entry = tarfile.TarInfo(f"gymstation-support/{name}")
            entry.size, entry.mtime, entry.mode = len(data), int(now_s), 0o600
            archive.addfile(entry, io.BytesIO(data))
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as stream:
            stream.write(content.getvalue())
    except OSError as error:
        raise SupportError(
            f"the bundle cannot be written: {error.strerror}",
            where=str(path),
            remedy="name another file with --output",
        ) from error


def _withheld() -> str:
    return _WITHHELD


def _about() -> dict[str, object]:
    try:
        models = {name: entry.sha256[:12] for name, entry in load_manifest().items()}
    except ModelError as error:
        models = {"error": str(error)}
    return {
        "version": __version__,
        "python": sys.version.split()[0],
        "system": _release(),
        "kernel": f"{platform.system()} {platform.release()} {platform.machine()}",
        "board": _board(),
        "cores": os.cpu_count(),
        "models": models,
        "packages": {one.name: one.version for one in sorted(distributions(), key=_name)},
    }


def _name(distribution: object) -> str:
    return str(getattr(distribution, "name", ""))


def _release() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return ""


def _board() -> str:
    try:
        return DEVICE_MODEL.read_text(encoding="utf-8").rstrip("\0\n")
    except OSError:
        return ""


def _storage(folder: Path) -> dict[str, object]:
    """Sizes by kind of file: a name may hold the id of a session."""
    sizes: dict[str, list[int]] = {}
    try:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                kind = path.name if path.parent == folder else f"{path.parent.name}/*{path.suffix}"
                sizes.setdefault(kind, []).append(path.stat().st_size)
    except OSError as error:
        return {"error": str(error.strerror)}
    return {kind: {"files": len(found), "bytes": sum(found)} for kind, found in sizes.items()}


def _json(document: object) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
