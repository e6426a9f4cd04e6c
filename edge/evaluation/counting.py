"""Counts clips with our tracker and with its peers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edge.config.pack import ExercisePack, Kind
from edge.errors import CameraError, RecordingError
from edge.evaluation.clips import Clip
from edge.evaluation.lateness import Late, late_of
from edge.evaluation.peers import principal_component, two_thresholds
from edge.evaluation.poses import PoseCache, TimedPoses, poses_of
from edge.evaluation.view import ClipView, view_of
from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import Rep, SetProgress
from edge.vision import tracker_factory

MakeTracker = Callable[[], ExerciseTracker]

OURS, THRESHOLDS, COMPONENT = "ours", "one angle, two thresholds", "principal component, peaks"
METHODS = (OURS, THRESHOLDS, COMPONENT)


@dataclass(frozen=True, slots=True)
class Counted:
    """One clip counted. counts: by method. exercise: what our tracker followed.

    view: in the judge's estimate. late: of each repetition, its announcement against its end.
    """

    clip: Clip
    exercise: str
    view: ClipView
    counts: dict[str, int]
    hold_s: float
    seconds: float
    late: tuple[Late, ...]

    def error(self, method: str = OURS) -> int:
        """Repetitions too many (above 0) or too few (below 0)."""
        return self.clip.error(self.counts[method])

    @property
    def held(self) -> bool:
        """True for a timed exercise, whose repetitions are not counted."""
        return len(self.counts) == 1


@dataclass(frozen=True, slots=True)
class FalseReps:
    """Repetitions counted for one exercise in a clip that holds none.

    exercise: the one given, or the one followed.
    """

    file: str
    exercise: str
    counts: dict[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that was counted.

    unlisted: clips of exercises without a pack, where the tracker is not told. unreadable: file and
    reason.
    """

    counted: tuple[Counted, ...]
    unlisted: tuple[Counted, ...]
    false: tuple[FalseReps, ...]
    unreadable: tuple[tuple[str, str], ...]


def evaluate(
    clips: Sequence[Clip],
    packs: Sequence[ExercisePack],
    cache: PoseCache,
    *,
    given: bool,
    fps: float | None,
    step: Callable[[str], None],
) -> Outcome:
    """Count every clip of the packs' exercises and every clip without repetitions.

    given: the tracker is told the exercise; otherwise it has all packs, and clips of exercises
    without a pack are counted as well. fps: None = every frame. step: told each clip before it is
    counted.
    """
    by_id = {pack.id: pack for pack in packs}
    trackers = {pack.id: tracker_factory([pack]) for pack in packs} if given else {}
    any_exercise = tracker_factory(packs)
    counted: list[Counted] = []
    unlisted: list[Counted] = []
    false: list[FalseReps] = []
    unreadable: list[tuple[str, str]] = []
    for clip in clips:
        step(clip.file)
        if given and clip.exercise not in by_id and not clip.negative:
            continue
        try:
            poses = poses_of(cache.recording(clip.file))
        except (CameraError, RecordingError) as error:
            unreadable.append((clip.file, str(error)))
            continue
        poses = poses if fps is None else poses.at_most(fps)
        if clip.negative:
            false.extend(_false(clip, packs, poses, trackers, any_exercise))
        else:
            make = trackers.get(clip.exercise, any_exercise)
            into = counted if clip.exercise in by_id else unlisted
            into.append(_count(clip, by_id, make, poses))
    return Outcome(tuple(counted), tuple(unlisted), tuple(false), tuple(unreadable))


Arrived = list[tuple[float, tuple[Rep, ...]]]
"""Repetitions, by the time of the frame that finished them."""


def _run(make: MakeTracker, poses: TimedPoses) -> tuple[SetProgress, Arrived]:
    tracker = make()
    arrived: Arrived = []
    for at_s, pose in poses:
        if finished := tracker.update(at_s, pose).finished:
            arrived.append((at_s, finished))
    return tracker.finish(), arrived


def _count(
    clip: Clip, packs: Mapping[str, ExercisePack], make: MakeTracker, poses: TimedPoses
) -> Counted:
    progress, arrived = _run(make, poses)
    pack = packs.get(clip.exercise)
    return Counted(
        clip=clip,
        exercise=progress.exercise,
        view=view_of(poses),
        counts={OURS: progress.count, **_peers(pack, poses)},
        hold_s=progress.hold_s,
        seconds=poses.seconds,
        late=late_of(packs.get(progress.exercise), poses, arrived),
    )


def _false(
    clip: Clip,
    packs: Sequence[ExercisePack],
    poses: TimedPoses,
    given: Mapping[str, MakeTracker],
    any_exercise: MakeTracker,
) -> Iterator[FalseReps]:
    """With the exercise given, each in turn; otherwise once with all."""
    if not given:
        progress, _ = _run(any_exercise, poses)
        yield FalseReps(clip.file, progress.exercise, {OURS: progress.count}, poses.seconds)
        return
    for pack in packs:
        if pack.kind is Kind.REPETITIONS:
            counts = {OURS: _run(given[pack.id], poses)[0].count, **_peers(pack, poses)}
            yield FalseReps(clip.file, pack.id, counts, poses.seconds)


def _peers(pack: ExercisePack | None, poses: TimedPoses) -> dict[str, int]:
    if pack is None:
        return {COMPONENT: principal_component(poses)}
    if pack.kind is Kind.HOLD:
        return {}
    return {THRESHOLDS: two_thresholds(pack, poses), COMPONENT: principal_component(poses)}
