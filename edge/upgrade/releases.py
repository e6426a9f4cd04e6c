"""The releases that are installed, and which of them runs."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from edge.errors import UpgradeError
from edge.upgrade.places import Places
from edge.upgrade.replace import link

CURRENT, PREVIOUS = "current", "previous"


@dataclass(frozen=True, slots=True)
class Release:
    """One installed version in its folder, named `VERSION` or `VERSION-2` and so on."""

    path: Path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def share(self) -> Path:
        """What ships beside the code."""
        return self.path / "share" / "gymstation"

    def program(self, name: str) -> Path:
        """`gymstation` or `gymhub` of this release."""
        return self.path / "bin" / name


class Releases:
    """`current` and `previous` are links in the folder of the code."""

    def __init__(self, places: Places) -> None:
        self._places = places

    @property
    def current(self) -> Release | None:
        """What runs."""
        return self._linked(CURRENT)

    @property
    def previous(self) -> Release | None:
        """What ran before it."""
        return self._linked(PREVIOUS)

    def named(self, path: Path) -> Release:
        """The release in a folder; raises UpgradeError where there is none."""
        release = Release(path.resolve())
        if release.path.parent != self._places.releases.resolve():
            raise UpgradeError(
                "is no release", where=str(path), remedy=f"they lie in {self._places.releases}"
            )
        if not release.program("gymstation").exists():
            raise UpgradeError(
                "holds no `gymstation`", where=str(path), remedy="install the release again"
            )
        return release

    def switch(self, release: Release) -> None:
        """Let a release be the current one, and the current one the previous."""
        before = self.current
        if before == release:
            return
        if before is not None:
            link(self._places.home / PREVIOUS, f"releases/{before.name}")
        link(self._places.home / CURRENT, f"releases/{release.name}")

    def restore(self, current: Release, previous: Release | None) -> None:
        """Both links as they were."""
        link(self._places.home / CURRENT, f"releases/{current.name}")
        if previous is None:
            (self._places.home / PREVIOUS).unlink(missing_ok=True)
        else:
            link(self._places.home / PREVIOUS, f"releases/{previous.name}")

    def clean_up(self) -> tuple[str, ...]:
        """Remove all but the current and the previous release; their names."""
        kept = {release.path for release in (self.current, self.previous) if release}
        gone = [
            path
            for path in sorted(self._places.releases.iterdir())
            if path.is_dir() and path.resolve() not in kept
        ]
        for path in gone:
            shutil.rmtree(path, ignore_errors=True)
        return tuple(path.name for path in gone)

    def _linked(self, name: str) -> Release | None:
        path = self._places.home / name
        return Release(path.resolve()) if path.is_symlink() and path.exists() else None
