"""What the supports share: reading parameters, beginning and moving a posture."""

from collections.abc import Callable, Mapping

import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.body import Body
from edge.mannequin.posture import SIDES, Posture, posture

Parameters = Mapping[str, Array]
Support = Callable[[Parameters, Body], Posture]


def count_of(p: Parameters) -> int:
    """How many frames."""
    return len(next(iter(p.values())))


def given(p: Parameters, name: str, default: float) -> Array:
    """A parameter (N,), or its default."""
    return p[name] if name in p else np.full(count_of(p), default)


def begun(p: Parameters) -> Posture:
    """A posture with every parameter that is a channel of the rig."""
    return posture(count_of(p), p)


def moved(c: Posture, z: float) -> Posture:
    """The same posture further along the floor, so that it lies about the middle of the room."""
    for name in ("pelvis_z", *(f"{part}_z_{s}" for part in ("foot", "hand") for s, _ in SIDES)):
        c[name] = c[name] + z
    return c
