"""Times an exercise that is held: seconds in good position."""

from edge.config.pack import ExercisePack
from edge.exercise.checks import share_holding
from edge.exercise.history import History
from edge.exercise.measures import MeasureBank
from edge.exercise.values import PartialRep, Phase, Rep

JUDGED_S = 0.7  # a posture is judged over so many seconds, so that a jump of a landmark is nothing
WORTH_S = 3.0  # seconds in position that speak as much as one repetition
SETTLE_S = 1.0  # in position for so long, before the time counts (and then from its beginning)


class HoldTimer:
    """Seconds in which every posture of the pack held."""

    def __init__(self, pack: ExercisePack, bank: MeasureBank) -> None:
        self.pack = pack
        self.reps: list[Rep] = []
        self.hold_s = 0.0
        self._bank = bank
        self.forget()

    def forget(self) -> None:
        """See `Counter.forget`."""
        self._last_s: float | None = None
        self._waiting_s = 0.0

    def update(self, at_s: float, history: History) -> None:
        """See `Counter.update`."""
        elapsed_s = 0.0 if self._last_s is None else at_s - self._last_s
        self._last_s = at_s
        rows = history.between(at_s - JUDGED_S, at_s)
        good = all(
            (share_holding(posture, rows, self._bank, None) or 0.0) >= posture.share
            for posture in self.pack.posture
        )
        if not good:
            self._waiting_s = 0.0
            return
        self._waiting_s += elapsed_s
        if self._waiting_s - elapsed_s >= SETTLE_S:
            self.hold_s += elapsed_s
        elif self._waiting_s >= SETTLE_S:
            self.hold_s += self._waiting_s

    def finish(self, at_s: float, history: History) -> None:
        """See `Counter.finish`; a hold is always complete."""

    def evidence(self, at_s: float) -> float:  # noqa: ARG002
        """See `Counter.evidence`; a hold speaks only while it lasts."""
        return self._waiting_s / WORTH_S if self._waiting_s >= SETTLE_S else 0.0

    @property
    def partials(self) -> tuple[PartialRep, ...]:
        """See `Counter.partials`; a hold has none."""
        return ()

    @property
    def phase(self) -> Phase:
        """See `Counter.phase`."""
        if self._last_s is None:
            return Phase.UNKNOWN
        return Phase.HOLD if self._waiting_s >= SETTLE_S else Phase.START

    @property
    def position(self) -> float | None:
        """A hold has no way out and back."""
        return None
