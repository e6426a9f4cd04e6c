"""Which repetitions bear witness for a condition; the pose stage is replaced by the truth."""

import numpy as np
import pytest

from edge.camera.frame import Frame
from edge.config.pack import load_packs
from edge.evaluation import form_rendered
from edge.evaluation.form_rendered import WITNESSES, evaluate_rendered, scenes
from edge.mannequin import RenderedFrame
from edge.mannequin.performance import fault_names
from edge.pose.pose import Pose
from tests.fakes.performer import SIZE, poses


class Knowing:
    """An estimator that knows the scene's motion: frame by frame its exact landmarks."""

    def __init__(self) -> None:
        self.poses: list[Pose] = []

    def estimate(self, frame: Frame) -> Pose | None:
        return self.poses[frame.sequence]

    def reset(self) -> None:
        pass

    def close(self) -> None:
        pass


def test_every_witness_is_a_fault_and_a_condition() -> None:
    for exercise, pairs in WITNESSES.items():
        (pack,) = load_packs([exercise])
        assert set(pairs) <= set(fault_names(exercise))
        assert set(pairs.values()) <= {condition.id for condition in pack.conditions}


def test_faults_are_found_where_the_view_shows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    estimator = Knowing()

    def unpainted(scene: object) -> object:
        """The frames of a scene without their pictures, which take long."""
        motion = scene.motion()  # type: ignore[attr-defined]
        estimator.poses = poses(motion, scene.view.yaw_deg)  # type: ignore[attr-defined]
        blank = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
        for captured_s in motion.time_s:
            yield RenderedFrame(blank, float(captured_s), np.zeros((33, 3)), np.zeros((33, 3)))

    monkeypatch.setattr(form_rendered, "render", unpainted)
    named: list[str] = []
    found = evaluate_rendered(["squat"], estimator, [1], named.append)
    assert len(named) == len(list(scenes("squat", [1])))
    results = {each.condition: each for each in found}
    for condition in ("back_straight", "knees_in", "tempo"):
        assert results[condition].precision.value == 1.0
        assert results[condition].recall.value == 1.0
    assert results["knees_in"].not_judged > 0.5
