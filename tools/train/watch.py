"""Recordings watched once: what the recogniser is shown of them, and what the counters say to it.

Neither depends on the network, so that many networks can be judged by one watching.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.camera.recording import PoseRecording
from edge.config.pack import load_packs
from edge.exercise.recognise.decision import OTHER
from edge.exercise.recognise.features import window_features
from edge.exercise.recognise.recogniser import ExerciseRecogniser, Odds
from edge.exercise.recognise.window import RATE_HZ
from edge.exercise.tracker import ExerciseTracker
from tools.train.dataset import CLASSES
from tools.train.tracks import poses

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One window of features (frames, F), its times, and the counters' odds at its end."""

    begins_s: float
    ends_s: float
    features: Floats
    odds: Odds


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """A recording.

    windows: in order; None where nobody was seen for so long that the recogniser starts anew.
    first_s, last_s: of the poses; 0 where nobody was seen at all.
    """

    windows: Sequence[Window | None] = ()
    first_s: float = 0.0
    last_s: float = 0.0


def watch(recording: PoseRecording | None) -> Watched:
    """Follow a recording with the counters of all exercises."""
    seen = list(poses(recording)) if recording else []
    if not seen:
        return Watched()
    listener = _Listener()
    tracker = ExerciseTracker(load_packs(None), recogniser=listener)
    for at_s, pose in seen:
        tracker.update(at_s, pose)
    return Watched(tuple(listener.windows), seen[0][0], seen[-1][0])


class _Listener(ExerciseRecogniser):
    """Writes down what it is shown, and names nothing."""

    def __init__(self) -> None:
        super().__init__(_Mute(), [name for name in CLASSES if name != OTHER])
        self.windows: list[Window | None] = []

    def _classify(self, odds: Odds) -> None:
        window = self._window
        features = window_features(*window.arrays(), RATE_HZ)
        self.windows.append(Window(window.begins_s, window.ends_s, features, dict(odds)))

    def forget(self) -> None:
        """See `ExerciseRecogniser.forget`."""
        super().forget()
        self.windows.append(None)


class _Mute:
    """Is never asked."""

    classes = CLASSES

    def __call__(self, window: Floats) -> Floats:
        """Never called."""
        raise AssertionError(window.shape)
