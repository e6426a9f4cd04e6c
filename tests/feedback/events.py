"""Repetitions and session events as tests need them."""

from edge.exercise.values import ConditionResult, Rep, Verdict
from edge.session.events import PhaseChanged, RepCounted, SessionPhase, SetStarted

ADVICE = {"depth": "Sit deeper", "back_straight": "Lift your chest"}


def advice(_exercise: str, condition: str) -> str:
    return ADVICE[condition]


def rep(
    index: int, at_s: float, *, duration_s: float = 2.5, exercise: str = "squat", **verdicts: str
) -> Rep:
    """A repetition announced at `at_s`; verdicts by condition, all right by default."""
    judged = verdicts or {"depth": "ok", "back_straight": "ok"}
    conditions = tuple(
        ConditionResult(name, Verdict(verdict), reason="view" if verdict == "not_judged" else None)
        for name, verdict in judged.items()
    )
    start_s = at_s - duration_s
    return Rep(exercise, index, start_s, start_s + 1, at_s - 0.1, at_s, 90.0, conditions)


def counted(index: int, at_s: float, **verdicts: str) -> RepCounted:
    return RepCounted(at_s, rep(index, at_s, **verdicts), index)


def phase(at_s: float, to: str, before: str = "empty") -> PhaseChanged:
    return PhaseChanged(at_s, SessionPhase(to), SessionPhase(before))


def set_started(at_s: float, index: int = 1) -> SetStarted:
    return SetStarted(at_s, at_s - 2.5, index, "squat")
