"""Biceps curl, lateral and front raise, shoulder press: standing, weights in the hands."""

from edge.mannequin.exercise import Exercise, Fault, Tempo

_STANDING = {"knee": 173, "shin": 3, "lean": 0, "stance": 0.09, "foot_yaw": 10}
_TEMPO = Tempo(1.1, 0.2, 1.2, 0.4)

BICEPS_CURL = Exercise(
    support="standing",
    start={**_STANDING, "arm_raise": 7, "arm_plane": 20, "elbow_flex": 14, "grip": 80},
    turn={"elbow_flex": 140, "arm_raise": 12, "arm_plane": 60},
    tempo=_TEMPO,
    props=("dumbbells",),
    faults={
        "swing": Fault(out={"lean": -16, "arm_raise": 14}, turn={"lean": -10},
                       back={"lean": 6}),
        "lean_back": Fault(turn={"lean": -20, "shin": 8, "knee": 168}),
        "elbows_drift": Fault(turn={"arm_raise": 46, "arm_plane": 82}),
        "partial_top": Fault(turn={"elbow_flex": 94}),
        "partial_bottom": Fault(end={"elbow_flex": 66}),
        "asymmetric": Fault(turn={"elbow_flex_l": 82, "elbow_flex_r": 140}),
    },
)  # fmt: skip

LATERAL_RAISE = Exercise(
    support="standing",
    start={**_STANDING, "arm_raise": 9, "arm_plane": 12, "elbow_flex": 12},
    turn={"arm_raise": 90, "elbow_flex": 14},
    tempo=_TEMPO,
    props=("dumbbells",),
    faults={
        "too_high": Fault(turn={"arm_raise": 121}),
        "too_low": Fault(turn={"arm_raise": 62}),
        "bent_elbows": Fault(turn={"elbow_flex": 72}),
        "swing": Fault(out={"lean": -15}, back={"lean": 5}),
        "asymmetric": Fault(turn={"arm_raise_l": 92, "arm_raise_r": 58}),
    },
)  # fmt: skip

FRONT_RAISE = Exercise(
    support="standing",
    start={**_STANDING, "arm_raise": 10, "arm_plane": 70, "elbow_flex": 10},
    turn={"arm_raise": 92, "arm_plane": 84, "elbow_flex": 10},
    tempo=_TEMPO,
    props=("dumbbells",),
    faults={
        "too_high": Fault(turn={"arm_raise": 121}),
        "too_low": Fault(turn={"arm_raise": 63}),
        "bent_elbows": Fault(turn={"elbow_flex": 70}),
        "swing": Fault(out={"lean": -15}, turn={"lean": -8}, back={"lean": 5}),
        "asymmetric": Fault(turn={"arm_raise_l": 94, "arm_raise_r": 58}),
    },
)  # fmt: skip

# The fists go straight up: the hands are led, the elbows follow.
SHOULDER_PRESS = Exercise(
    support="standing",
    start={**_STANDING, "hand_held": 1, "held_x": 0.150, "held_y": 0.100, "held_z": 0.080,
           "elbow_out": 40},
    turn={"held_x": 0.115, "held_y": 0.342, "held_z": 0.010, "elbow_out": 75},
    tempo=_TEMPO,
    props=("dumbbells",),
    faults={
        "no_lockout": Fault(turn={"held_y": 0.278, "held_x": 0.140}),
        "arched_back": Fault(turn={"round": -30, "lean": 8}),
        "uneven": Fault(turn={"held_y_r": 0.245, "held_x_r": 0.150, "side": 6}),
        "partial_bottom": Fault(end={"held_y": 0.175}),
    },
)  # fmt: skip

ARMS = {
    "biceps_curl": BICEPS_CURL,
    "lateral_raise": LATERAL_RAISE,
    "front_raise": FRONT_RAISE,
    "shoulder_press": SHOULDER_PRESS,
}
