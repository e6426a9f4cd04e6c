"""How soon repetitions are announced, where their true end is known: on the mannequin's motion.

The end is the moment at which the body is back where the repetition began, to the millisecond.
Landmarks tremble as the pose stage's do; see `tools/train/observe.py` for the size.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edge.config.pack import ExercisePack, Kind
from edge.evaluation.ideal import ideal
from edge.evaluation.lateness import Late, Lateness, lateness
from edge.evaluation.poses import poses_of
from edge.exercise.tracker import ExerciseTracker
from edge.mannequin import Performance, Scene, View, truth_of
from edge.mannequin.casting import cast

TREMBLE_M = 0.004
PACES = (0.6, 1.0, 2.5)  # of the exercise's own tempo
RATES_FPS = (8.0, 15.0, 30.0)
REPETITIONS = 4
SEED = 7


@dataclass(frozen=True, slots=True)
class Announcements:
    """rates: lateness by frame rate; seconds: of every repetition, by frame rate.

    exercises: lateness over all rates. missed: true repetitions that were not announced one by one.
    """

    rates: Mapping[str, Lateness]
    exercises: Mapping[str, Lateness]
    seconds: Mapping[str, Sequence[float]]
    missed: int


def evaluate_announcements(
    packs: Sequence[ExercisePack], step: Callable[[str], None]
) -> Announcements:
    """Every exercise from each of its views and at every pace. step: told each exercise."""
    by_rate: dict[str, list[Late]] = {f"{fps:g} frames a second": [] for fps in RATES_FPS}
    by_exercise: dict[str, list[Late]] = {}
    expected = 0
    for pack in packs:
        if pack.kind is Kind.HOLD:
            continue
        step(pack.id)
        own = by_exercise.setdefault(pack.id, [])
        for fps, rate in zip(RATES_FPS, by_rate, strict=True):
            for scene in _scenes(pack, fps):
                late = announced(pack, scene)
                by_rate[rate] += late
                own += late
                expected += truth_of(scene).count
    live = {rate: [each.seconds for each in late if not each.credited]
            for rate, late in by_rate.items()}  # fmt: skip
    return Announcements(
        rates={rate: lateness(late) for rate, late in by_rate.items()},
        exercises={exercise: lateness(late) for exercise, late in by_exercise.items()},
        seconds=live,
        missed=expected - sum(map(len, live.values())),
    )


def _scenes(pack: ExercisePack, fps: float) -> Iterator[Scene]:
    for view in pack.views:
        for pace in PACES:
            performance = Performance(pack.id, REPETITIONS, pace=pace)
            yield cast(performance, View(yaw_deg=view.yaw_deg), seed=SEED, fps=fps)


def announced(pack: ExercisePack, scene: Scene) -> list[Late]:
    """Of every true repetition that the tracker announced, how late it was."""
    tracker = ExerciseTracker([pack.model_copy(update={"conditions": ()})])
    truth = truth_of(scene).repetitions
    found: list[Late] = []
    for at_s, pose in poses_of(ideal(scene, TREMBLE_M)):
        reps = tracker.update(at_s, pose).finished
        for rep in reps:
            true = next((t for t in truth if t.start_s < rep.turn_s < t.end_s), None)
            if true is not None:
                earlier = rep.end_s < max(each.end_s for each in reps)
                found.append(Late(at_s - true.end_s, credited=earlier))
    return found
