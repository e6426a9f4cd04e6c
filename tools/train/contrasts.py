"""Movements of a gym that are none of the station's exercises, beside the mannequin's own.

Each resembles one of ours in some way: that is what they are for.
"""

from edge.mannequin.exercise import Exercise, Key, Tempo
from tools.train.motion import Variant

_STANDING: Key = {"knee": 172, "shin": 3, "lean": 1, "stance": 0.09, "foot_yaw": 10}
_BENT: Key = {"knee": 152, "shin": 10, "lean": 60, "stance": 0.09, "nod": -20}
_SITTING: Key = {**_STANDING, "knee": 92, "shin": 2}
_LYING: Key = {"trunk": 1, "curl": 0.0, "knee": 82}
_QUICK, _MIDDLE = Tempo(0.35, 0.05, 0.35, 0.05), Tempo(0.9, 0.15, 1.0, 0.3)


def _standing(start: Key, turn: Key, tempo: Tempo = _MIDDLE, *, mirrored: bool = False) -> Exercise:
    return Exercise("standing", {**_STANDING, **start}, turn, tempo=tempo, mirrored=mirrored)


PUSHDOWN = _standing(
    {"arm_raise": 12, "arm_plane": 78, "elbow_flex": 105, "lean": 10}, {"elbow_flex": 12}
)
KICKBACK = _standing({**_BENT, "arm_raise": -4, "arm_plane": 85, "elbow_flex": 95},
                     {"elbow_flex": 10})  # fmt: skip
UPRIGHT_ROW = _standing(
    {"arm_raise": 12, "arm_plane": 75, "elbow_flex": 8},
    {"arm_raise": 82, "arm_plane": 20, "elbow_flex": 118, "arm_roll": -60},
)
REVERSE_FLY = _standing({**_BENT, "arm_raise": 66, "arm_plane": 85, "elbow_flex": 20},
                        {"arm_raise": 85, "arm_plane": -8})  # fmt: skip
CHEST_FLY = _standing({"arm_raise": 84, "arm_plane": 4, "elbow_flex": 25}, {"arm_plane": 88})
SEATED_FLY = _standing({**_SITTING, "arm_raise": 82, "arm_plane": 0, "elbow_flex": 75},
                       {"arm_plane": 82})  # fmt: skip
SEATED_ROW = _standing({**_SITTING, "arm_raise": 70, "arm_plane": 86, "elbow_flex": 10, "lean": 14},
                       {"arm_raise": 0, "elbow_flex": 100, "lean": -4})  # fmt: skip
BOXING = _standing(
    {"arm_raise": 28, "arm_plane": 80, "elbow_flex": 125},
    {"arm_raise_l": 86, "elbow_flex_l": 10, "twist": -20},
    _QUICK,
    mirrored=True,
)
ARM_CIRCLES = Exercise(
    "standing",
    {**_STANDING, "arm_raise": 60, "arm_plane": 25, "elbow_flex": 6},
    {"arm_raise": 118, "arm_plane": 25},
    out={"arm_plane": 45},
    back={"arm_plane": -45},
    tempo=Tempo(0.5, 0.02, 0.5, 0.02),
)
SIDE_BEND = _standing({"arm_raise": 12, "arm_plane": 5}, {"side": 24, "shift": -0.02})
SIDE_BEND_IN_TURNS = _standing({"arm_raise": 12}, {"side": 24}, mirrored=True)
CALF_RAISE = _standing({"arm_raise": 8}, {"foot_pitch": 40}, Tempo(0.7, 0.3, 0.7, 0.2))
HIGH_KNEES = _standing(
    {"elbow_flex": 70, "arm_raise": 8, "arm_plane": 85},
    {"planted_l": 0, "hip_flex_l": 80, "knee_flex_l": 95, "arm_raise_r": 45},
    _QUICK,
    mirrored=True,
)
STANDING_CRUNCH = _standing(
    {"hand_held": 1, "held_x": 0.08, "held_y": 0.09, "elbow_out": 80},
    {"planted_l": 0, "hip_flex_l": 95, "knee_flex_l": 100, "round": 25},
    Tempo(0.6, 0.1, 0.6, 0.2),
    mirrored=True,
)
DRIBBLE = _standing(
    {"knee": 150, "shin": 14, "lean": 18, "arm_raise_r": 25, "arm_plane_r": 70, "elbow_flex_r": 75},
    {"elbow_flex_r": 35, "knee": 145},
    _QUICK,
)
DRIBBLE_LOW = _standing(
    {"knee": 125, "shin": 18, "lean": 35, "step_l": 0.25, "foot_pitch_r": 20, "arm_raise_r": 35,
     "arm_plane_r": 70, "elbow_flex_r": 70, "elbow_flex_l": 60},
    {"elbow_flex_r": 35, "knee": 118, "lean": 40},
    _QUICK,
)  # fmt: skip
STAGGERED = _standing(
    {"knee": 150, "shin": 10, "step_l": 0.28, "foot_pitch_r": 25, "lead": 1, "lean": 10},
    {"lean": 18, "twist": 15, "shift": 0.03, "elbow_flex": 50},
    Tempo(1.2, 0.8, 1.2, 1.0),
)
THROW = _standing(
    {"knee": 150, "shin": 12, "arm_raise": 60, "arm_plane": 80, "elbow_flex": 110},
    {"knee": 172, "shin": 3, "arm_raise": 150, "elbow_flex": 15, "hop": 0.06},
    Tempo(0.5, 0.2, 0.7, 2.5),
)
REACH_DOWN = _standing(
    {}, {"knee": 140, "shin": 10, "lean": 55, "arm_raise_l": 75, "arm_plane_l": 85, "round": 25},
    Tempo(1.0, 1.2, 1.2, 4.0),
)  # fmt: skip
SIT_AND_LOOK = _standing(
    {**_SITTING, "hand_held": 1, "held_x": 0.09, "held_y": -0.2, "held_z": 0.15},
    {"lean": 10, "look": 30, "twist": 12},
    Tempo(2.0, 1.0, 2.0, 2.0),
)
PHONE = _standing(
    {"arm_raise": 25, "arm_plane": 70, "elbow_flex": 110, "nod": 20},
    {"arm_raise": 28, "elbow_flex": 118, "look": 12},
    Tempo(1.5, 1.0, 1.5, 2.0),
)
DIP = _standing(
    {"planted": 0, "hip_flex": 8, "knee_flex": 75, "arm_raise": -4, "arm_plane": 85,
     "elbow_flex": 8},
    {"arm_raise": -52, "elbow_flex": 95, "lean": 18},
)  # fmt: skip
BENCH_PRESS = Exercise(
    "supine",
    {**_LYING, "hand_held": 1, "held_x": 0.15, "held_y": -0.02, "held_z": 0.32, "elbow_out": 70},
    {"held_z": 0.09, "held_x": 0.2},
    tempo=_MIDDLE,
)
LEG_RAISE = Exercise(
    "supine",
    {**_LYING, "planted": 0, "hip_flex": 4, "knee_flex": 8, "arm_raise": 10},
    {"hip_flex": 84},
    tempo=Tempo(1.1, 0.2, 1.3, 0.2),
)
LYING_STILL = Exercise("supine", {**_LYING, "arm_raise": 15}, {"look": 15}, tempo=_MIDDLE)
MOUNTAIN_CLIMBER = Exercise(
    "prone",
    {"elbow": 172, "elbow_out": 30},
    {"planted_l": 0, "hip_flex_l": 95, "knee_flex_l": 105},
    tempo=_QUICK,
    mirrored=True,
)
HANG = Exercise("hanging", {"elbow": 172, "lean": 1}, {"swing": 6}, tempo=_MIDDLE)
LYING_PRONE_PIKE = Exercise(
    "prone",
    {"elbow": 172, "sag": -70, "elbow_out": 25},
    {"sag": -84, "nod": 20},
    tempo=Tempo(2.5, 1.5, 2.5, 1.5),
)

# Gestures that begin like a raise, a press or a curl and are not repeated: the arms stay there.
_LINGER = Tempo(0.7, 3.0, 0.8, 3.0)
GESTURES = tuple(
    _standing(start, turn, _LINGER)
    for start, turn in (
        ({}, {"arm_raise": 90, "arm_plane": 6, "elbow_flex": 6}),  # arms spread
        (_SITTING, {"knee": 172, "shin": 3, "arm_raise": 88, "arm_plane": 6, "elbow_flex": 6}),
        ({}, {"arm_raise": 170, "arm_plane": 50, "elbow_flex": 15}),  # arms up
        ({}, {"arm_raise": 80, "arm_plane": 85, "elbow_flex": 20}),  # reaching for something
        ({}, {"arm_raise": 120, "arm_plane": 20, "elbow_flex": 140}),  # hands to the head
        ({}, {"arm_raise": 35, "arm_plane": -10, "elbow_flex": 85, "arm_roll": -40}),  # to the hips
        ({}, {"arm_raise": 30, "arm_plane": 80, "elbow_flex": 105, "arm_roll": 50}),  # arms crossed
        ({}, {"knee": 95, "shin": 22, "lean": 45, "arm_raise": 50, "arm_plane": 85}),  # crouching
        ({"step_l": 0.35, "foot_pitch_r": 40, "lead": 1}, {"knee": 110, "shin": 10}),  # kneeling
    )
)
ROW_WITH_SWING = _standing(
    {**_BENT, "arm_raise": 58, "arm_plane": 85, "elbow_flex": 8},
    {"lean": 46, "arm_raise": -20, "arm_plane": 60, "elbow_flex": 95},
)
ROW_FROM_LOW = _standing(
    {**_BENT, "knee": 130, "shin": 18, "lean": 72, "arm_raise": 70, "arm_plane": 80,
     "elbow_flex": 8},
    {"arm_raise": -10, "arm_plane": 50, "elbow_flex": 100},
)  # fmt: skip
FACE_PULL = _standing({"arm_raise": 85, "arm_plane": 84, "elbow_flex": 10},
                      {"arm_plane": 8, "elbow_flex": 115, "arm_roll": 50})  # fmt: skip
KETTLEBELL = _standing(
    {**_BENT, "knee": 140, "arm_raise": 35, "arm_plane": 85, "elbow_flex": 6},
    {"knee": 173, "shin": 2, "lean": -3, "arm_raise": 88},
    Tempo(0.6, 0.05, 0.7, 0.05),
)
CLEAN = _standing(
    {"knee": 112, "shin": 16, "lean": 55, "arm_raise": 52, "arm_plane": 84, "elbow_flex": 5},
    {"knee": 168, "shin": 5, "lean": 0, "arm_raise": 40, "elbow_flex": 140},
    Tempo(0.7, 0.4, 0.9, 0.4),
)
WOOD_CHOP = _standing(
    {"knee": 145, "shin": 12, "lean": 30, "twist": -40, "arm_raise": 35, "arm_plane": 82},
    {"knee": 172, "shin": 3, "lean": 0, "twist": 40, "arm_raise": 130},
    Tempo(0.8, 0.1, 0.9, 0.2),
)
JUMP_ROPE = _standing(
    {"arm_raise": 18, "arm_plane": 20, "elbow_flex": 65, "arm_roll": -40},
    {"hop": 0.05, "elbow_flex": 72},
    Tempo(0.2, 0.02, 0.2, 0.05),
)
LEG_EXTENSION = _standing(
    {**_SITTING, "planted": 0, "hip_flex": 88, "knee_flex": 92, "arm_raise": 8},
    {"knee_flex": 10},
)
LYING_EXTENSION = Exercise(
    "supine",
    {**_LYING, "arm_raise": 90, "arm_plane": 86, "elbow_flex": 8},
    {"elbow_flex": 110},
    tempo=_MIDDLE,
)
PULLOVER = Exercise(
    "supine",
    {**_LYING, "arm_raise": 85, "arm_plane": 86, "elbow_flex": 15},
    {"arm_raise": 160},
    tempo=_MIDDLE,
)
RUSSIAN_TWIST = Exercise(
    "supine",
    {**_LYING, "trunk": 45, "arm_raise": 55, "arm_plane": 85, "elbow_flex": 50},
    {"twist": 42},
    tempo=Tempo(0.5, 0.05, 0.5, 0.05),
    mirrored=True,
)

CONTRASTS: tuple[Variant, ...] = tuple(
    Variant(exercise, one_sided=one_sided, alternate=alternate, weight=weight)
    for exercise, one_sided, alternate, weight in (
        (PUSHDOWN, 0.2, 0.0, 1.5),
        (KICKBACK, 0.4, 0.2, 1.0),
        (UPRIGHT_ROW, 0.0, 0.0, 1.0),
        (REVERSE_FLY, 0.1, 0.0, 1.0),
        (CHEST_FLY, 0.0, 0.0, 1.0),
        (SEATED_FLY, 0.0, 0.0, 0.7),
        (SEATED_ROW, 0.1, 0.0, 1.0),
        (BOXING, 0.0, 0.0, 1.0),
        (ARM_CIRCLES, 0.3, 0.0, 1.0),
        (SIDE_BEND, 0.0, 0.0, 0.7),
        (SIDE_BEND_IN_TURNS, 0.0, 0.0, 0.7),
        (CALF_RAISE, 0.0, 0.0, 1.0),
        (HIGH_KNEES, 0.0, 0.0, 1.0),
        (STANDING_CRUNCH, 0.0, 0.0, 1.0),
        (DRIBBLE, 0.0, 0.0, 1.0),
        (DRIBBLE_LOW, 0.0, 0.0, 0.7),
        (STAGGERED, 0.0, 0.0, 1.0),
        (THROW, 0.0, 0.0, 1.0),
        (REACH_DOWN, 0.0, 0.0, 1.5),
        (SIT_AND_LOOK, 0.0, 0.0, 1.5),
        (PHONE, 0.5, 0.0, 1.5),
        (DIP, 0.0, 0.0, 1.5),
        (BENCH_PRESS, 0.0, 0.0, 1.5),
        (LEG_RAISE, 0.0, 0.0, 1.0),
        (LYING_STILL, 0.0, 0.0, 1.0),
        (MOUNTAIN_CLIMBER, 0.0, 0.0, 1.0),
        (HANG, 0.0, 0.0, 1.0),
        (LYING_PRONE_PIKE, 0.0, 0.0, 1.0),
        *((gesture, 0.25, 0.0, 0.6) for gesture in GESTURES),
        (ROW_WITH_SWING, 0.0, 0.0, 1.5),
        (ROW_FROM_LOW, 0.3, 0.0, 1.5),
        (FACE_PULL, 0.0, 0.0, 1.0),
        (KETTLEBELL, 0.0, 0.0, 1.0),
        (CLEAN, 0.0, 0.0, 1.0),
        (WOOD_CHOP, 0.0, 0.0, 1.0),
        (JUMP_ROPE, 0.0, 0.0, 1.0),
        (LEG_EXTENSION, 0.3, 0.2, 1.0),
        (LYING_EXTENSION, 0.2, 0.0, 1.0),
        (PULLOVER, 0.0, 0.0, 1.0),
        (RUSSIAN_TWIST, 0.0, 0.0, 1.0),
    )
)
