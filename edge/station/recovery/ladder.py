"""`Ladder`: what is done about a camera that stays away: reopen, restart, reboot. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from edge.config.recovery import RecoveryConfig

STEADY_S = 3600.0
"""A camera that sent pictures for so long has come back for good."""
MOST_DOUBLINGS = 4  # of restart_after_s: a camera that is truly gone is asked for now and then


class Rung(StrEnum):
    """How far up."""

    REOPENING = "reopening"
    RESTART = "restart"
    REBOOT = "reboot"


@dataclass(frozen=True, slots=True)
class Past:
    """What was done before this start of the program.

    silent_s: without a picture until then. restarts: of the program since the computer was last
    restarted for it. reboots: of the computer.
    """

    silent_s: float = 0.0
    restarts: int = 0
    reboots: int = 0


class Ladder:
    """Told of pictures and of their absence, in seconds of the monotonic clock.

    keep: writes the past where the next start finds it; whether that worked. Without it nothing is
    restarted that could be restarted for ever: the program still is, the computer is not.
    """

    def __init__(
        self, config: RecoveryConfig, past: Past, keep: Callable[[Past], bool], now_s: float
    ) -> None:
        self._config = config
        self._past = past
        self._before_s = past.silent_s
        self._keep = keep
        self._seen_s = now_s
        self._steady_since_s: float | None = None

    def saw_frame(self, now_s: float) -> None:
        """A picture came."""
        self._seen_s = now_s
        self._before_s = 0.0
        if self._steady_since_s is None:
            self._steady_since_s = now_s
        if now_s - self._steady_since_s >= STEADY_S and self._past != Past():
            self._past = Past()
            self._keep(self._past)

    def silent(self, now_s: float, *, may_end: bool) -> Rung:
        """No picture came; what is to be done. Answers RESTART or REBOOT once it is written down.

        may_end: whether the program may end now without losing anything.
        """
        self._steady_since_s = None
        silent_s = now_s - self._seen_s
        total_s = self._before_s + silent_s
        if not may_end:
            return Rung.REOPENING
        if self._may_reboot(total_s) and self._keep(Past(reboots=self._past.reboots + 1)):
            return Rung.REBOOT
        if self._may_restart(silent_s):
            self._keep(replace(self._past, silent_s=total_s, restarts=self._past.restarts + 1))
            return Rung.RESTART
        return Rung.REOPENING

    def _may_reboot(self, total_s: float) -> bool:
        config = self._config
        allowed = config.reboot and self._past.reboots < config.most_reboots
        return allowed and total_s >= config.reboot_after_s

    def _may_restart(self, silent_s: float) -> bool:
        after_s = self._config.restart_after_s
        doublings = min(self._past.restarts, MOST_DOUBLINGS)
        return after_s is not None and silent_s >= after_s * 2**doublings
