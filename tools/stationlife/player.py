"""A day in a gym as a camera and a watcher: the whole station, from the poses on."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from edge.athlete.sighting import AthleteSighting, Presence
from edge.camera.frame import Frame, RecordedLandmarks
from edge.member.identity import Identity, Method
from edge.pose.pose import Pose
from edge.station.coaching import Coaching, Events
from tools.gymday.day import Act, Day, Sight

NOTHING = RecordedLandmarks(np.full((33, 4), np.nan, np.float32), None, (640, 480))


@dataclass(slots=True)
class DayPlayer:
    """Camera, watcher and identifier of one day; used by the station's thread alone.

    speed: seconds of the day in a second; 0 = as fast as it goes. empty: nobody comes. coaching:
    set before it is played. performed: repetitions that a spectator would have counted.
    """

    day: Day
    speed: float = 0.0
    empty: bool = False
    coaching: Coaching | None = None
    performed: int = 0
    frames: int = 0
    live: bool = False
    name: str = "a day at pose level"
    _steps: Iterator[Sight | Act] = field(init=False)
    _sight: Sight | None = None
    _known: bool = False
    _events: Events = ()
    _began_s: float = 0.0

    def __post_init__(self) -> None:
        self._steps = self.day.empty_steps() if self.empty else self.day.steps()

    def open(self) -> None:
        """See `Camera.open`."""
        self._began_s = time.monotonic()

    def close(self) -> None:
        """See `Camera.close`."""

    def read(self, timeout_s: float) -> Frame | None:  # noqa: ARG002 - a recording never waits
        """See `Camera.read`; what happens between two frames is done before the next."""
        for step in self._steps:
            if isinstance(step, Sight):
                return self._show(step)
            self._act(step)
        return None

    def see(self, frame: Frame) -> AthleteSighting:  # noqa: ARG002 - it is the newest one
        """See `Watcher.see`."""
        sight = self._sight
        if sight is None:
            return AthleteSighting(None, None, 0, Presence.EMPTY)
        presence = Presence(sight.presence.value)
        people = int(presence is not Presence.EMPTY)
        return AthleteSighting(sight.pose, sight.athlete, people, presence)

    def between(self) -> Events:
        """What signing out and the like brought."""
        events, self._events = self._events, ()
        return events

    def _show(self, sight: Sight) -> Frame:
        self._sight = sight
        self.performed += sight.performed
        self.frames += 1
        if self.speed:
            due_s = self._began_s + sight.at_s / self.speed
            time.sleep(max(0.0, due_s - time.monotonic()))
        return Frame(NOTHING, sight.at_s, self.frames)

    def _act(self, act: Act) -> None:
        if act is Act.KNOWN:
            self._known = True
        elif self.coaching is not None and act is Act.SIGN_OUT:
            self._events += self.coaching.sign_out()
        elif self.coaching is not None and act is Act.NOT_ME:
            self._events += self.coaching.not_me()

    def identity(self, athlete: int | None, now_s: float) -> Identity | None:
        """Who the athlete is, once they are recognised."""
        if not self._known or athlete is None:
            return None
        self._known = False
        return Identity(f"m{athlete}", Method.FACE, 0.5, 3, now_s)


@dataclass(frozen=True, slots=True, eq=False)
class Recogniser:
    """The player as identifier: `see` of an identifier takes other arguments than a watcher's."""

    player: DayPlayer

    def see(self, frame: Frame, pose: Pose | None, athlete: int | None) -> Identity | None:  # noqa: ARG002
        """See `WhoIsIt.see`."""
        return self.player.identity(athlete, frame.captured_s)
