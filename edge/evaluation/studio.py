"""Renders scenes and has the station's own pose stage look at them; slow, so results are kept."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from edge.camera.frame import Frame, RgbImage
from edge.camera.recording import PoseRecording
from edge.config.pose import PoseConfig
from edge.mannequin import Scene, render
from edge.pose.factory import make_estimator
from edge.pose.port import PoseEstimator
from edge.pose.recorder import PoseRecorder


class Studio:
    """Scenes to pose recordings, in order.

    folder: where recordings are kept and looked for; None = keep none. A scene that has changed, in
    whatever way, is filmed anew; models that have changed are not noticed. jobs: processes that
    work at once.
    """

    def __init__(self, folder: Path | None, jobs: int) -> None:
        self._folder = folder
        self._jobs = jobs

    def films(self, scenes: Sequence[Scene]) -> Iterator[PoseRecording]:
        """The recordings, each as soon as it and those before it are there."""
        film = partial(filmed, self._folder)
        if self._jobs == 1:
            yield from map(film, scenes)
            return
        with ProcessPoolExecutor(self._jobs, mp_context=get_context("spawn")) as pool:
            yield from pool.map(film, scenes)


def filmed(folder: Path | None, scene: Scene) -> PoseRecording:
    """One scene's recording, from the folder where it is there already."""
    path = None if folder is None else folder / f"{name_of(scene)}.npz"
    if path is not None and path.is_file():
        return PoseRecording.load(path)
    # One thread: several scenes are filmed at once, or other work goes on beside.
    estimator = make_estimator(PoseConfig(threads=1))
    recording = film(scene, estimator)
    estimator.close()
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        recording.save(path)
    return recording


def name_of(scene: Scene) -> str:
    """Exercise, view and person, and a digest of all that decides the pictures."""
    performance = scene.performance
    digest = sha256(f"{scene!r} {performance.definition!r}".encode()).hexdigest()[:12]
    return f"{performance.exercise}_{scene.view.yaw_deg:g}_{scene.seed}_{digest}"


def film(scene: Scene, estimator: PoseEstimator) -> PoseRecording:
    """What an estimator sees of a scene."""
    estimator.reset()
    recorder = PoseRecorder()
    for number, rendered in enumerate(render(scene)):
        frame = Frame(RgbImage(rendered.image), rendered.captured_s, number)
        recorder.add(frame, estimator.estimate(frame))
    return recorder.recording()
