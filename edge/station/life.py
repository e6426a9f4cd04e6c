"""`Life`: the station with one configuration, from its first frame until something ends it."""

import time
from collections.abc import Callable, Sequence

from edge.camera.port import Camera
from edge.config.station import StationConfig
from edge.errors import CameraRecoveringError
from edge.session.events import SessionPhase
from edge.station.assembly import Assembled
from edge.station.coaching import Events
from edge.station.loop import Glimpse, Station
from edge.station.recovery.ladder import Ladder, Rung
from edge.station.recovery.ladder_file import LadderFile
from edge.station.recovery.reload import Reread
from edge.station.service.process import End, Process
from edge.station.service.watchdog import Watchdog, longest_wait_s, uplink_limit_s

START_S = 60.0  # asked for, again and again, while a camera is waited for at the start
ALERTS = {
    Rung.RESTART: (
        "camera_restart",
        "The camera stays away; the station's program starts anew.",
        "카메라 응답이 없어 스테이션 프로그램을 다시 시작합니다.",
    ),
    Rung.REBOOT: (
        "camera_reboot",
        "The camera stays away; the station's computer restarts.",
        "카메라 응답이 없어 스테이션 컴퓨터를 다시 시작합니다.",
    ),
}

Say = Callable[[str], None]
Trouble = Callable[[CameraRecoveringError], None]


class Life:
    """Keeps the service manager informed, and ends for a signal, a reload or the camera's ladder.

    station: put together from `settings`. say: writes a line for whoever watches. fresh: a checked
    configuration that waits until nobody trains. clock: monotonic seconds.
    """

    def __init__(
        self,
        station: Assembled,
        settings: StationConfig,
        process: Process,
        say: Say,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.fresh: StationConfig | None = None
        self._station = station
        self._settings = settings
        self._process = process
        self._say = say
        self._clock = clock
        self._notifier = process.notifier
        self._notifier.expect(longest_wait_s(settings))
        self._watchdog = Watchdog(
            process.notifier, station.uplink, uplink_limit_s=uplink_limit_s(settings)
        )
        past = LadderFile(station.folder.kept)
        self._ladder = Ladder(settings.recovery, past.read(), past.keep, clock())
        self._rung = Rung.REOPENING
        self._seen = False

    def run(
        self, camera: Camera, listeners: Sequence[Callable[[Glimpse], None]], trouble: Trouble
    ) -> Events:
        """Live; returns what the closing of the last session brought. Raises StationError.

        trouble: told each time that the camera sent nothing for its time-out.
        """
        self._station.vitals.watches(camera)
        # The watchdog comes last: what it is told went through everything.
        station = Station(
            camera,
            self._station.rooms,
            (*listeners, self._saw),
            trouble=lambda error: self._without_camera(error, trouble),
            between=self._between,
            timeout_s=self._settings.camera.timeout_s,
        )
        return station.run(self._ends, leaving=self._tell_the_end)

    @property
    def end(self) -> End:
        """Why it ended."""
        if self._process.stop.is_set():
            return End.STOPPED
        if self._rung is not Rung.REOPENING:
            return End.REBOOT if self._rung is Rung.REBOOT else End.RESTART
        return End.RELOAD if self._reloads else End.STOPPED

    @property
    def _reloads(self) -> bool:
        return self.fresh is not None and self._station.machine.phase is SessionPhase.EMPTY

    def _ends(self) -> bool:
        is_over = self._process.stop.is_set() or self._rung is not Rung.REOPENING
        return is_over or self._reloads

    def _tell_the_end(self) -> None:
        if self.end is End.RELOAD:
            self._notifier.reloading()
        else:
            self._notifier.stopping()

    def _saw(self, glimpse: Glimpse) -> None:
        self._station.vitals.saw(glimpse)
        self._ladder.saw_frame(self._clock())
        if not self._seen:
            self._seen = True
            self._notifier.ready()
        self._notifier.status("watching")
        self._watchdog.saw_frame(glimpse.frame.captured_s)

    def _without_camera(self, error: CameraRecoveringError, trouble: Trouble) -> None:
        self._station.vitals.camera_trouble(error)
        trouble(error)
        self._notifier.status(f"no picture: {error}")
        self._wait_for_camera()
        self._watchdog.alive()
        rung = self._ladder.silent(self._clock(), may_end=self._station.may_end)
        if rung is not Rung.REOPENING:
            self._climb(rung)

    def _wait_for_camera(self) -> None:
        """Before the first picture: a start takes longer, a reload is over all the same."""
        if self._seen:
            return
        if self._notifier.was_ready:
            self._seen = True
            self._notifier.ready()
        else:
            self._notifier.allow(start_s=START_S + longest_wait_s(self._settings))

    def _climb(self, rung: Rung) -> None:
        self._rung = rung
        code, english, korean = ALERTS[rung]
        self._say(english)
        if self._station.uplink is not None:
            self._station.uplink.alert(code, "critical", english, korean)

    def _between(self) -> Events:
        reread = self._process.reloading.step()
        if reread is not None:
            self._take(reread)
        return self._station.between()

    def _take(self, reread: Reread) -> None:
        """Keep a good configuration until nobody trains; say what is wrong with a bad one."""
        self.fresh = reread.settings
        if reread.settings is None:
            self._station.vitals.refused_config(reread.error)
            self._say(f"{reread.error}\nthe configuration was not changed")
