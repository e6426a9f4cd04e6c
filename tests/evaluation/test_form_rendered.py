"""Which repetitions bear witness for a condition; the pose stage is replaced by the truth."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from edge.camera.recording import PoseRecording
from edge.config.pack import load_packs
from edge.evaluation import studio
from edge.evaluation.form_rendered import evaluate_rendered
from edge.evaluation.ideal import ideal
from edge.evaluation.studio import Studio, name_of
from edge.evaluation.witnesses import WITNESSES, scenes
from edge.mannequin import Scene
from edge.mannequin.performance import fault_names


def test_every_witness_is_a_fault_and_a_condition() -> None:
    for exercise, pairs in WITNESSES.items():
        (pack,) = load_packs([exercise])
        assert set(pairs) <= set(fault_names(exercise))
        assert set(pairs.values()) <= {condition.id for condition in pack.conditions}


def exact(scenes: Sequence[Scene]) -> Iterator[PoseRecording]:
    return map(ideal, scenes)


def test_faults_are_found_where_the_view_shows_them() -> None:
    named: list[tuple[str, int]] = []
    found = evaluate_rendered(["squat"], exact, [1], lambda *told: named.append(told))
    assert named == [("squat 10", 3), ("squat 50", 3), ("squat 86", 3)]
    results = {each.condition: each for each in found}
    for condition in ("back_straight", "knees_in", "tempo"):
        assert results[condition].precision.value == 1.0
        assert results[condition].recall.value == 1.0
        assert results[condition].uncounted == 0
    assert results["knees_in"].not_judged > 0.5


def test_faults_in_repetitions_that_are_not_counted_are_told() -> None:
    def nobody(scenes: Sequence[Scene]) -> Iterator[PoseRecording]:
        for scene in scenes:
            recording = ideal(scene)
            recording.landmarks[:] = float("nan")
            recording.world[:] = float("nan")  # type: ignore[index]
            yield recording

    found = evaluate_rendered(["squat"], nobody, [1], lambda *_: None)
    assert {each.uncounted for each in found} == {3}


def test_a_scene_is_filmed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filmed: list[str] = []

    def film(scene: Scene, estimator: object) -> PoseRecording:
        filmed.append(name_of(scene))
        return ideal(scene)

    monkeypatch.setattr(studio, "film", film)
    first, second, _ = scenes("squat", [1])
    for _ in range(2):
        recordings = list(Studio(tmp_path, 1).films([first, second]))
        assert len(recordings[0].time_s) == first.frame_count
    assert filmed == [name_of(first), name_of(second)]
    assert name_of(replace(first, fps=13.0)) != name_of(first)
    list(Studio(None, 1).films([first]))
    assert len(filmed) == 3


def test_the_ideal_pose_stage_sees_what_the_mannequin_does() -> None:
    scene = next(scenes("squat", [1]))
    recording = ideal(scene)
    assert recording.world is not None
    assert (ideal(scene).landmarks == recording.landmarks).all()
    trembling = ideal(scene, 0.01)
    assert trembling.world is not None
    assert (trembling.world - recording.world).std() == pytest.approx(0.01, rel=0.1)
