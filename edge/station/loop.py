"""The composition root: one station's life, frame by frame. Knows every room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from edge.athlete.blocked import Blockage
from edge.athlete.pace import Pace
from edge.athlete.sighting import AthleteSighting
from edge.camera.frame import Frame
from edge.camera.port import Camera
from edge.errors import CameraRecoveringError
from edge.exercise.values import SetProgress
from edge.feedback.feedback import Feedback
from edge.feedback.signal import Signal
from edge.feedback.situation import Situation
from edge.member.identity import Identity
from edge.pose.pose import Pose
from edge.session.moment import Moment, Presence
from edge.station.coaching import Coaching, Events
from edge.station.reporting import Reporter
from edge.station.telling import local_time, situation_of
from edge.uplink.clock import Clock, Instant

READ_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What the station knows after one frame."""

    frame: Frame
    sighting: AthleteSighting
    progress: SetProgress
    events: Events

    @property
    def pose(self) -> Pose | None:
        """The athlete's."""
        return self.sighting.pose


class Watcher(Protocol):
    """Finds the athlete; `edge.athlete.follower.AthleteFollower` is one."""

    def see(self, frame: Frame) -> AthleteSighting:
        """Who is the athlete now."""
        ...


class WhoIsIt(Protocol):
    """Names the athlete; `edge.member.identify.identifier.Identifier` is one."""

    def see(self, frame: Frame, pose: Pose | None, athlete: int | None) -> Identity | None:
        """An identity when it is newly known."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Rooms:
    """Everything that a station is made of, open and ready.

    states: signals that hold now and have nothing to do with the athlete, such as OFFLINE. pace:
    which frames of a live camera are worth the work.
    """

    watcher: Watcher
    coaching: Coaching
    identifier: WhoIsIt
    feedback: Feedback
    reporter: Reporter
    clock: Clock
    states: Callable[[], tuple[Signal, ...]] = lambda: ()
    pace: Pace = field(default_factory=Pace)


class Station:
    """The newest frame of the camera through all rooms, until told to stop.

    trouble: told each time the camera sent nothing for `timeout_s`; the station goes on trying.
    between: called between two frames, for what comes from outside (commands).
    """

    def __init__(
        self,
        camera: Camera,
        rooms: Rooms,
        listeners: Sequence[Callable[[Glimpse], None]],
        *,
        trouble: Callable[[CameraRecoveringError], None],
        between: Callable[[], Events] = tuple,
        timeout_s: float = READ_TIMEOUT_S,
    ) -> None:
        self._camera = camera
        self._rooms = rooms
        self._listeners = tuple(listeners)
        self._trouble = trouble
        self._between = between
        self._timeout_s = timeout_s
        self._pace = rooms.pace
        self._blockage = Blockage()
        self._begin: tuple[float, Instant] | None = None
        self._last_s: float | None = None

    def run(self, ended: Callable[[], bool], leaving: Callable[[], None] = lambda: None) -> Events:
        """Run until `ended` says so or a recording ends; returns what the closing brought.

        leaving: told before anything is closed. The running session is closed in any case. Raises
        CameraError when a recording cannot be read; a live camera is waited for.
        """
        self._camera.open()
        try:
            while not ended() and self._step():
                pass
        finally:
            leaving()
            # A camera that hangs takes its time to let go of; the session does not wait for it.
            try:
                events = self._finish()
            finally:
                self._camera.close()
        return events

    def _step(self) -> bool:
        """Handle one frame, or the lack of one; False at the end of a recording."""
        try:
            frame = self._camera.read(self._timeout_s)
        except CameraRecoveringError as error:
            self._trouble(error)
            self._without_camera()
            return True
        if frame is None:
            return False
        if not self._camera.live or self._pace.wants(frame.captured_s):
            self._see(frame)
        return True

    def _see(self, frame: Frame) -> None:
        rooms = self._rooms
        sighting = rooms.watcher.see(frame)
        self._pace.saw(frame.captured_s, sighting)
        self._last_s = frame.captured_s
        now = self._time_of(frame)
        moment = _moment(frame.captured_s, sighting, now)
        progress, events = rooms.coaching.see(moment, sighting.pose)
        identity = rooms.identifier.see(frame, sighting.pose, sighting.athlete)
        if identity is not None:
            events += rooms.coaching.identify(identity, sighting.athlete)
        events += self._between()
        self._tell(frame, sighting, progress, events, now)
        rooms.reporter.report(events, progress)
        glimpse = Glimpse(frame, sighting, progress, events)
        for listener in self._listeners:
            listener(glimpse)

    def _tell(
        self,
        frame: Frame,
        sighting: AthleteSighting,
        progress: SetProgress,
        events: Events,
        now: Instant,
    ) -> None:
        situation = situation_of(
            frame.captured_s,
            sighting,
            progress,
            events,
            states=self._states(frame, sighting),
            local_time=local_time(now.wall_s, clock_synced=now.synced),
        )
        self._rooms.feedback.tell(situation)

    def _states(self, frame: Frame, sighting: AthleteSighting) -> tuple[Signal, ...]:
        seen = sighting.people > 0
        blocked = self._blockage.see(frame, seen=seen)
        # Somebody stands there while the athlete, whose session runs on, is out of sight.
        waits = seen and sighting.athlete is not None and sighting.pose is None
        return (
            *((Signal.CAMERA_BLOCKED,) if blocked else ()),
            *((Signal.BUSY,) if waits else ()),
            *self._rooms.states(),
        )

    def _without_camera(self) -> None:
        """Nobody is seen: sets and sessions end in time all the same."""
        now = self._rooms.clock.now()
        at_s = now.monotonic_s
        moment = Moment(at_s, now.wall_s, Presence.EMPTY, clock_synced=now.synced)
        progress, events = self._rooms.coaching.see(moment, None)
        events += self._between()
        lasting = (Signal.OUT_OF_ORDER, *self._rooms.states())
        self._rooms.feedback.tell(Situation(at_s, events=events, lasting=lasting))
        self._rooms.reporter.report(events, progress)

    def _finish(self) -> Events:
        if self._last_s is None:
            return ()
        now = self._time_at(self._last_s)
        last = Moment(self._last_s, now.wall_s, Presence.EMPTY, clock_synced=now.synced)
        progress, events = self._rooms.coaching.finish(last)
        self._rooms.reporter.report(events, progress)
        return events

    def _time_of(self, frame: Frame) -> Instant:
        if self._begin is None:
            self._begin = (frame.captured_s, self._rooms.clock.now())
        return self._time_at(frame.captured_s)

    def _time_at(self, captured_s: float) -> Instant:
        """The wall clock; in a recording that is played faster, as if it happened at its speed."""
        if self._camera.live or self._begin is None:
            return self._rooms.clock.now()
        begin_s, began = self._begin
        return Instant(
            began.monotonic_s + captured_s - begin_s,
            began.wall_s + captured_s - begin_s,
            began.synced,
            began.era,
        )


def _moment(captured_s: float, sighting: AthleteSighting, now: Instant) -> Moment:
    return Moment(
        captured_s=captured_s,
        wall_time_s=now.wall_s,
        presence=Presence(sighting.presence.value),
        athlete=sighting.athlete,
        clock_synced=now.synced,
    )
