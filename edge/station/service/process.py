"""What outlives a configuration: the signals to the program, and who started it."""

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from threading import Event

from edge.config.station import StationConfig
from edge.station.recovery.reload import Reloading
from edge.station.service.notify import Notifier

EX_TEMPFAIL = 75  # of sysexits.h: try again later
Handlers = Mapping[signal.Signals, Callable[[], None]]


class End(Enum):
    """Why a life of the station ended."""

    STOPPED = "stopped"
    RELOAD = "reload"
    RESTART = "restart"
    REBOOT = "reboot"

    @property
    def exit_status(self) -> int:
        """Of the program, if it ends now; see docs/exit-status.md."""
        return {End.RESTART: EX_TEMPFAIL, End.REBOOT: EX_TEMPFAIL + 1}.get(self, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Process:
    """stop: set by a signal. notifier: the service manager. reloading: of the configuration."""

    reloading: Reloading
    notifier: Notifier = field(default_factory=Notifier)
    stop: Event = field(default_factory=Event)


@contextmanager
def listening_process(read: Callable[[], StationConfig]) -> Iterator[Process]:
    """A process that SIGINT and SIGTERM stop in good order, and that SIGHUP makes read again."""
    process = Process(Reloading(read))
    with (
        stop_on_signals(process.stop),
        _handled({signal.SIGHUP: process.reloading.ask_soon}),
    ):
        yield process


@contextmanager
def stop_on_signals(stop: Event | None = None) -> Iterator[Event]:
    """An event that SIGINT and SIGTERM set, so that what runs is closed in good order."""
    stop = stop or Event()
    with _handled({signal.SIGINT: stop.set, signal.SIGTERM: stop.set}):
        yield stop


@contextmanager
def _handled(handlers: Handlers) -> Iterator[None]:
    previous = {number: signal.signal(number, _acting(act)) for number, act in handlers.items()}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _acting(act: Callable[[], None]) -> Callable[[int, object], None]:
    return lambda _number, _frame: act()
