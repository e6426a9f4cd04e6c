"""`Template`: what is kept of a member's face, and which model made it."""

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from edge.errors import TemplateError

FloatArray = NDArray[np.float32]

# Rounding of a stored unit vector; anything further off was not normalised.
LENGTH_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class EmbedderId:
    """Which model made a descriptor. Descriptors of different models are never compared.

    name: of the model. version: of its weights. dimension: numbers in a descriptor, >= 1.
    """

    name: str
    version: str
    dimension: int


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A member's face as one descriptor: the mean of several photos', of unit length.

    member_id: opaque id. embedder: the model that made it. vector: (D,) float32, unit length.
    """

    member_id: str
    embedder: EmbedderId
    vector: FloatArray

    def __post_init__(self) -> None:
        """Freeze the vector; raises TemplateError for a wrong shape or length."""
        vector: FloatArray = np.array(self.vector, dtype=np.float32)
        if vector.shape != (self.embedder.dimension,):
            raise TemplateError(
                f"the template has shape {vector.shape}, "
                f"{self.embedder.name} {self.embedder.version} makes ({self.embedder.dimension},)"
            )
        length = float(np.linalg.norm(vector))
        if not isfinite(length) or abs(length - 1) > LENGTH_TOLERANCE:
            raise TemplateError(f"the template has length {length:.4f}, it needs 1")
        vector.flags.writeable = False
        object.__setattr__(self, "vector", vector)


def unit(descriptors: FloatArray) -> FloatArray:
    """Descriptors (..., D) scaled to length 1; raises TemplateError where one has none."""
    lengths = np.linalg.norm(descriptors, axis=-1, keepdims=True)
    if not (np.isfinite(lengths).all() and (lengths > 0).all()):
        raise TemplateError("a descriptor is zero or not finite")
    scaled: FloatArray = (descriptors / lengths).astype(np.float32)
    return scaled


def mean_template(member_id: str, embedder: EmbedderId, descriptors: FloatArray) -> Template:
    """The template of a member from the descriptors (N, D), N >= 1, of his or her photos."""
    return Template(member_id, embedder, unit(unit(descriptors).mean(axis=0)))
