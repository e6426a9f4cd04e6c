"""The 33 BlazePose landmarks on the figure's joints."""

import numpy as np

from edge.mannequin.arrays import Array, turn
from edge.mannequin.body import Body
from edge.mannequin.rig import SOLE, Joints, Limb
from edge.pose.skeleton import LANDMARK_COUNT, Landmark

L = Landmark

# On the head's axes from its centre, shares of the height: left, up, forward.
FACE: dict[Landmark, tuple[float, float, float]] = {
    L.NOSE: (0.0, -0.010, 0.062),
    L.LEFT_EYE_INNER: (0.010, 0.008, 0.050),
    L.LEFT_EYE: (0.018, 0.008, 0.048),
    L.LEFT_EYE_OUTER: (0.026, 0.008, 0.043),
    L.RIGHT_EYE_INNER: (-0.010, 0.008, 0.050),
    L.RIGHT_EYE: (-0.018, 0.008, 0.048),
    L.RIGHT_EYE_OUTER: (-0.026, 0.008, 0.043),
    L.LEFT_EAR: (0.044, -0.004, -0.003),
    L.RIGHT_EAR: (-0.044, -0.004, -0.003),
    L.MOUTH_LEFT: (0.015, -0.032, 0.047),
    L.MOUTH_RIGHT: (-0.015, -0.032, 0.047),
}
# Along the hand and to the thumb's side, shares of the hand's length.
FINGERS: dict[str, tuple[float, float]] = {
    "PINKY": (0.85, -0.28),
    "INDEX": (0.95, 0.15),
    "THUMB": (0.45, 0.38),
}


def landmarks_of(joints: Joints, body: Body) -> Array:
    """(N, 33, 3): landmarks in room metres."""
    points = np.empty((len(joints.hips), LANDMARK_COUNT, 3))
    for landmark, place in FACE.items():
        points[:, landmark] = joints.head + turn(joints.head_axes, np.array(place) * body.height_m)
    for name, key in (("LEFT", "l"), ("RIGHT", "r")):
        _arm(points, joints.arms[key], name, body)
        _leg(points, joints.legs[key], name, body)
    return points


def _arm(points: Array, arm: Limb, name: str, body: Body) -> None:
    points[:, Landmark[f"{name}_SHOULDER"]] = arm.root
    points[:, Landmark[f"{name}_ELBOW"]] = arm.middle
    points[:, Landmark[f"{name}_WRIST"]] = arm.end
    for finger, (along, thumb) in FINGERS.items():
        points[:, Landmark[f"{name}_{finger}"]] = arm.end + body.hand_m * (
            along * arm.forward + thumb * arm.upward
        )


def _leg(points: Array, leg: Limb, name: str, body: Body) -> None:
    points[:, Landmark[f"{name}_HIP"]] = leg.root
    points[:, Landmark[f"{name}_KNEE"]] = leg.middle
    points[:, Landmark[f"{name}_ANKLE"]] = leg.end
    sole = leg.end - leg.upward * (body.ankle_m - SOLE * body.height_m)
    points[:, Landmark[f"{name}_HEEL"]] = sole - leg.forward * body.heel_m
    points[:, Landmark[f"{name}_FOOT_INDEX"]] = sole + leg.forward * body.toe_m
