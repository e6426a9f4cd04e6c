"""The ways in which each exercise is done, as the training data show them.

The mannequin knows one way of each; people hold a bar on the shoulders or a weight before the
chest, sit on a bench, use one arm, put the feet up. Angles and places are typical ones and are
varied again in `motion`.
"""

from collections.abc import Mapping
from dataclasses import replace

from edge.mannequin.exercise import Exercise, Key, Tempo
from edge.mannequin.exercises import EXERCISES
from edge.mannequin.exercises.other import OTHER
from tools.train.contrasts import CONTRASTS
from tools.train.motion import Variant

SEATED: Key = {"knee": 92, "shin": 2}
ON_SHOULDERS: Key = {"hand_held": 1, "held_x": 0.16, "held_y": 0.03, "held_z": -0.02,
                     "elbow_out": 20}  # fmt: skip
AT_CHEST: Key = {"hand_held": 1, "held_x": 0.03, "held_y": -0.04, "held_z": 0.13, "elbow_out": 15}
ON_HIPS: Key = {"hand_held": 1, "held_x": 0.12, "held_y": -0.23, "held_z": 0.03, "elbow_out": 80}
AT_HEAD: Key = {"hand_held": 1, "held_x": 0.07, "held_y": 0.09, "held_z": 0.0, "elbow_out": 75}
CROSSED: Key = {"hand_held": 1, "held_x": -0.04, "held_y": -0.02, "held_z": 0.09, "elbow_out": 30}
HANGING: Key = {"arm_raise": 8, "arm_plane": 40, "elbow_flex": 8}
OVERHEAD: Key = {"arm_raise": 170, "arm_plane": 40, "elbow_flex": 8}

# Arms that go along somehow; a bar or a plate hides them, and the pose model makes them up.
ARMS_ABOUT = {"arm_raise": (0.0, 105.0), "arm_plane": (5.0, 95.0), "elbow_flex": (5.0, 135.0)}

_E = EXERCISES
_LUNGE_DEPTH: Key = {"knee": 92, "shin": 4, "lean": 5}
_SPLIT = replace(
    _E["lunge"],
    mirrored=False,
    start={**_E["lunge"].start, "lead": 1, "step_l": 0.40, "foot_pitch_r": 45, "knee": 165},
    turn=_LUNGE_DEPTH,
    out={},
    back={},
    faults={},
)
_BACKWARD = replace(
    _E["lunge"],
    turn={**_LUNGE_DEPTH, "lead": 1, "step_r": -0.44, "foot_pitch_r": 50},
    out={"lift_r": 0.05},
    back={"lift_r": 0.05},
    faults={},
)
_SIDE_PLANK = Exercise(
    support="standing",
    start={"knee": 176, "shin": 1, "stance": 0.03, "arm_raise_l": 88, "arm_plane_l": 5,
           "elbow_flex_l": 85, "arm_raise_r": 12, "arm_plane_r": 5, "elbow_flex_r": 15},
    turn={},
    timed=True,
    tempo=Tempo(3.0, 1.0, 3.0, 1.0),
)  # fmt: skip
_V_UP: Key = {"planted": 0, "knee_flex": 6, "hand_held": 0, "arm_plane": 82, "elbow_flex": 8}
_FREE_LEGS: Key = {"planted": 0, "hip_flex": 88, "knee_flex": 88}
_KNEELING: Key = {"planted": 0, "hip_flex": 4, "knee_flex": 80}


def _squats() -> list[Variant]:
    squat = _E["squat"]
    places = (ON_SHOULDERS, AT_CHEST, ON_HIPS, AT_HEAD, CROSSED)
    deep: Key = {"knee": 66, "shin": 30, "lean": 42}
    upright: Key = {"knee": 84, "shin": 24, "lean": 22}
    return [
        Variant(squat, reach=(0.35, 1.15), weight=2.5),
        # A shallow squat with arms that rise as ever.
        Variant(squat, {}, {"knee": 124, "shin": 17, "lean": 20, "arm_raise": 95}),
        *(Variant(squat, place, reach=(0.6, 1.15)) for place in places),
        Variant(squat, ON_SHOULDERS, deep),
        Variant(squat, ON_SHOULDERS, upright, weight=2),
        Variant(squat, {**ON_SHOULDERS, "stance": 0.18, "foot_yaw": 30}, {"knee_out": 12}),
        Variant(squat, HANGING, {"arm_raise": 38, "arm_plane": 80, "elbow_flex": 8}),
        Variant(squat, {"arm_raise": 88, "arm_plane": 84}, {"arm_raise": 100}),
        Variant(squat, loose=ARMS_ABOUT, reach=(0.5, 1.1), weight=3),
        Variant(squat, {}, deep, loose=ARMS_ABOUT),
        Variant(squat, {}, {"knee": 112, "shin": 20, "lean": 26}, loose=ARMS_ABOUT, weight=1.5),
    ]


def _lunges() -> list[Variant]:
    arms = (HANGING, ON_HIPS, ON_SHOULDERS, AT_CHEST)
    kinds = ((_E["lunge"], 1.0), (_SPLIT, 1.5), (_BACKWARD, 1.0))
    short: Key = {"step_l": 0.27, "foot_pitch_r": 35}
    return [
        *(
            Variant(definition, place, reach=(0.6, 1.1), weight=weight)
            for definition, weight in kinds
            for place in arms
        ),
        *(
            Variant(definition, loose=ARMS_ABOUT, reach=(0.6, 1.1), weight=weight)
            for definition, weight in kinds
        ),
        *(Variant(_SPLIT, {**place, **short}, reach=(0.5, 1.1)) for place in arms),
        Variant(_SPLIT, short, loose=ARMS_ABOUT, reach=(0.5, 1.1)),
    ]


def _push_ups() -> list[Variant]:
    push_up = _E["push_up"]
    return [
        Variant(push_up, reach=(0.4, 1.15), weight=3),
        Variant(push_up, {"hands": 0.21}, reach=(0.4, 1.1)),
        Variant(push_up, {"hands": 0.08, "elbow_out": 15}, reach=(0.4, 1.1)),
        Variant(push_up, _KNEELING, tilt_deg=(5.0, 22.0), reach=(0.4, 1.1)),
        Variant(push_up, tilt_deg=(8.0, 38.0), reach=(0.5, 1.1)),
        Variant(push_up, tilt_deg=(38.0, 70.0), reach=(0.5, 1.1), weight=2),
        Variant(push_up, tilt_deg=(-25.0, -5.0), reach=(0.4, 1.1), weight=0.5),
    ]


def _planks() -> list[Variant]:
    plank = _E["plank"]
    held = replace(plank, start={**plank.start, **plank.turn}, turn={})
    straight = {"forearms": 0, "elbow": 172, "elbow_out": 30}
    return [
        Variant(plank),
        Variant(held, weight=3),
        Variant(held, straight, weight=1.5),
        Variant(held, _KNEELING, tilt_deg=(3.0, 12.0), weight=0.5),
        Variant(held, {"sag": -18}),
        Variant(held, tilt_deg=(3.0, 18.0), weight=0.5),
        Variant(_SIDE_PLANK, roll_deg=(-80.0, -62.0)),
        Variant(_SIDE_PLANK, {"arm_raise_r": 88, "arm_plane_r": 5}, roll_deg=(-80.0, -62.0)),
        Variant(_SIDE_PLANK, {"elbow_flex_l": 8}, roll_deg=(-72.0, -52.0), weight=0.5),
    ]


def _sit_ups() -> list[Variant]:
    sit_up = _E["sit_up"]
    crunch: Key = {"trunk": 24, "curl": 0.75}
    reaching: Key = {"hand_held": 0, "arm_raise": 62, "arm_plane": 85, "elbow_flex": 8}
    long: Key = {"knee": 160, "hand_held": 0, "arm_raise": 168, "arm_plane": 82, "elbow_flex": 8}
    # Free legs follow the pelvis: the hips bend by what the trunk rises and the legs do.
    folded: Key = {"trunk": 58, "hip_flex": 92, "arm_raise": 95}
    return [
        Variant(sit_up, weight=2),
        Variant(sit_up, CROSSED, {"trunk": 75}),
        Variant(sit_up, reaching, {"trunk": 72}),
        Variant(sit_up, {"knee": 160}, {"trunk": 82}),
        Variant(sit_up, long, {"trunk": 80, "arm_raise": 95}),
        Variant(sit_up, {}, crunch, weight=2, reach=(0.8, 1.4)),
        Variant(sit_up, {**reaching, "curl": 0.6}, crunch, reach=(0.8, 1.4)),
        Variant(sit_up, _FREE_LEGS, crunch, reach=(0.8, 1.4)),
        Variant(sit_up, {**_V_UP, "hip_flex": 2, "arm_raise": 168}, folded, weight=1.5),
        Variant(sit_up, {**_V_UP, "hip_flex": 2, "arm_raise": 20}, {**folded, "arm_raise": 60}),
    ]


def _arms(name: str, *more: Variant) -> list[Variant]:
    """Both arms, one arm, in turns; standing and sitting."""
    exercise = _E[name]
    return [
        Variant(exercise, weight=2),
        Variant(exercise, one_sided=1.0),
        Variant(exercise, alternate=1.0),
        Variant(exercise, SEATED, alternate=0.3, one_sided=0.2),
        *more,
    ]


def _arm_exercises() -> dict[str, list[Variant]]:
    curl, front, lateral = _E["biceps_curl"], _E["front_raise"], _E["lateral_raise"]
    press = _E["shoulder_press"]
    preacher: Key = {"arm_raise": 42, "arm_plane": 85, "elbow_flex": 20}
    on_pad: Key = {"arm_raise": 42, "arm_plane": 85}
    return {
        "biceps_curl": _arms(
            "biceps_curl",
            Variant(curl, {"arm_plane": 80}, {"arm_plane": 85, "arm_raise": 25}, weight=2),
            Variant(curl, {"elbow_flex": 45}, {"elbow_flex": 125}),
            Variant(curl, {**SEATED, **preacher, "lean": 14}, on_pad, one_sided=0.4, weight=2),
            Variant(curl, {"arm_raise": -12, "arm_plane": 85, **SEATED, "lean": -18},
                    {"arm_raise": -8, "arm_plane": 85}, alternate=0.4),
            Variant(curl, {**preacher, "lean": 12}, on_pad, one_sided=0.7),
            Variant(curl, {"lean": 9, "knee": 160, "shin": 8}),
        ),
        "lateral_raise": _arms(
            "lateral_raise",
            Variant(lateral, {"elbow_flex": 40}, {"elbow_flex": 45, "arm_plane": 20}),
            Variant(lateral, {"lean": 14, "knee": 160, "shin": 8}, {"arm_plane": 16}),
            Variant(lateral, turn={"arm_plane": 28, "arm_raise": 96}),
        ),
        "front_raise": _arms(
            "front_raise",
            Variant(front, {"arm_plane": 88}, {"arm_plane": 96}),
            Variant(front, turn={"arm_raise": 120, "arm_plane": 90}),
            Variant(front, {"elbow_flex": 30}, {"elbow_flex": 35}),
        ),
        "shoulder_press": _arms(
            "shoulder_press",
            Variant(press, {**SEATED, "lean": -12}, weight=2),
            Variant(press, {"held_x": 0.20, "held_y": 0.06}, {"held_x": 0.19, "elbow_out": 80}),
            Variant(press, {**SEATED, "held_x": 0.20, "held_y": 0.06}, {"held_x": 0.15}),
            Variant(press, {"held_x": 0.12, "held_y": 0.0, "held_z": 0.08, "elbow_out": 20}),
            Variant(press, {"held_y": 0.10, "held_x": 0.17}, {"held_y": 0.31}),
        ),
    }  # fmt: skip


def _pull_ups() -> list[Variant]:
    pull_up = _E["pull_up"]
    straight: Key = {"knee_flex": 10, "hip_flex": 4}
    return [
        Variant(pull_up, weight=2, reach=(0.6, 1.1)),
        Variant(pull_up, straight, weight=1.5, reach=(0.6, 1.1)),
        Variant(pull_up, {"hands": 0.24, "elbow_out": 75}, reach=(0.6, 1.1)),
        Variant(pull_up, {"hands": 0.10, "elbow_out": 12}, reach=(0.6, 1.1)),
        Variant(pull_up, {"hip_flex": 40, "knee_flex": 60}, reach=(0.6, 1.1), weight=0.5),
    ]


def _deadlifts() -> list[Variant]:
    deadlift = _E["deadlift"]
    stiff: Key = {"knee": 154, "shin": 4, "lean": 74, "arm_raise": 70}
    sumo: Key = {"stance": 0.2, "foot_yaw": 35, "hands": 0.06}
    return [
        Variant(deadlift, weight=2),
        Variant(deadlift, swap=True, weight=2),
        Variant(deadlift, {}, stiff, weight=2),
        Variant(deadlift, sumo, {"lean": 52, "knee": 112, "arm_raise": 50}),
        Variant(deadlift, sumo, {"lean": 52, "knee": 112, "arm_raise": 50}, swap=True),
        Variant(deadlift, {}, {"knee": 108, "shin": 15, "lean": 58, "arm_raise": 54}, swap=True),
    ]


def _jumping_jacks() -> list[Variant]:
    jack = _E["jumping_jack"]
    return [
        Variant(jack, weight=3),
        Variant(jack, {"elbow_flex": 30}, {"elbow_flex": 45}),
        Variant(jack, {"arm_plane": 25}, {"arm_plane": 35, "arm_raise": 150}),
        Variant(jack, {}, {"arm_raise": 110, "stance": 0.17}),
        Variant(jack, {}, {"knee": 155, "shin": 10}),
    ]


def _likely_mistakes() -> list[Variant]:
    """Rows share the deadlift's posture and not its movement, an extension the press's."""
    row, extension = _E["bent_over_row"], _E["triceps_extension"]
    return [
        Variant(extension, SEATED, one_sided=0.3),
        Variant(extension, {"arm_raise": 150, "elbow_flex": 130}, {"elbow_flex": 20}),
        Variant(row, {"lean": 42, "arm_raise": 40}),
        Variant(row, {"lean": 74, "arm_raise": 72}, one_sided=0.5),
        Variant(row, {}, {"lean": 46}),
    ]


VARIANTS: Mapping[str, list[Variant]] = {
    "squat": _squats(),
    "push_up": _push_ups(),
    **_arm_exercises(),
    "lunge": _lunges(),
    "sit_up": _sit_ups(),
    "jumping_jack": _jumping_jacks(),
    "pull_up": _pull_ups(),
    "deadlift": _deadlifts(),
    "plank": _planks(),
    "other": [*(Variant(exercise) for exercise in OTHER.values()), *CONTRASTS, *_likely_mistakes()],
}
"""Every class's variants."""
