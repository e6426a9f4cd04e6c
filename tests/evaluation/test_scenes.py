"""Several people before the camera, through the real pose models: a few scenes of many."""

from dataclasses import replace

import numpy as np
import pytest

from edge.athlete.follower import AthleteFollower
from edge.config.pose import PoseConfig
from edge.config.zone import ZoneConfig
from edge.errors import UsageError
from edge.evaluation.scene_store import SceneStore
from edge.evaluation.scenes import TRUNK_AND_LEGS, owner_of, scene_seeds, watch
from edge.mannequin.gym.situations import SITUATIONS, situation
from edge.pose.pose import Pose
from edge.pose.skeleton import LANDMARK_COUNT
from edge.resources import models_dir


@pytest.mark.slow
@pytest.mark.skipif(
    not (models_dir() / "pose_landmarks_int8.tflite").is_file(),
    reason=f"the pose models are not in {models_dir()}",
)
@pytest.mark.parametrize(
    ("kind", "seed"), [("passes_in_front", 7), ("helper", 22), ("same_clothes_in_front", 19)]
)
def test_only_the_athlete_is_credited(kind: str, seed: int) -> None:
    full = situation(kind, seed)
    small = replace(full, scene=replace(full.scene, size=(320, 240), fps=10.0))
    follower = AthleteFollower.of(PoseConfig(threads=1), ZoneConfig())
    result = watch(small, follower, SceneStore(None))
    follower.close()
    assert result.wrong == 0
    assert result.counted == result.truth
    assert result.astray_s < 1.0


def test_every_kind_of_scene_has_its_turn() -> None:
    assert {kind for kind, _ in scene_seeds(len(SITUATIONS))} == set(SITUATIONS)


def test_a_pose_belongs_to_whose_body_it_shows() -> None:
    rng = np.random.default_rng(1)
    here = rng.uniform(100, 200, (LANDMARK_COUNT, 3)).astype(np.float32)
    pose = Pose.from_blazepose(
        here, None, np.ones(LANDMARK_COUNT, np.float32),
        presence=1.0, captured_s=0.0, image_size=(640, 480),
    )  # fmt: skip
    there = here[:, :2] + 300
    assert owner_of(pose, {"there": there, "here": here[:, :2] + 2}) == "here"
    assert owner_of(pose, {"there": there}) is None
    assert owner_of(pose, {}) is None
    assert len(TRUNK_AND_LEGS) == 8


def test_a_rendered_scene_is_kept_as_it_was(tmp_path) -> None:
    full = situation("passes_in_front", 3)
    short = replace(full, scene=replace(full.scene, size=(64, 64), fps=2.0, seconds=6.0))
    drawn = list(SceneStore(None).frames(short))
    store = SceneStore(tmp_path / "scenes")
    for frames in (list(store.frames(short)), list(store.frames(short))):
        assert len(frames) == len(drawn)
        for kept, first in zip(frames, drawn, strict=True):
            assert np.array_equal(kept.image, first.image)
            assert kept.captured_s == first.captured_s
            assert {*kept.people} == {*first.people}
            assert all(
                np.array_equal(kept.people[name], first.people[name]) for name in kept.people
            )
    assert [path.name for path in (tmp_path / "scenes").iterdir()] == ["passes_in_front-3.npz"]


def test_a_scene_that_cannot_be_read_is_said(tmp_path) -> None:
    (tmp_path / "mirror-1.npz").write_bytes(b"nothing")
    with pytest.raises(UsageError, match="rendered scene"):
        list(SceneStore(tmp_path).frames(situation("mirror", 1)))
