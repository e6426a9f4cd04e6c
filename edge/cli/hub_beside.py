"""A hub beside the station, for trying both on one machine: `gymstation run --with-hub`.

The hub is a program of its own, found next to the station's: nothing of it is loaded here, and
whatever becomes of it, the station goes on.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from edge.config.broker import PLAIN_PORT

PROGRAM = "gymhub"
WEB_PORT = 8080
START_S = 30.0  # the first start makes the database
STOP_S = 15.0
GRACE_S = 1.0  # from the broker's confirmation of the last summary to the hub's database
_LOOK_S = 0.1
_READY = f"{PROGRAM}: http"

Say = Callable[[str], None]


@contextmanager
def hub_beside(say: Say, stop: Event) -> Iterator[dict[str, object]]:
    """A hub with a broker of its own until the block ends.

    Gives the settings by which the station reaches it; none where it cannot be started: why is
    said, and the station goes on alone. say: writes a line for whoever watches. stop: somebody
    does not want to wait any longer.
    """
    child = HubChild(say)
    try:
        ready = child.start(stop)
        yield {"uplink.host": "127.0.0.1", "uplink.port": child.broker_port} if ready else {}
    finally:
        child.stop()


class HubChild:
    """The program, its ports and its words."""

    def __init__(self, say: Say, program: Path | None = None) -> None:
        self._say = say
        self._program = program or Path(sys.executable).parent / PROGRAM
        self._process: subprocess.Popen[str] | None = None
        self._ready = Event()
        self._stopping = False
        self._last_word = ""
        self._readers = [
            Thread(target=read, name="hub", daemon=True)
            for read in (self._listen, self._listen_to_log)
        ]
        self._folder = tempfile.TemporaryDirectory(prefix="gymstation-hub-")
        self.broker_port = _free_port(PLAIN_PORT)

    def start(self, stop: Event) -> bool:
        """Run it, and wait until it tells its address; whether it does."""
        config = Path(self._folder.name) / "hub.yaml"
        config.write_text(
            f"broker: {{embedded: true, port: {self.broker_port}}}\n"
            f"web: {{port: {_free_port(WEB_PORT)}}}\n"
        )
        parent = ("--parent", str(os.getpid()))
        command = [str(self._program), "serve", *parent, "-c", str(config)]
        try:
            # In a session of its own: Ctrl-C is for the station, which ends the hub after itself.
            self._process = subprocess.Popen(  # noqa: S603 - the program beside ours
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                stdin=subprocess.DEVNULL,
                text=True,
                start_new_session=True,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
            )
        except OSError as error:
            self._say(
                f"no hub: {self._program}: {error.strerror} — pip install 'gymstation[hub]'; "
                "the station goes on alone"
            )
            return False
        for read in self._readers:
            read.start()
        return self._wait(stop)

    def stop(self) -> None:
        """In good order: what the station said last is kept first."""
        if self._process is not None:
            self._end(self._process)
            for reader in self._readers:
                reader.join(STOP_S)
            for pipe in (self._process.stdout, self._process.stderr):
                if pipe is not None:
                    pipe.close()
        self._folder.cleanup()

    def _end(self, process: "subprocess.Popen[str]") -> None:
        if process.poll() is None and self._ready.is_set():
            time.sleep(GRACE_S)
        self._stopping = True
        process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # with its broker
            process.wait()

    def _wait(self, stop: Event) -> bool:
        process = self._process
        limit_s = time.monotonic() + START_S
        while process is not None and process.poll() is None and time.monotonic() < limit_s:
            if stop.is_set() or self._ready.wait(_LOOK_S):
                return self._ready.is_set()
        time.sleep(_LOOK_S)  # its last word is on its way
        words = self._last_word or f"it does not start within {START_S:g} s"
        self._say(f"no hub: {words}; the station goes on alone")
        return False

    def _listen(self) -> None:
        """Pass on what it prints: the address, and the link for the first account."""
        process = self._process
        if process is None or process.stdout is None:
            return
        for line in process.stdout:
            self._say(line.rstrip())
            if line.startswith(_READY):
                self._ready.set()
        if self._ready.is_set() and not self._stopping:
            status = process.wait()
            self._say(f"the hub ended with status {status}; the station goes on, and keeps")

    def _listen_to_log(self) -> None:
        process = self._process
        if process is not None and process.stderr is not None:
            for line in process.stderr:
                self._last_word = line.strip().removeprefix(f"{PROGRAM}: ") or self._last_word


def _free_port(wanted: int) -> int:
    """The wanted port of this machine, or any where that one is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return wanted
