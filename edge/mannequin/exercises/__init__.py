"""The movements that the mannequin knows: the station's exercises, and others for contrast."""

from collections.abc import Mapping

from edge.mannequin.exercise import Exercise
from edge.mannequin.exercises.arms import ARMS
from edge.mannequin.exercises.floor import FLOOR
from edge.mannequin.exercises.legs import LEGS
from edge.mannequin.exercises.other import OTHER

EXERCISES: Mapping[str, Exercise] = {**LEGS, **ARMS, **FLOOR, **OTHER}
"""Every movement by name; those of `OTHER` are none of the station's exercises."""
