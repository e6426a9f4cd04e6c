"""Frames to observations: camera, pose and exercise joined, for recordings and for the station."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from edge.camera.frame import Frame
from edge.camera.port import Camera
from edge.classifier import TfliteClassifier
from edge.config.pack import ExercisePack
from edge.exercise.recognise.recogniser import ExerciseRecogniser
from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import Rep, SetProgress
from edge.form_model import load_form_models
from edge.pose.port import PoseEstimator
from edge.pose.pose import Pose

READ_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Observation:
    """What the station knows after one frame: who stands how, and where the set is."""

    frame: Frame
    pose: Pose | None
    progress: SetProgress


Listener = Callable[[Observation], None]


class Vision:
    """Turns frames, in order, into observations."""

    def __init__(self, estimator: PoseEstimator, packs: Sequence[ExercisePack]) -> None:
        self._estimator = estimator
        self._new_tracker = tracker_factory(packs)
        self._tracker = self._new_tracker()

    def see(self, frame: Frame) -> Observation:
        """Estimate the pose and move the set on."""
        pose = self._estimator.estimate(frame)
        progress = self._tracker.update(frame.captured_s, pose)
        return Observation(frame, pose, progress)

    def finish(self) -> SetProgress:
        """Close the set at the end of a recording; a repetition that was complete is counted."""
        return self._tracker.finish()

    def restart(self) -> None:
        """Forget person and set: the next frame begins another recording."""
        self._estimator.reset()
        self._tracker = self._new_tracker()


def tracker_factory(packs: Sequence[ExercisePack]) -> Callable[[], ExerciseTracker]:
    """Makes trackers of these exercises; the models are loaded once, here. Raises ModelError.

    With one exercise it is given; with several a recogniser names it, as far as it was trained on
    any of them.
    """
    form_models = load_form_models(packs)
    names = [pack.id for pack in packs]
    classifier = TfliteClassifier() if len(packs) > 1 else None
    trained = classifier is not None and not set(names).isdisjoint(classifier.classes)

    def make() -> ExerciseTracker:
        recogniser = ExerciseRecogniser(classifier, names) if classifier and trained else None
        return ExerciseTracker(packs, form_models, recogniser)

    return make


@dataclass(frozen=True, slots=True)
class SetResult:
    """What was counted from the beginning to the end of a stream."""

    exercise: str
    count: int
    hold_s: float
    reps: tuple[Rep, ...]
    frames: int
    seconds: float


def frames(camera: Camera, *, timeout_s: float = READ_TIMEOUT_S) -> Iterator[Frame]:
    """Every frame of an open camera until a recording ends; raises CameraError."""
    while (frame := camera.read(timeout_s)) is not None:
        yield frame


class SetRecorder:
    """Gathers observations into a SetResult; keeps what was counted when the stream breaks."""

    def __init__(self) -> None:
        self._reps: list[Rep] = []
        self._last: SetProgress | None = None
        self._first_s: float | None = None
        self._last_s = 0.0
        self._frames = 0

    def __call__(self, observation: Observation) -> None:
        """A listener: notes the observation."""
        captured_s = observation.frame.captured_s
        self._first_s = captured_s if self._first_s is None else self._first_s
        self._last_s = max(self._last_s, captured_s)
        self._frames += 1
        self.note(observation.progress)

    def note(self, progress: SetProgress) -> None:
        """Note the progress, and the repetitions that it finished."""
        self._last = progress
        self._reps.extend(progress.finished)

    def result(self, exercise: str) -> SetResult:
        """The last exercise's set. `exercise` is its name as long as nothing was seen."""
        last = self._last
        mean_gap_s = (
            (self._last_s - (self._first_s or 0.0)) / (self._frames - 1) if self._frames > 1 else 0
        )
        return SetResult(
            exercise=last.exercise if last else exercise,
            count=last.count if last else 0,
            hold_s=last.hold_s if last else 0.0,
            reps=tuple(rep for rep in self._reps if last and rep.exercise == last.exercise),
            frames=self._frames,
            # The last frame lasts as long as the others.
            seconds=self._last_s - (self._first_s or 0.0) + mean_gap_s,
        )
