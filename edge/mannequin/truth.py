"""`Truth`: what exactly happens in a scene."""

import json
from dataclasses import asdict, dataclass

from edge.mannequin.performance import Repetition
from edge.mannequin.scene import Scene


@dataclass(frozen=True, slots=True)
class Truth:
    """Seconds since the first frame.

    A timed exercise has no repetitions to count: each entry is one hold from
    `start_s` to `end_s`.
    """

    exercise: str
    timed: bool
    repetitions: tuple[Repetition, ...]
    yaw_deg: float
    fps: float
    size: tuple[int, int]
    seed: int

    @property
    def count(self) -> int:
        """Repetitions."""
        return 0 if self.timed else len(self.repetitions)

    @property
    def hold_s(self) -> float:
        """Seconds held in position (timed exercises)."""
        return sum(r.end_s - r.start_s for r in self.repetitions) if self.timed else 0.0

    def to_json(self) -> str:
        """The truth as indented JSON."""
        repetitions = [_rounded(asdict(r)) for r in self.repetitions]
        values = {
            **asdict(self),
            "repetitions": repetitions,
            "count": self.count,
            "hold_s": round(self.hold_s, 3),
        }
        return json.dumps(values, indent=2) + "\n"


def _rounded(values: dict[str, object]) -> dict[str, object]:
    """Times to the tenth of a millisecond: no frame rate can tell more."""
    return {name: round(v, 4) if isinstance(v, float) else v for name, v in values.items()}


def truth_of(scene: Scene) -> Truth:
    """The truth of a scene."""
    return Truth(
        exercise=scene.performance.exercise,
        timed=scene.performance.definition.timed,
        repetitions=scene.motion().repetitions,
        yaw_deg=scene.view.yaw_deg,
        fps=scene.fps,
        size=scene.size,
        seed=scene.seed,
    )
