"""The files that a release puts into the system: units, accounts, devices, commands."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from edge.errors import UpgradeError
from edge.upgrade.places import Part, Places
from edge.upgrade.releases import Release
from edge.upgrade.replace import write

LIST = "systemd/files"
ALWAYS = "always"
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class SystemFile:
    """One line of the list. source: under the release's share folder."""

    source: str
    mode: int
    destination: str


def files_of(release: Release, parts: Collection[Part]) -> tuple[SystemFile, ...]:
    """What a release installs for these parts; raises UpgradeError."""
    path = release.share / LIST
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UpgradeError(f"cannot be read: {error.strerror}", where=str(path)) from error
    wanted = {ALWAYS, *parts}
    return tuple(file for part, file in _rows(lines, path) if part in wanted)


def lay(release: Release, parts: Collection[Part], places: Places) -> tuple[str, ...]:
    """Write what differs; the destinations that were written. Raises UpgradeError."""
    changed: list[str] = []
    for file in files_of(release, parts):
        source, destination = release.share / file.source, places.at(file.destination)
        try:
            content = source.read_bytes()
        except OSError as error:
            raise UpgradeError(f"cannot be read: {error.strerror}", where=str(source)) from error
        if not destination.is_file() or destination.read_bytes() != content:
            write(destination, content, file.mode)
            changed.append(file.destination)
    return tuple(changed)


def remove_stale(
    old: Release, new: Release, parts: Collection[Part], places: Places
) -> tuple[str, ...]:
    """Remove what the old release installed and the new one does not; the destinations."""
    stays = {file.destination for file in files_of(new, parts)}
    gone = [file.destination for file in files_of(old, parts) if file.destination not in stays]
    for destination in gone:
        places.at(destination).unlink(missing_ok=True)
    return tuple(gone)


def _rows(lines: list[str], path: Path) -> Iterator[tuple[str, SystemFile]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = line.split()
        if len(row) != _COLUMNS:
            raise UpgradeError("is no line of this list", where=f"{path}:{number}")
        part, source, mode, destination = row
        yield part, SystemFile(source, int(mode, 8), destination)
