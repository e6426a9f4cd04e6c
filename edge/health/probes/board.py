"""Heat, throttling and power, as the board tells them."""

from edge.health.board import Board, Limit, Throttled
from edge.health.finding import Finding
from edge.health.words.all import NOT_TOLD

# The firmware of a Raspberry Pi slows the processor from 80 °C on, and hard from 85 °C (Raspberry
# Pi documentation, "Frequency management and thermal control").
WARM_C, HOT_C = 80.0, 85.0


class Temperature:
    """Check `temperature`."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def __call__(self) -> Finding:
        """Ask the sensors."""
        now_c = self._board.temperature_c()
        if now_c is None:
            return Finding.of("temperature", NOT_TOLD)
        state = "hot" if now_c >= HOT_C else "warm" if now_c >= WARM_C else "ok"
        return Finding.of("temperature", state, f"{now_c:.0f} °C")


class Throttling:
    """Check `throttling`: everything that the firmware limits but the voltage."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def __call__(self) -> Finding:
        """Ask the firmware."""
        limits = self._board.throttled()
        if limits is None:
            return _nothing_told("throttling")
        now, ever = _but_voltage(limits.now), _but_voltage(limits.ever)
        state = "now" if now else "before" if ever else "ok"
        return Finding.of("throttling", state, _named(now or ever))


class Power:
    """Check `power`: the voltage now, and since the board was started."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def __call__(self) -> Finding:
        """Ask the firmware."""
        limits = self._board.throttled()
        if limits is None:
            return _nothing_told("power")
        return Finding.of("power", _voltage(limits))


def _voltage(limits: Throttled) -> str:
    if Limit.UNDER_VOLTAGE in limits.now:
        return "low_now"
    return "low_before" if Limit.UNDER_VOLTAGE in limits.ever else "ok"


def _but_voltage(limits: frozenset[Limit]) -> list[Limit]:
    return sorted(limits - {Limit.UNDER_VOLTAGE})


def _named(limits: list[Limit]) -> str:
    return ", ".join(limit.name.lower().replace("_", " ") for limit in limits)


def _nothing_told(check: str) -> Finding:
    return Finding.of(check, NOT_TOLD)
