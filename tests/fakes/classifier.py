"""A window classifier that says what a script tells it, and remembers what it was shown."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

CLASSES = ("squat", "lunge", "push_up", "other")


class ScriptedClassifier:
    """`script` maps a window to the probability of each named class; `other` gets the rest."""

    def __init__(
        self, script: Callable[[Floats], dict[str, float]], classes: tuple[str, ...] = CLASSES
    ) -> None:
        self.classes = classes
        self.windows: list[Floats] = []
        self._script = script

    def __call__(self, window: Floats) -> Floats:
        self.windows.append(window)
        said = self._script(window)
        rest = 1.0 - sum(said.values())
        values = [said.get(name, rest if name == "other" else 0.0) for name in self.classes]
        return np.array(values, np.float32)
