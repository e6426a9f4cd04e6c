"""The whole configuration of one station."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from edge.config.camera import CameraConfig
from edge.config.exercise import ExerciseId
from edge.config.feedback import FeedbackConfig
from edge.config.form import FormSettings
from edge.config.health import HealthConfig
from edge.config.member import Identification, MembersConfig
from edge.config.metrics import MetricsConfig
from edge.config.model import ConfigModel
from edge.config.pose import PoseConfig
from edge.config.recovery import RecoveryConfig
from edge.config.session import SessionConfig
from edge.config.thermal import ThermalConfig
from edge.config.uplink import UplinkConfig
from edge.config.zone import ZoneConfig

# A wildcard, slash or capital in an id would break the addresses made from it.
Identifier = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
        max_length=40,
        json_schema_extra={
            "x-allowed": "up to 40 lower-case letters, digits and hyphens, such as main-hall-2"
        },
    ),
]


class StationConfig(ConfigModel):
    """Everything that can be set at a station; what a file leaves out has its default."""

    schema_version: Literal[1] = Field(
        default=1,
        title="Schema version",
        description="Version of this file's layout.",
    )
    site: Identifier = Field(
        default="gym",
        title="Site",
        description="Id of the gym; the same at all its stations.",
    )
    station: Identifier = Field(
        default="station-1",
        title="Station",
        description="Id of this station; different at each station of a site.",
    )
    language: Literal["en", "ko"] = Field(
        default="en",
        title="Language",
        description="Language of what the station says to members: en English, ko Korean.",
    )
    data_dir: Path | None = Field(
        default=None,
        strict=False,
        title="Data folder",
        description="Where members, the running session and unsent summaries are kept. Default: "
        "the service's state folder, else ~/.local/share/gymstation.",
    )
    exercises: tuple[ExerciseId, ...] = Field(
        default=("squat",),
        min_length=1,
        max_length=64,
        title="Exercises",
        description="Exercise packs that are followed here. With one, that exercise is taken as "
        "given.",
    )
    form: FormSettings = Field(
        default={},
        title="Form",
        description="Conditions of form that are judged differently here, by exercise.",
    )
    camera: CameraConfig = Field(
        default=CameraConfig(), title="Camera", description="Where the frames come from."
    )
    pose: PoseConfig = Field(
        default=PoseConfig(), title="Pose", description="How a person is found and followed."
    )
    zone: ZoneConfig = Field(
        default=ZoneConfig(), title="Zone", description="Where an athlete stands."
    )
    session: SessionConfig = Field(
        default=SessionConfig(),
        title="Session",
        description="When a set and a session are over, and what is aimed at.",
    )
    identification: Identification = Field(
        default=Identification.OFF,
        strict=False,
        title="Identification",
        description="By what members are known: off, card, face or face+card. Where it is face, "
        "offer the card as well: nobody may be made to show his or her face.",
    )
    members: MembersConfig = Field(
        default=MembersConfig(), title="Members", description="The gallery of members."
    )
    feedback: FeedbackConfig = Field(
        default=FeedbackConfig(),
        title="Feedback",
        description="How the athlete is told: light, buzzer, voice.",
    )

    uplink: UplinkConfig = Field(
        default=UplinkConfig(),
        title="Uplink",
        description="The MQTT broker that session summaries are sent to.",
    )
    thermal: ThermalConfig = Field(
        default=ThermalConfig(),
        title="Thermal",
        description="What the station does less of while its computer is hot.",
    )
    recovery: RecoveryConfig = Field(
        default=RecoveryConfig(),
        title="Recovery",
        description="What the station does about a camera that stays away.",
    )
    health: HealthConfig = Field(
        default=HealthConfig(),
        title="Health",
        description="From when on the station calls itself unwell.",
    )
    metrics: MetricsConfig = Field(
        default=MetricsConfig(), title="Metrics", description="Figures for Prometheus."
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """An exercise that is named twice."""
        twice = sorted({name for name in self.exercises if self.exercises.count(name) > 1})
        if twice:
            yield "exercises", f"{', '.join(twice)} is named twice; allowed: each exercise once"
