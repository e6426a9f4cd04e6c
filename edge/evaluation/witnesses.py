"""Sets with named faults, and which condition must find which fault."""

from collections.abc import Iterator, Mapping, Sequence

from edge.config.pack import View
from edge.mannequin import Performance, Scene
from edge.mannequin import View as Camera
from edge.mannequin.casting import cast

FPS = 12.0
SIZE = (480, 360)
VIEWS = {10.0: View.FRONT, 50.0: View.FRONT_OBLIQUE, 86.0: View.SIDE}  # by yaw in degrees
# exercise → fault in the mannequin → the condition that must find it
WITNESSES: Mapping[str, Mapping[str, str]] = {
    "biceps_curl": {
        "elbows_drift": "elbows_still",
        "swing": "back_still",
        "lean_back": "back_still",
        "partial_top": "full_curl",
        "partial_bottom": "lockout",
        "too_fast": "tempo",
    },
    "deadlift": {
        "rounded_back": "back_straight",
        "no_lockout": "lockout",
        "squatted": "hinge",
        "shallow": "depth",
        "too_fast": "tempo",
    },
    "front_raise": {
        "too_low": "height",
        "too_high": "not_too_high",
        "bent_elbows": "elbows_straight",
        "swing": "back_still",
        "asymmetric": "symmetry",
    },
    "jumping_jack": {"arms_low": "arms_up", "feet_narrow": "feet_apart"},
    "lateral_raise": {
        "too_low": "height",
        "too_high": "not_too_high",
        "bent_elbows": "elbows_straight",
        "swing": "back_still",
        "asymmetric": "symmetry",
    },
    "lunge": {
        "shallow": "depth",
        "knee_over_toe": "knee_over_toe",
        "torso_lean": "back_straight",
        "too_fast": "tempo",
    },
    "pull_up": {"half": "chin_over_bar", "no_full_hang": "full_hang", "kipping": "body_still"},
    "push_up": {
        "shallow": "depth",
        "sagging_hips": "hips_low",
        "piked_hips": "hips_high",
        "too_fast": "tempo",
    },
    "shoulder_press": {
        "no_lockout": "lockout",
        "partial_bottom": "depth",
        "arched_back": "back_straight",
        "uneven": "symmetry",
        "too_fast": "tempo",
    },
    "sit_up": {
        "partial": "range",
        "no_return": "full_return",
        "neck_pull": "neck",
        "too_fast": "tempo",
    },
    "squat": {
        "shallow": "depth",
        "knees_over_toes": "knees_over_toes",
        "forward_lean": "back_straight",
        "knees_in": "knees_in",
        "too_fast": "tempo",
    },
}


def scenes(exercise: str, seeds: Sequence[int]) -> Iterator[Scene]:
    """Sets in which every second repetition has one of the faults; a seed is a person."""
    faults = tuple(WITNESSES[exercise])
    named = {2 * at + 2: (fault,) for at, fault in enumerate(faults)}
    performance = Performance(exercise, repetitions=2 * len(faults) + 1, faults=named)
    for seed in seeds:
        for yaw_deg in VIEWS:
            yield cast(performance, Camera(yaw_deg=yaw_deg), seed=seed, size=SIZE, fps=FPS)
