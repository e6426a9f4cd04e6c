"""How long to wait before what failed is tried again."""

from dataclasses import dataclass
from random import SystemRandom

JITTER = 0.2
# Of its own: threads that wait must not disturb the generator that others seed.
chance = SystemRandom().random
"""A random number in 0..1."""


@dataclass(frozen=True, slots=True)
class BackOff:
    """Waiting times that double from `first_s` up to `longest_s`, each varied by `jitter`.

    The jitter (a share, 0..1) keeps stations that lost the same thing from asking in step.
    """

    first_s: float = 1.0
    longest_s: float = 30.0
    jitter: float = JITTER

    def delay_s(self, attempt: int, chance: float) -> float:
        """How long to wait after failure number `attempt`, from 1; chance: random, in 0..1."""
        # The exponent is bounded: a float overflows at 2 ** 1024.
        plain_s = min(self.longest_s, self.first_s * 2.0 ** min(attempt - 1, 64))
        return plain_s * (1 + self.jitter * (2 * chance - 1))
