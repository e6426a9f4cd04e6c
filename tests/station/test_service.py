"""The program as a service manager runs it: fed watchdog, reload, stop, safe mode, failing disk."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edge.config.load import ENVIRONMENT_VARIABLE, SYSTEM_CONFIG
from edge.station.service.watchdog import FEED_EVERY_S
from edge.station.storage import last_good
from tests.exercise.figure import film
from tests.fakes.broker import Mosquitto, free_port
from tests.fakes.hub import FakeHub
from tests.fakes.notify import Manager

pytestmark = pytest.mark.slow

STOP_S = 8.0  # five on a board that does nothing else; tests run beside others
PATIENCE_S = 90.0

# A station whose vision thread, or uplink's thread, is broken when a file appears; everything else
# goes on.
BROKEN = """
import sys, time
from pathlib import Path
from edge.athlete.follower import AthleteFollower
from edge.cli.main import main
from edge.uplink.service import Service

what, trigger = sys.argv.pop(1), Path(sys.argv.pop(1))
see, beat = AthleteFollower.see, Service._beat

def stuck(self, frame):
    while trigger.exists():
        time.sleep(0.01)
    return see(self, frame)

def dead(self):
    if trigger.exists():
        raise SystemExit
    beat(self)

if what == "vision":
    AthleteFollower.see = stuck
else:
    Service._beat = dead
main()
"""


class Service:
    """A station and its service manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "station.yaml"
        self.recording = folder / "squats.npz"
        film("squat", repetitions=3).recording().save(self.recording)
        self.manager = Manager(folder / "notify", watchdog_s=8.0)
        self.process: subprocess.Popen[str] | None = None

    def configure(self, **settings: object) -> None:
        lines = {
            "data_dir": self.folder / "data",
            "feedback": "{led: none}",
            "camera": f"{{source: poses, path: {self.recording}, loop: true}}",
            **settings,
        }
        self.config.write_text("".join(f"{key}: {value}\n" for key, value in lines.items()))

    def start(self, *how: str, named: bool = True) -> "subprocess.Popen[str]":
        environ = (
            os.environ
            | self.manager.environ
            | {
                "STATE_DIRECTORY": str(self.folder / "state"),
                "RUNTIME_DIRECTORY": str(self.folder),
                "PYTHONUNBUFFERED": "1",
            }
        )
        arguments = [*(how or ("-m", "edge")), "run", *(("-c", str(self.config)) if named else ())]
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environ,
        )
        return self.process

    def stop(self) -> tuple[int, str, float]:
        assert self.process
        began_s = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        out, _ = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, out, time.monotonic() - began_s

    def fed_since(self, at_s: float) -> int:
        return sum(fed_s > at_s for fed_s in self.manager.heard("WATCHDOG=1"))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path)
    service.configure()
    with service.manager:
        yield service
    if service.process and service.process.poll() is None:
        service.process.kill()
        service.process.communicate()


@pytest.fixture
def black_hole() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.socket() as hole:
        hole.bind(("127.0.0.1", 0))
        hole.listen(50)
        yield hole.getsockname()[1]


def test_it_is_ready_fed_and_stops_in_good_order(service: Service) -> None:
    service.start()
    service.manager.wait("READY=1")
    service.manager.wait("WATCHDOG=1", times=3)
    status, out, took_s = service.stop()

    assert status == 0
    assert took_s < STOP_S
    assert "STOPPING=1" in [text for _, text in service.manager.said]
    assert "Squat" in out
    assert "Traceback" not in out


@pytest.mark.parametrize("what", ["vision", "uplink"])
def test_a_thread_that_is_stuck_or_dead_is_fed_no_more(service: Service, what: str) -> None:
    service.configure(uplink=f"{{host: 127.0.0.1, port: {free_port()}, retry_longest_s: 0.2}}")
    trigger = service.folder / "break"
    process = service.start("-c", BROKEN, what, str(trigger))
    service.manager.wait("WATCHDOG=1", times=2)
    trigger.touch()
    broken_s = time.monotonic()
    time.sleep(2.5 * FEED_EVERY_S)
    ceased_s = broken_s + 1.5

    assert process.poll() is None
    assert service.fed_since(ceased_s) == 0


def test_in_a_set_it_ends_in_time_whatever_the_broker_does(
    service: Service, black_hole: int
) -> None:
    service.configure(uplink=f"{{host: 127.0.0.1, port: {black_hole}}}", feedback="{led: terminal}")
    process = service.start()
    assert process.stdout
    for line in process.stdout:
        if "repetition: 2" in line.lower() or "fault: 2" in line.lower():
            break
    status, out, took_s = service.stop()

    assert status == 0
    assert took_s < STOP_S
    assert "Squat" in out.splitlines()[-2]


def test_sighup_does_not_take_up_a_bad_file(service: Service) -> None:
    service.configure(camera=f"{{source: poses, path: {service.recording}, loop: false}}")
    process = service.start()
    service.manager.wait("READY=1")
    service.config.write_text(service.config.read_text() + "langage: ko\n")
    process.send_signal(signal.SIGHUP)
    out, _ = process.communicate(timeout=PATIENCE_S)

    assert process.returncode == 0
    assert f"{service.config}:4:1: langage" in out
    assert "the configuration was not changed" in out


def test_a_bad_file_at_boot_is_safe_mode_until_it_is_mended(
    service: Service, tmp_path: Path
) -> None:
    with Mosquitto(tmp_path) as broker, FakeHub(broker.port) as hub:
        service.configure(uplink=f"{{host: 127.0.0.1, port: {broker.port}}}")
        service.start()
        service.manager.wait("READY=1")
        assert service.stop()[0] == 0
        assert (service.folder / "state" / last_good.FILE).exists()

        good = service.config.read_text()
        service.config.write_text("camra: {}\n")
        service.manager.said.clear()
        service.start()
        service.manager.wait("STATUS=safe mode, counts nothing")
        service.manager.wait("WATCHDOG=1")
        hub.wait(lambda: "config_safe_mode" in {each["code"] for each in hub.of("alert")})
        hub.wait(lambda: hub.of("health")[-1]["checks"][0]["state"] == "safe_mode")
        service.config.write_text(good)
        service.manager.wait("STATUS=watching")
        status, out, _ = service.stop()

    assert status == 0
    assert "camra" in out
    assert "safe mode" in out
    assert "Traceback" not in out


def test_a_file_that_is_gone_is_safe_mode_and_not_the_defaults(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    if SYSTEM_CONFIG.exists():
        pytest.skip("this machine has a station's file")
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    service.configure(site="gym-a")
    service.start()
    service.manager.wait("READY=1")
    assert service.stop()[0] == 0

    service.start(named=False)
    service.manager.wait("STATUS=safe mode, counts nothing")
    status, out, _ = service.stop()
    assert status == 0
    assert f"{SYSTEM_CONFIG}: " in out
    assert "Traceback" not in out


def test_strict_ends_with_the_error(service: Service) -> None:
    service.config.write_text("camra: {}\n")
    process = service.start()
    service.manager.wait("READY=1")
    process.kill()
    process.communicate()
    strict = subprocess.run(
        [sys.executable, "-m", "edge", "run", "--strict", "-c", str(service.config)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | service.manager.environ,
    )

    assert strict.returncode == 2
    assert "camra" in strict.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """A file system of a megabyte as data folder; called with how it is mounted anew."""
    folder = tmp_path / "data"
    folder.mkdir()
    if os.geteuid() != 0 or mount("-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", folder):
        pytest.skip("mounting a file system needs root")
    yield lambda how: mount("-o", f"remount,{how}", folder) and None
    subprocess.run(["umount", "-l", folder], check=True)


def mount(*arguments: object) -> int:
    done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False)
    return done.returncode


@pytest.mark.parametrize("how", ["full", "read-only"])
def test_a_disk_that_cannot_be_written_stops_no_counting(
    service: Service, small_disk: Callable[[str], None], tmp_path: Path, how: str
) -> None:
    with Mosquitto(tmp_path) as broker, FakeHub(broker.port) as hub:
        service.configure(
            uplink=f"{{host: 127.0.0.1, port: {broker.port}}}",
            camera=f"{{source: poses, path: {service.recording}, loop: false}}",
        )
        if how == "full":
            (service.folder / "data" / "filler").write_bytes(b"\0" * (1 << 20))
        else:
            small_disk("ro")
        process = service.start()
        out, _ = process.communicate(timeout=PATIENCE_S)
        hub.wait(lambda: bool(hub.of("session")))
        hub.wait(lambda: bool(hub.of("alert")))

    assert process.returncode == 0, out
    assert hub.of("session")[0]["summary"]["sets"][0]["rep_count"] == 3
    assert "Squat     3" in out
    assert {"outbox_in_memory", "disk_read_only", "disk_full"} & {
        each["code"] for each in hub.of("alert")
    }
