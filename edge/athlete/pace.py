"""`Pace`: how much work the station spends on looking while nobody is there."""

from edge.athlete.sighting import AthleteSighting, Presence

IDLE_EVERY_S = 0.4  # 2.5 frames a second: somebody who appears is seen within this and one frame
LINGER_S = 5.0  # after the last person left, before the station slows down
# Frames do not come at exact times: one that is almost due is taken.
EARLY_S = 0.01


class Pace:
    """Asked before each frame whether to work on it, told after each what was seen.

    With somebody in the picture every frame counts; some seconds after the last person left, only
    one in `IDLE_EVERY_S`. Works in the frames' own time.

    limit_hz: frames a second that are worked on at most, while the computer is hot; None = all.
    """

    def __init__(self) -> None:
        self.limit_hz: float | None = None
        self._worked_s: float | None = None
        self._peopled_s: float | None = None

    @property
    def idle(self) -> bool:
        """Whether nobody has been seen for some time."""
        if self._worked_s is None or self._peopled_s is None:
            return self._worked_s is not None
        return not 0.0 <= self._worked_s - self._peopled_s < LINGER_S

    def wants(self, captured_s: float) -> bool:
        """Whether the frame of this time is worth the work."""
        if self._worked_s is None:
            return True
        every_s = 1.0 / self.limit_hz if self.limit_hz else 0.0
        if self.idle:
            every_s = max(every_s, IDLE_EVERY_S)
        # A clock that went back began anew.
        return not 0.0 <= captured_s - self._worked_s < every_s - EARLY_S

    def saw(self, captured_s: float, sighting: AthleteSighting) -> None:
        """What a frame that was worked on showed."""
        self._worked_s = captured_s
        if sighting.presence is not Presence.EMPTY or sighting.athlete is not None:
            self._peopled_s = captured_s
