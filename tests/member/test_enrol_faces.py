"""Enrolment with real photos through the real models; needs data and weights of the developer.

GYMSTATION_DATA: the folder that holds faces/ (else ../shared/data). The weights: of the user's own
station (`gymstation members setup`), or GYMSTATION_WEIGHTS, a data folder that holds them.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from edge.camera.frame import BgrImage
from edge.config.member import MatchRule
from edge.errors import EnrolmentError, StationError
from edge.member.embedding.weights import verified_weights
from edge.member.embedding.worker_embedder import WorkerEmbedder
from edge.member.enrol.enrol import SHOTS, chips_of_photos, describe, look_alikes
from edge.member.face.finder import FaceFinder
from edge.member.gallery.changes import Enrolment
from edge.member.gallery.consent import ConsentKind
from edge.member.identify.limits import FaceLimits
from edge.member.identify.matching import Matcher
from tests.fakes.gallery import consents, gallery

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("GYMSTATION_DATA", ROOT.parent / "shared" / "data"))
FACES = DATA / "faces" / "lfw"
HOME = Path.home() / ".local" / "share" / "gymstation"
WEIGHTS = Path(os.environ.get("GYMSTATION_WEIGHTS", HOME))

Photos = list[tuple[str, BgrImage]]


@pytest.fixture(scope="module")
def people() -> list[Photos]:
    """Photos of people, eight or more each."""
    if not FACES.is_dir():
        pytest.skip(f"no photos of faces in {FACES}")
    enough = [folder for folder in sorted(FACES.iterdir()) if len(list(folder.iterdir())) >= 8]
    return [[(path.name, _photo(path)) for path in sorted(each.iterdir())] for each in enough]


@pytest.fixture(scope="module")
def embedder() -> Iterator[WorkerEmbedder]:
    pytest.importorskip("dlib")
    try:
        verified_weights(WEIGHTS)
    except StationError as error:
        pytest.skip(str(error))
    embedder = WorkerEmbedder.dlib(WEIGHTS)
    yield embedder
    embedder.close()


def test_enrolled_by_five_photos_and_named_by_another(
    tmp_path: Path, people: list[Photos], embedder: WorkerEmbedder
):
    finder, limits = FaceFinder.load(), FaceLimits.load()
    first, second = _two(people, finder)
    with gallery(tmp_path) as members:
        for member_id, photos in (("m-1", first), ("m-2", second)):
            shots = describe(chips_of_photos(photos[:5], finder), embedder)
            assert look_alikes(shots, members.members(), member_id) == ()
            members.enrol(
                Enrolment(member_id, "", consents(ConsentKind.FACE, ConsentKind.HISTORY), shots)
            )
        matcher = Matcher(members.templates(embedder.id), limits, MatchRule.NORMAL)
    probe = chips_of_photos(first[1:], finder)[-1:]
    assert matcher.match(embedder.embed(probe)[0]).member_id == "m-1"


def test_photos_of_two_people_make_no_member(people: list[Photos], embedder: WorkerEmbedder):
    finder = FaceFinder.load()
    first, second = _two(people, finder)
    with pytest.raises(EnrolmentError, match="do not show one person"):
        describe(chips_of_photos(first[:3] + second[:2], finder), embedder)


def _two(people: list[Photos], finder: FaceFinder) -> list[Photos]:
    """Six photos, with one good face each, of two people."""
    found: list[Photos] = []
    for photos in people:
        usable = [photo for photo in photos if finder.search(photo[1]).quality.usable]
        if len(usable) > SHOTS:
            found.append(usable[: SHOTS + 1])
        if len(found) == 2:
            return found
    pytest.skip("the photos are of too few people")


def _photo(path: Path) -> BgrImage:
    return BgrImage(np.asarray(cv2.imread(str(path)), np.uint8))
