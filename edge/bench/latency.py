"""`gymstation bench latency`: from the capture of a frame to the start of the signal it causes.

The whole station runs on a video in real time. Only the pins are not real: they note when they
change.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Any

import numpy as np

from edge.athlete.sighting import AthleteSighting
from edge.camera.frame import Frame
from edge.feedback.coach import Coach
from edge.feedback.cue import Cue
from edge.feedback.feedback import Feedback
from edge.feedback.player import Player
from edge.feedback.situation import Situation
from edge.station.loop import Watcher


@dataclass(frozen=True, slots=True)
class Step:
    """What happened at one frame; times in seconds of the monotonic clock.

    received_s: the vision thread got it. told_s: coach and players were about to be told of it.
    done_s: they were. cue: what began with it.
    """

    captured_s: float
    received_s: float
    told_s: float
    done_s: float
    cue: Cue | None


class TimedWatcher:
    """A watcher that notes when it was given its newest frame."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self.received_s = 0.0

    def see(self, frame: Frame) -> AthleteSighting:
        """See `Watcher.see`."""
        self.received_s = time.monotonic()
        return self._watcher.see(frame)


class TimedFeedback(Feedback):
    """Feedback that notes its times, for `seconds` from its first frame on; then it sets `stop`."""

    def __init__(
        self, coach: Coach, player: Player, watcher: TimedWatcher, seconds: float, stop: Event
    ) -> None:
        super().__init__(coach, player)
        self._watcher = watcher
        self._seconds = seconds
        self._stop = stop
        self.steps: list[Step] = []

    def tell(self, situation: Situation) -> Cue | None:
        """See `Feedback.tell`."""
        told_s = time.monotonic()
        cue = super().tell(situation)
        done_s = time.monotonic()
        received_s = self._watcher.received_s
        self.steps.append(Step(situation.captured_s, received_s, told_s, done_s, cue))
        if done_s - self.steps[0].done_s >= self._seconds:
            self._stop.set()
        return cue


def signal_latencies_s(steps: Sequence[Step], changes_s: Sequence[float]) -> list[float]:
    """Of each cue, the seconds from the capture of its frame to the device's next change.

    changes_s: when the device changed, in order. Cues that it does not give are left out.
    """
    found = []
    for step, until_s in _with_next(steps):
        if step.cue is not None:
            found += [at_s - step.captured_s for at_s in _first(changes_s, step.told_s, until_s)]
    return found


def movement_latencies_s(
    steps: Sequence[Step], changes_s: Sequence[float], length_s: Callable[[Cue], float]
) -> list[float]:
    """Of each frame between signals at which the light changed, the seconds until it did.

    length_s: how long the light is taken by a cue.
    """
    found = []
    taken_s = float("-inf")
    for step, until_s in _with_next(steps):
        if step.cue is not None:
            taken_s = step.told_s + length_s(step.cue)
        elif step.told_s > taken_s:
            found += [at_s - step.captured_s for at_s in _first(changes_s, step.told_s, until_s)]
    return found


def milliseconds(seconds: Sequence[float]) -> dict[str, Any]:
    """Number, median, 95th and 99th percentile and maximum, in milliseconds."""
    if not seconds:
        return {"count": 0}
    values = np.array(seconds) * 1000
    median, p95, p99 = np.percentile(values, (50, 95, 99))
    figures = {"median": median, "p95": p95, "p99": p99, "max": values.max()}
    return {"count": len(seconds)} | {key: round(float(each), 3) for key, each in figures.items()}


def _with_next(steps: Sequence[Step]) -> Iterator[tuple[Step, float]]:
    """Each step, and when the next one was told."""
    for index, step in enumerate(steps):
        following = steps[index + 1].told_s if index + 1 < len(steps) else float("inf")
        yield step, following


def _first(changes_s: Sequence[float], from_s: float, until_s: float) -> list[float]:
    """The first change within these times, if there is one."""
    index = int(np.searchsorted(changes_s, from_s))
    return [at_s for at_s in changes_s[index : index + 1] if at_s < until_s]
