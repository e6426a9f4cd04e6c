"""`Governor`: what a hot computer leaves out, step by step, and when it is taken up again. Pure."""

from dataclasses import dataclass

from edge.config.thermal import ThermalConfig
from edge.health.board import Limit, Throttled

COOL = "cool"


@dataclass(frozen=True, slots=True)
class Step:
    """How much work is done. pose_rate_hz: pictures a second at most; None = as many as come.

    judging: whether repetitions are judged for form. name: `cool`, or `hot_1` and so on.
    """

    name: str = COOL
    pose_rate_hz: float | None = None
    judging: bool = True

    @property
    def is_degraded(self) -> bool:
        """Whether anything is left out."""
        return self.name != COOL


class Governor:
    """Told temperature and throttling every few seconds; says which step holds.

    It goes down at once, as many steps as the heat asks for, and up again one at a time, each after
    the time that the configuration names. A temperature that cannot be read counts as cool: the
    firmware protects the processor anyhow. What the firmware throttles counts as the hottest step,
    its soft limit as the first; a low voltage is no heat.
    """

    def __init__(self, config: ThermalConfig) -> None:
        self._config = config
        self._steps = (
            Step(),
            *(
                Step(f"hot_{number}", rate_hz, at_c < config.judge_below_c)
                for number, (at_c, rate_hz) in enumerate(
                    zip(config.steps_c, config.pose_rates_hz, strict=True), 1
                )
            ),
        )
        self._at = 0
        self._cool_since_s: float | None = None

    @property
    def step(self) -> Step:
        """The one that holds."""
        return self._steps[self._at]

    def update(
        self, now_s: float, temperature_c: float | None, throttled: Throttled | None = None
    ) -> Step:
        """Take a reading; now_s: seconds of the monotonic clock."""
        if not self._config.enabled:
            return self.step
        limited = self._of_limits(throttled)
        wanted = max(self._of_heat(temperature_c, 0.0), limited)
        if wanted > self._at:
            self._at, self._cool_since_s = wanted, None
        elif max(self._of_heat(temperature_c, self._config.cooler_by_c), limited) < self._at:
            self._ease(now_s)
        else:
            self._cool_since_s = None
        return self.step

    def _ease(self, now_s: float) -> None:
        if self._cool_since_s is None or now_s < self._cool_since_s:
            self._cool_since_s = now_s
        if now_s - self._cool_since_s >= self._config.cool_for_s:
            self._at -= 1
            self._cool_since_s = now_s

    def _of_heat(self, temperature_c: float | None, margin_c: float) -> int:
        """How many steps begin at or below this temperature and a margin."""
        if temperature_c is None:
            return 0
        return sum(temperature_c + margin_c >= at_c for at_c in self._config.steps_c)

    def _of_limits(self, throttled: Throttled | None) -> int:
        now = throttled.now if throttled else frozenset()
        if Limit.THROTTLED in now and Limit.UNDER_VOLTAGE not in now:
            return len(self._steps) - 1
        return 1 if Limit.SOFT_LIMIT in now else 0
