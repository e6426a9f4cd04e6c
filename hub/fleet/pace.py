"""How many of something are due by now. Pure."""


class Pace:
    """So many a second, evenly."""

    def __init__(self, per_s: float) -> None:
        self._per_s = per_s
        self._done = 0

    def due(self, elapsed_s: float) -> int:
        """How many more since it was asked last; elapsed_s: since the beginning."""
        total = int(elapsed_s * self._per_s)
        more = max(0, total - self._done)
        self._done += more
        return more
