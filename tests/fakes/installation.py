"""A machine with releases in a folder: units that come up or do not, programs that answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from edge.errors import UpgradeError
from edge.upgrade.attempt import Installation
from edge.upgrade.manager import UnitState
from edge.upgrade.places import Part, Places
from edge.upgrade.program import Health
from edge.upgrade.releases import Release, Releases
from edge.upgrade.watch import Patience, Watch

LIST = """\
# part, file, mode, destination
always  systemd/accounts      644 /usr/local/lib/sysusers.d/gymstation.conf
station systemd/station.unit  644 /usr/local/lib/systemd/system/gymstation.service
hub     systemd/hub.unit      644 /usr/local/lib/systemd/system/gymhub.service
"""
EXAMPLE = "schema_version: 1\nsite: gym\nmembers:\n  key_file: null\n"


class FakeManager:
    """Which release runs is told by `current`; `ill` names releases that do not come up."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.ill: set[str] = set()
        self.words: dict[str, str] = {}
        self.dies: set[str] = set()
        self.running: dict[str, UnitState] = {}
        self.enabled: set[str] = set()
        self.told: list[str] = []

    def state(self, unit: str) -> UnitState:
        state = self.running.get(unit, UnitState("inactive", 0, ""))
        return replace(state, restarts=1) if self._release in self.dies else state

    def restart(self, unit: str) -> bool:
        self.told.append(f"restart {unit} {self._release}")
        if self._release in self.ill:
            self.running[unit] = UnitState("failed", 5, "")
            return False
        self.running[unit] = UnitState("active", 0, self.words.get(self._release, "watching"))
        return True

    def stop(self, unit: str) -> None:
        self.told.append(f"stop {unit}")
        self.running.pop(unit, None)

    def enable(self, units: Sequence[str]) -> None:
        self.enabled.update(units)

    def take_up(self, changed: Sequence[str]) -> None:
        for part in Part:
            self._places.config(part).parent.mkdir(parents=True, exist_ok=True)
        self.told.append(f"take up {len(changed)}")

    @property
    def _release(self) -> str:
        current = Releases(self._places).current
        return current.name if current else ""


@dataclass
class FakePrograms:
    """layouts: the version of the configuration that a release wants; 1 if it is not named."""

    layouts: dict[str, int] = field(default_factory=dict)
    critical: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def version(self, release: Release) -> str:
        if release.name in self.broken:
            raise UpgradeError("does not start", where=str(release.path))
        return release.name.partition("-")[0]

    def migrated(self, release: Release, config: Path) -> str:
        text = config.read_text(encoding="utf-8")
        if "unreadable" in text:
            raise UpgradeError("cannot use this file", where=str(config))
        return text.replace("schema_version: 1", f"schema_version: {self._layout(release)}")

    def accepts(self, release: Release, config: Path) -> bool:
        return f"schema_version: {self._layout(release)}" in config.read_text(encoding="utf-8")

    def health(self, release: Release) -> Health | None:
        return Health.CRITICAL if release.name in self.critical else Health.HEALTHY

    def _layout(self, release: Release) -> int:
        return self.layouts.get(release.name, 1)


class FakeMachine:
    """Everything that an upgrade touches, under one folder."""

    def __init__(self, root: Path) -> None:
        self.places = Places(root)
        self.manager = FakeManager(self.places)
        self.programs = FakePrograms()
        self.said: list[str] = []
        self._now_s = 0.0
        watch = Watch(
            self.manager,
            self.programs,
            Patience(stable_s=15.0, longest_s=60.0),
            clock=lambda: self._now_s,
            sleep=self._sleep,
        )
        self.here = Installation(self.places, self.manager, self.programs, watch, self.said.append)

    def release(self, name: str, files: str = LIST) -> Release:
        """A release that is built, with a unit that tells its name."""
        path = self.places.releases / name
        release = Release(path)
        for file, text in {
            "bin/gymstation": "",
            "share/gymstation/systemd/files": files,
            "share/gymstation/systemd/accounts": "u gymstation\n",
            "share/gymstation/systemd/station.unit": f"# {name}\n",
            "share/gymstation/systemd/hub.unit": f"# {name}\n",
            "share/gymstation/systemd/extra": "extra\n",
            "share/gymstation/config/station.yaml": EXAMPLE,
            "share/gymstation/config/hub.yaml": "language: en\n",
        }.items():
            (path / file).parent.mkdir(parents=True, exist_ok=True)
            (path / file).write_text(text, encoding="utf-8")
        return release

    @property
    def config(self) -> Path:
        """The station's file."""
        return self.places.config(Part.STATION)

    @property
    def unit(self) -> str:
        """The station's unit as it is installed."""
        return self.places.at(f"/usr/local/lib/systemd/system/{Part.STATION.unit}").read_text()

    def _sleep(self, seconds: float) -> None:
        self._now_s += seconds
