"""The adapter for dlib's face ResNet, as it runs inside the worker process."""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from edge.errors import EmbedderError, RuntimeMissingError, TemplateError, WeightsMissingError
from edge.member.port import CHIP_SIZE, ByteArray, FloatArray
from edge.member.template import EmbedderId, unit

# The version names the weights (first digits of their hash) and the recipe of the chips: whoever
# changes how chips are cut or averaged counts it up, so that old templates are not compared.
DLIB = EmbedderId(name="dlib-face-resnet", version="55533b28-1", dimension=128)


class DlibEmbedder:
    """Describes faces with dlib's ResNet-34 of 2017.

    weights: `dlib_face_recognition_resnet_model_v1.dat`. A chip is described as it is and
    mirrored, and the two are averaged.
    """

    id = DLIB

    def __init__(self, weights: Path) -> None:
        try:
            dlib = import_module("dlib")
        except ImportError as error:
            raise RuntimeMissingError(
                "faces cannot be described: dlib is not installed",
                remedy="pip install gymstation[members]",
            ) from error
        try:
            self._model: Any = dlib.face_recognition_model_v1(str(weights))
        except RuntimeError as error:
            raise WeightsMissingError(
                f"the weights of the face model cannot be loaded: {error}",
                where=str(weights),
                remedy="run `gymstation members setup`",
            ) from error

    def embed(self, chips: ByteArray) -> FloatArray:
        """See `Embedder.embed`. One chip at a time: batches cost memory and save nothing."""
        if chips.shape[1:] != (CHIP_SIZE, CHIP_SIZE, 3) or chips.dtype != np.uint8:
            raise EmbedderError(f"chips of shape {chips.shape} and {chips.dtype} are no faces")
        rows = [self._describe(chip) + self._describe(chip[:, ::-1]) for chip in chips]
        try:
            return unit(np.array(rows, np.float32).reshape(len(chips), self.id.dimension))
        except TemplateError as error:
            raise EmbedderError("the face model gave no descriptor") from error

    def close(self) -> None:
        """See `Embedder.close`."""
        self._model = None

    def _describe(self, chip: ByteArray) -> FloatArray:
        described = self._model.compute_face_descriptor(np.ascontiguousarray(chip))
        return unit(np.array(described, np.float32))
