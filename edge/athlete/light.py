"""The light on a picture, from a thumbnail of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Image
from edge.pose.pose import Pose

THUMB = (48, 36)  # pixels across and down
DARK = 0.14  # mean brightness below which noise hides the landmarks
GLARE = 0.97  # brightness of what burns out
SHADED = 0.3  # of the body, where what is around it burns out
MUCH_GLARE = 0.12  # share of the picture


@dataclass(frozen=True, slots=True)
class Light:
    """Brightness 0..1. mean: of the picture. body: of where the body is. glare: share burnt out."""

    mean: float
    body: float
    glare: float

    @property
    def dark(self) -> bool:
        """Whether there is too little."""
        return self.mean < DARK

    @property
    def behind(self) -> bool:
        """Whether it comes from behind the body."""
        return self.glare > MUCH_GLARE and self.body < SHADED


def light_of(image: Image, pose: Pose) -> Light:
    """The light on a body."""
    luma = thumb_of(image)
    scale = np.array([THUMB[0] / image.width, THUMB[1] / image.height])
    points = pose.landmarks[:, :2] * scale
    left, top = np.clip(points.min(axis=0).astype(int), 0, np.array(THUMB) - 1)
    right, bottom = np.clip(points.max(axis=0).astype(int) + 1, 1, np.array(THUMB))
    body = luma[top:bottom, left:right]
    return Light(
        mean=float(luma.mean()),
        body=float(np.median(body)) if body.size else float(luma.mean()),
        glare=float((luma > GLARE).mean()),
    )


def thumb_of(image: Image) -> NDArray[np.float64]:
    """Brightness 0..1 of a thumbnail, (36, 48)."""
    scale = np.array([THUMB[0] / image.width, THUMB[1] / image.height])
    thumb = image.warp(np.column_stack([np.diag(scale), np.zeros(2)]), THUMB, extend=True)
    # Rec. 601 luma.
    luma: NDArray[np.float64] = thumb @ np.array([0.299, 0.587, 0.114]) / 255.0
    return luma
