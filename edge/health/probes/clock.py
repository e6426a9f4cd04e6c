"""Whether the wall clock is kept right."""

from edge.health.finding import Finding
from edge.uplink.clock import Clock


class ClockSync:
    """Check `clock`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self) -> Finding:
        """Ask the kernel."""
        now = self._clock.now()
        return Finding.of("clock", "ok" if now.synced else "not_synchronised", now.iso)
