"""The port `Guide`: whoever decides which body the tracker follows."""

from collections.abc import Sequence
from typing import Protocol

from edge.camera.frame import Image
from edge.pose.detector import Detection
from edge.pose.landmarker import Sighting
from edge.pose.region import Region


class Guide(Protocol):
    """Decides whom the tracker follows and how often it looks around. Asked in order of time."""

    @property
    def beat_s(self) -> float:
        """Seconds between two runs of the detector while somebody is followed."""
        ...

    @property
    def search_s(self) -> float:
        """Seconds between two runs of the detector while nobody is; 0 = every frame."""
        ...

    def found(self, people: Sequence[Detection], size: tuple[int, int], now_s: float) -> None:
        """Told of every run of the detector; size: width and height of the picture."""
        ...

    def choose(self, people: Sequence[Detection], last: Region | None) -> list[Detection]:
        """Whom to try, the best first. last: where somebody was lost a moment ago."""
        ...

    def home(self) -> Region | None:
        """Where the person who is hidden was last; None = where the tracker saw somebody last."""
        ...

    def accepts(self, image: Image, sighting: Sighting, now_s: float) -> bool:
        """Whether this is the person to follow."""
        ...

    def followed(self, image: Image, sighting: Sighting | None, now_s: float) -> None:
        """Told what came of the frame."""
        ...

    def reset(self) -> None:
        """Forget everybody."""
        ...


class Anybody:
    """Follows whoever is found, and the same person as long as they can be seen.

    detect_every_s: seconds between two runs of the detector while somebody is followed.
    """

    search_s = 0.0

    def __init__(self, detect_every_s: float) -> None:
        self.beat_s = detect_every_s

    def found(self, people: Sequence[Detection], size: tuple[int, int], now_s: float) -> None:
        """Everybody is the same to it."""

    def choose(self, people: Sequence[Detection], last: Region | None) -> list[Detection]:
        """The nearest to the place of the loss, else the surest."""
        return list(people) if last is None else sorted(people, key=lambda one: one.near(last))

    def home(self) -> Region | None:
        """The tracker knows as much."""
        return None

    def accepts(self, image: Image, sighting: Sighting, now_s: float) -> bool:
        """Whoever it is."""
        del image, sighting, now_s
        return True

    def followed(self, image: Image, sighting: Sighting | None, now_s: float) -> None:
        """Nothing to learn."""

    def reset(self) -> None:
        """Nothing to forget."""
