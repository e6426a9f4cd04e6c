"""The recogniser in the tracker's seat: what it names is counted, from when it may have begun."""

from collections.abc import Sequence

from edge.config.pack import load_packs
from edge.exercise.recognise.recogniser import ExerciseRecogniser
from edge.exercise.tracker import OTHER, ExerciseTracker
from edge.exercise.values import Rep, SetProgress
from edge.pose.pose import Pose
from tests.exercise.figure import film
from tests.fakes.classifier import ScriptedClassifier

NAMES = ["squat", "jumping_jack"]
WINDOWS_A_SECOND = 4
Poses = list[tuple[float, Pose | None]]
Spoken = Sequence[tuple[int, dict[str, float]]]  # (how many windows, what is said of them)


def follow(poses: Poses, spoken: Spoken) -> tuple[SetProgress, list[SetProgress]]:
    """The end and every frame's progress, with a classifier that speaks a script."""
    lines = [said for count, said in spoken for _ in range(count)]
    calls = iter(lines)
    classifier = ScriptedClassifier(lambda _: next(calls, lines[-1]), (*NAMES, OTHER))
    tracker = ExerciseTracker(load_packs(NAMES), recogniser=ExerciseRecogniser(classifier, NAMES))
    every = [tracker.update(at_s, pose) for at_s, pose in poses]
    return tracker.finish(), every


def credited(end: SetProgress, every: list[SetProgress]) -> list[Rep]:
    return [rep for progress in (*every, end) for rep in progress.finished]


def test_what_is_named_is_counted() -> None:
    end, every = follow(film("squat").poses(), [(1, {"squat": 0.95})])
    assert (end.exercise, end.count) == ("squat", 3)
    assert [rep.index for rep in credited(end, every)] == [1, 2, 3]


def test_what_is_not_named_is_counted_as_other() -> None:
    end, every = follow(film("squat").poses(), [(1, {})])
    assert end.exercise == OTHER
    assert [rep.exercise for rep in credited(end, every)] == [OTHER] * end.count


def test_repetitions_from_before_the_name_are_credited() -> None:
    poses = film("squat").poses()
    doubtful = int(poses[-1][0] * WINDOWS_A_SECOND * 0.7)
    spoken = [(doubtful, {"squat": 0.35, "jumping_jack": 0.3}), (1, {"squat": 0.95})]
    end, every = follow(poses, spoken)
    named = next(i for i, progress in enumerate(every) if progress.exercise == "squat")
    assert end.count == 3
    assert len(every[named].finished) >= 2


def test_repetitions_of_something_else_are_not_credited() -> None:
    """The same movement, but for most of it the recogniser was sure that it was no squat."""
    poses = film("squat", repetitions=6).poses()
    before = int(poses[-1][0] * WINDOWS_A_SECOND * 0.6)
    end, _ = follow(poses, [(before, {}), (1, {"squat": 0.95})])
    assert 1 <= end.count <= 4


def test_a_change_of_exercise_numbers_anew_and_the_end_tells_what_was_done_most() -> None:
    squats = film("squat", repetitions=5).poses()
    change_s = squats[-1][0] + 0.1
    jumps = [
        (at_s + change_s, moved(pose, change_s)) for at_s, pose in film("jumping_jack").poses()
    ]
    windows = int(change_s * WINDOWS_A_SECOND)
    end, every = follow(squats + jumps, [(windows, {"squat": 0.95}), (1, {"jumping_jack": 0.95})])
    reps = credited(end, every)
    assert [rep.index for rep in reps if rep.exercise == "squat"] == [1, 2, 3, 4, 5]
    assert [rep.index for rep in reps if rep.exercise == "jumping_jack"] == [1, 2, 3]
    assert (end.exercise, end.count) == ("squat", 5)


def moved(pose: Pose | None, by_s: float) -> Pose | None:
    if pose is None:
        return None
    return Pose.from_blazepose(
        pose.landmarks,
        pose.world,
        pose.visibility,
        presence=pose.presence,
        captured_s=pose.captured_s + by_s,
        image_size=pose.image_size,
    )
