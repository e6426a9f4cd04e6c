"""The bundled demo clip: what `make run` plays where there is no camera."""

from collections.abc import Callable
from pathlib import Path

from edge.mannequin.body import Body
from edge.mannequin.looks import Looks
from edge.mannequin.performance import Performance
from edge.mannequin.scene import Scene
from edge.mannequin.sensor import Sensor
from edge.mannequin.truth import truth_of
from edge.mannequin.video import write_video
from edge.mannequin.view import View

VIDEO, TRUTH = "demo.mp4", "demo.truth.json"
LARGEST_BYTES = 1_000_000


def demo_scene() -> Scene:
    """Somebody walks in and does five squats, leaning far forward in the fourth."""
    return Scene(
        performance=Performance(
            "squat",
            5,
            faults={4: ("forward_lean",)},
            before=("walk_in", "stand"),
            after=("stand",),
        ),
        body=Body(height_m=1.72),
        looks=Looks(),
        view=View(yaw_deg=60.0),
        # Noise costs most of a clip's bytes and shows nothing.
        sensor=Sensor(noise=0.0),
        size=(480, 360),
        fps=20.0,
        seed=5,
    )


def make_demo(folder: Path, on_frame: Callable[[int], None] | None = None) -> tuple[Path, Path]:
    """Write the demo clip and its truth into `folder`; returns both paths."""
    scene = demo_scene()
    folder.mkdir(parents=True, exist_ok=True)
    write_video(scene, folder / VIDEO, on_frame)
    (folder / TRUTH).write_text(truth_of(scene).to_json(), encoding="utf-8")
    return folder / VIDEO, folder / TRUTH
