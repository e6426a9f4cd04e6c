"""How far an int8 model is from its float twin on pictures that it was not calibrated on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from edge.errors import ModelError
from edge.pose.detector import decode
from edge.pose.heatmap import refine
from edge.pose.region import Region
from edge.pose.runtime import TfliteModel
from edge.pose.skeleton import LANDMARK_COUNT
from tools.derive.samples import Pixels, as_input
from tools.derive.spec import DETECTOR, LANDMARKS, ModelSpec

Floats = npt.NDArray[np.float32]
Figures = dict[str, float | int]

_SHOULDERS, _HIPS = (11, 12), (23, 24)
_SMALLEST_TORSO_PX = 20.0
_CM = 100.0


def measure_landmarks(int8: Path, twin: Path, crops: Sequence[Pixels]) -> Figures:
    """Landmark errors, over landmarks that the float twin calls visible.

    PCK@0.1: share of landmarks within 0.1 torso (middle of shoulders to middle of hips).
    """
    mine, theirs = (_run(path, LANDMARKS, crops) for path in (int8, twin))
    reference, found = _refined(theirs), _refined(mine)
    visible = reference[:, :LANDMARK_COUNT, 3] > 0
    between = reference[:, _SHOULDERS, :2].mean(1) - reference[:, _HIPS, :2].mean(1)
    torso = np.maximum(np.hypot(*between.T), _SMALLEST_TORSO_PX)[:, None]
    offset = found[:, :LANDMARK_COUNT, :2] - reference[:, :LANDMARK_COUNT, :2]
    error = np.linalg.norm(offset, axis=2)
    world = np.linalg.norm(mine["world"] - theirs["world"], axis=2)[:, :LANDMARK_COUNT]
    return {
        "crops": len(crops),
        "median_error_px": _rounded(np.median(error[visible])),
        "median_error_torso_percent": _rounded(100 * np.median((error / torso)[visible])),
        "pck_0_1_torso": _rounded(((error / torso) < 0.1)[visible].mean(), 4),  # noqa: PLR2004
        "median_world_error_cm": _rounded(_CM * np.median(world[visible])),
        "presence_mean_difference": _rounded(
            np.abs(mine["presence"] - theirs["presence"]).mean(), 4
        ),
    }


def _refined(outputs: dict[str, Floats]) -> Floats:
    """Landmarks (crops, 39, 5) after the refinement by the heatmap that the station does."""
    landmarks = outputs["landmarks"].copy()
    for points, heat in zip(landmarks, outputs["heatmap"], strict=True):
        points[:, :2] = refine(points[:, :2], heat, LANDMARKS.size)
    return landmarks


def measure_detector(int8: Path, twin: Path, pictures: Sequence[Pixels]) -> Figures:
    """Whether both find somebody, and how far their regions are apart."""
    mine, theirs = (_run(path, DETECTOR, pictures) for path in (int8, twin))
    agree, shifts, growths = 0, [], []
    for index in range(len(pictures)):
        found, reference = _best(mine, index), _best(theirs, index)
        agree += (found is None) == (reference is None)
        if found is not None and reference is not None:
            across = found.center_x_px - reference.center_x_px
            down = found.center_y_px - reference.center_y_px
            shifts.append(np.hypot(across, down) / reference.side_px)
            growths.append(abs(found.side_px / reference.side_px - 1))
    if not shifts:
        raise ModelError("nobody was found in the pictures to measure with")
    return {
        "pictures": len(pictures),
        "both_find_somebody": len(shifts),
        "agreement": _rounded(agree / max(len(pictures), 1), 4),
        "median_shift_percent_of_region": _rounded(100 * np.median(shifts)),
        "p95_shift_percent_of_region": _rounded(100 * np.quantile(shifts, 0.95)),
        "median_size_difference_percent": _rounded(100 * np.median(growths)),
    }


def _best(outputs: dict[str, Floats], index: int) -> Region | None:
    whole = Region.whole(DETECTOR.size, DETECTOR.size)
    people = decode(outputs["boxes"][index], outputs["scores"][index, :, 0], whole)
    return people[0].region if people else None


def _run(path: Path, spec: ModelSpec, pictures: Sequence[Pixels]) -> dict[str, Floats]:
    model = TfliteModel(path, threads=1)
    outputs: dict[str, list[Floats]] = {name: [] for name in spec.outputs}
    for picture in pictures:
        model.input_view()[...] = as_input(picture, spec)
        model.invoke()
        for name, values in outputs.items():
            values.append(model.output(name)[0])
    return {name: np.stack(values) for name, values in outputs.items()}


def _rounded(value: Any, digits: int = 3) -> float:
    return round(float(value), digits)
