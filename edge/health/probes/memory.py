"""What the station uses of the memory, what is free, and whether its use grows."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edge.health.finding import Finding
from edge.health.words.all import NOT_TOLD

PROC = Path("/proc")
LOW_SHARE, OUT_SHARE = 0.10, 0.04  # of the memory that is available
# Models, caches and the face worker settle in the first minutes; only what comes later is growth.
SETTLE_S = 900.0
GROWTH, GROWTH_BYTES = 1.25, 50_000_000
_KB = 1024
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes. own: in use by this process. free: available without swapping. total: of the board."""

    own: int
    free: int
    total: int


class MemoryUse:
    """Check `memory`. proc: the kernel's tree. clock: monotonic seconds."""

    def __init__(self, proc: Path = PROC, clock: Callable[[], float] = time.monotonic) -> None:
        self._proc = proc
        self._clock = clock
        self._began_s = clock()
        self._settled: int | None = None

    def __call__(self) -> Finding:
        """Read what the kernel tells."""
        memory = read_memory(self._proc)
        if memory is None:
            return Finding.of("memory", NOT_TOLD)
        detail = (
            f"{memory.own / _MB:.0f} MB in use by the station, {memory.free / _MB:.0f} MB of "
            f"{memory.total / _MB:.0f} MB free"
        )
        return Finding.of("memory", self._state(memory), detail)

    def _state(self, memory: Memory) -> str:
        if memory.free < OUT_SHARE * memory.total:
            return "out"
        if memory.free < LOW_SHARE * memory.total:
            return "low"
        return "grows" if self._grows(memory.own) else "ok"

    def _grows(self, own: int) -> bool:
        if self._clock() - self._began_s < SETTLE_S:
            return False
        if self._settled is None:
            self._settled = own
        return own > max(self._settled * GROWTH, self._settled + GROWTH_BYTES)


def read_memory(proc: Path = PROC) -> Memory | None:
    """The memory now; None where the kernel does not tell."""
    try:
        lines = (proc / "meminfo").read_text(encoding="ascii").splitlines()
        told = {name: rest.split()[0] for name, _, rest in (line.partition(":") for line in lines)}
        resident = _resident((proc / "self/status").read_text(encoding="utf-8", errors="replace"))
        return Memory(resident * _KB, int(told["MemAvailable"]) * _KB, int(told["MemTotal"]) * _KB)
    except (OSError, KeyError, IndexError, ValueError):
        return None


def _resident(status: str) -> int:
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1])
