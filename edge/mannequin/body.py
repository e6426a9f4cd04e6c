"""`Body`: the proportions of one person.

Segment lengths are fractions of the height, after Drillis and Contini as printed in Winter,
"Biomechanics and Motor Control of Human Movement" (figure 4.1); joint widths are those between
joint centres, where pose models put shoulders and hips, narrower than the body's outline.
"""

from dataclasses import dataclass

from edge.errors import SceneError

LOWEST_HEIGHT_M = 1.2
TALLEST_HEIGHT_M = 2.2


@dataclass(frozen=True, slots=True)
class Body:
    """height_m: 1.2..2.2. build: girth of trunk and limbs against the average, 0.7..1.5.

    arms, legs, trunk, shoulders, hips: each length against the average of that height, 0.8..1.2.
    """

    height_m: float = 1.75
    build: float = 1.0
    arms: float = 1.0
    legs: float = 1.0
    trunk: float = 1.0
    shoulders: float = 1.0
    hips: float = 1.0

    def __post_init__(self) -> None:
        if not LOWEST_HEIGHT_M <= self.height_m <= TALLEST_HEIGHT_M:
            raise SceneError(
                f"a body of {self.height_m:g} m",
                remedy=f"choose a height from {LOWEST_HEIGHT_M} to {TALLEST_HEIGHT_M} m",
            )
        for name in ("arms", "legs", "trunk", "shoulders", "hips"):
            _within(name, getattr(self, name), 0.8, 1.2)
        _within("build", self.build, 0.7, 1.5)

    @property
    def upper_arm_m(self) -> float:
        """Shoulder to elbow."""
        return 0.170 * self.height_m * self.arms

    @property
    def forearm_m(self) -> float:
        """Elbow to wrist."""
        return 0.146 * self.height_m * self.arms

    @property
    def hand_m(self) -> float:
        """Wrist to fingertip."""
        return 0.105 * self.height_m * self.arms

    @property
    def thigh_m(self) -> float:
        """Hip to knee."""
        return 0.245 * self.height_m * self.legs

    @property
    def shank_m(self) -> float:
        """Knee to ankle."""
        return 0.246 * self.height_m * self.legs

    @property
    def ankle_m(self) -> float:
        """Height of the ankle above the floor."""
        return 0.045 * self.height_m

    @property
    def heel_m(self) -> float:
        """Ankle to the back of the heel, along the floor."""
        return 0.030 * self.height_m

    @property
    def toe_m(self) -> float:
        """Ankle to the toes, along the floor."""
        return 0.105 * self.height_m

    @property
    def trunk_m(self) -> float:
        """Middle of the hips to the middle of the shoulders."""
        return 0.288 * self.height_m * self.trunk

    @property
    def shoulder_m(self) -> float:
        """Middle of the shoulders to one shoulder joint."""
        return 0.102 * self.height_m * self.shoulders

    @property
    def hip_m(self) -> float:
        """Middle of the hips to one hip joint."""
        return 0.057 * self.height_m * self.hips


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise SceneError(f"body {name} {value:g} is impossible", remedy=f"use {low} to {high}")
