"""What the mannequin does when it stands in for a camera."""

from pydantic import Field

from edge.config.exercise import ExerciseId
from edge.config.model import ConfigModel


class MannequinConfig(ConfigModel):
    """The rendered person of `source: mannequin`; a technician tries a station with it."""

    exercise: ExerciseId = Field(
        default="squat", title="Exercise", description="The exercise that the mannequin does."
    )
    repetitions: int = Field(
        default=5,
        ge=0,
        le=500,
        title="Repetitions",
        description="How many repetitions it does before the scene ends, or begins anew with loop.",
    )
    tempo_s: float = Field(
        default=3.0,
        ge=0.6,
        le=12.0,
        title="Tempo",
        description="Seconds that one repetition takes.",
    )
    yaw_deg: float = Field(
        default=30.0,
        ge=-180.0,
        le=180.0,
        title="Yaw",
        description="Degrees by which the body is turned away from the camera: 0 faces it, 90 "
        "shows its right side, 180 its back.",
    )
    seed: int = Field(
        default=0,
        ge=0,
        le=2**31 - 1,
        title="Seed",
        description="Decides body, clothes, light and noise; the same seed gives the same scene.",
    )
