"""The player that speaks: the newest cue breaks off what is being said."""

import threading
import time
from collections.abc import Callable
from typing import Protocol

from edge.errors import FeedbackError
from edge.feedback.animator import CLOSE_TIMEOUT_S, LATE_S
from edge.feedback.cue import Cue
from edge.feedback.player import Report, as_feedback_error


class Speech(Protocol):
    """Something that is being said."""

    def wait(self) -> None:
        """Until it is said or stopped; raises FeedbackError."""
        ...

    def stop(self) -> None:
        """Break it off; does not block."""
        ...


class Speaker(Protocol):
    """What can speak."""

    @property
    def name(self) -> str:
        """What a person would call it."""
        ...

    def begin(self, text: str) -> Speech:
        """Begin to say it; raises FeedbackError."""
        ...


class VoicePlayer:
    """Says the text of each cue, in a thread of its own.

    One that fails is reported once, and tried again with the next cue: sound devices come back.
    """

    def __init__(
        self, speaker: Speaker, report: Report, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._speaker = speaker
        self._report = report
        self._clock = clock
        self._changed = threading.Condition()
        self._next: tuple[str, float] | None = None
        self._speech: Speech | None = None
        self._is_in_trouble = False
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=speaker.name, daemon=True)
        self._thread.start()

    def play(self, cue: Cue) -> None:
        """See `Player.play`."""
        if cue.silent or not cue.text:
            return
        with self._changed:
            self._next = (cue.text, self._clock())
            self._interrupt()

    def show(self, position: float | None) -> None:
        """The voice says nothing of the position."""

    def close(self) -> None:
        """See `Player.close`."""
        with self._changed:
            self._closed = True
            self._interrupt()
        self._thread.join(CLOSE_TIMEOUT_S)

    def _interrupt(self) -> None:
        if self._speech is not None:
            self._speech.stop()
        self._changed.notify()

    def _run(self) -> None:
        while (text := self._take()) is not None:
            try:
                self._say(text)
                self._is_in_trouble = False
            except Exception as error:  # noqa: BLE001 - whatever speaks must not end the thread
                self._complain(as_feedback_error(error, self._speaker.name))

    def _take(self) -> str | None:
        """The newest text, waited for; None when it is over."""
        with self._changed:
            while not self._closed:
                newest, self._next = self._next, None
                if newest is not None and self._clock() - newest[1] <= LATE_S:
                    return newest[0]
                self._changed.wait()
        return None

    def _say(self, text: str) -> None:
        speech = self._speaker.begin(text)
        with self._changed:
            self._speech = speech
            if self._closed or self._next is not None:
                speech.stop()
        try:
            speech.wait()
        finally:
            with self._changed:
                self._speech = None

    def _complain(self, error: FeedbackError) -> None:
        if not self._is_in_trouble:
            self._report(error)
        self._is_in_trouble = True
