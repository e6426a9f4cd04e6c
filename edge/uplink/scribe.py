"""Writes messages: who says it, when, and as the how-manieth."""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any, Literal, TypeVar

from edge.exercise.values import Rep
from edge.uplink.clock import Clock
from edge.uplink.hub_lists import ListsObeyed
from edge.uplink.mailbox import Letter
from edge.uplink.message import (
    Alert,
    Availability,
    Condition,
    Health,
    HealthCheck,
    Message,
    RepDone,
    State,
    Status,
)
from edge.uplink.topics import Topics

M = TypeVar("M", bound=Message)


class Scribe:
    """Safe to use from several threads. boot_id: of this start of the program."""

    def __init__(self, topics: Topics, boot_id: str, version: str, clock: Clock) -> None:
        self._topics = topics
        self._boot_id = boot_id
        self._version = version
        self._clock = clock
        self._lock = Lock()
        self._sequence = 0
        self._since = clock.now()

    def write(self, kind: type[M], **fields: Any) -> M:
        """A message of this kind, of now."""
        now = self._clock.now()
        with self._lock:
            self._sequence += 1
            sequence = self._sequence
        return kind(
            boot_id=self._boot_id,
            sequence=sequence,
            time=now.iso,
            clock_synced=now.synced,
            **fields,
        )

    def letter(
        self, message: Message, topic: str | None = None, correlation: bytes | None = None
    ) -> Letter:
        """The message, addressed: to its own topic unless another is given."""
        return Letter(
            topic or self._topics.of(message.name),
            message.to_json(),
            qos=message.qos,
            retain=message.retained,
            expires_s=message.expires_s,
            correlation=correlation,
        )

    def availability(self, status: Literal["online", "offline", "stopped"]) -> Letter:
        """Whether the station is there."""
        since = self._since.as_known_at(self._clock.now()) or self._since
        return self.letter(
            self.write(Availability, status=status, since=since.iso, version=self._version)
        )

    def rep(self, rep: Rep, count: int, member: str | None) -> Letter:
        """A repetition was counted."""
        conditions = tuple(
            Condition(
                condition=each.condition,
                verdict=each.verdict.value,
                worst=each.worst,
                limit=each.limit,
                unit=each.unit,
                reason=each.reason,
            )
            for each in rep.conditions
        )
        message = self.write(
            RepDone,
            exercise=rep.exercise,
            count=count,
            duration_s=round(rep.duration_s, 3),
            range_of_motion=round(rep.range_of_motion, 3),
            conditions=conditions,
            member=member,
        )
        return self.letter(message)

    def state(self, facts: dict[str, object]) -> Letter:
        """What goes on; the fields of `State`."""
        return self.letter(self.write(State, **facts))

    def health(self, checks: Sequence[HealthCheck]) -> Letter:
        """How well the parts of the station are; as a whole it is as well as the worst of them."""
        worst = Status.worst(check.status for check in checks)
        return self.letter(self.write(Health, status=worst, checks=tuple(checks)))

    def lists(self, revisions: Mapping[str, str], problem: str) -> Letter:
        """Which parts of the hub's lists are obeyed."""
        message = self.write(ListsObeyed, revisions=dict(revisions), problem=problem[:500])
        return self.letter(message)

    def alert(self, code: str, severity: str, text: dict[str, str]) -> Letter:
        """Somebody should look at something. text: by language."""
        return self.letter(self.write(Alert, code=code, severity=severity, text=text))
