"""`AimReport`: everything that a technician reads while aiming, from one frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from edge.aim.mount import Mount, MountReader, Value
from edge.athlete.body import Body
from edge.athlete.follower import AthleteFollower
from edge.athlete.light import Light, light_of
from edge.athlete.sighting import PlacementProblem
from edge.athlete.single import body_of
from edge.athlete.views import Views, yaw_deg
from edge.athlete.zone import Zone
from edge.camera.frame import Frame, RecordedLandmarks
from edge.config.pack import ExercisePack
from edge.config.station import StationConfig
from edge.config.zone import ZoneConfig
from edge.pose.pose import Pose

EVERYWHERE = (0.0, 0.0, 1.0, 1.0)  # while aiming, whoever stands anywhere is looked at
SETTLE_S = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class AimReport:
    """pose: of who is looked at. in_zone: whether they stand in the station's zone.

    yaw_deg: how they stand to the camera (0 faces it, 90 the right edge). judged, unjudged:
    exercise and condition that can and cannot be judged from this view.
    """

    pose: Pose | None
    people: int
    in_zone: bool = False
    yaw_deg: float | None = None
    mount: Mount | None = None
    light: Light | None = None
    problems: tuple[PlacementProblem, ...] = ()
    judged: tuple[tuple[str, str], ...] = ()
    unjudged: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """For the page: landmarks as shares of the picture, readings with their errors."""
        pose, mount = self.pose, self.mount
        return {
            "people": self.people,
            "in_zone": self.in_zone,
            "yaw_deg": None if self.yaw_deg is None else round(self.yaw_deg),
            "landmarks": None if pose is None else _shares(pose),
            "mount": None
            if mount is None
            else {
                "height_m": _pair(mount.height_m),
                "tilt_deg": _pair(mount.tilt_deg),
                "distance_m": _pair(mount.distance_m),
                "places": mount.places,
            },
            "problems": [problem.value for problem in self.problems],
            "judged": [f"{exercise}: {condition}" for exercise, condition in self.judged],
            "unjudged": [f"{exercise}: {condition}" for exercise, condition in self.unjudged],
        }


class Aim:
    """Frames in, reports out.

    body_m: height of who stands before the camera. fov_deg: field of view along the longer side.
    """

    def __init__(
        self,
        config: StationConfig,
        packs: Sequence[ExercisePack],
        *,
        body_m: float,
        fov_deg: float,
    ) -> None:
        everywhere = ZoneConfig(box=EVERYWHERE, settle_s=SETTLE_S)
        self._follower = AthleteFollower.of(config.pose, everywhere, packs)
        self._new_reader = partial(MountReader, body_m, fov_deg)
        self._reader, self._athlete = self._new_reader(), 0
        self._views = Views(packs)
        self.zone = Zone.of(config.zone)

    def see(self, frame: Frame) -> AimReport:
        """Look at one frame; raises ModelError with the first picture."""
        sighting = self._follower.see(frame)
        pose = sighting.pose
        if sighting.athlete is not None and sighting.athlete != self._athlete:
            # Another person may have another height.
            self._reader, self._athlete = self._new_reader(), sighting.athlete
        if pose is None:
            return AimReport(None, sighting.people)
        yaw = yaw_deg(pose)
        judged = [] if yaw is None else self._views.judged(yaw)
        body: Body = body_of(pose)
        image = frame.content
        return AimReport(
            pose,
            sighting.people,
            in_zone=self.zone.contains(body.ground),
            yaw_deg=yaw,
            mount=self._reader.see(pose),
            light=None if isinstance(image, RecordedLandmarks) else light_of(image, pose),
            problems=sighting.placement,
            judged=tuple(judged),
            unjudged=tuple(one for one in self._views.all() if one not in judged),
        )

    def close(self) -> None:
        """Free the models."""
        self._follower.close()


def _pair(value: Value) -> list[float]:
    return [round(value.value, 2), round(value.error, 2)]


def _shares(pose: Pose) -> list[list[float]]:
    width, height = pose.image_size
    return [
        [round(float(x) / width, 4), round(float(y) / height, 4), round(float(seen), 2)]
        for (x, y, _), seen in zip(pose.landmarks, pose.visibility, strict=True)
    ]
