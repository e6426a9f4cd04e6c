"""Many stations at once."""

import time
from dataclasses import dataclass
from random import Random
from threading import Event

from edge.uplink.message import Message
from edge.uplink.topics import Topics
from hub.config.broker import BrokerConfig
from hub.fleet.lines import Line
from hub.fleet.pace import Pace
from hub.fleet.station import FleetStation
from hub.times import now_ms

LINES = 8
PER_SITE = 20
_TICK_S = 0.02


@dataclass(frozen=True, slots=True)
class Load:
    """How much is said. rate, states: summaries and states a second, of all stations together."""

    stations: int
    rate: float
    states: float
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """What was said, and in how long."""

    sessions: int
    states: int
    seconds: float


class Fleet:
    """Stations of as many gyms as they fill, twenty to each."""

    def __init__(self, config: BrokerConfig, load: Load) -> None:
        self._load = load
        random = Random(load.seed)  # noqa: S311 - it makes traffic, no secrets
        self._stations = [
            FleetStation(
                Topics(config.prefix, f"gym-{number // PER_SITE}", f"rack-{number % PER_SITE}"),
                Random(random.getrandbits(64)),  # noqa: S311
            )
            for number in range(load.stations)
        ]
        self._lines = [Line(config, number) for number in range(min(LINES, load.stations))]

    def run(self, seconds: float, stop: Event | None = None) -> Sent:
        """Say all of it, evenly; those that start are all online at the beginning.

        stop: ends it before its time.
        """
        ended = stop or Event()
        for station in range(len(self._stations)):
            for message in self._stations[station].start(now_ms()):
                self._say(station, message)
        begun_s = time.monotonic()
        sessions, states = Pace(self._load.rate), Pace(self._load.states)
        sent = [0, 0]
        while (elapsed_s := time.monotonic() - begun_s) < seconds and not ended.is_set():
            for _ in range(states.due(elapsed_s)):
                self._say_next(sent, 1)
            for _ in range(sessions.due(elapsed_s)):
                self._say_next(sent, 0)
            time.sleep(_TICK_S)
        return Sent(sent[0], sent[1], time.monotonic() - begun_s)

    def close(self) -> None:
        """Every station stops in good order."""
        for number, station in enumerate(self._stations):
            self._say(number, station.stop(now_ms()))
        for line in self._lines:
            line.close()

    def _say_next(self, sent: list[int], kind: int) -> None:
        number = sent[kind] % len(self._stations)
        station = self._stations[number]
        sent[kind] += 1
        self._say(number, station.state(now_ms()) if kind else station.session(now_ms()))

    def _say(self, number: int, message: Message) -> None:
        topic = self._stations[number].topics.of(message.name)
        self._lines[number % len(self._lines)].say(topic, message)
