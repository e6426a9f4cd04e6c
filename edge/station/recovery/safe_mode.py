"""Safe mode: a station whose configuration is bad counts nothing and says why, everywhere.

See docs/adr/0154-safe-mode.md.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from edge.config.station import StationConfig
from edge.errors import StationError
from edge.feedback.factory import make_feedback
from edge.feedback.feedback import Feedback
from edge.feedback.signal import Signal
from edge.feedback.situation import Situation
from edge.files import stamp_of
from edge.station.about import new_boot_id
from edge.station.assembly import Say, make_uplink
from edge.station.service.process import Process
from edge.station.service.watchdog import Watchdog, uplink_limit_s
from edge.station.storage import last_good
from edge.station.storage.data_folder import data_folder
from edge.uplink.command import ReceivedCommand
from edge.uplink.message import HealthCheck, Status
from edge.uplink.uplink import Uplink

BEAT_S = 1.0
SAY_EVERY_S = 60.0
PHASE = "safe_mode"
LONGEST_DETAIL = 500


class SafeMode:
    """Runs until the configuration is good or the process is stopped.

    error: what is wrong. path: the file that is watched for a change. known: the last good
    configuration, as far as it is known, for broker and lights. say: writes a line.
    """

    def __init__(
        self,
        error: str,
        path: Path | None,
        process: Process,
        say: Say,
        *,
        known: StationConfig | None = None,
        beat_s: float = BEAT_S,
    ) -> None:
        self._error = error
        self._path = path
        self._process = process
        self._say = say
        self._known = known or StationConfig()
        self._beat_s = beat_s
        self._stamp = stamp_of(path)
        self._found: StationConfig | None = None
        self._said_s = float("-inf")

    def run(self) -> StationConfig | None:
        """The configuration, once there is a good one; None when the process is stopped."""
        self._say(f"{self._error}\nsafe mode: nothing is counted until the configuration is good")
        with ExitStack() as stack:
            feedback = make_feedback(
                self._known,
                lambda _exercise, _condition: "",
                say=self._say,
                report=lambda error: self._say(str(error)),
            )
            stack.callback(feedback.close)
            uplink = self._open_uplink(stack)
            limit_s = uplink_limit_s(self._known)
            watchdog = Watchdog(self._process.notifier, uplink, uplink_limit_s=limit_s)
            self._process.notifier.ready()
            while self._found is None and not self._process.stop.is_set():
                self._beat(feedback, uplink)
                watchdog.alive()
                self._process.stop.wait(self._beat_s)
            self._tell_the_end()
        return self._found

    def _open_uplink(self, stack: ExitStack) -> Uplink | None:
        """The way to the hub; without it, safe mode is told by the light alone."""
        try:
            folder = stack.enter_context(data_folder(self._known.data_dir))
            uplink = make_uplink(self._known, folder, new_boot_id(), stack)
        except StationError as error:
            self._say(str(error))
            return None
        if uplink is not None:
            uplink.start()
            uplink.alert(
                "config_safe_mode",
                "critical",
                "The station counts nothing: its configuration is bad.",
                "설정에 오류가 있어 스테이션이 동작하지 않습니다.",
            )
            uplink.state(phase="empty")
        return uplink

    def _beat(self, feedback: Feedback, uplink: Uplink | None) -> None:
        now_s = time.monotonic()
        feedback.tell(Situation(now_s, lasting=(Signal.OUT_OF_ORDER,)))
        self._process.notifier.status(f"safe mode, counts nothing: {self._error}")
        self._look()
        if uplink is not None:
            self._serve(uplink, now_s)

    def _look(self) -> None:
        """A file that changed is read again; so it is when a signal or a command says so."""
        stamp = stamp_of(self._path)
        if stamp != self._stamp:
            self._stamp = stamp
            self._process.reloading.ask_soon()
        reread = self._process.reloading.step()
        if reread is None:
            return
        self._found = reread.settings
        if reread.settings is None and reread.error != self._error:
            self._error = reread.error
            self._said_s = float("-inf")
            self._say(f"{self._error}\nstill in safe mode")

    def _serve(self, uplink: Uplink, now_s: float) -> None:
        if now_s - self._said_s >= SAY_EVERY_S:
            self._said_s = now_s
            detail = self._error[:LONGEST_DETAIL]
            uplink.health(
                [HealthCheck(check="config", status=Status.CRITICAL, state=PHASE, detail=detail)]
            )
        command = uplink.take_command()
        if command is not None:
            self._do(command)

    def _do(self, command: ReceivedCommand) -> None:
        if command.name == "reload":
            self._process.reloading.ask(_answer(command))
        elif command.name == "status":
            command.answer({"phase": PHASE, "error": self._error[:LONGEST_DETAIL]})
        elif command.name == "doctor":
            command.answer({"config": Status.CRITICAL.value})
        else:
            command.refuse(f"safe mode: {self._error}")

    def _tell_the_end(self) -> None:
        if self._found is None:
            self._process.notifier.stopping()
        else:
            self._say("the configuration is good: the station starts")
            self._process.notifier.reloading()


def _answer(command: ReceivedCommand) -> Callable[[str | None], None]:
    def answer(error: str | None) -> None:
        if error is None:
            command.answer({"when": "now"})
        else:
            command.refuse(error)

    return answer


def recalled() -> StationConfig | None:
    """What safe mode knows of the time when all was well."""
    return last_good.recall(last_good.folder())
