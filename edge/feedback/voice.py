"""The player that speaks: the newest cue breaks off what is being said."""

import threading
import time
from collections.abc import Callable
from typing import Protocol

from edge.errors import FeedbackError
from edge.feedback.animator import CLOSE_TIMEOUT_S, LATE_S
from edge.feedback.cue import Cue
from edge.feedback.mailbox import Mailbox
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
        self._texts: Mailbox[tuple[str, float]] = Mailbox()
        self._speech: Speech | None = None
        self._is_in_trouble = False
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=speaker.name, daemon=True)
        self._thread.start()

    def play(self, cue: Cue) -> None:
        """See `Player.play`."""
        if not cue.silent and cue.text:
            self._texts.put((cue.text, self._clock()))
            self._interrupt()

    def show(self, position: float | None) -> None:
        """The voice says nothing of the position."""

    def close(self) -> None:
        """See `Player.close`."""
        self._closed = True
        self._texts.ring()
        self._interrupt()
        self._thread.join(CLOSE_TIMEOUT_S)

    def _interrupt(self) -> None:
        speech = self._speech
        if speech is not None:
            speech.stop()

    def _run(self) -> None:
        while not self._closed:
            newest = self._texts.take()
            if newest is None:
                self._texts.wait()
            elif self._clock() - newest[1] <= LATE_S:
                self._try(newest[0])

    def _try(self, text: str) -> None:
        try:
            self._say(text)
            self._is_in_trouble = False
        except Exception as error:  # noqa: BLE001 - whatever speaks must not end the thread
            self._complain(as_feedback_error(error, self._speaker.name))

    def _say(self, text: str) -> None:
        self._speech = speech = self._speaker.begin(text)
        try:
            # What was put in before the speech was there to be stopped stops it here.
            if self._closed or not self._texts.is_empty:
                speech.stop()
            speech.wait()
        finally:
            self._speech = None

    def _complain(self, error: FeedbackError) -> None:
        if not self._is_in_trouble:
            self._report(error)
        self._is_in_trouble = True
