"""The quantised landmark model against its float twin, on the same crops."""

from pathlib import Path

from edge.bench.agreement import Agreement, Seen
from edge.bench.cost import Cost
from edge.camera.frame import Frame, Image
from edge.config.pose import PoseConfig
from edge.pose.blazepose import BlazePoseEstimator, load_detector, load_landmarker
from edge.pose.guide import Anybody
from edge.pose.landmarker import Sighting
from edge.pose.region import Region
from edge.pose.steady import PoseSmoother
from edge.pose.tracking import Locator, Tracker


class TwinLocator:
    """Looks with two models at every region; follows the first and compares it with the second.

    presence_threshold: a model sees somebody from this probability on.
    """

    def __init__(self, followed: Locator, twin: Locator, presence_threshold: float) -> None:
        self._followed = followed
        self._twin = twin
        self._threshold = presence_threshold
        self.agreement = Agreement()

    def locate(self, image: Image, region: Region) -> Sighting | None:
        """See `Locator.locate`: what the first model sees."""
        sighting = self._followed.locate(image, region)
        self.agreement.add(self._seen(sighting), self._seen(self._twin.locate(image, region)))
        return sighting

    def _seen(self, sighting: Sighting | None) -> Seen | None:
        if sighting is None or sighting.presence < self._threshold:
            return None
        return Seen(sighting.landmarks[:, :2], sighting.visibility)


class FloatTwin:
    """Follows people with the int8 models and compares every crop with the float landmark model.

    It takes part like a contestant, but what it costs says nothing: two models run a frame.
    """

    name = "float_twin"

    def __init__(self, config: PoseConfig, models: Path | None) -> None:
        self._locator = TwinLocator(
            load_landmarker(config, models, "int8"),
            load_landmarker(config, models, "float"),
            config.presence_threshold,
        )
        tracker = Tracker(
            load_detector(config, models, "int8"),
            self._locator,
            Anybody(config.detect_every_s),
            presence_threshold=config.presence_threshold,
        )
        self._estimator = BlazePoseEstimator(tracker, PoseSmoother(config.smoothing))

    @property
    def agreement(self) -> Agreement:
        """What was compared until now, a frame for each crop."""
        return self._locator.agreement

    def begin(self) -> None:
        """A new video begins."""
        self._estimator.reset()

    def see(self, frame: Frame) -> tuple[Seen | None, Cost]:
        """Look at one frame with both models."""
        self._estimator.estimate(frame)
        return None, Cost(0.0, 0.0)
