"""Asks the computer to restart: the last thing that is tried for a camera."""

import logging
import subprocess
from collections.abc import Sequence
from typing import Protocol

TIMEOUT_S = 20.0

log = logging.getLogger(__name__)


class Computer(Protocol):
    """Something that can be restarted."""

    def restart(self) -> bool:
        """Ask for it; whether the request was taken."""
        ...


class CommandComputer:
    """Asks by a program: `touch` of the file that a unit of root's waits for, or `systemctl`."""

    def __init__(self, command: Sequence[str], *, timeout_s: float = TIMEOUT_S) -> None:
        self._command = tuple(command)
        self._timeout_s = timeout_s

    def restart(self) -> bool:
        """See `Computer.restart`; what went wrong is logged."""
        try:
            done = subprocess.run(  # noqa: S603 - the configuration's own command, without a shell
                self._command,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=self._timeout_s,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("the computer cannot be restarted: %s", error)
            return False
        if done.returncode != 0:
            log.warning("%s: %s", self._command[0], done.stderr.strip() or done.returncode)
        return done.returncode == 0
