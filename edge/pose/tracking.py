"""Following one person: from the region of one frame to that of the next.

The landmarks of a frame say where to look in the next one, so the detector runs only when nobody
is followed, when the region behaves as no person can, and at a slow beat that checks whether
there still is a person where we look. Which person that is to be, a `Guide` decides.
"""

from collections.abc import Sequence
from math import hypot, inf, pi, remainder
from typing import Protocol

from edge.camera.frame import Image
from edge.pose.detector import Detection
from edge.pose.guide import Guide
from edge.pose.landmarker import Sighting
from edge.pose.region import Region
from edge.pose.smoothing import OneEuroFilter, OneEuroSettings

# From one frame to the next the hips stay well inside the region, and a body neither doubles its
# size nor turns over; otherwise the region was lost, even if the model believes what it sees.
MAX_SHIFT = 0.4
MAX_GROWTH = 1.8
MAX_TURN_RAD = pi / 3
# A detection this close (in sides of the region) is the person followed.
SAME_PLACE = 0.35
# The detector misses people in unusual poses, so a region it does not confirm is doubted only where
# the landmark model is not sure either, and given up after so many beats in doubt.
SURE_PRESENCE = 0.9
BEATS_IN_DOUBT = 3
# The smoothing of the region, speed in picture sizes (mean of width and height) a second; MediaPipe
# steadies it with the same numbers (auxiliary landmarks in its pose_landmark_filtering.pbtxt).
STEADY_REGION = OneEuroSettings(min_cutoff_hz=0.01, beta=10.0)
# How long a lost person is looked for where they were last: at first also without a detection.
MEMORY_S = 3.0
RETRY_S = 1.0
# Detections tried in one frame.
CANDIDATES = 2


class Detector(Protocol):
    """Finds people in a whole picture, the surest first."""

    def detect(self, image: Image) -> list[Detection]:
        """See `edge.pose.detector.PersonDetector.detect`."""
        ...


class Locator(Protocol):
    """Finds the landmarks of the person in a region."""

    def locate(self, image: Image, region: Region) -> Sighting | None:
        """See `edge.pose.landmarker.Landmarker.locate`."""
        ...


class Tracker:
    """Follows the same person as long as they can be seen.

    guide: decides who that is. presence_threshold: least probability, 0..1, from which a person
    counts as seen.
    """

    def __init__(
        self, detector: Detector, locator: Locator, guide: Guide, *, presence_threshold: float
    ) -> None:
        self._detector = detector
        self._locator = locator
        self._guide = guide
        self._presence_threshold = presence_threshold
        self._steadier = OneEuroFilter(STEADY_REGION)
        self._region: Region | None = None
        self._last: Region | None = None
        self._seen_s = 0.0
        self._detected_s = -inf
        self._doubts = 0

    def reset(self) -> None:
        """Forget the person followed."""
        self._region = self._last = None
        self._detected_s = -inf
        self._steadier.reset()
        self._guide.reset()

    def follow(self, image: Image, now_s: float) -> Sighting | None:
        """The person followed, or whoever is found now, or None."""
        sighting = None if self._region is None else self._continue(image, self._region, now_s)
        if sighting is None:
            sighting = self._search(image, now_s)
        elif self._due(self._guide.beat_s, now_s):
            sighting = self._check(image, sighting, now_s)
        self._region = None if sighting is None else self._steadied(sighting, image, now_s)
        if self._region is not None:
            self._last, self._seen_s = self._region, now_s
        self._guide.followed(image, sighting, now_s)
        return sighting

    def _due(self, every_s: float, now_s: float) -> bool:
        return not 0 <= now_s - self._detected_s < every_s

    def _continue(self, image: Image, region: Region, now_s: float) -> Sighting | None:
        sighting = self._present(image, region, now_s)
        if sighting is None or not moves_like_a_person(region, sighting.region):
            return None
        return sighting

    def _search(self, image: Image, now_s: float) -> Sighting | None:
        """Find the person lost, else whomever the guide names."""
        self._steadier.reset()
        self._doubts = 0
        tried = self._region
        sighting: Sighting | None = None
        home = self._guide.home()
        lost_s = now_s - self._seen_s
        last = home or (self._last if 0 <= lost_s <= MEMORY_S else None)
        if self._due(self._guide.search_s, now_s):
            sighting = self._best(image, self._detect(image, now_s), last, now_s)
        remembered = home is not None or lost_s <= RETRY_S
        if sighting is None and last is not None and last is not tried and remembered:
            return self._continue(image, last, now_s)
        return sighting

    def _check(self, image: Image, sighting: Sighting, now_s: float) -> Sighting | None:
        """Look around while following: keep, correct, replace or drop the region."""
        region = sighting.region
        detections = self._detect(image, now_s)
        if not self._guide.accepts(image, sighting, now_s):
            self._steadier.reset()
            return self._best(image, detections, self._guide.home(), now_s)
        nearest = min(detections, key=lambda found: found.near(region), default=None)
        confirmed = nearest is not None and nearest.near(region) < SAME_PLACE
        sure = confirmed or sighting.presence >= SURE_PRESENCE
        self._doubts = 0 if sure else self._doubts + 1
        if nearest and confirmed and not moves_like_a_person(region, nearest.region):
            return self._surer(sighting, self._present(image, nearest.region, now_s))
        if self._doubts < BEATS_IN_DOUBT:
            return sighting
        self._doubts = 0
        self._steadier.reset()
        return self._best(image, detections, region, now_s)

    def _surer(self, followed: Sighting, other: Sighting | None) -> Sighting:
        if other is None or other.presence <= followed.presence:
            return followed
        self._steadier.reset()
        return other

    def _best(
        self, image: Image, detections: Sequence[Detection], last: Region | None, now_s: float
    ) -> Sighting | None:
        """The first of those to try who is seen."""
        chosen = self._guide.choose(detections, last)[:CANDIDATES]
        candidates = (self._present(image, found.region, now_s) for found in chosen)
        return next((sighting for sighting in candidates if sighting is not None), None)

    def _steadied(self, sighting: Sighting, image: Image, now_s: float) -> Region | None:
        """Where to look next: a region that trembles makes landmarks tremble."""
        extent = self._steadier(sighting.extent, now_s, (image.width + image.height) / 2)
        region = Region.around(extent[0], extent[1])
        return region if region.valid else None

    def _present(self, image: Image, region: Region, now_s: float) -> Sighting | None:
        sighting = self._locator.locate(image, region)
        if sighting is None or sighting.presence < self._presence_threshold:
            return None
        region = sighting.region
        if not (region.valid and _in_picture(region, image)):
            return None
        return sighting if self._guide.accepts(image, sighting, now_s) else None

    def _detect(self, image: Image, now_s: float) -> list[Detection]:
        self._detected_s = now_s
        people = self._detector.detect(image)
        self._guide.found(people, (image.width, image.height), now_s)
        return people


def moves_like_a_person(before: Region, after: Region) -> bool:
    """Whether a region can follow from the one a frame earlier."""
    shift = hypot(after.center_x_px - before.center_x_px, after.center_y_px - before.center_y_px)
    growth = after.side_px / before.side_px
    turn = abs(remainder(after.rotation_rad - before.rotation_rad, 2 * pi))
    return (
        shift <= MAX_SHIFT * before.side_px
        and 1 / MAX_GROWTH <= growth <= MAX_GROWTH
        and turn <= MAX_TURN_RAD
    )


def _in_picture(region: Region, image: Image) -> bool:
    """Whether any part of the region's middle half lies in the picture."""
    reach = region.side_px / 4
    return (
        -reach <= region.center_x_px <= image.width + reach
        and -reach <= region.center_y_px <= image.height + reach
    )
