"""`ExerciseRecogniser`: poses in, the name of the exercise out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from edge.errors import UsageError
from edge.exercise.recognise.decision import OTHER, Decision, Recognition
from edge.exercise.recognise.features import window_features
from edge.exercise.recognise.window import LONGEST_GAP_S, RATE_HZ, PoseWindow
from edge.pose.pose import Pose

EVERY_FRAMES = 2  # a classification each quarter of a second
LEAST_FRAMES = 12  # the first one after a second and a half
Odds: TypeAlias = Mapping[str, float]

__all__ = ["ExerciseRecogniser", "Recognition", "WindowClassifier"]


class WindowClassifier(Protocol):
    """A trained network behind a port."""

    @property
    def classes(self) -> tuple[str, ...]:
        """What the probabilities stand for, `other` among them."""
        ...

    def __call__(self, window: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities (classes,) of a window (frames, features) of `window_features`."""
        ...


def _even(_: float) -> Odds:
    """Nothing is known beside the window."""
    return {}


class ExerciseRecogniser:
    """Names the exercise a member is doing, from a sliding window of four seconds.

    candidates: exercises that may be named; those that the classifier does not know never are.
    Raises UsageError where it knows none of them.

    The same poses at the same times give the same names.
    """

    def __init__(self, classifier: WindowClassifier, candidates: Sequence[str]) -> None:
        if not set(candidates) & set(classifier.classes):
            raise UsageError(
                f"none of {', '.join(candidates) or 'no exercises'} can be recognised",
                remedy=f"choose from {', '.join(c for c in classifier.classes if c != OTHER)}",
            )
        self._classifier = classifier
        self._window = PoseWindow()
        self._decision = Decision(classifier.classes, candidates)
        self._waiting = 0
        self._seen_s: float | None = None

    @property
    def probabilities(self) -> Mapping[str, float]:
        """Of every candidate at the moment, smoothed; what is missing to 1 is `other`.

        Evidence for whoever knows more, such as counters that follow the same poses.
        """
        return self._decision.probabilities

    def update(
        self, captured_s: float, pose: Pose | None, odds: Callable[[float], Odds] = _even
    ) -> Recognition:
        """Take the pose of one frame, or None where nobody is seen; times must increase.

        odds: asked when there is a new window: how many times likelier an exercise is, at a time,
        for what is known beside the window.
        """
        if self._seen_s is not None and captured_s - self._seen_s > LONGEST_GAP_S:
            self.forget()
        if pose is not None:
            self._seen_s = captured_s
            self._waiting += self._window.append(captured_s, pose)
            if self._waiting >= EVERY_FRAMES and self._window.filled >= LEAST_FRAMES:
                self._waiting = 0
                self._classify(odds(captured_s))
        return self._decision.recognition(captured_s)

    def _classify(self, odds: Odds) -> None:
        features = window_features(*self._window.arrays(), RATE_HZ)
        probabilities = self._classifier(features)
        window = self._window
        self._decision.update(window.ends_s, window.begins_s, probabilities.tolist(), odds)

    def forget(self) -> None:
        """Start anew: nobody was seen for a while, or the clock began again."""
        self._window.clear()
        self._decision.clear()
        self._waiting = 0
        self._seen_s = None
