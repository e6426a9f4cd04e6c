"""Make `models/golden.png` and `models/golden.json`: `python -m tools.golden_frame`.

A rendered person in a squat, and what the models of the folder see there. To be run whenever those
models change; the picture stays the same.
"""

import argparse
from pathlib import Path

from edge.mannequin import Performance, RenderedFrame, Scene, Sensor, View, render
from edge.pose.anchors import INPUT_SIZE
from edge.pose.golden import GoldenFrame
from edge.pose.selftest import recorded_golden
from edge.resources import bundled_models_dir

SIZE = (INPUT_SIZE, INPUT_SIZE)


def main() -> None:
    """Make them for the models of a folder."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.golden_frame", description=(__doc__ or "").split("\n\n")[1]
    )
    parser.add_argument(
        "--models", type=Path, default=bundled_models_dir(), help="default: %(default)s"
    )
    folder = parser.parse_args().models
    golden = make_golden(folder)
    print(f"{folder}: presence {golden.presence:.3f}")


def make_golden(folder: Path) -> GoldenFrame:
    """Render, let the models of a folder look, write; raises ModelError where they see nobody."""
    rendered = golden_moment()
    golden = recorded_golden(rendered.image, rendered.landmarks[:, :2], folder)
    golden.save(folder)
    return golden


def golden_moment() -> RenderedFrame:
    """Just before the turn of a squat, seen obliquely, without noise: it would only cost bytes."""
    scene = Scene(
        performance=Performance("squat", 1, variation=0.0),
        view=View(yaw_deg=35.0),
        sensor=Sensor(noise=0.0),
        size=SIZE,
        fps=10.0,
        seed=5,
    )
    moment_s = scene.motion().repetitions[0].turn_s - 0.25
    return min(render(scene), key=lambda frame: abs(frame.captured_s - moment_s))


if __name__ == "__main__":
    main()
