"""What a frame costs: processor and wall time, and memory."""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds spent on one frame.

    cpu_s: processor time of the whole process, native threads included. wall_s: time on the clock.
    """

    cpu_s: float
    wall_s: float


def measured(work: Callable[[], T]) -> tuple[T, Cost]:
    """Do the work and say what it cost."""
    cpu_s, wall_s = time.process_time(), time.perf_counter()
    result = work()
    return result, Cost(time.process_time() - cpu_s, time.perf_counter() - wall_s)


def peak_rss_mb() -> float:
    """The most memory this process has held, in MB of 1024 * 1024 bytes (Linux counts in kB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def summary(costs: Sequence[Cost]) -> dict[str, Any]:
    """Mean, median and 95th percentile of each time, in milliseconds; costs are at least one."""
    return {
        "cpu_ms": _distribution([cost.cpu_s for cost in costs]),
        "wall_ms": _distribution([cost.wall_s for cost in costs]),
    }


def _distribution(seconds: Sequence[float]) -> dict[str, float]:
    milliseconds = np.array(seconds) * 1000
    return {
        "mean": round(float(milliseconds.mean()), 3),
        "median": round(float(np.median(milliseconds)), 3),
        "p95": round(float(np.percentile(milliseconds, 95)), 3),
    }
