"""Adapter `mannequin`: a rendered person in place of a camera, frame by frame as it is asked."""

from collections.abc import Iterator

from edge.camera.frame import Frame, RgbImage
from edge.config.camera import CameraConfig
from edge.errors import CameraError
from edge.mannequin.casting import cast
from edge.mannequin.exercises import EXERCISES
from edge.mannequin.performance import Performance
from edge.mannequin.render import RenderedFrame, render
from edge.mannequin.scene import Scene
from edge.mannequin.view import View


class MannequinCamera:
    """A scene that is drawn while it is read; it ends like a file does.

    Raises SceneError when the configuration asks for a scene that cannot be played.
    """

    live = False

    def __init__(self, config: CameraConfig) -> None:
        self._scene = scene_of(config)
        self._frames: Iterator[RenderedFrame] | None = None
        self._sequence = 0

    @property
    def name(self) -> str:
        """What it shows, as `mannequin: 5 x squat`."""
        performance = self._scene.performance
        return f"mannequin: {performance.repetitions} x {performance.exercise}"

    def open(self) -> None:
        """Begin the scene anew."""
        self._frames = render(self._scene)
        self._sequence = 0

    def read(self, timeout_s: float) -> Frame | None:
        """The next frame, drawn now; None at the end. Never waits: `timeout_s` is not needed."""
        del timeout_s
        if self._frames is None:
            raise CameraError("read before open", where=self.name, remedy="call open first")
        drawn = next(self._frames, None)
        if drawn is None:
            return None
        frame = Frame(RgbImage(drawn.image), drawn.captured_s, self._sequence)
        self._sequence += 1
        return frame

    def close(self) -> None:
        """Let go of the scene."""
        self._frames = None


def scene_of(config: CameraConfig) -> Scene:
    """The scene that a configuration asks for: the seed chooses person, room and light."""
    wanted = config.mannequin
    pace = wanted.tempo_s / EXERCISES[wanted.exercise].tempo.cycle_s
    performance = Performance(
        wanted.exercise,
        wanted.repetitions,
        pace=1.0 if EXERCISES[wanted.exercise].timed else pace,
        before=("walk_in", "stand"),
        after=("stand",),
    )
    size = config.width, config.height
    view = View(yaw_deg=wanted.yaw_deg)
    return cast(performance, view, seed=wanted.seed, size=size, fps=config.fps)
