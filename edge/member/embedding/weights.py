"""The weights of the face model: where they lie, and that they are the right ones."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from edge.errors import WeightsMissingError

SETUP = "run `gymstation members setup`"


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """One file of weights.

    name: in the data folder and in its source. sha256: 64 hexadecimal digits. size_bytes: exact.
    """

    name: str
    sha256: str
    size_bytes: int


# dlib's face ResNet by Davis King (https://github.com/davisking/dlib-models): public domain.
RESNET = WeightsFile(
    name="dlib_face_recognition_resnet_model_v1.dat",
    sha256="55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
    size_bytes=22_466_066,
)


def weights_dir(data_dir: Path) -> Path:
    """The folder of fetched weights, which may not be there yet."""
    return data_dir / "models"


def verified_weights(data_dir: Path) -> Path:
    """The model's weights, after their hash was compared; raises WeightsMissingError."""
    path = weights_dir(data_dir) / RESNET.name
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WeightsMissingError(
            f"the weights of the face model cannot be read: {error.strerror}",
            where=str(path),
            remedy=SETUP,
        ) from error
    if digest != RESNET.sha256:
        raise WeightsMissingError(
            f"the weights of the face model were altered (sha256 {digest[:12]}…, "
            f"expected {RESNET.sha256[:12]}…)",
            where=str(path),
            remedy=SETUP,
        )
    return path
