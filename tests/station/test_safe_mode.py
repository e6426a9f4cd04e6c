"""Safe mode counts nothing, says why, and ends by itself once the file is good."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from edge.config.load import load_config
from edge.config.station import StationConfig
from edge.errors import ConfigError
from edge.station.recovery import safe_mode
from edge.station.recovery.reload import Reloading
from edge.station.recovery.safe_mode import SafeMode
from edge.station.service.notify import Notifier
from edge.station.service.process import Process
from edge.uplink.command import ReceivedCommand
from edge.uplink.message import Command, HealthCheck
from tests.fakes.notify import Manager


class FakeUplink:
    """An uplink that only listens."""

    lives, silent_s = True, 0.0

    def __init__(self) -> None:
        self.alerts: list[tuple[str, str]] = []
        self.checks: list[HealthCheck] = []
        self.states: list[dict[str, object]] = []
        self.commands: list[ReceivedCommand] = []
        self.started = False

    def start(self) -> None:
        self.started = True

    def alert(self, code: str, severity: str, en: str, ko: str) -> None:
        assert en
        assert ko
        self.alerts.append((code, severity))

    def health(self, checks: list[HealthCheck]) -> None:
        self.checks += checks

    def state(self, **facts: object) -> None:
        self.states.append(facts)

    def take_command(self) -> ReceivedCommand | None:
        return self.commands.pop(0) if self.commands else None


class Bench:
    """A safe mode in a thread, with a file that can be mended."""

    def __init__(self, folder: Path, manager: Manager) -> None:
        self.path = folder / "station.yaml"
        self.path.write_text("camra: {}\n")
        self.lines: list[str] = []
        self.process = Process(Reloading(lambda: load_config(self.path)), Notifier(manager.environ))
        self.known = StationConfig(data_dir=folder / "data")
        self.found: StationConfig | None = None
        self.thread = Thread(target=self.live)

    def live(self) -> None:
        try:
            load_config(self.path)
        except ConfigError as error:
            mode = SafeMode(
                str(error),
                self.path,
                self.process,
                self.lines.append,
                known=self.known,
                beat_s=0.01,
            )
            self.found = mode.run()

    def wait(self, condition: Callable[[], bool]) -> None:
        until_s = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < until_s
            time.sleep(0.005)


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    with Manager(tmp_path / "notify", watchdog_s=0.2) as manager:
        yield manager


@pytest.fixture
def uplink(monkeypatch: pytest.MonkeyPatch) -> FakeUplink:
    uplink = FakeUplink()
    monkeypatch.setattr(safe_mode, "make_uplink", lambda *_: uplink)
    return uplink


@pytest.fixture
def bench(tmp_path: Path, manager: Manager, uplink: FakeUplink) -> Iterator[Bench]:
    bench = Bench(tmp_path, manager)
    bench.thread.start()
    yield bench
    bench.process.stop.set()
    bench.thread.join()


def test_it_says_why_everywhere_and_goes_on_living(
    bench: Bench, manager: Manager, uplink: FakeUplink
) -> None:
    manager.wait("WATCHDOG=1", times=5)

    assert f"{bench.path}:1:1: camra" in bench.lines[0]
    assert any("Out of order" in line for line in bench.lines)
    manager.wait("READY=1")
    manager.wait("STATUS=safe mode, counts nothing")
    assert uplink.alerts == [("config_safe_mode", "critical")]
    assert uplink.states == [{"phase": "empty"}]
    (check, *_) = uplink.checks
    assert (check.check, check.status, check.state) == ("config", "critical", "safe_mode")
    assert "camra" in check.detail


def test_a_file_that_becomes_good_ends_it(bench: Bench, manager: Manager) -> None:
    manager.wait("READY=1")
    bench.path.write_text("camera: {fps: none}\n")
    bench.wait(lambda: any("still in safe mode" in line for line in bench.lines))
    bench.path.write_text("station: mended\n")
    bench.thread.join(10)

    assert bench.found is not None
    assert bench.found.station == "mended"
    manager.wait("RELOADING=1")


def test_a_signal_has_the_file_read_again(bench: Bench, manager: Manager) -> None:
    manager.wait("READY=1")
    good = load_config(None, {"station": "elsewhere"})
    bench.process.reloading.read = lambda: good
    bench.process.reloading.ask_soon()
    bench.thread.join(10)

    assert bench.found == good


def test_it_ends_when_it_is_stopped(bench: Bench, manager: Manager) -> None:
    manager.wait("READY=1")
    bench.process.stop.set()
    bench.thread.join(10)

    assert bench.found is None
    manager.wait("STOPPING=1")  # its words come over a socket


def test_commands_are_answered_or_refused(
    bench: Bench, manager: Manager, uplink: FakeUplink
) -> None:
    answers: list[object] = []

    def ask(name: str) -> object:
        uplink.commands.append(ReceivedCommand(name, Command(), answers.append, answers.append))
        count = len(answers)
        bench.wait(lambda: len(answers) > count)
        return answers[-1]

    assert ask("status")["phase"] == "safe_mode"
    assert ask("doctor") == {"config": "critical"}
    assert "camra" in str(ask("reload"))
    assert str(ask("end-session")).startswith("safe mode:")
    bench.path.write_text("station: mended\n")
    bench.thread.join(10)
    assert bench.found is not None


def test_without_a_data_folder_the_light_alone_tells(tmp_path: Path, manager: Manager) -> None:
    (tmp_path / "taken").write_text("")
    bench = Bench(tmp_path, manager)
    bench.known = load_config(
        None, {"data_dir": str(tmp_path / "taken"), "uplink.host": "nowhere.invalid"}
    )
    bench.thread.start()
    manager.wait("WATCHDOG=1", times=2)
    bench.process.stop.set()
    bench.thread.join(10)

    assert any("Out of order" in line for line in bench.lines)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
