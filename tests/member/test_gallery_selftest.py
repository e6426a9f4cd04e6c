from collections.abc import Sequence
from datetime import date

import numpy as np

from edge.cli.members.selftest import lines
from edge.member.gallery.record import face_value, read_face
from edge.member.gallery.selftest import SelfTest, self_test
from edge.member.gallery.view import Member
from edge.member.identify.matching import Match
from edge.member.template import EmbedderId, Template
from tests.fakes.gallery import EMBEDDER, descriptors


class Nearest:
    """Names the nearest template within a distance."""

    def __init__(self, templates: Sequence[Template], within: float = 0.5) -> None:
        self._templates, self._within = templates, within

    def match(self, descriptor: np.ndarray) -> Match:
        far = [float(np.linalg.norm(each.vector - descriptor)) for each in self._templates]
        near = int(np.argmin(far))
        if far[near] > self._within:
            return Match(None, -1.0)
        return Match(self._templates[near].member_id, 1.0)


def member(member_id: str, shots: np.ndarray) -> Member:
    face = read_face(member_id, face_value(EMBEDDER, shots))
    return Member(member_id, "", date(2026, 1, 1), (face,), (), ())


def test_members_who_differ_are_told_apart():
    members = [member(f"m-{seed}", descriptors(seed)) for seed in range(6)]
    assert self_test(members, EMBEDDER, Nearest) == SelfTest(6, 30, 0, 0, 0, ())


def test_twins_are_found_out():
    members = [member(f"m-{seed}", descriptors(seed)) for seed in range(4)]
    members.append(member("m-twin", descriptors(2)))
    outcome = self_test(members, EMBEDDER, Nearest)
    assert outcome.mixed_up == (("m-2", "m-twin"),)
    assert outcome.strangers_named == 10


def test_a_shot_that_shows_somebody_else_is_missed():
    shots = descriptors(1)
    shots[4] = descriptors(9)[0]
    outcome = self_test([member("m-1", shots), member("m-2", descriptors(2))], EMBEDDER, Nearest)
    assert outcome.missed == 1
    assert outcome.mistaken == 0


def test_too_few_or_other_models_are_not_tried():
    one = member("m-1", descriptors(1))
    two_shots = member("m-2", descriptors(2, 2))
    assert self_test([one, two_shots], EMBEDDER, Nearest).members == 1
    assert self_test([one], EmbedderId("other", "1", 16), Nearest).searches == 0


def test_the_figures_are_printed_with_their_intervals():
    text = "\n".join(lines(SelfTest(10, 50, 2, 1, 0, (("m-1", "m-2"),))))
    assert "10 members, 50 shots" in text
    assert "(FNIR)    6.0%  (95 %: 2.1% to 16.2%)" in text
    assert "(FPIR)      0.0%" in text
    assert "mixed up: m-1 and m-2" in text
