"""A computer that is too hot counts on and says why it does not judge."""

import pytest

from edge.config.pack import load_packs
from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import ConditionResult, Verdict
from tests.exercise.figure import film


def verdicts(conditions: tuple[ConditionResult, ...]) -> set[tuple[Verdict, str | None]]:
    return {(each.verdict, each.reason) for each in conditions}


def test_repetitions_are_counted_and_not_judged_from_then_on() -> None:
    tracker = ExerciseTracker(load_packs(["squat"]))
    filmed = film("squat", 45.0, repetitions=4)
    for at_s, pose in filmed.poses():
        tracker.judging = at_s < (filmed.ends_s[1] + filmed.ends_s[2]) / 2
        tracker.update(at_s, pose)
    tracker.finish()
    reps = tracker.repetitions

    assert len(reps) == 4
    for rep in reps[:2]:
        assert (Verdict.NOT_JUDGED, "temperature") not in verdicts(rep.conditions)
    for rep in reps[2:]:
        assert verdicts(rep.conditions) == {(Verdict.NOT_JUDGED, "temperature")}


@pytest.mark.parametrize("judging", [True, False])
def test_a_hold_is_timed_whether_it_is_judged_or_not(judging: bool) -> None:  # noqa: FBT001
    tracker = ExerciseTracker(load_packs(["plank"]))
    tracker.judging = judging
    held = [tracker.update(at_s, pose) for at_s, pose in film("plank", 80.0, repetitions=1).poses()]

    assert max(progress.hold_s for progress in held) > 5.0
    holding = next(progress.holding for progress in reversed(held) if progress.holding)
    assert ((Verdict.NOT_JUDGED, "temperature") in verdicts(holding)) is not judging
