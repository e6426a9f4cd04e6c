"""Make `docs/images/demo.png`: what the station sees in the demo clip, three moments side by side.

.venv/bin/python -m tools.readme_picture
"""

from pathlib import Path

import cv2
import numpy as np

from edge.camera.factory import open_file
from edge.config import load_config
from edge.config.pack import load_packs
from edge.overlay.draw import Picture
from edge.overlay.video import annotated
from edge.pose.factory import make_estimator
from edge.resources import demo_clip
from edge.vision import Observation, Vision, frames

OUTPUT = Path(__file__).resolve().parent.parent / "docs" / "images" / "demo.png"
WIDTH_PX = 420


def main() -> None:
    """Watch the demo clip and write the picture."""
    config = load_config(None)
    vision = Vision(make_estimator(config.pose), load_packs(config.exercises))
    camera = open_file(demo_clip())
    camera.open()
    chosen = moments([vision.see(frame) for frame in frames(camera)])
    camera.close()
    strip = np.hstack([_scaled(annotated(moment)) for moment in chosen])
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(OUTPUT), cv2.cvtColor(strip, cv2.COLOR_RGB2BGR))
    print(f"{OUTPUT}: {len(chosen)} moments")


def moments(observations: list[Observation]) -> list[Observation]:
    """The deepest of the second, its end, and the deepest of the fourth, which leans forward."""
    reps = [rep for observation in observations for rep in observation.progress.finished]
    times_s = (reps[1].turn_s, reps[1].announced_s, reps[3].turn_s)
    return [
        min(observations, key=lambda seen: abs(seen.frame.captured_s - time_s))
        for time_s in times_s
    ]


def _scaled(picture: Picture) -> Picture:
    height = round(picture.shape[0] * WIDTH_PX / picture.shape[1])
    return np.asarray(
        cv2.resize(picture, (WIDTH_PX, height), interpolation=cv2.INTER_AREA), np.uint8
    )


if __name__ == "__main__":
    main()
