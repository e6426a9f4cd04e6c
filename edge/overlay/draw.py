"""Draws a pose and the state of the set on a picture."""

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.exercise.values import Phase, SetProgress
from edge.pose.pose import Pose
from edge.pose.skeleton import BONES, Landmark

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]  # red, green, blue

LEFT_COLOUR: Colour = (255, 170, 0)
RIGHT_COLOUR: Colour = (0, 190, 255)
MIDDLE_COLOUR: Colour = (235, 235, 235)
TEXT_COLOUR: Colour = (255, 255, 255)
PANEL_COLOUR: Colour = (20, 20, 20)
BAR_COLOUR: Colour = (60, 220, 90)
VISIBLE = 0.5  # bones with an end less visible than this are left out


def draw_pose(picture: Picture, pose: Pose) -> None:
    """Draw the bones that are visible, the left side orange and the right side blue, in place."""
    thickness = max(2, round(picture.shape[0] / 240))
    for start, end in BONES:
        if min(pose.visibility[start], pose.visibility[end]) < VISIBLE:
            continue
        cv2.line(
            picture,
            _pixel(pose, start),
            _pixel(pose, end),
            _bone_colour(start, end),
            thickness,
            cv2.LINE_AA,
        )


def draw_progress(picture: Picture, progress: SetProgress) -> None:
    """Draw exercise, count, phase and the position in the movement, in place."""
    height, width = picture.shape[:2]
    scale = max(height, width) / 640
    panel_height = min(round(56 * scale), height)
    picture[:panel_height] = picture[:panel_height] // 3 + np.uint8(PANEL_COLOUR[0])
    headline = f"{progress.count}"
    if progress.phase is Phase.HOLD or progress.hold_s > 0:
        headline = f"{progress.hold_s:.1f} s"
    _text(picture, headline, (12 * scale, 42 * scale), 1.4 * scale)
    _text(picture, progress.exercise, (150 * scale, 24 * scale), 0.6 * scale)
    _text(picture, progress.phase.value, (150 * scale, 46 * scale), 0.6 * scale)
    if progress.position is not None:
        end = round(width * min(max(progress.position, 0.0), 1.0))
        bar_top = panel_height - max(2, round(4 * scale))
        cv2.rectangle(picture, (0, bar_top), (end, panel_height), BAR_COLOUR, -1)


def _text(picture: Picture, text: str, origin: tuple[float, float], size: float) -> None:
    point = (round(origin[0]), round(origin[1]))
    thickness = max(1, round(size * 2))
    cv2.putText(
        picture, text, point, cv2.FONT_HERSHEY_SIMPLEX, size, TEXT_COLOUR, thickness, cv2.LINE_AA
    )


def _pixel(pose: Pose, landmark: Landmark) -> tuple[int, int]:
    x, y = pose.landmarks[landmark, :2]
    return round(float(x)), round(float(y))


def _bone_colour(start: Landmark, end: Landmark) -> Colour:
    sides = {name.name.split("_")[0] for name in (start, end)}
    if sides == {"LEFT"}:
        return LEFT_COLOUR
    if sides == {"RIGHT"}:
        return RIGHT_COLOUR
    return MIDDLE_COLOUR
