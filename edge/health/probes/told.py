"""A check whose part of the station tells of itself when something happens to it."""

from threading import Lock

from edge.health.finding import Finding


class Told:
    """check: its name. state: what holds until something else is told."""

    def __init__(self, check: str, state: str) -> None:
        self._check = check
        self._lock = Lock()
        self._finding = Finding.of(check, state)

    def tell(self, state: str, detail: str = "") -> None:
        """From now on this holds. Raises KeyError for a state that the check does not have."""
        finding = Finding.of(self._check, state, detail)
        with self._lock:
            self._finding = finding

    def __call__(self) -> Finding:
        """What was told last."""
        with self._lock:
            return self._finding
