"""End to end: what the mannequin does is what the station counts.

First from exact landmarks, which shows that packs and counter agree with the movements whatever the
view; then through the real models, from the views that each pack names as suitable.
"""

from collections.abc import Iterator
from zlib import crc32

import numpy as np
import pytest

from edge.camera.frame import Frame, RgbImage
from edge.config import load_config
from edge.config.pack import ExercisePack, load_packs
from edge.errors import ModelError
from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import SetProgress
from edge.mannequin import Performance, Scene, View, render, truth_of
from edge.mannequin.casting import cast
from edge.mannequin.exercises import EXERCISES
from edge.pose.factory import load_backend
from edge.pose.pose import Pose

PACKS = {pack.id: pack for pack in load_packs(None)}
YAW_DEG = {"front": 0, "front_oblique": 45, "side": 90, "back_oblique": 135, "back": 180}
VIEWS = [(pack.id, str(view)) for pack in PACKS.values() for view in pack.views]
REPETITIONS = 3
BRISK = 0.8  # keeps the clips short
QUICK_S = 1.5  # what is quick by itself keeps its pace
HOLD_TOLERANCE_S = 1.5


def scene_of(exercise: str, yaw_deg: float, fps: float) -> Scene:
    timed = PACKS[exercise].kind == "hold"
    pace = BRISK if EXERCISES[exercise].tempo.cycle_s > QUICK_S else 1.0
    performance = Performance(exercise, 1 if timed else REPETITIONS, pace=pace)
    # Another person for each clip, the same one whatever packs are added.
    seed = crc32(f"{exercise} {yaw_deg}".encode())
    view = View(yaw_deg=yaw_deg, pitch_deg=8.0)
    return cast(performance, view, seed=seed, size=(480, 360), fps=fps)


def exact_poses(scene: Scene) -> Iterator[tuple[float, Pose]]:
    motion = scene.motion()
    projection = scene.projection(motion)
    world = projection.world(motion.landmarks).astype(np.float32)
    pixels = projection.pixels(motion.landmarks).astype(np.float32)
    seen = np.ones(33, np.float32)
    for time_s, place, metres in zip(motion.time_s, pixels, world, strict=True):
        pose = Pose.from_blazepose(
            place, metres, seen, presence=1.0, captured_s=float(time_s), image_size=scene.size
        )
        yield float(time_s), pose


def finish(pack: ExercisePack, poses: Iterator[tuple[float, Pose | None]]) -> SetProgress:
    tracker = ExerciseTracker([pack])
    for time_s, pose in poses:
        tracker.update(time_s, pose)
    return tracker.finish()


def check(progress: SetProgress, scene: Scene) -> None:
    truth = truth_of(scene)
    assert progress.count == truth.count
    assert progress.hold_s == pytest.approx(truth.hold_s, abs=HOLD_TOLERANCE_S)


@pytest.mark.parametrize("yaw_deg", [0, 60, -120])
@pytest.mark.parametrize("exercise", PACKS)
def test_exact_landmarks_are_counted_exactly_from_any_view(exercise, yaw_deg):
    scene = scene_of(exercise, yaw_deg, fps=12.0)
    check(finish(PACKS[exercise], exact_poses(scene)), scene)


@pytest.fixture(scope="module")
def estimator():
    try:
        loaded = load_backend(load_config(None).pose)
    except ModelError as error:
        pytest.skip(f"no pose models here: {error}")
    yield loaded
    loaded.close()


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "view"), VIEWS, ids=lambda value: value)
def test_the_real_models_count_exactly_from_suitable_views(estimator, exercise, view):
    # 10 frames a second are what a small station manages.
    scene = scene_of(exercise, YAW_DEG[view], fps=10.0)
    estimator.reset()

    def poses() -> Iterator[tuple[float, Pose | None]]:
        for index, drawn in enumerate(render(scene)):
            frame = Frame(RgbImage(drawn.image), drawn.captured_s, index)
            yield drawn.captured_s, estimator.estimate(frame)

    check(finish(PACKS[exercise], poses()), scene)
