"""The judges of several exercises on the poses of one member."""

from collections.abc import Sequence
from dataclasses import replace

from edge.config.pack import ExercisePack, Kind
from edge.exercise.judge.history import PoseHistory
from edge.exercise.judge.judge import NO_MODELS, FormJudge
from edge.exercise.judge.verdict import FormModels, Reason
from edge.exercise.values import ConditionResult, Rep
from edge.pose.pose import Pose

HOLD_S = 3.0  # a hold is judged over the last seconds
HOLD_EVERY_S = 1.0  # anew after so long


class FormJudges:
    """Keeps the poses once, for the judges of all packs.

    longest_s: how long a repetition may lie back when it is judged. models: see `FormJudge`.
    judging: False while the computer is too hot to judge.
    """

    def __init__(
        self, packs: Sequence[ExercisePack], longest_s: float, models: FormModels = NO_MODELS
    ) -> None:
        self.judging = True
        self._poses = PoseHistory(longest_s)
        self._judges = {pack.id: FormJudge(pack, self._poses, models) for pack in packs}
        self._holds = frozenset(pack.id for pack in packs if pack.kind is Kind.HOLD)
        self._held: tuple[float, tuple[ConditionResult, ...]] | None = None

    def see(self, captured_s: float, pose: Pose) -> None:
        """Take the pose of one frame."""
        self._poses.append(captured_s, pose)

    def judged(self, rep: Rep) -> Rep:
        """The repetition with its conditions."""
        judge = self._judges[rep.exercise]
        if not self.judging:
            return replace(rep, conditions=judge.refuse(Reason.TEMPERATURE))
        return replace(rep, conditions=judge.judge(rep.start_s, rep.turn_s, rep.end_s))

    def hold(self, exercise: str, captured_s: float) -> tuple[ConditionResult, ...]:
        """The conditions of a timed exercise in the last seconds; none for other exercises."""
        if exercise not in self._holds:
            return ()
        if not self.judging:
            return self._judges[exercise].refuse(Reason.TEMPERATURE)
        if self._held is None or not 0.0 <= captured_s - self._held[0] < HOLD_EVERY_S:
            first_s = captured_s - HOLD_S
            found = self._judges[exercise].judge(first_s, captured_s, captured_s)
            self._held = (captured_s, found)
        return self._held[1]
