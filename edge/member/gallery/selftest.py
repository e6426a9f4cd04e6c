"""What a gallery says about itself: each shot of each member, left out and tried. Pure.

FPIR and FNIR as in ISO/IEC 19795-1: the shares of searches that name a stranger, and that do not
name a member. Both are estimates from shots of one day: members look different on others, so the
gym's FNIR is higher.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from edge.member.gallery.record import Face, FloatArray
from edge.member.gallery.view import Member
from edge.member.identify.matching import Match
from edge.member.template import EmbedderId, Template, mean_template

FEWEST_SHOTS = 3
FEWEST_MEMBERS = 2


class Matches(Protocol):
    """Compares a descriptor with the templates that it was made for."""

    def match(self, descriptor: FloatArray) -> Match:
        """Whose face a descriptor (D,) is."""
        ...


@dataclass(frozen=True, slots=True)
class SelfTest:
    """Outcome.

    members: tried. searches: shots tried, once with their member enrolled and once without. missed:
    not named though enrolled. mistaken: named as another, though enrolled. strangers_named: named
    though not enrolled. mixed_up: pairs of ids of which one was taken for the other.
    """

    members: int
    searches: int
    missed: int
    mistaken: int
    strangers_named: int
    mixed_up: tuple[tuple[str, str], ...]


def self_test(
    members: Sequence[Member],
    embedder: EmbedderId,
    matcher: Callable[[Sequence[Template]], Matches],
) -> SelfTest:
    """Try every shot of the members who have enough of this model, left out of their template."""
    faces = {
        member.id: face
        for member in members
        for face in member.faces
        if face.embedder == embedder and len(face.shots) >= FEWEST_SHOTS
    }
    if len(faces) < FEWEST_MEMBERS:
        return SelfTest(len(faces), 0, 0, 0, 0, ())
    searches = missed = mistaken = strangers_named = 0
    mixed_up: set[tuple[str, str]] = set()
    for member_id, face in faces.items():
        others = [other.template for name, other in faces.items() if name != member_id]
        without = matcher(others)
        for number, shot in enumerate(face.shots):
            searches += 1
            found = matcher([*others, _left_out(member_id, face, number)]).match(shot).member_id
            missed += found is None
            stranger = without.match(shot).member_id
            strangers_named += stranger is not None
            if found not in {None, member_id}:
                mistaken += 1
            mixed_up |= {
                (min(member_id, name), max(member_id, name))
                for name in (found, stranger)
                if name is not None and name != member_id
            }
    return SelfTest(
        len(faces), searches, missed, mistaken, strangers_named, tuple(sorted(mixed_up))
    )


def _left_out(member_id: str, face: Face, number: int) -> Template:
    rest = np.delete(face.shots, number, axis=0)
    return mean_template(member_id, face.embedder, rest)
