"""What is asked of a release's own command, which may be of another version than this one."""

import json
import subprocess
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Protocol

from edge.errors import UpgradeError
from edge.upgrade.releases import Release

_LONGEST_S = 120.0
_TAIL = 400
_FRAME = " │╭╮╰╯─"  # what a terminal library draws around a complaint


class Health(IntEnum):
    """What `gymstation doctor` says by its exit status."""

    HEALTHY = 0
    WARNING = 1
    CRITICAL = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """status: the exit status. out, complaint: what was printed."""

    status: int
    out: str
    complaint: str


class Programs(Protocol):
    """Asks releases; `Commands` is one."""

    def version(self, release: Release) -> str:
        """What the release calls itself; raises UpgradeError where it does not even start."""
        ...

    def migrated(self, release: Release, config: Path) -> str:
        """The station's file in the release's layout, checked; raises UpgradeError."""
        ...

    def accepts(self, release: Release, config: Path) -> bool:
        """Whether the release can run on the file as it is."""
        ...

    def health(self, release: Release) -> Health | None:
        """How its doctor finds the running station; None where it has none."""
        ...


class Commands:
    """Runs them."""

    def version(self, release: Release) -> str:
        """See `Programs.version`."""
        answer = _ask(release, "--version")
        if answer.status != 0:
            raise UpgradeError(
                f"does not start: {_last(answer)}",
                where=str(release.program("gymstation")),
                remedy="nothing was changed; install another wheel",
            )
        return answer.out.split()[-1]

    def migrated(self, release: Release, config: Path) -> str:
        """See `Programs.migrated`."""
        answer = _ask(release, "config", "migrate", "--print", str(config))
        if answer.status != 0:
            raise UpgradeError(
                f"{release.name} cannot use this file: {_last(answer)}",
                where=str(config),
                remedy="put it right and try again; nothing was changed",
            )
        return answer.out

    def accepts(self, release: Release, config: Path) -> bool:
        """See `Programs.accepts`."""
        return _ask(release, "config", "check", str(config)).status == 0

    def health(self, release: Release) -> Health | None:
        """See `Programs.health`."""
        answer = _ask(release, "doctor", "--json")
        try:
            json.loads(answer.out)
        except ValueError:
            return None  # an older release without a doctor
        return Health(answer.status) if answer.status in set(Health) else Health.CRITICAL


def _ask(release: Release, *arguments: str) -> Answer:
    command = (str(release.program("gymstation")), *arguments)
    try:
        done = subprocess.run(  # noqa: S603 - a release's own program, and no shell
            command, capture_output=True, text=True, timeout=_LONGEST_S, check=False, cwd="/"
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UpgradeError(f"cannot be run: {error}", where=command[0]) from error
    return Answer(done.returncode, done.stdout, done.stderr)


def _last(answer: Answer) -> str:
    lines = [line.strip(_FRAME) for line in (answer.complaint or answer.out).splitlines()]
    last = next((line for line in reversed(lines) if line), f"exit status {answer.status}")
    return last[:_TAIL]
