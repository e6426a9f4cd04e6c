"""Push-up, plank, sit-up, pull-up: the hands or the back carry the body."""

from edge.mannequin.exercise import Exercise, Fault, Tempo

PUSH_UP = Exercise(
    support="prone",
    start={"elbow": 170, "sag": 0, "hands": 0.165, "hand_ahead": -0.05, "elbow_out": 40,
           "nod": -12},
    turn={"elbow": 66, "elbow_out": 48},
    tempo=Tempo(1.1, 0.15, 1.0, 0.35),
    props=("mat",),
    faults={
        "shallow": Fault(turn={"elbow": 94}),
        "sagging_hips": Fault(turn={"sag": 28}, end={"sag": 22}),
        "piked_hips": Fault(turn={"sag": -34}, end={"sag": -34}),
        "no_lockout": Fault(end={"elbow": 138}),
        "elbows_flared": Fault(turn={"elbow_out": 82}),
    },
)  # fmt: skip

PLANK = Exercise(
    support="prone",
    start={"forearms": 1, "sag": 0, "elbow_out": 8, "nod": -8},
    turn={},
    timed=True,
    tempo=Tempo(0.8, 6.0, 0.8, 0.4),
    props=("mat",),
    faults={
        "hips_high": Fault(turn={"sag": -32}),
        "hips_low": Fault(turn={"sag": 24}),
    },
)  # fmt: skip

SIT_UP = Exercise(
    support="supine",
    start={"trunk": 2, "curl": 0.35, "knee": 78, "nod": 8, "hand_held": 1, "held_x": 0.075,
           "held_y": 0.085, "held_z": 0.0, "elbow_out": 75},
    turn={"trunk": 66, "nod": 6},
    tempo=Tempo(1.2, 0.2, 1.3, 0.5),
    props=("mat",),
    faults={
        "partial": Fault(turn={"trunk": 42}),
        "neck_pull": Fault(turn={"nod": 54}, out={"nod": 14}),
        "no_return": Fault(end={"trunk": 22}),
    },
)  # fmt: skip

PULL_UP = Exercise(
    support="hanging",
    start={"elbow": 170, "hands": 0.17, "lean": 2, "behind": 0.0, "elbow_out": 50, "nod": -6,
           "hip_flex": 4, "knee_flex": 70, "ankle_flex": 30},
    turn={"elbow": 34, "lean": -10, "behind": 0.04, "nod": -12},
    tempo=Tempo(1.2, 0.2, 1.2, 0.5),
    props=("bar",),
    faults={
        "half": Fault(turn={"elbow": 64, "behind": 0.045}),
        "no_full_hang": Fault(end={"elbow": 130, "behind": 0.03}),
        "kipping": Fault(out={"swing": 16, "hip_flex": 48}, back={"swing": -8, "hip_flex": -12}),
    },
)  # fmt: skip

FLOOR = {
    "push_up": PUSH_UP,
    "plank": PLANK,
    "sit_up": SIT_UP,
    "pull_up": PULL_UP,
}
