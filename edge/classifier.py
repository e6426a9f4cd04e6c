"""The trained exercise recogniser: the TFLite model behind the exercise room's port."""

import numpy as np
from numpy.typing import NDArray

from edge.errors import ModelError
from edge.pose.manifest import verified_model
from edge.pose.runtime import TfliteModel

MODEL = "exercise_recogniser_int8"
# The model's numbers are int8. Its input was given this scale (features lie in -2..2); the scale
# and zero point of a softmax are TFLite's own, see its quantisation specification.
INPUT_SCALE = 1.0 / 64.0
OUTPUT_SCALE, OUTPUT_ZERO = 1.0 / 256.0, -128
PREFIX = "probabilities:"  # of the output tensor's name; the classes follow, with commas


class TfliteClassifier:
    """A `WindowClassifier` that runs `models/exercise_recogniser_int8.tflite` on one thread.

    Raises ModelMissingError or ModelAlteredError where the file is not the one of the manifest, and
    ModelError where the model is of another kind.
    """

    def __init__(self) -> None:
        path = verified_model(MODEL)
        self._model = TfliteModel(path, threads=1)
        (self._output,) = self._model.output_names
        if not self._output.startswith(PREFIX):
            raise ModelError(
                "the model is no exercise recogniser",
                where=str(path),
                remedy="train it with `python -m tools.train.recogniser`",
            )
        self.classes: tuple[str, ...] = tuple(self._output.removeprefix(PREFIX).split(","))

    def __call__(self, window: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities (classes,) of a window (frames, features) with values in -2..2.

        Raises ModelError where the window has another shape than the model.
        """
        _, frames, _, features = self._model.input_shape
        if window.shape != (frames, features):
            raise ModelError(
                f"the recogniser takes windows of {frames} x {features}, not of "
                f"{' x '.join(map(str, window.shape))}",
                remedy="train it anew with `python -m tools.train.recogniser`",
            )
        numbers = np.clip(np.rint(window / INPUT_SCALE), -128, 127).astype(np.int8)
        self._model.input_view()[0, :, 0, :] = numbers
        self._model.invoke()
        quantised = self._model.output(self._output)[0].astype(np.float32)
        probabilities: NDArray[np.float32] = (quantised - OUTPUT_ZERO) * np.float32(OUTPUT_SCALE)
        return probabilities
