"""How well clips are named by the whole recogniser: window, network, counters' odds, decision."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from edge.camera.recording import PoseRecording
from edge.classifier import INPUT_SCALE, OUTPUT_SCALE, OUTPUT_ZERO
from edge.config.pack import load_packs
from edge.exercise.recognise.decision import OTHER, Decision
from edge.exercise.recognise.recogniser import ExerciseRecogniser, WindowClassifier
from edge.exercise.tracker import ExerciseTracker
from tools.train.dataset import CLASSES, LabelledClip
from tools.train.tracks import poses
from tools.train.watch import Watched

Floats = NDArray[np.float32]
EXERCISES = [name for name in CLASSES if name != OTHER]


@dataclass(frozen=True, slots=True)
class Named:
    """What one clip was called.

    wanted: its class. said: the exercise named for the longest time, `other` where none was.
    seconds: for which that name stood. after_s: from the first pose to the first time it was said.
    changes: how often one exercise gave way to another.
    """

    clip: str
    category: str
    wanted: str
    said: str
    seconds: float
    after_s: float | None
    changes: int
    certain: bool

    @property
    def right(self) -> bool:
        """Whether that is the clip's class."""
        return self.said == self.wanted


class ModelClassifier:
    """A `WindowClassifier` over the bytes of a model file, float32 or int8."""

    classes = CLASSES

    def __init__(self, model: bytes) -> None:
        self._interpreter = Interpreter(model_content=model, num_threads=1)
        self._interpreter.allocate_tensors()
        (self._input,) = self._interpreter.get_input_details()
        (self._output,) = self._interpreter.get_output_details()

    def __call__(self, window: Floats) -> Floats:
        """See `WindowClassifier`."""
        quantised = self._input["dtype"] is np.int8
        numbers = np.clip(np.rint(window / INPUT_SCALE), -128, 127) if quantised else window
        self._interpreter.set_tensor(
            self._input["index"], numbers[None, :, None, :].astype(self._input["dtype"])
        )
        self._interpreter.invoke()
        result = self._interpreter.get_tensor(self._output["index"])[0].astype(np.float32)
        probabilities: Floats = (result - OUTPUT_ZERO) * OUTPUT_SCALE if quantised else result
        return probabilities


def name_clip(item: LabelledClip, watched: Watched, classifier: WindowClassifier) -> Named:
    """A clip's name; all exercises are candidates."""
    decision = Decision(CLASSES, EXERCISES)
    stood: dict[str, float] = {}
    first: dict[str, float] = {}
    changes, name, since_s = 0, OTHER, watched.first_s
    for window in watched.windows:
        if window is None:
            decision.clear()
            continue
        given = classifier(window.features).tolist()
        said = decision.update(window.ends_s, window.begins_s, given, window.odds).exercise
        stood[name] = stood.get(name, 0.0) + window.ends_s - since_s
        first.setdefault(said, window.ends_s - watched.first_s)
        changes += OTHER != name != said != OTHER
        name, since_s = said, window.ends_s
    stood[name] = stood.get(name, 0.0) + max(watched.last_s - since_s, 0.0)
    stood.pop(OTHER, None)
    longest, seconds = max(stood.items(), key=lambda pair: pair[1], default=(OTHER, 0.0))
    return Named(
        clip=item.clip.name,
        category=item.clip.category,
        wanted=CLASSES[item.label],
        said=longest,
        seconds=seconds,
        after_s=first.get(longest),
        changes=changes,
        certain=item.clip.certain,
    )


def credited(recording: PoseRecording | None, classifier: WindowClassifier) -> int:
    """How many repetitions a station would count under an exercise's name."""
    recogniser = ExerciseRecogniser(classifier, EXERCISES)
    tracker = ExerciseTracker(load_packs(None), recogniser=recogniser)
    seen = poses(recording) if recording else ()
    finished = [rep for at_s, pose in seen for rep in tracker.update(at_s, pose).finished]
    return sum(rep.exercise != OTHER for rep in (*finished, *tracker.finish().finished))


def share_right(results: Sequence[Named]) -> float:
    """Share of clips with a certain label, of one of our exercises, that were named right."""
    judged = [named for named in results if named.certain and named.wanted != OTHER]
    return sum(named.right for named in judged) / max(len(judged), 1)


def share_quiet(results: Sequence[Named]) -> float:
    """Share of the clips with nobody, or none of our exercises, in which nothing was named."""
    judged = [named for named in results if named.wanted == OTHER]
    return sum(named.right for named in judged) / max(len(judged), 1)
