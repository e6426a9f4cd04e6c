"""Players, instruments and speakers that remember (time, state), and some that misbehave."""

import threading
import time
from collections.abc import Callable

from edge.feedback.cue import Cue
from edge.feedback.signal import Signal


class FakePlayer:
    """Remembers what it was told. clock: seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.played: list[tuple[float, Cue]] = []
        self.shown: list[tuple[float, float | None]] = []
        self.is_closed = False

    @property
    def signals(self) -> list[Signal]:
        return [cue.signal for _, cue in self.played]

    def play(self, cue: Cue) -> None:
        self.played.append((self._clock(), cue))

    def show(self, position: float | None) -> None:
        self.shown.append((self._clock(), position))

    def close(self) -> None:
        self.is_closed = True


class BrokenPlayer:
    """Raises whatever it is asked."""

    def play(self, cue: Cue) -> None:
        raise OSError("no such device")

    def show(self, position: float | None) -> None:
        raise OSError("no such device")

    def close(self) -> None:
        raise OSError("no such device")


class FakeInstrument:
    """Remembers its states. failing: raised when it is set. hangs: blocks until `release`."""

    name = "fake instrument"

    def __init__(self, *, failing: Exception | None = None, hangs: bool = False) -> None:
        self.states: list[tuple[float, object]] = []
        self.failing = failing
        self.is_closed = threading.Event()
        self.entered = threading.Event()
        self._free = threading.Event()
        if not hangs:
            self._free.set()

    def release(self) -> None:
        self._free.set()

    def set(self, state: object) -> None:
        self.entered.set()
        self._free.wait()
        if self.failing is not None:
            raise self.failing
        self.states.append((time.monotonic(), state))

    def close(self) -> None:
        self.is_closed.set()


class FakeSpeech:
    """Speaks until it is finished or stopped."""

    def __init__(self, text: str, speaker: "FakeSpeaker") -> None:
        self.text = text
        self.is_stopped = False
        self._speaker = speaker
        self._over = threading.Event()

    def finish(self) -> None:
        self._over.set()

    def wait(self) -> None:
        assert self._over.wait(5)
        if self._speaker.failing is not None:
            raise self._speaker.failing

    def stop(self) -> None:
        self.is_stopped = True
        self._over.set()


class FakeSpeaker:
    """Begins speeches, which the test finishes."""

    name = "fake speaker"

    def __init__(self) -> None:
        self.failing: Exception | None = None
        self.speeches: list[FakeSpeech] = []
        self._began = threading.Condition()

    def begin(self, text: str) -> FakeSpeech:
        with self._began:
            self.speeches.append(FakeSpeech(text, self))
            self._began.notify_all()
            return self.speeches[-1]

    def speech(self, number: int) -> FakeSpeech:
        """The speech of this number, from 0, when it has begun."""
        with self._began:
            assert self._began.wait_for(lambda: len(self.speeches) > number, 5)
            return self.speeches[number]
