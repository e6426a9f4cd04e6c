"""Pictures to calibrate and measure with: from real clips and from mannequin renders."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from edge.camera.file import VideoFileCamera
from edge.camera.frame import Image, RecordedLandmarks, RgbImage
from edge.errors import UsageError, VideoFileError
from edge.mannequin import Performance, Scene, View, render
from edge.mannequin.exercises import EXERCISES
from edge.mannequin.looks import CLOTHES, SKINS, Looks
from edge.pose.detector import PersonDetector
from edge.pose.landmarker import Landmarker
from edge.pose.region import Region
from tools.derive.spec import ModelSpec

Pixels = npt.NDArray[np.uint8]
VIDEO_SUFFIXES = frozenset({".mp4", ".mov", ".webm", ".mkv", ".avi", ".gif"})

_BEAT_S = 0.7
_PER_CLIP = 12
_SURE = 0.5
# How far regions of tracking are off from one frame to the next: shares of the side, radians.
_JITTER = 0.03
_YAWS_DEG = (0.0, 50.0, 90.0, -30.0)
_HELD_OUT = 3  # every third origin
_RENDER_FPS = 2.0


@dataclass(frozen=True)
class Sample:
    """A frame as both models see it, and the file or scene it comes from.

    letterbox: (224, 224, 3) uint8 RGB. crop: (256, 256, 3) uint8 RGB, or None without a person.
    """

    origin: str
    letterbox: Pixels
    crop: Pixels | None


class Sampler:
    """Cuts samples out of frames with the float models."""

    def __init__(
        self, detector: PersonDetector, landmarker: Landmarker, sizes: tuple[int, int]
    ) -> None:
        self._detector = detector
        self._landmarker = landmarker
        self._whole, self._crop = sizes
        self._rng = np.random.default_rng(0)

    def sample(self, image: Image, origin: str) -> Sample:
        """What both models see of a frame; the region is refined as tracking does, with jitter."""
        frame = Region.whole(image.width, image.height)
        letterbox = image.warp(frame.crop_matrix(self._whole), (self._whole, self._whole))
        return Sample(origin, letterbox, self._person(image))

    def _person(self, image: Image) -> Pixels | None:
        people = self._detector.detect(image)
        seen = self._landmarker.locate(image, people[0].region) if people else None
        if seen is None or seen.presence < _SURE or not seen.region.valid:
            return None
        region = self._jittered(seen.region)
        again = self._landmarker.locate(image, region)
        if again is None or again.presence < _SURE:
            return None
        return image.warp(region.crop_matrix(self._crop), (self._crop, self._crop), extend=True)

    def _jittered(self, region: Region) -> Region:
        x, y, growth, turn = (float(value) for value in self._rng.normal(0, _JITTER, 4))
        return replace(
            region,
            center_x_px=region.center_x_px + x * region.side_px,
            center_y_px=region.center_y_px + y * region.side_px,
            side_px=region.side_px * (1 + growth),
            rotation_rad=region.rotation_rad + turn,
        )


def clip_samples(
    paths: Sequence[Path], sampler: Sampler, advance: Callable[[], None]
) -> list[Sample]:
    """At most a dozen samples of each clip, spread evenly; unreadable ends are left out."""
    found: list[Sample] = []
    for path in paths:
        images = list(_spread(_beat(path)))
        found += [sampler.sample(image, path.name) for image in images]
        advance()
    return found


def render_samples(seed: int, sampler: Sampler, advance: Callable[[], None]) -> list[Sample]:
    """Samples of every movement of the mannequin, from several views, in several looks."""
    rng = np.random.default_rng(seed)
    found: list[Sample] = []
    for name in sorted(EXERCISES):
        yaw = _YAWS_DEG[int(rng.integers(len(_YAWS_DEG)))] + float(rng.normal(0, 10))
        looks = Looks(
            skin=SKINS[int(rng.integers(len(SKINS)))],
            shirt=CLOTHES[int(rng.integers(len(CLOTHES)))],
            shorts=CLOTHES[int(rng.integers(len(CLOTHES)))],
        )
        scene = Scene(
            Performance(name, repetitions=2),
            looks=looks,
            view=View(yaw_deg=yaw),
            fps=_RENDER_FPS,
            seed=int(rng.integers(1 << 30)),
        )
        images = [RgbImage(frame.image) for frame in render(scene)]
        found += [sampler.sample(image, f"mannequin {name}") for image in _spread(iter(images))]
        advance()
    return found


def split_clips(folder: Path) -> tuple[list[Path], list[Path]]:
    """Clips to calibrate with and clips held out.

    Names are `origin__title.suffix`; all clips of an origin, which may show the same people, stay
    on one side.
    """
    clips = sorted(path for path in folder.rglob("*") if path.suffix.lower() in VIDEO_SUFFIXES)
    origins = sorted({_origin(path) for path in clips})
    held = set(origins[1::_HELD_OUT])
    if not held:
        raise UsageError(
            f"videos of {len(origins)} origins: one to calibrate with and another are needed",
            where=str(folder),
            remedy="name videos origin__title.mp4",
        )
    return (
        [path for path in clips if _origin(path) not in held],
        [path for path in clips if _origin(path) in held],
    )


def as_input(pixels: Pixels, spec: ModelSpec) -> npt.NDArray[np.float32]:
    """Pixels as the model's input, (1, size, size, 3) float32."""
    scaled = pixels.astype(np.float32) * np.float32((spec.high - spec.low) / 255)
    return (scaled + np.float32(spec.low))[None]


def _origin(path: Path) -> str:
    return path.name.split("__")[0]


def _beat(path: Path) -> Iterator[Image]:
    camera = VideoFileCamera(path)
    next_s = 0.0
    try:
        camera.open()
        while (frame := camera.read(1.0)) is not None:
            if frame.captured_s >= next_s and not isinstance(frame.content, RecordedLandmarks):
                next_s = frame.captured_s + _BEAT_S
                yield frame.content
    except VideoFileError:
        return
    finally:
        camera.close()


def _spread(images: Iterator[Image]) -> Iterator[Image]:
    everything = list(images)
    count = min(_PER_CLIP, len(everything))
    for index in np.linspace(0, len(everything) - 1, count).astype(int):
        yield everything[int(index)]
