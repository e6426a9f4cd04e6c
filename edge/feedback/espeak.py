"""The program espeak-ng, one process an utterance, so that any of them can be broken off."""

import shutil
import subprocess
from typing import Literal

from edge.config.speech import SpeechConfig
from edge.errors import PlayerFailedError, PlayerUnavailableError

PROGRAM = "espeak-ng"
USUAL_AMPLITUDE = 100
_ERROR = "error:"


class Espeak:
    """Speaks English or Korean. Raises PlayerUnavailableError where espeak-ng is not installed."""

    name = PROGRAM

    def __init__(
        self, config: SpeechConfig, language: Literal["en", "ko"], program: str = PROGRAM
    ) -> None:
        found = shutil.which(program)
        if found is None:
            raise PlayerUnavailableError(
                "is not installed",
                where=program,
                remedy="apt install espeak-ng, or set feedback.voice to none",
            )
        self._command = [
            found,
            *("-v", language, "-s", str(config.words_per_minute)),
            *("-a", str(round(USUAL_AMPLITUDE * config.volume))),
            *("-z", "-b", "1"),  # no pause at the end; the text is UTF-8, whatever the locale
            *(() if config.device is None else ("-d", config.device)),
            "--",
        ]

    def begin(self, text: str) -> "Utterance":
        """Begin to say it; raises PlayerFailedError."""
        try:
            process = subprocess.Popen(  # noqa: S603 - the program that was found, no shell
                [*self._command, text],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise PlayerFailedError(f"cannot be started: {error}", where=PROGRAM) from error
        return Utterance(process)


class Utterance:
    """Something that is being said."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._is_stopped = False

    def wait(self) -> None:
        """Until it is said, or stopped. Raises PlayerFailedError."""
        _, complaints = self._process.communicate()
        if self._is_stopped:
            return
        # Without a sound device the exit status is 0 all the same, and only this line tells.
        lines = complaints.decode(errors="replace").splitlines()
        errors = [line.strip() for line in lines if line.lower().startswith(_ERROR)]
        if self._process.returncode or errors:
            last = errors[-1:] or lines[-1:] or [f"exit status {self._process.returncode}"]
            raise PlayerFailedError(
                f"cannot be heard: {last[0]}",
                where=PROGRAM,
                remedy="is a sound device there, and does feedback.speech.device name it?",
            )

    def stop(self) -> None:
        """Break it off; returns at once, from any thread."""
        self._is_stopped = True
        self._process.kill()
