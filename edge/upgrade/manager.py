"""The service manager: what an upgrade asks of systemd."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from edge.errors import UpgradeError

_LONGEST_S = 300.0  # more than a unit may take to start, with what it asks for on top
_TAIL = 300


@dataclass(frozen=True, slots=True)
class UnitState:
    """How a unit is. restarts: since it was started by hand. status: its own words."""

    active: str
    restarts: int
    status: str

    @property
    def runs(self) -> bool:
        """Whether it is up and said that it is ready."""
        return self.active in {"active", "reloading"}


class Manager(Protocol):
    """Starts and stops units; `Systemctl` is one."""

    def state(self, unit: str) -> UnitState:
        """How a unit is now."""
        ...

    def restart(self, unit: str) -> bool:
        """Start it anew and wait until it is ready; False where it does not come up."""
        ...

    def stop(self, unit: str) -> None:
        """Stop it and wait until it is gone."""
        ...

    def enable(self, units: Sequence[str]) -> None:
        """Start them with the machine from now on."""
        ...

    def take_up(self, changed: Sequence[str]) -> None:
        """Let the system know of files that were written: accounts, folders, devices, units."""
        ...


class Systemctl:
    """The real one."""

    def state(self, unit: str) -> UnitState:
        """See `Manager.state`."""
        names = "ActiveState,NRestarts,StatusText"
        text = _run("systemctl", "show", unit, f"--property={names}")
        found = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        restarts = found.get("NRestarts", "0")
        return UnitState(
            found.get("ActiveState", "unknown"),
            int(restarts) if restarts.isdigit() else 0,
            found.get("StatusText", ""),
        )

    def restart(self, unit: str) -> bool:
        """See `Manager.restart`."""
        _run("systemctl", "reset-failed", unit, check=False)
        try:
            _run("systemctl", "restart", unit)
        except UpgradeError:
            return False
        return True

    def stop(self, unit: str) -> None:
        """See `Manager.stop`."""
        _run("systemctl", "stop", unit)

    def enable(self, units: Sequence[str]) -> None:
        """See `Manager.enable`."""
        _run("systemctl", "--quiet", "enable", *units)

    def switch(self, unit: str, *, on: bool) -> None:
        """Start a unit now and with the machine, or neither."""
        _run("systemctl", "--quiet", "enable" if on else "disable", "--now", unit)

    def take_up(self, changed: Sequence[str]) -> None:
        """See `Manager.take_up`."""
        _run("systemd-sysusers")
        # Of other packages' folders some may be complained about: those are not ours.
        _run("systemd-tmpfiles", "--create", "--prefix=/etc", check=False)
        _run("systemctl", "daemon-reload")
        if any("udev/rules.d" in name for name in changed):
            # In a container nobody manages devices.
            _run("udevadm", "control", "--reload", check=False)
            _run("udevadm", "trigger", check=False)
        if any("journald.conf.d" in name for name in changed):
            _run("systemctl", "restart", "systemd-journald")


def _run(*command: str, check: bool = True) -> str:
    """What a command printed; raises UpgradeError with its complaint where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words, and no shell
            command, capture_output=True, text=True, timeout=_LONGEST_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UpgradeError(f"cannot be run: {error}", where=command[0]) from error
    if check and done.returncode != 0:
        complaint = done.stderr.strip()[-_TAIL:] or f"exit status {done.returncode}"
        raise UpgradeError(complaint, where=" ".join(command))
    return done.stdout
