"""Rendered scenes on disk: drawing people takes ten times as long as following them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from edge.errors import UsageError
from edge.mannequin.gym.scene import GymFrame, render_gym
from edge.mannequin.gym.situations import Situation


class SceneStore:
    """Gives the frames of a scene; keeps them in a folder, if there is one, for the next time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def frames(self, scene: Situation) -> Iterator[GymFrame]:
        """All frames, first to last. Raises UsageError where the folder cannot be used."""
        if self._folder is None:
            return render_gym(scene.scene)
        path = self._folder / f"{scene.kind}-{scene.scene.seed}.npz"
        try:
            if not path.is_file():
                self._folder.mkdir(parents=True, exist_ok=True)
                _keep(path, list(render_gym(scene.scene)))
            return iter(_read(path))
        except (OSError, ValueError, KeyError) as error:
            raise UsageError(
                f"cannot keep or read a rendered scene: {error}",
                where=str(path),
                remedy="name a folder with room for a gigabyte, or delete what is in it",
            ) from error


def _keep(path: Path, frames: list[GymFrame]) -> None:
    """images (N, H, W, 3); names (P,); people (N, P, 33, 2) pixels, NaN where somebody is away."""
    names = sorted({name for frame in frames for name in frame.people})
    away = np.full((33, 2), np.nan, np.float32)
    people = np.array([[frame.people.get(name, away) for name in names] for frame in frames])
    # A scene that was written half is not taken for a whole one.
    half = path.with_suffix(".part.npz")
    np.savez(
        half,
        images=np.stack([frame.image for frame in frames]),
        captured_s=np.array([frame.captured_s for frame in frames]),
        names=np.array(names),
        people=people,
    )
    half.replace(path)


def _read(path: Path) -> list[GymFrame]:
    with np.load(path) as kept:
        images, captured_s, people = kept["images"], kept["captured_s"], kept["people"]
        names = [str(name) for name in kept["names"]]
    return [
        GymFrame(
            image,
            float(at_s),
            {
                name: points
                for name, points in zip(names, where, strict=True)
                if not np.isnan(points).any()
            },
        )
        for image, at_s, where in zip(images, captured_s, people, strict=True)
    ]
