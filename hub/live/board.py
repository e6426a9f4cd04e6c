"""The wall of stations: the last that each of them said."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Condition
from typing import TypeVar

from edge.uplink.message import Availability, Health, RepDone, State
from hub.ingest.availability import Presence, later
from hub.ingest.received import Origin

M = TypeVar("M", State, Health, RepDone)


@dataclass(frozen=True, slots=True)
class LiveStation:
    """One station. heard_ms: when it last said anything; change: number of the last change."""

    origin: Origin
    change: int = 0
    heard_ms: int = 0
    presence: Presence | None = None
    last_state: State | None = None
    health: Health | None = None
    rep: RepDone | None = None

    @property
    def is_online(self) -> bool:
        """Whether it is there."""
        return self.presence is not None and self.presence.status == "online"

    @property
    def state(self) -> State | None:
        """What it does now; None while it is away, or has said nothing in this run."""
        if self.presence is None or self.last_state is None or not self.is_online:
            return None
        return self.last_state if self.last_state.boot_id == self.presence.boot_id else None


class Board:
    """Safe to use from several threads."""

    def __init__(self) -> None:
        self._stations: dict[str, LiveStation] = {}
        self._change = 0
        self._news = Condition()
        self._is_forgotten: Callable[[str], bool] = _nobody

    def hear(
        self, origin: Origin, message: State | RepDone | Availability | Health, at_ms: int
    ) -> None:
        """Take in a message; what is older than what is known changes nothing."""
        with self._news:
            known = self._stations.get(origin.id) or LiveStation(origin)
            # A station may not have heard yet who is forgotten.
            heard = _without(_after(known, message), self._is_forgotten)
            self._change += 1
            self._stations[origin.id] = replace(heard, change=self._change, heard_ms=at_ms)
            self._news.notify_all()

    def forget_member(self, member_id: str) -> None:
        """Nothing that is shown names this member any more."""
        self._clear(lambda named: named == member_id)

    def forget(self, is_forgotten: Callable[[str], bool]) -> None:
        """Nothing that is shown, or will be, names those members; the newest rule holds."""
        with self._news:
            self._is_forgotten = is_forgotten
        self._clear(is_forgotten)

    def _clear(self, is_forgotten: Callable[[str], bool]) -> None:
        with self._news:
            for id_, known in self._stations.items():
                cleared = _without(known, is_forgotten)
                if cleared is not known:
                    self._change += 1
                    self._stations[id_] = replace(cleared, change=self._change)
            self._news.notify_all()

    def stations(self) -> list[LiveStation]:
        """All of them, by id."""
        with self._news:
            return [self._stations[id_] for id_ in sorted(self._stations)]

    def station(self, station_id: str) -> LiveStation | None:
        """One of them."""
        with self._news:
            return self._stations.get(station_id)

    def changes(self, after: int, longest_s: float) -> list[LiveStation]:
        """Wait for a change later than number `after`; the stations that changed."""
        with self._news:
            self._news.wait_for(lambda: self._change > after, longest_s)
            return [each for each in self._stations.values() if each.change > after]


def _after(known: LiveStation, message: State | RepDone | Availability | Health) -> LiveStation:
    if isinstance(message, Availability):
        return replace(known, presence=later(known.presence, Presence.said(message)))
    if isinstance(message, State):
        return replace(known, last_state=_newer(known.last_state, message))
    if isinstance(message, Health):
        return replace(known, health=_newer(known.health, message))
    return replace(known, rep=_newer(known.rep, message))


def _newer(known: M | None, said: M) -> M:
    same_run = known is not None and known.boot_id == said.boot_id
    return known if known is not None and same_run and known.sequence > said.sequence else said


def _without(station: LiveStation, is_forgotten: Callable[[str], bool]) -> LiveStation:
    state, rep = station.last_state, station.rep
    if state is not None and state.member is not None and is_forgotten(state.member):
        station = replace(station, last_state=state.model_copy(update={"member": None}))
    if rep is not None and rep.member is not None and is_forgotten(rep.member):
        station = replace(station, rep=rep.model_copy(update={"member": None}))
    return station


def _nobody(_member_id: str) -> bool:
    return False
