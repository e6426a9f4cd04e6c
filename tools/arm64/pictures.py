"""The pictures that are looked at: of the bundled clip, and of real clips where there are some."""

import os
from itertools import islice
from pathlib import Path
from typing import Any

from edge.camera.factory import open_file
from edge.resources import demo_clip

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = Path(os.environ.get("GYMSTATION_DATA", ROOT.parent / "shared" / "data"))
# The person of the demo clip has walked in by then.
DEMO_FIRST, DEMO_COUNT = 80, 8
CLIPS, CLIP_FIRST, CLIP_COUNT = 6, 10, 2


def pictures() -> dict[str, Any]:
    """`picture_<clip>_<number>`: (H, W, 3) uint8 RGB, consecutive frames of each clip."""
    taken = _frames("demo", demo_clip(), DEMO_FIRST, DEMO_COUNT)
    for clip in _real_clips():
        taken |= _frames(clip.stem.replace("_", "-"), clip, CLIP_FIRST, CLIP_COUNT)
    return taken


def _real_clips() -> list[Path]:
    """The first clip of each of some exercises."""
    folders = sorted(path for path in (DATA / "clips").glob("*") if path.is_dir())
    first = (next(iter(sorted(folder.glob("*.*"))), None) for folder in folders)
    return [clip for clip in islice(first, 0, None, 2) if clip is not None][:CLIPS]


def _frames(name: str, clip: Path, start: int, count: int) -> dict[str, Any]:
    camera = open_file(clip)
    camera.open()
    frames = iter(lambda: camera.read(5.0), None)
    taken = {}
    for number, frame in enumerate(islice(frames, start, start + count)):
        if frame is not None and hasattr(frame.content, "rgb"):
            taken[f"picture_{name}_{number:02d}"] = frame.content.rgb()
    camera.close()
    return taken
