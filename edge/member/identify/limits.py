"""`FaceLimits`: how near two faces may be to be one person's, by where they lie in the space."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from edge.errors import ModelError
from edge.member.template import EmbedderId
from edge.pose.manifest import verified_model

FloatArray = NDArray[np.float32]

MODEL = "face_limits"


@dataclass(frozen=True, slots=True, eq=False)
class FaceLimits:
    """How much room there is around a face, learned from faces of many people.

    A face model tells some groups of people apart worse than others: their faces lie closer
    together, and one limit for all names strangers of those groups. embedder: for which model.
    weights: (D,) float32. offset: with them, the expected distance to the nearest other people.
    """

    embedder: EmbedderId
    weights: FloatArray
    offset: float

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """From a file, the station's own by default; raises ModelError."""
        path = path or verified_model(MODEL)
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            embedder = EmbedderId(**document["embedder"])
            weights = np.array(document["weights"], np.float32)
            offset = float(document["offset"])
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ModelError(
                f"the limits of faces cannot be read: {error}", where=str(path)
            ) from error
        if weights.shape != (embedder.dimension,) or not np.isfinite(weights).all():
            raise ModelError("the limits of faces have the wrong size", where=str(path))
        return cls(embedder, weights, offset)

    def room(self, descriptors: FloatArray) -> FloatArray:
        """Expected distance (N,) from unit descriptors (N, D) to the nearest other people."""
        room: FloatArray = descriptors @ self.weights + np.float32(self.offset)
        return room
