"""What every step of the trial has at hand, and what it says."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tools.appliance.camera import NetworkCamera
from tools.appliance.hub_end import HubEnd
from tools.appliance.machine import Machine
from tools.appliance.wheels import Wheels
from tools.chaos.broker import Mosquitto

UNIT = "gymstation.service"
WATCHDOG_S = 30.0
LOOK_S = 0.2


class StepError(AssertionError):
    """Something is not as it should be."""


@dataclass(slots=True, eq=False)
class Stage:
    """One trial. kept: what a later step wants to know of an earlier one."""

    machine: Machine
    camera: NetworkCamera
    broker: Mosquitto
    hub: HubEnd
    wheels: Wheels
    rng: np.random.Generator
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        """The station's file."""
        return self.machine.path("/etc/gymstation/station.yaml")

    @property
    def state(self) -> str:
        """`active`, `activating`, `failed` and so on."""
        return self.machine.show(UNIT, "ActiveState")

    @property
    def words(self) -> str:
        """The station's own status line."""
        return self.machine.show(UNIT, "StatusText")

    @property
    def starts(self) -> int:
        """How often it was started by itself."""
        return int(self.machine.show(UNIT, "NRestarts"))

    def log(self) -> str:
        """The end of what it said."""
        return self.machine.run(f"journalctl -u {UNIT} -n 15 --no-pager -o cat", check=False).out

    def await_state(self, wanted: str, longest_s: float) -> float:
        """Seconds until the unit is in this state; raises StepError."""
        return self.until(lambda: self.state == wanted, longest_s, f"the unit becomes {wanted}")

    def until(self, holds: Callable[[], bool], longest_s: float, what: str) -> float:
        """Seconds until something holds; raises StepError."""
        began_s = time.monotonic()
        while not holds():
            if time.monotonic() - began_s > longest_s:
                raise StepError(f"{what}: not within {longest_s:.0f} s\n{self.state}\n{self.log()}")
            time.sleep(LOOK_S)
        return time.monotonic() - began_s

    def await_training(self, longest_s: float = 60.0) -> float:
        """Seconds until another repetition was counted; raises StepError."""
        before = self.hub.repetitions
        began_s = time.monotonic()
        if not self.hub.wait(longest_s, repetitions=before + 1):
            raise StepError(f"no repetition within {longest_s:.0f} s\n{self.log()}")
        return time.monotonic() - began_s


def require(holds: bool, what: str, detail: str = "") -> None:  # noqa: FBT001 - reads as a sentence
    """Raise StepError where it does not hold."""
    if not holds:
        raise StepError(f"{what}\n{detail}" if detail else what)
