"""What the limits of the picture's checks rest on: clips, blurred, moved, turned and darkened.

.venv/bin/python -m tools.picture_limits VIDEO...
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import BgrImage
from edge.health.picture.luma import Grey, look_at
from edge.health.picture.measures import measure, sharpness_of
from edge.health.picture.mount import MOVED_CELLS, UNLIKE, is_moved
from edge.health.picture.signature import Shift, Signature, edges_of
from edge.health.picture.watch import BLURRED, LOOK_EVERY_S

Picture = NDArray[np.uint8]
Change = Callable[[Picture], Picture]
FRAMES = 12
LEARNT_FROM = 8
STILL_LIKENESS = 0.6
WIDTH = 640  # pixels that the changes are given for


def frames_of(path: Path, count: int = FRAMES) -> list[Picture]:
    """Frames spread over a clip, (H, W, 3) BGR."""
    capture = cv2.VideoCapture(str(path))
    last = max(0, int(capture.get(cv2.CAP_PROP_FRAME_COUNT)) - 5)
    found = []
    for number in np.linspace(0, last, count).astype(int):
        capture.set(cv2.CAP_PROP_POS_FRAMES, int(number))
        ok, picture = capture.read()
        if ok:
            found.append(np.asarray(picture, np.uint8))
    capture.release()
    return found


def blurred(sigma_px: float) -> Change:
    """By a Gaussian, in pixels of a picture 640 wide."""

    def change(picture: Picture) -> Picture:
        sigma = sigma_px * picture.shape[1] / WIDTH
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)

    return change


def moved(right: float, down: float, turn_deg: float = 0.0) -> Change:
    """The camera, in pixels of a picture 640 wide, and degrees."""

    def change(picture: Picture) -> Picture:
        height, width = picture.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn_deg, 1.0)
        matrix[:, 2] += np.array([right, down]) * width / WIDTH
        size = (width, height)
        out = cv2.warpAffine(picture, matrix, size, borderMode=cv2.BORDER_REFLECT)
        return np.asarray(out, np.uint8)

    return change


def darkened(share: float) -> Change:
    """The light, to a share."""
    return lambda picture: np.asarray(picture * share, np.uint8)


def grey(picture: Picture) -> Grey:
    """As the checks see it."""
    return look_at(BgrImage(picture)).grey


def learnt(pictures: Sequence[Picture]) -> Signature:
    """The view of a clip; people in it are averaged out as far as they move."""
    return Signature.common([edges_of(grey(picture)) for picture in pictures])


def verdict(shift: Shift) -> str:
    """What one picture says of the mount."""
    if is_moved(shift):
        return "moved"
    return "unlike" if shift.likeness < UNLIKE else "ok"


def blur_lines(clips: Sequence[Sequence[Picture]]) -> list[str]:
    """Sharpness of the clips, as they are and blurred."""
    lines = []
    for sigma in (0.0, 2.0, 3.0, 4.0, 6.0, 8.0):
        change = blurred(sigma) if sigma else (lambda picture: picture)
        values = [
            np.median([sharpness_of(grey(change(picture))) for picture in clip[::4]])
            for clip in clips
        ]
        low, middle, high = np.percentile(values, [0, 50, 100])
        flagged = np.mean(np.array(values) < BLURRED)
        lines.append(
            f"blur {sigma:3.0f} px: sharpness {low:.2f} {middle:.2f} {high:.2f}  "
            f"(least, median, most); called blurred {flagged:.0%}"
        )
    return lines


def mount_lines(clips: Sequence[Sequence[Picture]]) -> list[str]:
    """What pictures of clips say of the mount, as they are and changed; clips that hold still."""
    still = [
        (view, clip)
        for clip in clips
        if _holds_still(view := learnt(clip[:LEARNT_FROM]), clip[:LEARNT_FROM])
    ]
    changes: dict[str, Change] = {
        "as it is": lambda picture: picture,
        "light halved": darkened(0.45),
        "moved 20 px": moved(20, 0),
        "moved 40, 20 px": moved(40, 20),
        "moved 120 px": moved(120, 0),
        "turned 3 degrees": moved(0, 0, 3.0),
        "turned 8 degrees": moved(0, 0, 8.0),
    }
    lines = [f"{len(still)} of {len(clips)} clips hold still"]
    for name, change in changes.items():
        said = [
            verdict(v.shift(grey(change(one)))) for v, clip in still for one in clip[LEARNT_FROM:]
        ]
        shares = "  ".join(f"{word} {said.count(word) / len(said):.0%}" for word in _WORDS)
        lines.append(f"{name:18} {shares}")
    return lines


def _holds_still(view: Signature, pictures: Sequence[Picture]) -> bool:
    """Whether the camera of a clip stood still while its view was learnt."""
    shifts = [view.shift(grey(picture)) for picture in pictures]
    near = all(max(map(abs, shift.cells)) < MOVED_CELLS for shift in shifts)
    return near and float(np.median([shift.likeness for shift in shifts])) >= STILL_LIKENESS


def cost_line(picture: Picture, rounds: int = 100) -> str:
    """Processor time of one look at a picture."""
    view = learnt([picture])
    began_s = time.process_time()
    for _ in range(rounds):
        look = look_at(BgrImage(picture))
        measure(look.grey)
        view.shift(look.grey)
    each_s = (time.process_time() - began_s) / rounds
    height, width = picture.shape[:2]
    return (
        f"one look at {width}x{height}: {1000 * each_s:.2f} ms, every {LOOK_EVERY_S:g} s: "
        f"{each_s / LOOK_EVERY_S:.2%} of a core"
    )


_WORDS = ("ok", "moved", "unlike")


def main(paths: Sequence[str]) -> None:
    """Measure and print."""
    cv2.setNumThreads(1)
    clips = [clip for path in paths if len(clip := frames_of(Path(path))) == FRAMES]
    if not clips:
        sys.exit("name videos that can be read")
    for line in (*blur_lines(clips), *mount_lines(clips), cost_line(clips[0][0])):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
