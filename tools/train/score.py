"""How well clips are named by the whole recogniser: window, network, decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from edge.classifier import INPUT_SCALE, OUTPUT_SCALE, OUTPUT_ZERO
from edge.exercise.recognise.decision import OTHER
from edge.exercise.recognise.recogniser import ExerciseRecogniser
from tools.train.dataset import CLASSES, LabelledClip
from tools.train.tracks import poses

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Named:
    """What one clip was called.

    wanted: its class. said: the exercise named for the longest time, `other` where none was.
    seconds: for which that name stood. after_s: from the first pose to the first time it was said.
    """

    clip: str
    category: str
    wanted: str
    said: str
    seconds: float
    after_s: float | None
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


def name_clips(clips: Iterable[LabelledClip], classifier: ModelClassifier) -> list[Named]:
    """Every clip's name; all exercises are candidates."""
    return [_name(item, classifier) for item in clips]


def _name(item: LabelledClip, classifier: ModelClassifier) -> Named:
    recogniser = ExerciseRecogniser(classifier, [name for name in CLASSES if name != OTHER])
    stood: dict[str, float] = {}
    first: dict[str, float] = {}
    begin_s = last_s = None
    for at_s, pose in poses(item.clip.recording) if item.clip.recording else ():
        name = recogniser.update(at_s, pose).exercise
        begin_s = at_s if begin_s is None else begin_s
        if name != OTHER:
            first.setdefault(name, at_s - begin_s)
            stood[name] = stood.get(name, 0.0) + (0.0 if last_s is None else at_s - last_s)
        last_s = at_s
    said, seconds = max(stood.items(), key=lambda pair: pair[1], default=(OTHER, 0.0))
    return Named(
        clip=item.clip.name,
        category=item.clip.category,
        wanted=CLASSES[item.label],
        said=said,
        seconds=seconds,
        after_s=first.get(said),
        certain=item.clip.certain,
    )


def share_right(results: Sequence[Named]) -> float:
    """Share of clips with a certain label, of one of our exercises, that were named right."""
    judged = [named for named in results if named.certain and named.wanted != OTHER]
    return sum(named.right for named in judged) / max(len(judged), 1)


def share_quiet(results: Sequence[Named]) -> float:
    """Share of the clips with nobody, or nobody exercising, in which nothing was named."""
    judged = [named for named in results if named.category in {"negative", "nobody"}]
    return sum(named.right for named in judged) / max(len(judged), 1)
