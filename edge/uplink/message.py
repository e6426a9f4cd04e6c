"""Everything a station says over MQTT: one class a message, each with its JSON Schema.

No message has a place for a name, a picture or a face: a member is an opaque token. Readers ignore
fields that they do not know, so that a newer station does not stop an older hub.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeFloat, NonNegativeInt

Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
UtcTime = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$")]


class Value(BaseModel):
    """A frozen part of a message."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Message(Value):
    """What every message carries."""

    name: ClassVar[str]
    """The last level of the topic."""
    retained: ClassVar[bool] = False
    """Whether the broker keeps the last one for whoever comes later."""
    qos: ClassVar[int] = 1
    expires_s: ClassVar[int | None] = None
    """Seconds after which nobody needs it any more (MQTT 5)."""

    boot_id: str = Field(description="One start of the station's program.", max_length=64)
    sequence: NonNegativeInt = Field(description="Counts the messages of this boot_id.")
    time: UtcTime = Field(description="When it was said, by the station's wall clock.")
    clock_synced: bool = Field(description="Whether that clock was known to be right.")

    def to_json(self) -> str:
        """Compact JSON, with the field `schema`."""
        return self.model_dump_json(by_alias=True)


class Availability(Message):
    """Whether the station is there; `offline` is its will, said by the broker when it is gone."""

    name = "availability"
    retained = True

    schema_: Literal["gymstation.availability/1"] = Field(
        default="gymstation.availability/1", alias="schema"
    )
    status: Literal["online", "offline", "stopped"]
    since: UtcTime
    version: str = Field(description="Version of the station's program.", max_length=40)


class State(Message):
    """What goes on at the station now; at most twice a second."""

    name = "state"
    retained = True
    qos = 0

    schema_: Literal["gymstation.state/1"] = Field(default="gymstation.state/1", alias="schema")
    phase: Literal["empty", "approaching", "working", "resting", "left"]
    exercise: str | None = Field(default=None, description="The exercise of the running set.")
    count: NonNegativeInt = Field(default=0, description="Repetitions of the running set.")
    hold_s: NonNegativeFloat = Field(default=0.0, description="Seconds held in good position.")
    sets: NonNegativeInt = Field(default=0, description="Sets of the session that are done.")
    member: Token | None = Field(default=None, description="Who trains, if known.")
    degraded: Literal["thermal"] | None = Field(
        default=None, description="Why the station does less than it could."
    )


class Condition(Value):
    """One condition of form in one repetition."""

    condition: str
    verdict: Literal["ok", "fault", "not_judged"]
    worst: float | None = None
    limit: float | None = None
    unit: str = ""
    reason: str | None = None


class RepDone(Message):
    """A repetition was counted; for live displays, the summary is what stays."""

    name = "rep"
    qos = 0
    expires_s = 60

    schema_: Literal["gymstation.rep/1"] = Field(default="gymstation.rep/1", alias="schema")
    exercise: str
    count: NonNegativeInt
    duration_s: NonNegativeFloat
    range_of_motion: NonNegativeFloat
    conditions: tuple[Condition, ...] = ()
    member: Token | None = None


class Status(StrEnum):
    """How well a part of the station is."""

    HEALTHY = "healthy"
    WARNING = "warning"
    CRITICAL = "critical"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"

    @staticmethod
    def worst(found: Iterable["Status"]) -> "Status":
        """How well the whole is: as the worst of its parts; unknown without any."""
        there = set(found)
        return next((status for status in _WORST_FIRST if status in there), Status.UNKNOWN)


_WORST_FIRST = (Status.CRITICAL, Status.WARNING, Status.UNKNOWN, Status.HEALTHY)


class HealthCheck(Value):
    """One part of the station."""

    check: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    status: Status
    state: str = Field(description="A word for programs, such as `wrong_ca`.", max_length=40)
    detail: str = Field(default="", description="For people.", max_length=500)


class Health(Message):
    """How well the station is."""

    name = "health"
    retained = True

    schema_: Literal["gymstation.health/1"] = Field(default="gymstation.health/1", alias="schema")
    status: Status
    checks: tuple[HealthCheck, ...]


class Alert(Message):
    """Something happened that somebody should look at."""

    name = "alert"

    schema_: Literal["gymstation.alert/1"] = Field(default="gymstation.alert/1", alias="schema")
    code: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    severity: Literal["warning", "critical"]
    text: dict[Literal["en", "ko"], str]


class Reply(Message):
    """The answer to a command, on the response topic that it named."""

    name = "reply"
    expires_s = 60

    schema_: Literal["gymstation.reply/1"] = Field(default="gymstation.reply/1", alias="schema")
    command: str
    ok: bool
    error: str | None = None
    result: dict[str, str | int | float | bool | None] = Field(default_factory=dict)


class Command(Value):
    """What a command may carry; without a payload all is left out."""

    signal: str | None = Field(default=None, description="For signal-test: which.", max_length=40)
