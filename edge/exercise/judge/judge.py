"""Judges the repetitions of one exercise, condition by condition."""

from edge.config.pack import ExercisePack
from edge.exercise.judge.history import PoseHistory
from edge.exercise.judge.repetition import BEFORE_S, cut
from edge.exercise.judge.verdict import FormModels, Reason, judged, refused
from edge.exercise.judge.view import BodyView, estimate_view
from edge.exercise.values import ConditionResult
from edge.pose.pose import Pose

VIEW_S = 1.5
NO_MODELS: FormModels = {}


class FormJudge:
    """Follows one exercise's poses and judges its repetitions.

    pack: whose conditions are judged. history: poses shared with other judges, which then somebody
    else fills; by default the judge keeps its own. models: the trained models by name; a condition
    whose model is missing is not judged.

    Pure: the same poses give the same verdicts.
    """

    def __init__(
        self,
        pack: ExercisePack,
        history: PoseHistory | None = None,
        models: FormModels = NO_MODELS,
    ) -> None:
        self._pack = pack
        self._models = models
        self._history = PoseHistory(pack.gates.longest_s + BEFORE_S) if history is None else history

    def observe(self, captured_s: float, pose: Pose | None) -> None:
        """Take the pose of one frame, None where nobody is seen."""
        if pose is not None:
            self._history.append(captured_s, pose)

    def forget(self) -> None:
        """Somebody else stands there: drop the poses."""
        self._history.clear()

    def view(self, captured_s: float) -> BodyView | None:
        """The view of the last seconds before captured_s."""
        window = self._history.window(captured_s - VIEW_S, captured_s)
        return None if window is None else estimate_view(window)

    def judge(self, start_s: float, turn_s: float, end_s: float) -> tuple[ConditionResult, ...]:
        """The conditions of the repetition of these times, in the order of the pack.

        A hold is judged in one piece or in several; its turn_s is any time between.
        """
        if not self._pack.conditions:
            return ()
        repetition = cut(self._pack, self._history, start_s, turn_s, end_s)
        if repetition is None:
            return self.refuse(Reason.VISIBILITY)
        return tuple(judged(each, repetition, self._models) for each in self._pack.conditions)

    def refuse(self, reason: Reason) -> tuple[ConditionResult, ...]:
        """The conditions, not judged for one reason."""
        return tuple(refused(each, reason) for each in self._pack.conditions)
