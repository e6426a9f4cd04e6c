"""What one of the stations says."""

from dataclasses import dataclass, field
from random import Random

from edge.uplink.clock import Instant, iso_time
from edge.uplink.message import Availability, Health, HealthCheck, Message, State, Status
from edge.uplink.session_message import SessionDone
from edge.uplink.topics import Topics
from hub.fleet.training import EXERCISES, Place, make_session, uuid7
from hub.times import from_ms

_ERA = "fleet"


@dataclass(slots=True)
class FleetStation:
    """A station that is not there. It counts its messages and sessions as a real one does."""

    topics: Topics
    random: Random
    boot_id: str = field(default="", init=False)
    _sequence: int = field(default=0, init=False)
    _sessions: int = field(default=0, init=False)
    _count: int = field(default=0, init=False)

    def start(self, now_ms: int) -> list[Message]:
        """What it says first in a run."""
        self.boot_id = uuid7(from_ms(now_ms), self.random)
        self._sequence = 0
        since = iso_time(now_ms / 1000)
        return [
            Availability(**self._about(now_ms), status="online", since=since, version="fleet"),
            self.health(now_ms),
        ]

    def health(self, now_ms: int) -> Health:
        """That it is well."""
        check = HealthCheck(check="camera", status=Status.HEALTHY, state="ok")
        return Health(**self._about(now_ms), status=Status.HEALTHY, checks=(check,))

    def state(self, now_ms: int) -> State:
        """One more repetition, or the first of another set."""
        self._count = self._count % 15 + 1
        exercise = sorted(EXERCISES)[self._sessions % len(EXERCISES)]
        return State(**self._about(now_ms), phase="working", exercise=exercise, count=self._count)

    def session(self, now_ms: int) -> SessionDone:
        """A session that ends now."""
        self._sessions += 1
        place = Place(self.topics.site, self.topics.station, self.boot_id)
        summary = make_session(place, self._sessions, from_ms(now_ms), self.random)
        return SessionDone.of(summary, Instant(0.0, now_ms / 1000, synced=True, era=_ERA))

    def stop(self, now_ms: int) -> Availability:
        """What it says last."""
        since = iso_time(now_ms / 1000)
        return Availability(**self._about(now_ms), status="stopped", since=since, version="fleet")

    def _about(self, now_ms: int) -> dict[str, object]:
        self._sequence += 1
        return {
            "boot_id": self.boot_id,
            "sequence": self._sequence,
            "time": iso_time(now_ms / 1000),
            "clock_synced": True,
        }
