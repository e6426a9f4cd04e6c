"""When a repetition was complete, and how late it is announced; the mannequin knows both."""

import numpy as np
import pytest

from edge.config.pack import load_packs
from edge.evaluation.hindsight import Hindsight
from edge.evaluation.lateness import Late, late_of, lateness
from edge.evaluation.poses import poses_of
from edge.evaluation.view import ClipView, view_of
from edge.exercise.values import Rep
from tests.exercise.figure import Filmed, film


def reps_of(filmed: Filmed, *, late_s: float = 0.0) -> list[Rep]:
    """The true repetitions; the mannequin's rest before each is left to the start."""
    ends = filmed.ends_s
    return [
        Rep("squat", index, end_s - 2.7, end_s - 1.2, end_s, end_s + late_s, 90.0)
        for index, end_s in enumerate(ends, 1)
    ]


@pytest.mark.parametrize("fps", [8.0, 30.0])
def test_a_repetition_is_complete_shortly_before_the_body_stands_still(fps: float) -> None:
    filmed = film("squat", 30.0, fps=fps, variation=0.0)
    hindsight = Hindsight(load_packs(["squat"])[0], poses_of(filmed.recording()))
    for rep in reps_of(filmed):
        complete_s = hindsight.complete_s(rep)
        assert complete_s is not None
        # The way back takes 1.1 s, and its last tenth a quarter of that: it slows down.
        assert -0.45 < complete_s - rep.end_s < -0.1


def test_what_comes_together_was_credited_later() -> None:
    filmed = film("squat", 30.0)
    (pack,) = load_packs(["squat"])
    poses = poses_of(filmed.recording())
    first, second, third = reps_of(filmed)
    arrived = [(second.end_s, (first, second)), (third.end_s + 0.5, (third,))]
    late = late_of(pack, poses, arrived)
    assert [each.credited for each in late] == [True, False, True]
    assert late[0].seconds > 2.0
    assert late_of(None, poses, arrived) == ()


def test_lateness_leaves_out_what_was_credited() -> None:
    figures = lateness([Late(0.1, False), Late(0.3, False), Late(9.0, True)])
    assert (figures.repetitions, figures.credited) == (2, 1)
    assert figures.median_s == pytest.approx(0.2)
    assert np.isnan(lateness([]).p95_s)


@pytest.mark.parametrize(
    ("yaw_deg", "view"),
    [(0, ClipView.FRONT), (45, ClipView.OBLIQUE), (-90, ClipView.SIDE), (180, ClipView.BACK)],
)
def test_the_view_of_a_clip_is_named(yaw_deg: float, view: ClipView) -> None:
    assert view_of(poses_of(film("squat", yaw_deg).recording())) is view


def test_nobody_has_no_view() -> None:
    recording = film("squat").recording()
    recording.landmarks[:] = np.nan
    assert view_of(poses_of(recording)) is ClipView.UNCLEAR
