"""Enrolment: from five pictures of a face to what the gallery stores, or a reason why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Image
from edge.errors import EnrolmentError
from edge.member.face.finder import FaceLook
from edge.member.face.quality import QualityProblem
from edge.member.gallery.changes import Shots
from edge.member.gallery.view import Member
from edge.member.port import ByteArray, Embedder
from edge.member.template import mean_template, unit

FloatArray = NDArray[np.float32]

# One photo is useless and more than five gain little: measured on LFW, see ADR 0098.
SHOTS = 5
MOST_SHOTS = 10
# Distance of two shots, 0..2: beyond, one shows somebody else or hardly a face; see ADR 0098.
FARTHEST_PAIR = 0.42
# Distance of two members' templates: nearer, the rule that names faces begins to mix them up.
LOOK_ALIKE = 0.32


class FaceSeeker(Protocol):
    """Finds and judges the face in a picture."""

    def search(self, image: Image) -> FaceLook:
        """The largest face anywhere in a picture."""
        ...


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A member whose face is close. distance: of the templates, 0..2."""

    member: Member
    distance: float


def chips_of_photos(photos: Iterable[tuple[str, Image]], seeker: FaceSeeker) -> ByteArray:
    """The faces (N, 150, 150, 3) of named photos; raises EnrolmentError for photos of no use."""
    chips: list[ByteArray] = []
    useless: list[str] = []
    for name, photo in photos:
        look = seeker.search(photo)
        if look.chip is not None and look.quality.usable:
            chips.append(look.chip)
        else:
            useless.append(f"{name} ({_words(look.quality.problems)})")
    if len(chips) < SHOTS:
        remark = f"; of no use: {', '.join(useless)}" if useless else ""
        raise EnrolmentError(
            f"{SHOTS} good photos are needed, these are {len(chips)}{remark}",
            remedy="take more: near, bright, sharp, looking at the camera, alone",
        )
    return np.stack(chips[:MOST_SHOTS])


def describe(chips: ByteArray, embedder: Embedder) -> Shots:
    """The descriptors of one person; raises EnrolmentError where the faces do not agree."""
    # One at a time: on a small board several together may take longer than a worker is waited for.
    rows = [embedder.embed(chip[None]) for chip in chips]
    descriptors = unit(np.concatenate(rows))
    one, other, distance = farthest_pair(descriptors)
    if distance > FARTHEST_PAIR:
        raise EnrolmentError(
            f"the shots do not show one person: {one + 1} and {other + 1} of {len(chips)} differ",
            remedy="enrol again, with one person in front of the camera and good light",
        )
    return Shots(embedder.id, descriptors)


def farthest_pair(descriptors: FloatArray) -> tuple[int, int, float]:
    """The two of the descriptors (N, D), unit length, that differ most, and their distance."""
    distances = np.sqrt(np.maximum(2 - 2 * descriptors @ descriptors.T, 0))
    one, other = np.unravel_index(distances.argmax(), distances.shape)
    return int(one), int(other), float(distances[one, other])


def look_alikes(shots: Shots, members: Sequence[Member], member_id: str) -> tuple[LookAlike, ...]:
    """Members other than this one whose face is so close that they may be mixed up, nearest first.

    It may also be the same person, enrolled twice.
    """
    template = mean_template(member_id, shots.embedder, shots.descriptors)
    found = [
        LookAlike(member, float(np.linalg.norm(face.template.vector - template.vector)))
        for member in members
        for face in member.faces
        if member.id != member_id and face.embedder == shots.embedder
    ]
    return tuple(
        sorted(
            (alike for alike in found if alike.distance < LOOK_ALIKE),
            key=lambda alike: alike.distance,
        )
    )


def _words(problems: Sequence[QualityProblem]) -> str:
    return ", ".join(problem.value.replace("_", " ") for problem in problems) or "no face"
