"""The real face model, where its weights are set up."""

import os
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from edge.camera.frame import BgrImage
from edge.errors import WeightsMissingError
from edge.member.embedding.weights import verified_weights
from edge.member.embedding.worker_embedder import WorkerEmbedder
from edge.member.face.finder import FaceFinder
from edge.member.template import unit

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("GYMSTATION_DATA", ROOT.parent / "shared" / "data"))
FACES = DATA / "faces" / "lfw"
PEOPLE = ("Angela_Merkel", "David_Beckham", "Hu_Jintao")


@pytest.fixture(scope="module")
def embedder() -> Iterator[WorkerEmbedder]:
    home = Path.home() / ".local" / "share"
    folder = Path(os.environ.get("XDG_DATA_HOME", home)) / "gymstation"
    folder = Path(os.environ.get("GYMSTATION_WEIGHTS", folder))
    try:
        verified_weights(folder)
    except WeightsMissingError as error:
        pytest.skip(f"the face model is not set up ({error})")
    made = WorkerEmbedder.dlib(folder)
    yield made
    made.close()


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 255, (1, 150, 150, 3), np.uint8)


def test_descriptors_have_length_one_and_are_the_same_in_the_mirror(
    embedder: WorkerEmbedder,
) -> None:
    one, mirrored = embedder.embed(noise(0)), embedder.embed(noise(0)[:, :, ::-1])
    assert one.shape == (1, embedder.id.dimension)
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(one, mirrored, atol=1e-4)


def test_the_worker_is_small_and_least_urgent(embedder: WorkerEmbedder) -> None:
    embedder.embed(noise(1))
    assert embedder.pid is not None
    process = psutil.Process(embedder.pid)
    assert process.memory_info().rss < 200e6
    assert process.nice() == 19


def test_photos_of_one_person_are_nearer_than_those_of_others(embedder: WorkerEmbedder) -> None:
    if not FACES.is_dir():
        pytest.skip(f"there are no photos in {FACES}")
    finder = FaceFinder.load()
    people = []
    for name in PEOPLE:
        looks = [
            finder.search(BgrImage(np.asarray(cv2.imread(str(path)), np.uint8)))
            for path in sorted((FACES / name).glob("*.jpg"))[:3]
        ]
        chips = np.array([look.chip for look in looks if look.chip is not None])
        people.append(np.concatenate([embedder.embed(chip[None]) for chip in chips]))
    means = np.array([unit(rows.mean(axis=0)) for rows in people])
    for index, rows in enumerate(people):
        distances = np.linalg.norm(rows[:, None] - means[None], axis=-1)
        assert (distances.argmin(axis=1) == index).all()
