"""Wait until what was started is well, or certainly is not."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from edge.upgrade.manager import Manager
from edge.upgrade.places import Part
from edge.upgrade.program import Health, Programs
from edge.upgrade.releases import Release

SAFE_MODE = "safe mode"
_LOOK_S = 1.0


@dataclass(frozen=True, slots=True)
class Patience:
    """stable_s: seconds it must stay up. longest_s: seconds after which it is given up."""

    stable_s: float = 15.0
    longest_s: float = 90.0


@dataclass(frozen=True, slots=True)
class Before:
    """How a part was before. runs: whether it did its work. health: what its doctor said."""

    runs: bool
    health: Health | None = None


class Watch:
    """Watches one part after it was started."""

    def __init__(
        self,
        manager: Manager,
        programs: Programs,
        patience: Patience,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._manager = manager
        self._programs = programs
        self._patience = patience
        self._clock = clock
        self._sleep = sleep

    def before(self, part: Part, release: Release) -> Before:
        """How the part is under the release that runs."""
        if not self._manager.state(part.unit).runs:
            return Before(runs=False)
        return Before(runs=True, health=self._health(part, release))

    def trouble(self, part: Part, release: Release, before: Before) -> str | None:
        """Start the part anew; None once it is as well as before, else what is wrong with it."""
        if not self._manager.restart(part.unit):
            status = self._manager.state(part.unit).status
            return f"does not start{f': {status}' if status else ''}"
        began_s = self._clock()
        trouble: str | None = "was not watched"
        while (passed_s := self._clock() - began_s) < self._patience.longest_s:
            trouble = self._look(part, release, before)
            if trouble is None and passed_s >= self._patience.stable_s:
                return None
            if not self._stays_up(part):
                return "ended after it was started"
            self._sleep(_LOOK_S)
        return trouble

    def _look(self, part: Part, release: Release, before: Before) -> str | None:
        state = self._manager.state(part.unit)
        if SAFE_MODE in state.status.lower():
            return state.status
        health = self._health(part, release)
        was = before.health or Health.HEALTHY
        if health is Health.CRITICAL and was is not Health.CRITICAL:
            return "`gymstation doctor` finds it critical"
        return None

    def _stays_up(self, part: Part) -> bool:
        state = self._manager.state(part.unit)
        return state.runs and state.restarts == 0

    def _health(self, part: Part, release: Release) -> Health | None:
        return self._programs.health(release) if part is Part.STATION else None
