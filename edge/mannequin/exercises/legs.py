"""Squat, lunge, deadlift, jumping jack: what the legs carry."""

from edge.mannequin.exercise import Exercise, Fault, Tempo

SQUAT = Exercise(
    support="standing",
    start={"knee": 173, "shin": 3, "lean": 3, "stance": 0.11, "foot_yaw": 15, "nod": 4,
           "arm_raise": 12, "arm_plane": 45, "elbow_flex": 15, "elbow_out": 30},
    turn={"knee": 76, "shin": 27, "lean": 36, "nod": -18, "knee_out": 6,
          "arm_raise": 118, "arm_plane": 82, "elbow_flex": 8},
    tempo=Tempo(1.3, 0.2, 1.1, 0.5),
    faults={
        "shallow": Fault(turn={"knee": 100, "shin": 21, "lean": 28}),
        "knees_over_toes": Fault(turn={"shin": 43, "lean": 26}),
        "forward_lean": Fault(turn={"lean": 66, "shin": 20, "nod": -35, "arm_raise": 140}),
        "knees_in": Fault(turn={"knee_out": -42}, back={"knee_out": -14}),
        "heels_up": Fault(turn={"foot_pitch": 24, "shin": 38, "lean": 30}),
        "asymmetric": Fault(turn={"shift": 0.05, "roll": 9, "side": -4}),
        "no_lockout": Fault(end={"knee": 148, "shin": 11, "lean": 14}),
    },
)  # fmt: skip

LUNGE = Exercise(
    support="standing",
    start={"knee": 174, "shin": 2, "lean": 1, "stance": 0.06, "foot_yaw": 4, "lead": 0,
           "step_l": 0, "step_r": 0, "foot_pitch_l": 0, "foot_pitch_r": 0,
           "arm_raise": 14, "arm_plane": -20, "elbow_flex": 20},
    turn={"knee": 92, "shin": 4, "lean": 5, "lead": 1, "step_l": 0.44, "foot_pitch_r": 50},
    out={"lift_l": 0.05},
    back={"lift_l": 0.05},
    tempo=Tempo(1.2, 0.25, 1.1, 0.5),
    mirrored=True,
    faults={
        "shallow": Fault(turn={"knee": 114, "shin": 4, "foot_pitch_r": 40}),
        "knee_over_toe": Fault(turn={"shin": 36, "step_l": 0.48, "knee": 84}),
        "torso_lean": Fault(turn={"lean": 38, "nod": -15}),
        "side_lean": Fault(turn={"side": 18}),
    },
)  # fmt: skip

DEADLIFT = Exercise(
    support="standing",
    # A bar is held in straight arms: the arms stay vertical because they fall back by the lean.
    start={"knee": 172, "shin": 3, "lean": 2, "round": 0, "stance": 0.085, "foot_yaw": 8,
           "arm_raise": 6, "arm_plane": 50, "elbow_flex": 4, "grip": 0},
    turn={"knee": 126, "shin": 9, "lean": 66, "arm_raise": 62, "arm_plane": 84, "nod": -28},
    tempo=Tempo(1.5, 0.3, 1.3, 0.6),
    props=("barbell",),
    faults={
        "rounded_back": Fault(turn={"round": 52, "lean": 46, "arm_raise": 84, "nod": 10}),
        "no_lockout": Fault(end={"lean": 23, "knee": 158, "shin": 8, "arm_raise": 22,
                                 "arm_plane": 75}),
        "squatted": Fault(turn={"knee": 84, "shin": 26, "lean": 38, "arm_raise": 38}),
        "shallow": Fault(turn={"lean": 46, "knee": 140, "arm_raise": 43}),
    },
)  # fmt: skip

JUMPING_JACK = Exercise(
    support="standing",
    start={"knee": 170, "shin": 4, "lean": 2, "stance": 0.055, "arm_raise": 10, "arm_plane": 8,
           "elbow_flex": 12},
    turn={"knee": 168, "shin": 5, "stance": 0.235, "foot_yaw": 10, "arm_raise": 166,
          "arm_plane": 12, "elbow_flex": 18},
    out={"hop": 0.045},
    back={"hop": 0.045},
    tempo=Tempo(0.42, 0.06, 0.42, 0.08),
    faults={
        "arms_low": Fault(turn={"arm_raise": 108}),
        "feet_narrow": Fault(turn={"stance": 0.12}),
    },
)  # fmt: skip

LEGS = {
    "squat": SQUAT,
    "lunge": LUNGE,
    "deadlift": DEADLIFT,
    "jumping_jack": JUMPING_JACK,
}
