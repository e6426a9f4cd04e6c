"""The ports of this room: `Embedder`, and the `Gallery` as identification sees it."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from edge.member.template import EmbedderId, Template

ByteArray = NDArray[np.uint8]
FloatArray = NDArray[np.float32]

# Side in pixels of the square face chip that an embedder takes.
CHIP_SIZE = 150


class Embedder(Protocol):
    """Turns faces into descriptors."""

    @property
    def id(self) -> EmbedderId:
        """Name, version and dimension of the model."""
        ...

    def embed(self, chips: ByteArray) -> FloatArray:
        """Descriptors of faces; raises MemberError subclasses when it cannot.

        chips: (N, 150, 150, 3) uint8 RGB, aligned by `edge.member.face.chip`.
        Returns (N, D) float32 of unit length.
        """
        ...

    def close(self) -> None:
        """Free what the embedder holds."""
        ...


class Gallery(Protocol):
    """The members who consented, as far as identification needs them."""

    def templates(self, embedder: EmbedderId) -> tuple[Template, ...]:
        """Every template that may be used now and was made by this model."""
        ...

    def member_of_card(self, token: str) -> str | None:
        """Whose card this is; None for an unknown or revoked one."""
        ...
