"""`AthleteGuide`: tells the tracker whom to follow, by the rules of the zone."""

from collections.abc import Sequence
from math import inf

from edge.athlete.body import Body
from edge.athlete.crowd import Crowd
from edge.athlete.look import Histograms, clothes
from edge.athlete.sighting import Presence
from edge.athlete.tenure import Tenure
from edge.athlete.zone import MARGIN, Zone
from edge.camera.frame import Image
from edge.config.zone import ZoneConfig
from edge.pose.detector import Detection
from edge.pose.landmarker import Sighting
from edge.pose.region import Region

CLOSE_BEAT_S = 0.25  # looks around while bodies are near each other or somebody goes
DOUBT_BEAT_S = 0.1
SEARCH_S = 0.1  # looks around while the athlete is hidden or somebody settles
CLAIM = 0.2  # in sides: a body so near to somebody who settled is theirs
CLOTHES_S = 0.1  # in quiet times colours are looked at so often
NOTHING_SEEN: Histograms = (None, None)


class AthleteGuide:
    """Chooses the athlete among everybody, and keeps to them.

    Somebody who stands in the zone for `settle_s` becomes the athlete. They stay it until they have
    been out of the zone for `hand_over_s` and somebody else has settled in it, or for `leave_s` out
    of the zone or out of sight. detect_every_s: seconds between two looks around in quiet times.
    """

    def __init__(self, config: ZoneConfig, detect_every_s: float) -> None:
        self._config = config
        self._detect_every_s = detect_every_s
        self._zone = Zone.of(config)
        self._crowd = Crowd(self._zone)
        self._size = (1, 1)
        self._tenure: Tenure | None = None
        self._count = 0
        self._worn: tuple[Sighting, Histograms] | None = None
        self._worn_s = -inf

    @property
    def athlete(self) -> int | None:
        """The number of the athlete."""
        return None if self._tenure is None else self._tenure.number

    @property
    def people(self) -> int:
        """How many people were seen at the last look around; at least the athlete."""
        return max(len(self._crowd.people), 0 if self._tenure is None else 1)

    @property
    def presence(self) -> Presence:
        """Where people are."""
        tenure = self._tenure
        if tenure is not None:
            return Presence.PASSING if tenure.walked_out else Presence.IN_ZONE
        if any(one.in_zone_s is not None for one in self._crowd.people):
            return Presence.IN_ZONE
        return Presence.PASSING if self._crowd.people else Presence.EMPTY

    @property
    def beat_s(self) -> float:
        """See `Guide.beat_s`."""
        tenure = self._tenure
        if tenure is None:
            return 0.0
        if tenure.uneasy:
            return DOUBT_BEAT_S
        if tenure.in_company(tenure.seen_s) or tenure.walked_out:
            return CLOSE_BEAT_S
        return self._detect_every_s

    @property
    def search_s(self) -> float:
        """See `Guide.search_s`."""
        return SEARCH_S

    def found(self, people: Sequence[Detection], size: tuple[int, int], now_s: float) -> None:
        """See `Guide.found`."""
        self._size = size
        bodies = [Body.of_region(one.region, size) for one in people]
        self._crowd.see(bodies, now_s)
        if self._tenure is not None:
            self._tenure.look_around(bodies, now_s)
        self._give_way(now_s)

    def choose(self, people: Sequence[Detection], last: Region | None) -> list[Detection]:
        """See `Guide.choose`: who has settled, or who may be the athlete, the nearest first."""
        del last
        tenure = self._tenure
        if tenure is not None:
            return sorted(people, key=lambda one: one.near(tenure.home))
        settled = [one.body.region for one in self._crowd.settled(self._config.settle_s)]
        return [one for region in settled for one in people if one.region == region]

    def home(self) -> Region | None:
        """See `Guide.home`."""
        return None if self._tenure is None else self._tenure.home

    def accepts(self, image: Image, sighting: Sighting, now_s: float) -> bool:
        """See `Guide.accepts`."""
        body = self._body(sighting)
        if self._tenure is None:
            settled = self._crowd.settled(self._config.settle_s)
            near = any(one.body.apart(body) < CLAIM for one in settled)
            return near and self._zone.contains(body.ground, MARGIN)
        return self._tenure.is_this(body, self._clothes(image, sighting, now_s), now_s)

    def followed(self, image: Image, sighting: Sighting | None, now_s: float) -> None:
        """See `Guide.followed`."""
        if sighting is not None:
            self._saw(self._body(sighting), self._clothes(image, sighting, now_s), now_s)
        self._give_way(now_s)

    def _saw(self, body: Body, seen: Histograms, now_s: float) -> None:
        """Take the athlete of this frame; without an athlete, this is the next one."""
        if self._tenure is None:
            self._count += 1
            self._tenure = Tenure(self._count, body, now_s)
        in_zone = self._zone.contains(body.ground, MARGIN)
        self._tenure.saw(body, seen, in_zone=in_zone, now_s=now_s)

    def reset(self) -> None:
        """See `Guide.reset`: whoever comes next has a new number."""
        self._tenure = None
        self._crowd.clear()

    def _clothes(self, image: Image, sighting: Sighting, now_s: float) -> Histograms:
        """What a body wears; in quiet times not looked at in every frame."""
        if self._worn is None or self._worn[0] is not sighting:
            tenure = self._tenure
            quiet = tenure is not None and not (
                tenure.uneasy or tenure.hidden(now_s) or tenure.in_company(now_s)
            )
            if quiet and 0 <= now_s - self._worn_s < CLOTHES_S:
                return NOTHING_SEEN
            self._worn, self._worn_s = (sighting, clothes(image, sighting.landmarks)), now_s
        return self._worn[1]

    def _body(self, sighting: Sighting) -> Body:
        return Body.of_landmarks(
            sighting.landmarks, sighting.visibility, sighting.region, self._size
        )

    def _give_way(self, now_s: float) -> None:
        """The rules of handing over."""
        tenure = self._tenure
        if tenure is None:
            return
        gone_s = now_s - tenure.in_zone_s
        wanted = any(
            one.body.apart(tenure.body) > CLAIM or tenure.hidden(now_s)
            for one in self._crowd.settled(self._config.settle_s)
        )
        # Who vanished inside the zone may be behind somebody: only who walked out gives way early.
        early = wanted and tenure.walked_out and gone_s > self._config.hand_over_s
        if early or gone_s > self._config.leave_s:
            self._tenure = None
