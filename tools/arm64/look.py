"""What the models see in given pictures: run on the host and inside the root, then compared.

    python look.py PICTURES.npz SEEN.npz

PICTURES: `picture_<clip>_<number>` (H, W, 3) uint8 RGB, and, from the host's own look,
`region_<clip>_<number>` (4,). It imports nothing of the tools, because the root has only the wheel.
"""

import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np

from edge.camera.frame import Frame, RgbImage
from edge.config.pose import PoseConfig
from edge.pose.blazepose import BlazePoseEstimator, load_landmarker
from edge.pose.manifest import load_manifest
from edge.pose.region import Region
from edge.pose.runtime import TfliteModel

FRAME_S = 0.1
CONFIG = PoseConfig(threads=1)
POSE_MODELS = ("person_detector", "pose_landmarks")

Arrays = dict[str, Any]


def main() -> None:
    """Look and write."""
    pictures, seen = map(Path, sys.argv[1:3])
    with np.load(pictures) as given:
        np.savez(seen, **look(dict(given)))


def look(given: Arrays) -> Arrays:
    """Everything that is compared, by name."""
    return {**followed(given), **located(given), **others()}


def followed(given: Arrays) -> Arrays:
    """The whole pose stage, clip by clip: (33, 2) pixels, and the torso's length."""
    seen: Arrays = {}
    estimator = BlazePoseEstimator.load(CONFIG)
    before = ""
    for name in _pictures(given):
        clip, number = name.split("_")[1:]
        if clip != before:
            estimator.reset()
            before = clip
        picture = RgbImage(given[name])
        pose = estimator.estimate(Frame(picture, int(number) * FRAME_S, int(number)))
        if pose is not None:
            seen[f"pose_{clip}_{number}"] = pose.landmarks[:, :2]
            seen[f"torso_{clip}_{number}"] = np.array(pose.torso_px)
    estimator.close()
    return seen


def located(given: Arrays) -> Arrays:
    """The landmark model alone, in the regions given: (33, 2) pixels."""
    seen: Arrays = {}
    landmarker = load_landmarker(CONFIG, None, "int8")
    for name in _pictures(given):
        region = given.get(name.replace("picture", "region"))
        if region is None:
            continue
        sighting = landmarker.locate(RgbImage(given[name]), Region(*map(float, region)))
        if sighting is not None:
            seen[name.replace("picture", "located")] = sighting.landmarks[:, :2]
    return seen


def shifted(given: Arrays, by_px: float = 0.001) -> Arrays:
    """As `located`, with regions moved by next to nothing: how far the models are apart by that.

    The whole stage finds its regions by floating-point numbers, whose last digits differ between
    processors.
    """
    moved = {
        name: values + np.array((by_px, by_px, 0.0, 0.0)) if name.startswith("region_") else values
        for name, values in given.items()
    }
    return {name.replace("located", "shifted"): seen for name, seen in located(moved).items()}


def others() -> Arrays:
    """Outputs of the models beside the pose's for the same made-up input."""
    seen: Arrays = {}
    for name, entry in sorted(load_manifest().items()):
        if entry.path.suffix != ".tflite" or not entry.path.is_file():
            continue
        if name.startswith(POSE_MODELS) or name.endswith("_float"):  # the twins do not ship
            continue
        model = TfliteModel(entry.path, threads=1)
        view = model.input_view()
        values = np.random.default_rng(0).uniform(-1.0, 1.0, view.shape)
        view[...] = values * 100 if view.dtype == np.int8 else values
        del view
        model.invoke()
        for number, output in enumerate(model.output_names):
            seen[f"output_{name}_{number}"] = model.output(output)
    return seen


def regions(seen: Arrays) -> Arrays:
    """Where the host saw the person of each picture, with few digits: the same number anywhere."""
    found: Arrays = {}
    for name, landmarks in seen.items():
        if name.startswith("pose_"):
            low, high = landmarks.min(axis=0), landmarks.max(axis=0)
            middle = (low + high) / 2
            side = 1.25 * float((high - low).max())
            region = Region(round(float(middle[0])), round(float(middle[1])), round(side), 0.0)
            found[name.replace("pose", "region")] = np.array(astuple(region))
    return found


def _pictures(given: Arrays) -> list[str]:
    return sorted(name for name in given if name.startswith("picture_"))


if __name__ == "__main__":
    main()
