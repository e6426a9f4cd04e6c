"""Writes a scene into a video file."""

from collections.abc import Callable
from pathlib import Path

import cv2

from edge.errors import SceneError
from edge.mannequin.render import render
from edge.mannequin.scene import Scene

# What opencv-python-headless can both write and read on every platform.
CODECS = {".mp4": "mp4v", ".avi": "MJPG"}


def write_video(scene: Scene, path: Path, on_frame: Callable[[int], None] | None = None) -> int:
    """Write every frame of a scene; returns how many. on_frame: told each frame's index.

    Raises SceneError where the file cannot be written.
    """
    codec = CODECS.get(path.suffix.lower())
    if codec is None:
        raise SceneError(
            f"cannot write a video of kind {path.suffix!r}",
            where=str(path),
            remedy=f"use one of {', '.join(CODECS)}",
        )
    if not path.parent.is_dir():
        raise SceneError("no such folder", where=str(path.parent), remedy="create it first")
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*codec), scene.fps, scene.size)
    if not writer.isOpened():
        raise SceneError("cannot write this video", where=str(path), remedy="choose another place")
    count = 0
    try:
        for frame in render(scene):
            writer.write(cv2.cvtColor(frame.image, cv2.COLOR_RGB2BGR))
            if on_frame is not None:
                on_frame(count)
            count += 1
    finally:
        writer.release()
    return count
