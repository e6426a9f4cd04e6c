"""A broker for the hub and the stations of the same machine: Debian's mosquitto, as a child."""

import logging
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from threading import Event, Thread

from edge.backoff import BackOff, chance
from edge.errors import BrokerError

HOST = "127.0.0.1"
_BACK_OFF = BackOff(first_s=0.5, longest_s=10.0)
_LOOK_S = 0.05
_START_S = 10.0
_STOP_S = 10.0
_CONFIG = "mosquitto.conf"
_PID = "mosquitto.pid"
_PLACES = "/usr/sbin:/usr/local/sbin"

log = logging.getLogger(__name__)


class EmbeddedBroker:
    """Nobody outside reaches it, so it asks for no password. If it ends, it is started again."""

    def __init__(self, folder: Path, port: int) -> None:
        program = shutil.which("mosquitto") or shutil.which("mosquitto", path=_PLACES)
        if program is None:
            raise BrokerError(
                "mosquitto is not installed",
                where="broker.embedded",
                remedy="apt-get install mosquitto, or set broker.host to a broker",
            )
        self._program = program
        self._folder = folder
        self._port = port
        self._stop = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._supervise, name="broker", daemon=True)

    def start(self) -> None:
        """Run it, and wait until it answers; raises BrokerError."""
        self._end_left_over()
        if _answers(self._port):
            raise self._error(
                "another broker listens there", "set broker.embedded: false to use it"
            )
        config = self._folder / _CONFIG
        try:
            config.write_text(self._settings(), encoding="utf-8")
        except OSError as error:
            raise self._error(
                f"{config} cannot be written: {error.strerror}", "set data_dir"
            ) from error
        self._process = self._spawn(config)
        deadline_s = time.monotonic() + _START_S
        while not _answers(self._port):
            if self._process.poll() is not None or time.monotonic() > deadline_s:
                raise self._error("mosquitto does not start", f"run mosquitto -c {config}")
            self._stop.wait(_LOOK_S)
        self._thread.start()

    def stop(self) -> None:
        """In good order: it writes down what waits."""
        self._stop.set()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
        if self._thread.is_alive():
            self._thread.join()

    def _end_left_over(self) -> None:
        """The broker of a hub that was killed still runs; nobody looks after it."""
        try:
            number = int((self._folder / _PID).read_text(encoding="ascii"))
            command = Path(f"/proc/{number}/cmdline").read_bytes()
        except (OSError, ValueError):
            return
        if str(self._folder / _CONFIG).encode() not in command.split(b"\0"):
            return
        os.kill(number, signal.SIGTERM)
        deadline_s = time.monotonic() + _STOP_S
        while Path(f"/proc/{number}").exists() and time.monotonic() < deadline_s:
            self._stop.wait(_LOOK_S)

    def _supervise(self) -> None:
        attempt = 0
        while self._process is not None:
            status = self._process.wait()
            if self._stop.is_set():
                return
            attempt += 1
            log.warning("the broker ended with status %d; it is started again", status)
            self._stop.wait(_BACK_OFF.delay_s(attempt, chance()))
            if self._stop.is_set():
                return
            self._process = self._spawn(self._folder / _CONFIG)

    def _spawn(self, config: Path) -> subprocess.Popen[bytes]:
        # The program is the one that was found, and the file is ours.
        return subprocess.Popen([self._program, "-c", str(config)], stderr=subprocess.DEVNULL)  # noqa: S603

    def _settings(self) -> str:
        lines = [
            f"listener {self._port} {HOST}",
            "allow_anonymous true",
            "persistence true",
            f"persistence_location {self._folder.resolve()}/",
            f"pid_file {self._folder.resolve() / _PID}",
            "autosave_interval 60",
            "max_queued_messages 0",
            "max_inflight_messages 0",
        ]
        if os.geteuid() == 0:
            lines.append("user root")  # else it becomes a user who may not write into the folder
        return "\n".join(lines) + "\n"

    def _error(self, what: str, remedy: str) -> BrokerError:
        return BrokerError(what, where=f"{HOST}:{self._port}", remedy=remedy)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((HOST, port)) == 0
