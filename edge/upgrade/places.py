"""Where an installed station and hub lie."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

REBOOT_UNIT = "gymstation-reboot.path"


class Part(StrEnum):
    """What can be installed."""

    STATION = "station"
    HUB = "hub"

    @property
    def unit(self) -> str:
        """Its service."""
        return f"gym{self}.service"

    @property
    def enabled_units(self) -> tuple[str, ...]:
        """What is started with the machine."""
        if self is Part.STATION:
            return (self.unit, "gymstation-prune.timer")
        return (self.unit,)

    @property
    def config_name(self) -> str:
        """The name of its file, installed and as an example."""
        return f"{self}.yaml"


@dataclass(frozen=True, slots=True)
class Places:
    """Every path under one root. root: `/`, or a folder in tests."""

    root: Path = Path("/")

    def at(self, destination: str) -> Path:
        """An absolute path, under the root."""
        return self.root / destination.lstrip("/")

    @property
    def home(self) -> Path:
        """The folder of the code."""
        return self.at("/opt/gymstation")

    @property
    def releases(self) -> Path:
        """A folder a release, each a virtual environment."""
        return self.home / "releases"

    def config(self, part: Part) -> Path:
        """The file that a gym changes."""
        return self.at(f"/etc/gym{part}") / part.config_name

    def state(self, part: Part) -> Path:
        """What the part keeps."""
        return self.at(f"/var/lib/gym{part}")

    def credential(self, part: Part, name: str) -> Path:
        """A key or password, handed to the service by LoadCredential."""
        return self.at("/etc/credstore") / f"gym{part}.{name}"

    def drop_in(self, part: Part, name: str) -> Path:
        """A file that adds to the part's unit."""
        return self.at(f"/etc/systemd/system/{part.unit}.d") / name
