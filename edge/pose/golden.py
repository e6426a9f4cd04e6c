"""The golden frame: one picture and what the models of its folder must see in it."""

import hashlib
import json
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.errors import ModelAlteredError, ModelError, ModelMissingError
from edge.pose import landmarker
from edge.pose.anchors import INPUT_SIZE
from edge.pose.manifest import RESTORE
from edge.pose.region import Region
from edge.pose.skeleton import LANDMARK_COUNT

PICTURE, EXPECTED = "golden.png", "golden.json"


@dataclass(frozen=True, slots=True, eq=False)
class GoldenFrame:
    """One picture with a person in it.

    image: (224, 224, 3) uint8 RGB, the very input of the detector. truth: (33, 2) pixels, where the
    rendered person's landmarks are. region: where the detector found them when the folder was made.
    landmarks: (33, 2) pixels, what the landmark model saw in `crop`. presence: the probability it
    gave, 0..1.
    """

    image: NDArray[np.uint8]
    truth: NDArray[np.float64]
    region: Region
    landmarks: NDArray[np.float64]
    presence: float

    @property
    def crop(self) -> Region:
        """The square around the person that the landmark model sees, pixel by pixel.

        Neither turned nor scaled nor between pixels: every release of OpenCV cuts it out alike.
        """
        center_x, center_y = round(self.region.center_x_px), round(self.region.center_y_px)
        return Region(center_x, center_y, landmarker.INPUT_SIZE, 0.0)

    def save(self, folder: Path) -> None:
        """Write the picture and the figures into the folder of the models."""
        content = _encoded(self.image)
        (folder / PICTURE).write_bytes(content)
        stated = _Stated(
            picture_sha256=hashlib.sha256(content).hexdigest(),
            truth=np.round(self.truth, 2).tolist(),
            region=list(astuple(self.region)),
            landmarks=np.round(self.landmarks, 3).tolist(),
            presence=round(self.presence, 4),
        )
        text = json.dumps(asdict(stated)).replace('], "', '],\n "')
        (folder / EXPECTED).write_text(text + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Stated:
    """golden.json."""

    picture_sha256: str
    truth: list[list[float]]
    region: list[float]
    landmarks: list[list[float]]
    presence: float


def load_golden(folder: Path) -> GoldenFrame:
    """The golden frame of a folder of models.

    Raises ModelMissingError where a file is absent, ModelAlteredError where the picture is not the
    one of the figures, ModelError where either cannot be read.
    """
    content = _read(folder / PICTURE)
    try:
        stated = _Stated(**json.loads(_read(folder / EXPECTED)))
        truth, landmarks = _points(stated.truth), _points(stated.landmarks)
        region, presence = Region(*map(float, stated.region)), float(stated.presence)
    except (ValueError, TypeError) as error:
        raise _unreadable(folder / EXPECTED, str(error)) from error
    if hashlib.sha256(content).hexdigest() != stated.picture_sha256:
        raise ModelAlteredError(
            f"the picture is not the one that {EXPECTED} names",
            where=str(folder / PICTURE),
            remedy=RESTORE,
        )
    return GoldenFrame(_decoded(content, folder / PICTURE), truth, region, landmarks, presence)


def _points(rows: Any) -> NDArray[np.float64]:
    points = np.array(rows, np.float64)
    if points.shape != (LANDMARK_COUNT, 2) or not np.isfinite(points).all():
        raise ValueError(f"points of shape {points.shape}, expected {(LANDMARK_COUNT, 2)}")
    return points


def _encoded(image: NDArray[np.uint8]) -> bytes:
    # PNG, because every decoder gives the same bytes back.
    _, content = cv2.imencode(
        ".png", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 9]
    )
    return content.tobytes()


def _decoded(content: bytes, path: Path) -> NDArray[np.uint8]:
    picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    if picture is None or picture.shape[:2] != (INPUT_SIZE, INPUT_SIZE):
        raise _unreadable(path, f"it is no picture of {INPUT_SIZE} x {INPUT_SIZE} pixels")
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ModelMissingError(
            "the golden frame of the models is missing", where=str(path), remedy=RESTORE
        ) from None
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from error


def _unreadable(path: Path, why: str) -> ModelError:
    return ModelError(f"the golden frame cannot be read: {why}", where=str(path), remedy=RESTORE)
