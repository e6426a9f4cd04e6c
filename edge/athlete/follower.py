"""`AthleteFollower`: the pose of the athlete, whoever else is about."""

from collections.abc import Sequence
from typing import Self

from edge.athlete.guide import AthleteGuide
from edge.athlete.placement import Placement
from edge.athlete.sighting import AthleteSighting, PlacementProblem
from edge.athlete.single import SinglePerson
from edge.camera.frame import Frame, RecordedLandmarks
from edge.config.pack import ExercisePack
from edge.config.pose import PoseBackend, PoseConfig
from edge.config.zone import ZoneConfig
from edge.pose.factory import make_estimator
from edge.pose.port import PoseEstimator
from edge.pose.pose import Pose


class AthleteFollower:
    """Frames in, in order; the athlete of each out.

    estimator: finds poses. guide: what tells it whom to follow; None for an estimator that cannot
    be told. zone: where an athlete stands. packs: what is coached, for the guidance on placement.
    """

    def __init__(
        self,
        estimator: PoseEstimator,
        guide: AthleteGuide | None,
        zone: ZoneConfig,
        packs: Sequence[ExercisePack] = (),
    ) -> None:
        self._estimator = estimator
        self._placement = Placement(packs)
        self._placed: int | None = None
        self._guide = guide
        self._live = SinglePerson(zone, settle_s=zone.settle_s)
        self._recorded = SinglePerson(zone, settle_s=0.0)

    @classmethod
    def of(cls, pose: PoseConfig, zone: ZoneConfig, packs: Sequence[ExercisePack] = ()) -> Self:
        """The follower of a configuration. Models are loaded with the first picture."""
        if pose.backend is not PoseBackend.BLAZEPOSE:
            return cls(make_estimator(pose), None, zone, packs)
        guide = AthleteGuide(zone, pose.detect_every_s)
        return cls(make_estimator(pose, guide), guide, zone, packs)

    def see(self, frame: Frame) -> AthleteSighting:
        """Who is the athlete now, and how they stand; raises ModelError with the first picture."""
        pose = self._estimator.estimate(frame)
        watch: AthleteGuide | SinglePerson | None = self._guide
        if watch is None or isinstance(frame.content, RecordedLandmarks):
            recorded = isinstance(frame.content, RecordedLandmarks)
            watch = self._recorded if recorded else self._live
            watch.see(pose, frame.captured_s)
        athlete = watch.athlete
        pose = None if athlete is None else pose
        return AthleteSighting(
            pose=pose,
            athlete=athlete,
            people=watch.people,
            presence=watch.presence,
            placement=self._problems(frame, pose, athlete),
        )

    def _problems(
        self, frame: Frame, pose: Pose | None, athlete: int | None
    ) -> tuple[PlacementProblem, ...]:
        if athlete != self._placed:
            self._placement.reset()
            self._placed = athlete
        if pose is None:
            return ()
        image = None if isinstance(frame.content, RecordedLandmarks) else frame.content
        return self._placement.see(pose, image, frame.captured_s)

    def reset(self) -> None:
        """Forget everybody: the next frame begins another recording."""
        self._estimator.reset()
        self._live.reset()
        self._recorded.reset()

    def close(self) -> None:
        """Free what the estimator holds."""
        self._estimator.close()
