"""Mannequin: a rendered human figure that moves with exactly known repetitions and faults."""

from edge.mannequin.body import Body
from edge.mannequin.exercise import Tempo
from edge.mannequin.looks import Looks
from edge.mannequin.performance import Performance, Repetition
from edge.mannequin.raster import Light
from edge.mannequin.render import RenderedFrame, render
from edge.mannequin.room import Room
from edge.mannequin.scene import Passer, Scene
from edge.mannequin.sensor import Sensor
from edge.mannequin.truth import Truth, truth_of
from edge.mannequin.video import write_video
from edge.mannequin.view import View

__all__ = [
    "Body",
    "Light",
    "Looks",
    "Passer",
    "Performance",
    "RenderedFrame",
    "Repetition",
    "Room",
    "Scene",
    "Sensor",
    "Tempo",
    "Truth",
    "View",
    "render",
    "truth_of",
    "write_video",
]
