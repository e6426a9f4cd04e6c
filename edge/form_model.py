"""Trained form models: TFLite files behind the judge's port."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from edge.config.pack import ExercisePack
from edge.errors import ModelError
from edge.exercise.judge.learned import FormModel, feature_count
from edge.pose.manifest import verified_model
from edge.pose.runtime import TfliteModel

INPUT_SCALE = 1.0 / 32.0  # int8 of -4..4, the range of the features
# The scale and zero point of a softmax are TFLite's own, see its quantisation specification.
OUTPUT_SCALE, OUTPUT_ZERO = 1.0 / 256.0, -128
OUTPUT = "right,wrong"  # the output tensor's name says what its two numbers are


class TfliteFormModel:
    """A `FormModel` that runs `models/<name>.tflite` on one thread.

    features: how many numbers it will be told. Raises ModelMissingError or ModelAlteredError where
    the file is not the one of the manifest, and ModelError where it takes other features.
    """

    def __init__(self, name: str, features: int) -> None:
        path = verified_model(name)
        self._model = TfliteModel(path, threads=1)
        if self._model.input_shape != (1, 1, 1, features):
            raise ModelError(
                f"the model takes {self._model.input_shape[-1]} features, its pack has {features}",
                where=str(path),
                remedy="train it anew with `python -m tools.train.form`",
            )

    def __call__(self, features: NDArray[np.float32]) -> float:
        """See `FormModel`."""
        numbers = np.clip(np.rint(features / INPUT_SCALE), -128, 127).astype(np.int8)
        self._model.input_view()[0, 0, 0, :] = numbers
        self._model.invoke()
        wrong = float(self._model.output(OUTPUT)[0, 1])
        return (wrong - OUTPUT_ZERO) * OUTPUT_SCALE


def load_form_models(packs: Iterable[ExercisePack]) -> dict[str, FormModel]:
    """Every trained model that the conditions of the packs name; raises ModelError."""
    wanted = {
        condition.learned.model: feature_count(condition.learned)
        for pack in packs
        for condition in pack.conditions
        if condition.learned is not None
    }
    return {name: TfliteFormModel(name, features) for name, features in wanted.items()}
