"""The packs of a station: folders under `<data>/models/packs`, and links that name the active one.

`current` names the active pack and `previous` the one before it; without a link it is the models
that came with the software. A link is replaced in one step, so whoever looks sees the old pack or
the new one, whenever the power fails.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edge.errors import ModelPackError
from edge.modelpack.manifest import LARGEST_MANIFEST_BYTES, MANIFEST, PackManifest
from edge.modelpack.source import Folder, read

CURRENT, PREVIOUS, IN_USE = "current", "previous", "in-use"
STAGING = ".new-"


class PackStore:
    """The packs under one data folder; made where it is first written to."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "models"
        self.packs = self.folder / "packs"

    @property
    def current(self) -> Path | None:
        """The active pack's folder, which may be broken; None = the bundled models."""
        return self._linked(CURRENT)

    @property
    def previous(self) -> Path | None:
        """The pack before the active one; None = the bundled models."""
        return self._linked(PREVIOUS)

    def installed(self) -> list[Path]:
        """The folders of all packs, by name."""
        if not self.packs.is_dir():
            return []
        return sorted(path for path in self.packs.iterdir() if not path.name.startswith("."))

    def manifest(self, pack: Path) -> PackManifest:
        """What an installed pack says of itself; raises ModelPackError."""
        content = read(Folder(pack), MANIFEST, LARGEST_MANIFEST_BYTES)
        return PackManifest.from_bytes(content, str(pack / MANIFEST))

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """An empty folder in the store, for a pack that is not trusted yet; raises OSError.

        What was not admitted by the end of the block is removed.
        """
        self.packs.mkdir(mode=0o755, parents=True, exist_ok=True)
        for left in self.packs.glob(f"{STAGING}*"):  # of an installation that was cut short
            shutil.rmtree(left, ignore_errors=True)
        staged = Path(tempfile.mkdtemp(prefix=STAGING, dir=self.packs))
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def admit(self, staged: Path, name: str) -> Path:
        """Give a staged pack its name; one of that name that is there already makes room."""
        staged.chmod(0o755)
        target = self.packs / name
        if target.is_dir():
            target.rename(self.packs / f"{STAGING}replaced-{staged.name.removeprefix(STAGING)}")
        staged.rename(target)
        sync_folder(self.packs)
        return target

    def switch(self, pack: Path) -> None:
        """Make an installed pack the active one."""
        before = self.current
        if before == pack:
            return
        self._link(PREVIOUS, before)
        self._link(CURRENT, pack)

    def switch_back(self) -> Path | None:
        """Make the previous pack active again, else the bundled models; returns its folder.

        Raises ModelPackError where the bundled models are the active ones.
        """
        if self.current is None:
            raise ModelPackError(
                "there is nothing to take back: the station uses the models of its software",
                where=str(self.folder),
            )
        before = self.previous
        if before == self.current or (before is not None and not before.is_dir()):
            before = None  # a switch was cut short, or the pack is gone
        self._link(CURRENT, before)
        self._link(PREVIOUS, None)
        return before

    def use(self, pack: Path | None) -> None:
        """Note which pack the running station took, so that it is kept while it runs."""
        if self._linked(IN_USE) != pack:
            self._link(IN_USE, pack)

    def prune(self) -> None:
        """Remove packs that are neither active, previous nor in use."""
        kept = {self.current, self.previous, self._linked(IN_USE)}
        for pack in self.packs.iterdir():
            if pack not in kept:
                shutil.rmtree(pack, ignore_errors=True)

    def _linked(self, name: str) -> Path | None:
        try:
            target = (self.folder / name).readlink()
        except OSError:
            return None
        # Only the name counts: a link may not lead out of the store.
        return self.packs / target.name

    def _link(self, name: str, pack: Path | None) -> None:
        link = self.folder / name
        if pack is None:
            link.unlink(missing_ok=True)
        else:
            fresh = self.folder / f".{name}.new"
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(Path("packs") / pack.name)
            fresh.replace(link)
        sync_folder(self.folder)


def sync_folder(folder: Path) -> None:
    """Let the card keep what was renamed in a folder before anything else is done."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
