"""`SinglePerson`: the athlete where only one person can be seen at a time."""

from edge.athlete.body import HIPS, SHOULDERS, Body
from edge.athlete.crowd import Crowd
from edge.athlete.sighting import Presence
from edge.athlete.zone import MARGIN, Zone
from edge.config.zone import ZoneConfig
from edge.pose.pose import Pose
from edge.pose.region import MARGIN as AROUND
from edge.pose.region import Region

BODY_TORSOS = 1.9  # radius of the circle around the hips that holds a body, in torso lengths
# From one frame to the next nobody moves further, in sides of the region, than this and so much a
# second: a pose that does is somebody else's.
SHIFT, SHIFT_PER_S = 0.4, 1.0


class SinglePerson:
    """Numbers the people of a source that shows one: a pose recording, another pose backend.

    settle_s: how long somebody stands in the zone before they are the athlete; 0 for recordings,
    whose person was chosen when they were made.
    """

    def __init__(self, config: ZoneConfig, *, settle_s: float) -> None:
        self._config = config
        self._settle_s = settle_s
        self._zone = Zone.of(config)
        self._crowd = Crowd(self._zone)
        self._count = 0
        self._athlete: Body | None = None
        self._seen_s = self._in_zone_s = 0.0

    @property
    def athlete(self) -> int | None:
        """The number of the athlete."""
        return None if self._athlete is None else self._count

    @property
    def people(self) -> int:
        """1 where somebody is seen."""
        return len(self._crowd.people)

    @property
    def presence(self) -> Presence:
        """Where that person is."""
        if not self._crowd.people:
            return Presence.EMPTY
        inside = self._crowd.people[0].in_zone_s is not None
        return Presence.IN_ZONE if inside else Presence.PASSING

    def see(self, pose: Pose | None, now_s: float) -> None:
        """Take the pose of a frame."""
        body = None if pose is None else body_of(pose)
        self._crowd.see([] if body is None else [body], now_s)
        if body is not None:
            self._follow(body, now_s)
        if self._athlete is not None and now_s - self._in_zone_s > self._config.leave_s:
            self._athlete = None

    def reset(self) -> None:
        """Forget them: whoever comes next has a new number."""
        self._athlete = None
        self._crowd.clear()

    def _follow(self, body: Body, now_s: float) -> None:
        if self._athlete is not None:
            furthest = SHIFT + SHIFT_PER_S * max(now_s - self._seen_s, 0.0)
            if body.apart(self._athlete) > furthest:
                self._athlete = None
        if self._athlete is None:
            if not self._crowd.settled(self._settle_s):
                return
            self._count += 1
            self._in_zone_s = now_s
        self._athlete, self._seen_s = body, now_s
        if self._zone.contains(body.ground, MARGIN):
            self._in_zone_s = now_s


def body_of(pose: Pose) -> Body:
    """Where the person of a pose stands."""
    hips, shoulders = (pose.landmarks[list(pair), :2].mean(axis=0) for pair in (HIPS, SHOULDERS))
    radius = max(BODY_TORSOS * pose.torso_px, 1e-3 * pose.image_size[1])
    upright = Region.around(hips, shoulders)
    region = Region(float(hips[0]), float(hips[1]), 2.0 * AROUND * radius, upright.rotation_rad)
    return Body.of_landmarks(pose.landmarks, pose.visibility, region, pose.image_size)
