"""Movements that are none of the station's exercises: what a counter must not count as one."""

from edge.mannequin.exercise import Exercise, Tempo

_STANDING = {"knee": 173, "shin": 3, "lean": 0, "stance": 0.08, "foot_yaw": 10}

STANDING = Exercise(
    support="standing",
    start=_STANDING,
    turn={"shift": 0.02, "look": 25, "elbow_flex_l": 25, "twist": 6},
    tempo=Tempo(2.0, 1.0, 2.0, 1.0),
    natural=0.4,
)

WALKING = Exercise(
    support="walking",
    start={"laps": 0.0},
    turn={"laps": 0.5},
    advance={"laps": 1.0},
    tempo=Tempo(5.0, 0.3, 5.0, 0.3),
    natural=0.0,
)

STRETCHING = Exercise(
    support="standing",
    start=_STANDING,
    turn={"arm_raise_l": 160, "arm_plane_l": 10, "elbow_flex_l": 40, "side": -24, "shift": 0.03},
    tempo=Tempo(2.2, 2.5, 2.0, 0.8),
    mirrored=True,
)

SITTING_DOWN = Exercise(
    support="standing",
    start=_STANDING,
    turn={"knee": 88, "shin": 2, "lean": 8, "arm_raise": 40, "arm_plane": 80, "elbow_flex": 55},
    back={"lean": 30},
    out={"lean": 30},
    tempo=Tempo(1.6, 3.0, 1.5, 2.0),
    props=("bench",),
)

BENT_OVER_ROW = Exercise(
    support="standing",
    start={"knee": 150, "shin": 10, "lean": 58, "stance": 0.09, "arm_raise": 56, "arm_plane": 86,
           "elbow_flex": 6, "nod": -20},
    turn={"arm_raise": -28, "arm_plane": 78, "elbow_flex": 92},
    tempo=Tempo(0.9, 0.2, 1.0, 0.3),
    props=("barbell",),
)  # fmt: skip

TRICEPS_EXTENSION = Exercise(
    support="standing",
    start={**_STANDING, "arm_raise": 168, "arm_plane": 78, "arm_roll": 0, "elbow_flex": 115},
    turn={"elbow_flex": 12},
    tempo=Tempo(1.0, 0.2, 1.1, 0.3),
)

TORSO_TWIST = Exercise(
    support="standing",
    start={**_STANDING, "arm_raise": 60, "arm_plane": 80, "elbow_flex": 85, "twist": 0},
    turn={"twist": 48, "look": 10, "heading": 8},
    tempo=Tempo(0.7, 0.1, 0.7, 0.1),
    mirrored=True,
)

DOWNWARD_DOG = Exercise(
    support="prone",
    start={"elbow": 174, "sag": 0, "elbow_out": 20},
    turn={"sag": -88, "nod": 25},
    tempo=Tempo(1.8, 2.5, 1.8, 1.0),
    props=("mat",),
)

OTHER = {
    "standing": STANDING,
    "walking": WALKING,
    "stretching": STRETCHING,
    "sitting_down": SITTING_DOWN,
    "bent_over_row": BENT_OVER_ROW,
    "triceps_extension": TRICEPS_EXTENSION,
    "torso_twist": TORSO_TWIST,
    "downward_dog": DOWNWARD_DOG,
}
