"""Which models are derived, from which file of the wheel, and what stays float in int8 form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ModelSpec:
    """One model.

    source: path in the wheel, with its hash. outputs: wanted name -> (tensor of the source, wanted
    shape), in order. size: side of the square input, pixels. low, high: range of the input's
    values. first_int8, last_int8: operators of the float twin, by execution order, that become
    int8; the others stay float; by default, all.
    """

    name: str
    title: str
    purpose: str
    source: str
    source_sha256: str
    outputs: Mapping[str, tuple[str, tuple[int, ...]]]
    size: int
    low: float
    high: float
    first_int8: int = 0
    last_int8: int = -1
    int8_outputs: frozenset[str] = frozenset()

    def is_int8(self, tensor: str) -> bool:
        """Whether the operator that makes this tensor of the float twin becomes int8."""
        if tensor in self.int8_outputs:
            return True
        order = re.match(r"(\d{3})_", tensor)
        return order is not None and self.first_int8 <= int(order.group(1)) <= self.last_int8


DETECTOR = ModelSpec(
    name="person_detector",
    title="Person detector",
    purpose="finds people and the square region around each, in a whole picture",
    source="mediapipe/modules/pose_detection/pose_detection.tflite",
    source_sha256="9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    outputs={
        "boxes": ("Identity", (1, 2254, 12)),
        "scores": ("Identity_1", (1, 2254, 1)),
    },
    size=224,
    low=-1.0,
    high=1.0,
    first_int8=0,
    last_int8=65,
)
LANDMARKS = ModelSpec(
    name="pose_landmarks",
    title="Pose landmarks",
    purpose="finds 33 landmarks of the body in the region of one person",
    source="mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
    source_sha256="e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    outputs={
        "landmarks": ("Identity", (1, 39, 5)),
        "presence": ("Identity_1", (1, 1)),
        "world": ("Identity_4", (1, 39, 3)),
        "heatmap": ("Identity_3", (1, 64, 64, 39)),
    },
    size=256,
    low=0.0,
    high=1.0,
    first_int8=3,
    last_int8=77,
    int8_outputs=frozenset({"heatmap"}),
)
# Float alone: 0.2 MB and 2 ms for a model that sees a few frames of a visit leave nothing to gain.
FACE = ModelSpec(
    name="face_detector",
    title="Face detector",
    purpose="finds faces and six points on each, in the region of a head; recognises nobody",
    source="mediapipe/modules/face_detection/face_detection_short_range.tflite",
    source_sha256="bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
    outputs={
        "boxes": ("regressors", (1, 896, 16)),
        "scores": ("classificators", (1, 896, 1)),
    },
    size=128,
    low=-1.0,
    high=1.0,
)
